"""How a question about registrations is read. Pure.

A fault in the whole body (unreadable, unknown keys, no list) raises `Fouten`; any other fault belongs to its row, and
a row that cannot be understood simply gets the answer *onbekend*.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from accounts.nummers import is_nummer, normalize_nummer
from kern.fouten import Fout, Fouten

BODY_KEYS = {"peildatum", "regels"}
RIJ_KEYS = {"registratienummer", "achternaam"}
NUMMER_EN_NAAM = re.compile(r"((?:[A-Za-z]{1,5}[ -]?)?[0-9][0-9 .\-]*)(.*)")
ONLEESBAAR = Fout("onleesbaar", "Wij kunnen deze inhoud niet lezen. Stuur JSON in UTF-8.")
GEEN_OBJECT = Fout("geen-object", 'Stuur een object met een lijst: {"regels": [...]}.')
GEEN_LIJST = Fout("regels-ontbreken", "De lijst met regels ontbreekt. Stuur ook een lege lijst mee.", "regels")
GEEN_DATUM = Fout("peildatum-onleesbaar", "Geef de peildatum als een dag die bestaat, zoals 2026-11-22.", "peildatum")


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question. `gevraagd` is the number as it was written; `nummer` is empty when it cannot exist.

    `achternaam` is empty when the asker gave none; `begrepen` is False for a row with a value of a wrong type.
    """

    gevraagd: str
    nummer: str
    achternaam: str = ""
    begrepen: bool = True


def make_vraag(gevraagd: str, achternaam: str = "") -> Vraag:
    nummer = normalize_nummer(gevraagd)
    return Vraag(gevraagd, nummer if is_nummer(nummer) else "", achternaam.strip())


def read_vragen(body: bytes, *, hoogstens: int) -> tuple[list[Vraag], date | None]:
    """The questions in the order sent and the peildatum, when there is one.

    Raises Fouten with everything that is wrong with the body; 413 for more than `hoogstens` rows.
    """
    inhoud = _decode(body)
    if not isinstance(inhoud, dict):
        raise Fouten(GEEN_OBJECT)
    fouten = [*_find_unknown(inhoud)]
    regels = inhoud.get("regels")
    if not isinstance(regels, list):
        fouten.append(GEEN_LIJST)
    peildatum = _read_datum(inhoud.get("peildatum"))
    if peildatum is None and inhoud.get("peildatum") is not None:
        fouten.append(GEEN_DATUM)
    if fouten:
        raise Fouten(*fouten)
    if len(regels) > hoogstens:
        melding = f"Je stuurt {len(regels)} regels. Stuur er hoogstens {hoogstens} in een keer: verdeel ze."
        raise Fouten(Fout("te-veel-regels", melding, "regels"), status=413)
    return [_read_vraag(regel) for regel in regels], peildatum


def _decode(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Fouten(ONLEESBAAR) from None


def _find_unknown(inhoud: dict[str, Any]) -> Iterator[Fout]:
    for naam in inhoud.keys() - BODY_KEYS:
        yield _unknown(naam, naam)
    regels = inhoud.get("regels")
    for index, regel in enumerate(regels if isinstance(regels, list) else []):
        if isinstance(regel, dict) and not regel.keys() <= RIJ_KEYS:
            for naam in sorted(regel.keys() - RIJ_KEYS):
                yield _unknown(naam, f"regels.{index}.{naam}")


def _unknown(naam: str, plaats: str) -> Fout:
    return Fout("onbekend-veld", f"Het veld {naam} kennen wij niet. Haal het weg of verbeter de naam.", plaats)


def _read_datum(waarde: object) -> date | None:
    try:
        return msgspec.convert(waarde, date)
    except msgspec.ValidationError:
        return None


def _read_vraag(regel: object) -> Vraag:
    if not isinstance(regel, dict):
        return Vraag("", "", begrepen=False)
    nummer, achternaam = regel.get("registratienummer"), regel.get("achternaam")
    if not isinstance(nummer, str):
        return Vraag("" if nummer is None else str(nummer), "", begrepen=False)
    if not isinstance(achternaam, str | None):
        return Vraag(nummer, "", begrepen=False)
    return make_vraag(nummer, achternaam or "")


def read_lijst(tekst: str) -> list[Vraag]:
    """Questions as people paste them: numbers under or beside each other, each with or without a surname.

    >>> [(vraag.gevraagd, vraag.achternaam) for vraag in read_lijst("1234 5678; de Vries\\n87654321 Bakker")]
    [('1234 5678', 'de Vries'), ('87654321', 'Bakker')]
    """
    return [vraag for regel in tekst.splitlines() for vraag in _read_regel(regel)]


def _read_regel(regel: str) -> list[Vraag]:
    vragen: list[Vraag] = []
    for deel in filter(None, (stuk.strip() for stuk in re.split(r"[;,\t]", regel))):
        if gevonden := NUMMER_EN_NAAM.fullmatch(deel):
            vragen.append(make_vraag(gevonden[1].strip(), gevonden[2]))
        elif vragen:
            vragen[-1] = make_vraag(vragen[-1].gevraagd, f"{vragen[-1].achternaam} {deel}")
        else:
            vragen.append(make_vraag(deel))
    return vragen
