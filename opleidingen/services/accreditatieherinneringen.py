"""Tell opleiders in time that an accreditation ends: each reminder once, however often the machine runs."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, PositiveSmallIntegerField, QuerySet, Value, When

from accounts.mail import send_bericht
from accounts.queries import find_beheerders_van
from kern.periode import add_months
from opleidingen.accreditatieregels import accreditatieregel_op
from opleidingen.accreditaties import find_aflopende
from opleidingen.models import Accreditatie, Accreditatieherinnering

TEGELIJK = 200


def send_accreditatieherinneringen(*, peildatum: date, op: datetime) -> int:
    """Send what is due on `peildatum` and was not sent; returns about how many accreditations was told.

    After a standstill one mail goes, the latest that is due, and not all that were missed.
    """
    te_doen = _find_te_doen(accreditatieregel_op(peildatum).herinnering_maanden, peildatum)
    ids = list(te_doen.values_list("pk", flat=True))
    delen = [ids[begin : begin + TEGELIJK] for begin in range(0, len(ids), TEGELIJK)]
    return sum(_send_deel(te_doen, deel, op=op) for deel in delen)


def _find_te_doen(momenten: tuple[int, ...], peildatum: date) -> QuerySet[Accreditatie]:
    """What ends soon, with `maanden`: the latest reminder that is due; without those that were sent."""
    laatste = [When(geldig_tot__lte=add_months(peildatum, n), then=Value(n)) for n in sorted(momenten)]
    verstuurd = Accreditatieherinnering.objects.filter(accreditatie=OuterRef("pk"), maanden=OuterRef("maanden"))
    aflopend = find_aflopende(peildatum, maanden=max(momenten))
    return aflopend.annotate(maanden=Case(*laatste, output_field=PositiveSmallIntegerField())).filter(
        ~Exists(verstuurd)
    )


@transaction.atomic
def _send_deel(te_doen: QuerySet[Accreditatie], ids: list[int], *, op: datetime) -> int:
    """One batch: claim each reminder with its row, then tell the administrators of the opleiders.

    The accreditations are locked before the look that counts: another process that does the same waits and then
    finds them done.
    """
    list(Accreditatie.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    accreditaties = list(te_doen.filter(pk__in=ids))
    Accreditatieherinnering.objects.bulk_create(
        Accreditatieherinnering(accreditatie=accreditatie, maanden=accreditatie.maanden, verstuurd_op=op)
        for accreditatie in accreditaties
    )
    beheerders = find_beheerders_van({accreditatie.opleiding.opleider_id for accreditatie in accreditaties})
    for accreditatie in accreditaties:
        for beheerder in beheerders[accreditatie.opleiding.opleider_id]:
            send_bericht(beheerder, "opleidingen/accreditatie/herinnering", {"accreditatie": accreditatie})
    return len(accreditaties)
