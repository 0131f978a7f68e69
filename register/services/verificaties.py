"""Answer who is in the register: set-based, and written down for the people that were asked about."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction

from accounts.models import Gebruiker, Organisatie
from accounts.namen import normalize_achternaam
from accounts.services.logboek import canonical_json, record_raadplegingen, write_logregel
from register.loopbanen import Loopbaan, collect_loopbanen
from register.queries import select_personen
from register.status import Registerstatus, Status
from register.vragen import Vraag

NAAM_WIJKT_AF = "naamWijktAf"
ONBEKEND = Status(Registerstatus.ONBEKEND)


class Persoon(NamedTuple):
    gebruiker_id: int
    zoeknaam: str
    registratie_id: int


@dataclass(frozen=True, slots=True)
class Antwoord:
    """The answer to one question. `uitkomst` is a status or `naamWijktAf`; then the status itself stays unsaid."""

    vraag: Vraag
    uitkomst: str
    status: Status = ONBEKEND
    gebruiker_id: int | None = None


@transaction.atomic
def check_registraties(
    vragen: Sequence[Vraag],
    *,
    peildatum: date,
    organisatie: Organisatie,
    door: str,
    wie: Gebruiker | None,
    op: datetime,
) -> list[Antwoord]:
    """Answer an employer, in the order asked. One row in the logboek with a digest, one Raadpleging for each person.

    `door` is the reference of the key or the person who asks, `wie` that person.
    """
    antwoorden = answer_vragen(vragen, peildatum=peildatum, openbaar=False)
    _record(antwoorden, organisatie=organisatie, wie=wie, reden="Een werkgever controleert registraties", op=op)
    inhoud = {
        "aantal": len(antwoorden),
        "peildatum": peildatum.isoformat(),
        "vingerafdruk": _digest(antwoorden, peildatum),
    }
    write_logregel("registraties-gecontroleerd", door=door, inhoud=inhoud, op=op)
    return antwoorden


def check_openbaar(vragen: Sequence[Vraag], *, peildatum: date, op: datetime) -> list[Antwoord]:
    """Answer anybody who gives number and surname. Unknown, another name and the Leerregister look the same."""
    antwoorden = answer_vragen(vragen, peildatum=peildatum, openbaar=True)
    _record(antwoorden, reden="Iemand zonder account gaf je nummer en je achternaam", op=op)
    return antwoorden


def answer_vragen(vragen: Sequence[Vraag], *, peildatum: date, openbaar: bool) -> list[Antwoord]:
    """One statement for the people and one for their statuses, however many questions there are."""
    nummers = {vraag.nummer for vraag in vragen if vraag.nummer}
    personen = {nummer: Persoon(*rest) for nummer, *rest in select_personen(nummers)}
    loopbanen = collect_loopbanen([persoon.registratie_id for persoon in personen.values()])
    return [_answer(vraag, personen.get(vraag.nummer), loopbanen, peildatum, openbaar) for vraag in vragen]


def _answer(
    vraag: Vraag, persoon: Persoon | None, loopbanen: dict[int, Loopbaan], peildatum: date, openbaar: bool
) -> Antwoord:
    if persoon is None or not vraag.begrepen or (openbaar and not vraag.achternaam):
        return Antwoord(vraag, Registerstatus.ONBEKEND)
    if vraag.achternaam and normalize_achternaam(vraag.achternaam) != persoon.zoeknaam:
        return Antwoord(vraag, Registerstatus.ONBEKEND if openbaar else NAAM_WIJKT_AF)
    status = loopbanen.get(persoon.registratie_id, Loopbaan()).status_op(peildatum)
    if openbaar and status.soort == Registerstatus.LEERREGISTER:
        return Antwoord(vraag, Registerstatus.ONBEKEND)
    return Antwoord(vraag, status.soort, status, persoon.gebruiker_id)


def _record(
    antwoorden: Sequence[Antwoord],
    *,
    organisatie: Organisatie | None = None,
    wie: Gebruiker | None = None,
    reden: str = "",
    op: datetime,
) -> None:
    gezien = dict.fromkeys(antwoord.gebruiker_id for antwoord in antwoorden if antwoord.gebruiker_id)
    record_raadplegingen(gezien, wat="status gecontroleerd", reden=reden, organisatie=organisatie, door=wie, op=op)


def _digest(antwoorden: Sequence[Antwoord], peildatum: date) -> str:
    """A fingerprint of the questions and the answers: it proves what was said without keeping it."""
    return hashlib.sha256(canonical_json([*describe_antwoorden(antwoorden, peildatum)]).encode()).hexdigest()


def describe_antwoorden(antwoorden: Sequence[Antwoord], peildatum: date) -> Iterator[dict[str, Any]]:
    """The answers in the words of the API."""
    for antwoord in antwoorden:
        status = antwoord.status
        regel: dict[str, Any] = {"registratienummer": antwoord.vraag.gevraagd, "uitkomst": str(antwoord.uitkomst)}
        if status.geldig_van:
            regel["geldigVan"] = status.geldig_van.isoformat()
        if status.geldig_tot:
            regel["geldigTot"] = status.geldig_tot.isoformat()
        regel["maatregelen"] = [
            {"soort": item.soort, "geldigVan": item.geldig_van.isoformat()}
            | ({"geldigTot": item.geldig_tot.isoformat()} if item.geldig_tot else {})
            for item in status.public_maatregelen(peildatum)
        ]
        yield regel
