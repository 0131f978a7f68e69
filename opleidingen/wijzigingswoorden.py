"""What changed in a completion, in words for people. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from kern.duur import format_duur

MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december".split()
NAMEN = {
    "eindDatum": "Einddatum",
    "minuten": "Duur",
    "uitvoeringscode": "Uitvoering",
    "modulecode": "Module",
    "bijeenkomstcode": "Bijeenkomst",
    "kenmerk": "Kenmerk",
}
EIGEN = "kenmerk"
"""What is the opleider's own affair, and nothing in a dossier."""


class Verschil(NamedTuple):
    """`wat` was `oud` and became `nieuw`."""

    wat: str
    oud: str
    nieuw: str


def describe_wijziging(oud: Mapping[str, Any], nieuw: Mapping[str, Any]) -> list[Verschil]:
    """Every field that changed, in the order in which people read them."""
    return [
        Verschil(naam, format_waarde(veld, oud[veld]), format_waarde(veld, nieuw[veld]))
        for veld, naam in NAMEN.items()
        if veld in oud
    ]


def format_waarde(veld: str, waarde: Any) -> str:
    if waarde in (None, ""):
        return "geen"
    if veld == "eindDatum":
        dag = date.fromisoformat(waarde)
        return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
    return format_duur(waarde) if veld == "minuten" else str(waarde)
