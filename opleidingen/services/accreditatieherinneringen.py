"""Tell opleiders in time that an accreditation ends: each reminder once, however often the machine runs."""

from datetime import date, datetime

from django.db import transaction

from accounts.mail import send_bericht
from accounts.queries import find_beheerders
from kern.periode import add_months
from opleidingen.accreditatieregels import accreditatieregel_op
from opleidingen.accreditaties import find_aflopende
from opleidingen.models import Accreditatie, Accreditatieherinnering


def send_accreditatieherinneringen(*, peildatum: date, op: datetime) -> int:
    """Send what is due on `peildatum` and was not sent; returns about how many accreditations was told.

    After a standstill one mail goes, the latest that is due, and not all that were missed.
    """
    momenten = accreditatieregel_op(peildatum).herinnering_maanden
    aflopend = find_aflopende(peildatum, maanden=max(momenten))
    return sum(_send(accreditatie, _find_moment(accreditatie, momenten, peildatum), op) for accreditatie in aflopend)


def _find_moment(accreditatie: Accreditatie, momenten: tuple[int, ...], peildatum: date) -> int:
    """The latest reminder that is due, in months before the end."""
    return min(maanden for maanden in momenten if accreditatie.geldig_tot <= add_months(peildatum, maanden))


@transaction.atomic
def _send(accreditatie: Accreditatie, maanden: int, op: datetime) -> int:
    """Claim the reminder with its row, then tell the administrators of the opleider. 0 when that was done before."""
    _, is_nieuw = Accreditatieherinnering.objects.get_or_create(
        accreditatie=accreditatie, maanden=maanden, defaults={"verstuurd_op": op}
    )
    if not is_nieuw:
        return 0
    for lid in find_beheerders(accreditatie.opleiding.opleider):
        send_bericht(lid.gebruiker, "opleidingen/accreditatie/herinnering", {"accreditatie": accreditatie})
    return 1
