"""The work on a list that may take a while: now when it is little, in the background when it is more.

Every run of the work is a round of its own. When a run is taken for dead and started again, the old one finds that
its round is over and stops; so nothing is done twice, and nobody waits for what will not come.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.models import Organisatie
from kern.fouten import Fout, Fouten
from opleidingen.models import Aanleverlijst
from opleidingen.models.lijst import STIL
from opleidingen.services.lijsten.lezen import read_lijst
from opleidingen.services.lijsten.nakijken import judge_lijst
from opleidingen.services.lijsten.overdragen import hand_over
from opleidingen.services.lijsten.ronde import Ingehaald, Ronde, find_einde

Status = Aanleverlijst.Status
KLEIN_BESTAND = 50 * 1024
"""Bytes; what is not larger is read while the opleider waits."""
KLEINE_LIJST = 2000
"""Rows; so many are judged again and handed over while the opleider waits."""
WERK = {Status.LEZEN: read_lijst, Status.NAKIJKEN: judge_lijst, Status.BOEKEN: hand_over}


@transaction.atomic
def start_werk(
    lijst: Aanleverlijst, status: str, *, van: tuple[str, ...], door: str, op: datetime, wachtrij: bool = False
) -> None:
    """Put the list to work, when it stands in one of the states `van`. Raises Fouten when it does not any more.

    A little is done as soon as the transaction holds, unless it must go through the queue; the rest always does.
    """
    huidig = Aanleverlijst.objects.select_for_update().get(pk=lijst.pk)
    if huidig.status not in van:
        raise Fouten(Fout("lijst-bezig", "Met deze lijst gebeurt al iets. Kijk hieronder hoe ver het is."))
    huidig.status, huidig.ronde, huidig.gedaan, huidig.totaal = status, huidig.ronde + 1, 0, 0
    huidig.melding, huidig.door, huidig.bewogen_op, huidig.verloopt_op = "", door, op, find_einde(op)
    huidig.save()
    if not wachtrij and _is_klein(huidig):
        transaction.on_commit(lambda: do_werk(str(lijst.pk), huidig.ronde))
    else:
        werk_aan_lijst.enqueue(str(lijst.pk), huidig.ronde)


@task
def werk_aan_lijst(lijst_id: str, ronde: int) -> None:
    do_werk(lijst_id, ronde)


def do_werk(lijst_id: str, ronde: int) -> None:
    """Do what the state of the list asks. Not one transaction, so that everybody sees how far it is."""
    lijst = Aanleverlijst.objects.select_related("opleider").filter(pk=lijst_id, ronde=ronde).first()
    if lijst is None or lijst.status not in WERK:
        return
    try:
        WERK[Status(lijst.status)](lijst, Ronde(lijst_id, ronde), op=timezone.now())
    except Ingehaald:
        return


def _is_klein(lijst: Aanleverlijst) -> bool:
    return lijst.grootte <= KLEIN_BESTAND if lijst.status == Status.LEZEN else lijst.aantal <= KLEINE_LIJST


def resume_werk(lijst: Aanleverlijst, *, op: datetime) -> None:
    """Start again what stood still; where somebody did so already nothing happens."""
    if lijst.is_stil_op(op):
        start_werk(lijst, lijst.status, van=(lijst.status,), door=lijst.door, op=op, wachtrij=True)


def resume_lijsten(*, op: datetime) -> int:
    """Start again whatever stands still, as after a worker was killed; answers how many lists."""
    stil = Aanleverlijst.objects.filter(status__in=Aanleverlijst.WERK, bewogen_op__lt=op - STIL)
    for lijst in stil:
        resume_werk(lijst, op=op)
    return len(stil)


def count_open(opleider: Organisatie) -> int:
    """How many lists of this opleider the server keeps rows of."""
    return Aanleverlijst.objects.filter(opleider=opleider).exclude(status=Status.GEBOEKT).count()
