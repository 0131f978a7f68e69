"""Tell people in time that their term ends: set-based, and each reminder once."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from accounts.mail import send_bericht
from accounts.models import Berichtsoort, Wanneer
from accounts.queries import find_wanneer
from kern.periode import add_months
from register.agenda import MOMENTEN
from register.loopbanen import collect_loopbanen
from register.models import Herinnering, Termijn
from register.queries import find_aflopende_termijnen

VROEGSTE_MAANDEN = 6
TEGELIJK = 500
SPELING = timedelta(days=4)
"""Six months counted back from 31 August is the last of February: a day that counting forward does not reach."""


def send_herinneringen(*, peildatum: date, op: datetime) -> int:
    """Send what is due on `peildatum` and was not sent; returns how many people were told.

    Each person gets the latest reminder that is due, so that a job that stood still sends one mail and not four.
    Nobody is reminded of a term that has a next one, that waits for a decision, or that somebody left.
    """
    voor = add_months(peildatum, VROEGSTE_MAANDEN) + SPELING
    aflopend = list(find_aflopende_termijnen(peildatum, voor=voor))
    te_doen = [(termijn, moment) for termijn in aflopend if (moment := find_moment(termijn.geldig_tot, peildatum))]
    return sum(_send(deel, peildatum, op) for deel in _cut(te_doen))


def find_moment(tot: date, peildatum: date) -> Herinnering.Moment | None:
    """The latest reminder that is due on `peildatum` for a term until `tot`; None when it is too early for any."""
    verstreken = [moment for moment, _, reken in MOMENTEN if reken(tot) <= peildatum]
    return verstreken[-1] if verstreken else None


def _send(rijen: Sequence[tuple[Termijn, str]], peildatum: date, op: datetime) -> int:
    """One batch in one transaction: the rows that claim the reminders, and the mails."""
    try:
        with transaction.atomic():
            due = _drop_needless(rijen, peildatum)
            Herinnering.objects.bulk_create(
                Herinnering(termijn=termijn, moment=moment, verstuurd_op=op) for termijn, moment, _ in due
            )
            for termijn, moment, wanneer in due:
                _tell(termijn, moment, wanneer)
    except IntegrityError:  # another process sends the same batch: it tells these people, we do not
        return 0
    return len(due)


def _drop_needless(rijen: Sequence[tuple[Termijn, str]], peildatum: date) -> list[tuple[Termijn, str, str]]:
    """What is left with when each person wants it, in three queries."""
    verstuurd = set(
        Herinnering.objects.filter(termijn__in=[termijn.pk for termijn, _ in rijen]).values_list("termijn", "moment")
    )
    rijen = [(termijn, moment) for termijn, moment in rijen if (termijn.pk, moment) not in verstuurd]
    loopbanen = collect_loopbanen([termijn.registratie_id for termijn, _ in rijen])
    wanneer = find_wanneer([termijn.registratie.gebruiker_id for termijn, _ in rijen], Berichtsoort.TERMIJN)
    return [
        (termijn, moment, keuze)
        for termijn, moment in rijen
        if (keuze := wanneer[termijn.registratie.gebruiker_id]) != Wanneer.NOOIT
        and loopbanen[termijn.registratie_id].status_op(peildatum).in_register
        and not loopbanen[termijn.registratie_id].open_aanvraag_id
    ]


def _tell(termijn: Termijn, moment: str, wanneer: str) -> None:
    duur = next(duur for soort, duur, _ in MOMENTEN if soort == moment)
    context = {"termijn": termijn, "duur": duur}
    gebruiker = termijn.registratie.gebruiker
    send_bericht(gebruiker, "register/herinnering", context, soort=Berichtsoort.TERMIJN, wanneer=wanneer)


def _cut(rijen: Sequence[tuple[Termijn, str]]) -> Iterable[Sequence[tuple[Termijn, str]]]:
    return (rijen[begin : begin + TEGELIJK] for begin in range(0, len(rijen), TEGELIJK))
