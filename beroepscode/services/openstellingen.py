"""Open a reflection to one peer or to the register office, until a day; every look is noted for its writer."""

from datetime import date, datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts.mail import send_bericht
from accounts.models import Berichtsoort, Gebruiker, Organisatie
from accounts.services.logboek import record_raadplegingen, refer, write_logregel
from beroepscode.models import Bevestiging, Openstelling, Reflectie
from beroepscode.queries import find_genoemden
from beroepscode.services.reflecties import read_antwoorden

GELEZEN = "tekst van een reflectie"


@transaction.atomic
def open_voor_collega(reflectie: Reflectie, genoemd: str, *, tot_datum: date, op: datetime) -> Openstelling:
    """Open a reflection to a peer, named by e-mail address or number, until `tot_datum` (excluded), and tell them.

    In the place of an earlier opening to the same. Somebody unknown receives no mail; the writer sees no difference.
    """
    collega = find_genoemden([genoemd]).get(genoemd)
    openstelling = add_openstelling(reflectie, genoemd, aan=collega, tot_datum=tot_datum, op=op)
    if openstelling.aan:
        context = {"schrijver": reflectie.gebruiker.naam, "openstelling": openstelling}
        send_bericht(openstelling.aan, "beroepscode/reflectie-opengesteld", context, soort=Berichtsoort.VERZOEK)
    return openstelling


@transaction.atomic
def open_voor_kantoor(reflectie: Reflectie, kantoor: Organisatie, *, tot_datum: date, op: datetime) -> Openstelling:
    """Open a reflection to everybody who acts for the register office, until `tot_datum` (excluded)."""
    _close_all(reflectie, op=op, organisatie=kantoor)
    return _add(reflectie, organisatie=kantoor, tot_datum=tot_datum, op=op)


def add_openstelling(
    reflectie: Reflectie, genoemd: str, *, aan: Gebruiker | None, tot_datum: date, op: datetime
) -> Openstelling:
    """Open to a peer without telling them: for who tells them something more. Inside the caller's transaction.

    Without `aan` nobody reads it: the writer sees the same for who is known and for who is not.
    """
    _close_all(reflectie, op=op, genoemd_als=genoemd)
    if aan:
        _close_all(reflectie, op=op, aan=aan)
    return _add(reflectie, aan=aan, genoemd_als=genoemd, tot_datum=tot_datum, op=op)


def close_na_nee(bevestiging: Bevestiging, *, op: datetime) -> None:
    """Close what any request opened of this reflection to who said no. Inside the caller's transaction."""
    _close_all(bevestiging.reflectie, op=op, aan=bevestiging.bevestiger, bevestiging__isnull=False)


@transaction.atomic
def close_openstelling(openstelling: Openstelling, *, op: datetime) -> None:
    """Close it at once. What was read stays in the log of looks."""
    openstelling.gesloten_op = op
    openstelling.save(update_fields=["gesloten_op"])
    schrijver = f"gebruiker:{openstelling.reflectie.gebruiker_id}"
    write_logregel("reflectie-gesloten", door=schrijver, onderwerp=refer(openstelling), op=op)


@sensitive_variables()
@transaction.atomic
def read_opengesteld(
    openstelling: Openstelling, *, door: Gebruiker, organisatie: Organisatie | None = None, op: datetime
) -> dict[str, str] | None:
    """The answers, for who holds this opening; the look stands in the writer's log before anything is read."""
    reflectie = openstelling.reflectie
    record_raadplegingen(
        [reflectie.gebruiker_id],
        wat=GELEZEN,
        reden="jij stelde deze reflectie open",
        door=door,
        organisatie=organisatie,
        onderwerp=refer(reflectie),
        op=op,
    )
    return read_antwoorden(reflectie)


def _add(reflectie: Reflectie, *, op: datetime, **waarden: object) -> Openstelling:
    openstelling = Openstelling.objects.create(reflectie=reflectie, geopend_op=op, **waarden)
    schrijver = f"gebruiker:{reflectie.gebruiker_id}"
    write_logregel("reflectie-opengesteld", door=schrijver, onderwerp=refer(openstelling), op=op)
    return openstelling


def _close_all(reflectie: Reflectie, *, op: datetime, **voor_wie: object) -> None:
    reflectie.openstellingen.filter(gesloten_op=None, **voor_wie).update(gesloten_op=op)
