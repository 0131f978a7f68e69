"""Deliveries of any size: accept now, book in the background, part after part, and go on after every crash.

Each part is booked in one transaction that also asks for the next one, so whatever is killed, a delivery stands
between two parts: nothing lost, nothing twice. A worker that dies leaves its own task behind as running;
`resume_aanleveringen` asks anew for what nobody will go on with.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from accounts.models import Organisatie, Sleutel
from opleidingen.antwoord import count_totalen
from opleidingen.models import Aanleverdeel, Aanlevering
from opleidingen.rijen import Rij, pack_rijen, unpack_rijen
from opleidingen.services.aanleveren import log_aanlevering
from opleidingen.services.boeken import book_deel
from opleidingen.services.vertellen import tell_geboekt

ONVOLTOOID = timedelta(days=1)
"""Rows that were still coming in so long ago will not come any more."""
PAUZE = timedelta(minutes=1)
"""Before trying again what the database refused."""


def accept_aanlevering(
    delen: Iterable[Sequence[Rij]],
    *,
    opleider: Organisatie,
    op: datetime,
    door: str,
    sleutel: Sleutel | None = None,
    vorm: str = Aanlevering.Vorm.JSON,
) -> Aanlevering:
    """Keep rows of any number and book them in the background; what this returned, no crash loses.

    `delen` are parts of at most `rijen.HOOGSTE_AANTAL` rows (`rijen.split_delen`), read one by one, so that memory
    does not grow with the rows. Each is kept in a transaction of its own, unless the caller has one: a file of a
    million rows stops nobody. Until all are there `aantal` is empty, nobody sees the delivery and nothing is booked.
    When reading fails nothing stays.
    """
    aanlevering = Aanlevering.objects.create(
        opleider=opleider, sleutel=sleutel, door=door, vorm=vorm, ingediend_op=op, totalen=count_totalen([])
    )
    aantal = 0
    try:
        for volgnummer, rijen in enumerate(delen, 1):
            Aanleverdeel.objects.create(
                aanlevering=aanlevering,
                volgnummer=volgnummer,
                eerste_regel=aantal + 1,
                aantal=len(rijen),
                rijen=pack_rijen(rijen),
            )
            aantal += len(rijen)
    except BaseException:
        if not connection.needs_rollback:  # otherwise the caller's transaction undoes everything
            aanlevering.delete()
        raise
    with transaction.atomic():
        aanlevering.aantal = aantal
        aanlevering.save(update_fields=["aantal"])
        boek_aanlevering.enqueue(str(aanlevering.pk))
    return aanlevering


@task
def boek_aanlevering(aanlevering_id: str) -> None:
    """Book one part; the next one is a task of its own, so that mail and other work get their turn in between."""
    try:
        book_volgend_deel(aanlevering_id, op=timezone.now())
    except OperationalError:
        boek_aanlevering.using(run_after=timezone.now() + PAUZE).enqueue(aanlevering_id)
        raise


@transaction.atomic
def book_volgend_deel(aanlevering_id: str, *, op: datetime) -> bool:
    """Book the first part that waits and ask for the next; the last one ends the delivery.

    False when there was nothing to do: everything is booked, or another worker has this delivery in hand.
    """
    lopend = Aanlevering.objects.filter(pk=aanlevering_id, aantal__isnull=False, verwerkt_op__isnull=True)
    aanlevering = (
        lopend.select_for_update(skip_locked=True, no_key=True, of=("self",)).select_related("opleider").first()
    )
    if aanlevering is None:
        return False
    deel = aanlevering.delen.filter(verwerkt_op__isnull=True).order_by("volgnummer").first()
    if deel:
        _book(aanlevering, deel, op=op)
    if deel and deel.eerste_regel + deel.aantal <= aanlevering.aantal:
        boek_aanlevering.enqueue(aanlevering_id)
    else:
        vingerafdrukken = aanlevering.delen.order_by("volgnummer").values_list("vingerafdruk", flat=True)
        aanlevering.verwerkt_op = op
        aanlevering.save(update_fields=["verwerkt_op"])
        log_aanlevering(aanlevering, vingerafdrukken, op=op)
    return True


def _book(aanlevering: Aanlevering, deel: Aanleverdeel, *, op: datetime) -> None:
    """The rules of the day of delivery hold, however late a part is booked."""
    peildatum = timezone.localdate(aanlevering.ingediend_op)
    geboekt = book_deel(deel, unpack_rijen(bytes(deel.rijen)), aanlevering=aanlevering, peildatum=peildatum, op=op)
    deel.save()
    aanlevering.totalen = {
        uitkomst: aantal + deel.totalen[uitkomst] for uitkomst, aantal in aanlevering.totalen.items()
    }
    aanlevering.save(update_fields=["totalen"])
    tell_geboekt(geboekt.boekingen, opleider=aanlevering.opleider)


def resume_aanleveringen(*, op: datetime) -> int:
    """Ask anew for the deliveries that are not done and that no waiting task goes on with; answers how many.

    Once too often is harmless: a task that finds nothing to do ends. Also forgets what was never completely received.
    """
    Aanlevering.objects.filter(aantal__isnull=True, ingediend_op__lt=op - ONVOLTOOID).delete()
    wachtend = DBTaskResult.objects.filter(status="READY", task_path=boek_aanlevering.module_path)
    geregeld = {taak.args_kwargs["args"][0] for taak in wachtend}
    lopend = Aanlevering.objects.filter(aantal__isnull=False, verwerkt_op__isnull=True).order_by("ingediend_op")
    opnieuw = [pk for pk in map(str, lopend.values_list("pk", flat=True)) if pk not in geregeld]
    for pk in opnieuw:
        boek_aanlevering.enqueue(pk)
    return len(opnieuw)
