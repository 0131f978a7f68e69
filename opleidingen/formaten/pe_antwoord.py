"""The answer to an LMS as XML. Pure.

A Summary holds a Results, an Error per rejected row and an Accepted per booked one. An LMS knows only yes and no:
what was known already is a yes, what waits for its person is a no.
"""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from opleidingen.antwoord import Antwoordregel
from opleidingen.formaten.pe_rijen import read_dag
from opleidingen.formaten.pe_xml import Aanwezigheid

TEKSTEN = Path(__file__).parent / "pe_teksten.toml"
REGELFOUT = 100
GOED = ("geboekt", "alBekend")
ZONDER_TEKST = "regel-afgewezen"
# What says the same to an LMS.
ZELFDE = {"registratienummer-ongeldig": "persoon-niet-gevonden"}
KOP = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
PROEF = "<!-- Proef: alles is nagekeken en er is niets geboekt. -->\n"


class Gemeld(NamedTuple):
    """What one row is told: an Error when `melding` is filled, otherwise an Accepted."""

    aanwezigheid: Aanwezigheid
    datum: str
    melding: str = ""


@cache
def load_teksten(path: Path = TEKSTEN) -> dict[str, dict[str, str]]:
    """The sentences by code and language."""
    return tomllib.loads(path.read_text())


def explain_pe(code: str, taal: str, **velden: object) -> str:
    """The sentence for a code in a language; what has no sentence here gets the one that fits every row."""
    teksten = load_teksten()
    return teksten.get(ZELFDE.get(code, code), teksten[ZONDER_TEKST])[taal].format(**velden)


def describe_regels(
    aanwezigheden: Sequence[Aanwezigheid], regels: Sequence[Antwoordregel], *, datums: Sequence[str], taal: str
) -> list[Gemeld]:
    """What each row is told; `datums` are the days that were booked, as ISO 8601."""
    return [
        Gemeld(aanwezigheid, aanwezigheid.moment or datum, _explain_regel(aanwezigheid, regel, datum, taal))
        for aanwezigheid, regel, datum in zip(aanwezigheden, regels, datums, strict=True)
    ]


def write_summary(gemeld: Iterable[Gemeld], *, proef: bool = False) -> bytes:
    """The whole answer. A trial says so in a comment: an element more could stop a client that knows all names."""
    gemeld = list(gemeld)
    fouten = [regel for regel in gemeld if regel.melding]
    goed = [regel for regel in gemeld if not regel.melding]
    delen = [
        _write("Results", rejected_rows=len(fouten), accepted_rows=len(goed), total_rows=len(gemeld)),
        *(_write("Error", errorNR=REGELFOUT, errorMsg=regel.melding) for regel in fouten),
        *(_write("Accepted", person=rij.persoon, course=rij.opleiding, date=datum) for rij, datum, _ in goed),
    ]
    return _wrap(delen, PROEF if proef else "")


def write_weigering(status: int, code: str, taal: str) -> bytes:
    """The answer to a call of which nothing was booked: no rows, and one Error that carries the status."""
    leeg = _write("Results", rejected_rows=0, accepted_rows=0, total_rows=0)
    return _wrap([leeg, _write("Error", errorNR=status, errorMsg=explain_pe(code, taal))], "")


def _explain_regel(rij: Aanwezigheid, regel: Antwoordregel, datum: str, taal: str) -> str:
    if regel.uitkomst in GOED:
        return ""
    return explain_pe(
        regel.code or ZONDER_TEKST,
        taal,
        regel=regel.regel,
        persoon=rij.persoon,
        opleiding=rij.opleiding,
        uitvoering=rij.uitvoering,
        module=rij.module,
        bijeenkomst=rij.bijeenkomst,
        datum=read_dag(rij.moment) or datum,
    )


def _write(naam: str, **velden: object) -> str:
    inhoud = "".join(f"<{veld}>{escape(str(waarde))}</{veld}>" for veld, waarde in velden.items())
    return f"<{naam}>{inhoud}</{naam}>\n"


def _wrap(delen: Iterable[str], opmerking: str) -> bytes:
    return f"{KOP}{opmerking}<Summary>\n{''.join(delen)}</Summary>\n".encode()
