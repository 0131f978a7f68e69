"""What an opleider asks to correct in a completion, read from JSON. Pure.

A body that cannot be read or that holds unknown keys raises Fouten (400); a value that does not fit its field raises
Fouten (422). All faults at once, and nothing is judged yet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from kern.fouten import Fout, Fouten
from opleidingen.rijen import Buffer

REDEN_LENGTE = 1000
TEKST = ("uitvoeringscode", "modulecode", "bijeenkomstcode", "eindDatum", "kenmerk")
GETAL = "minuten"
VELDEN = (*TEKST, GETAL)
GEEN_REDEN = Fout("reden-ontbreekt", "Schrijf waarom. De deelnemer leest dit in het dossier.", "reden")
LANGE_REDEN = Fout("reden-te-lang", f"De reden is te lang. Gebruik hoogstens {REDEN_LENGTE} tekens.", "reden")
ONLEESBAAR_TEKEN = "Hierin staat een teken dat niet te lezen is. Haal het weg."
LEGE_LETTERS = "\u115f\u1160\u3164\uffa0"
"""Fillers of Korean script: letters to Unicode, nothing to the eye."""
_object = msgspec.json.Decoder(dict[str, Any])


@dataclass(frozen=True, slots=True)
class Correctie:
    """`velden`: what is to change, under the names of the API; None empties a field. What is absent stays."""

    reden: str
    velden: Mapping[str, str | int | None]


def read_correctie(body: Buffer) -> Correctie:
    """Read `{"reden": "...", "eindDatum": "2026-06-28"}`."""
    data = _read(body, known=("reden", *VELDEN))
    velden = {naam: data[naam] for naam in VELDEN if naam in data}
    fouten = [*judge_reden(data.get("reden")), *_judge_velden(velden)]
    if fouten:
        raise Fouten(*fouten, status=422)
    return Correctie(data["reden"].strip(), velden)


def read_reden(body: Buffer) -> str:
    """Read `{"reden": "..."}`."""
    data = _read(body, known=("reden",))
    if fouten := [*judge_reden(data.get("reden"))]:
        raise Fouten(*fouten, status=422)
    return data["reden"].strip()


def judge_reden(reden: object) -> Iterator[Fout]:
    """What is wrong with a reason: it must hold a letter or digit that can be seen, and it must fit."""
    if reden is not None and not isinstance(reden, str):
        yield Fout("reden-geen-tekst", "De reden is geen tekst. Zet hem tussen aanhalingstekens.", "reden")
    elif not reden or not any(teken.isalnum() and teken not in LEGE_LETTERS for teken in reden):
        yield GEEN_REDEN
    elif len(reden.strip()) > REDEN_LENGTE:
        yield LANGE_REDEN
    elif "\0" in reden:
        yield Fout("reden-onleesbaar", ONLEESBAAR_TEKEN, "reden")


def _judge_velden(velden: Mapping[str, Any]) -> Iterator[Fout]:
    for naam, waarde in velden.items():
        goed = int if naam == GETAL else str
        if waarde is not None and type(waarde) is not goed:
            soort = "getal" if naam == GETAL else "tekst"
            melding = f"Het veld {naam} is geen {'heel getal' if naam == GETAL else 'tekst'}. Kijk de waarde na."
            yield Fout(f"{naam.lower()}-geen-{soort}", melding, naam)
        elif isinstance(waarde, str) and "\0" in waarde:
            yield Fout(f"{naam.lower()}-onleesbaar", ONLEESBAAR_TEKEN, naam)


def _read(body: Buffer, known: tuple[str, ...]) -> dict[str, Any]:
    try:
        data = _object.decode(body or b"{}")
    except msgspec.ValidationError:
        raise Fouten(Fout("geen-object", 'Stuur een object: {"reden": "..."}.')) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Fouten(Fout("onleesbaar", "Wij kunnen deze inhoud niet lezen. Stuur JSON in UTF-8.")) from None
    if onbekend := [naam for naam in data if naam not in known]:
        raise Fouten(
            *(
                Fout("onbekend-veld", f"Het veld {naam} kun je hier niet veranderen. Haal het weg.", naam)
                for naam in onbekend
            )
        )
    return data
