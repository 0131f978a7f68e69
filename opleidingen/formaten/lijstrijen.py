"""A row of a list as the row that every format ends in, with Excel's damage undone. Pure.

What cannot be understood stays as it was written: judging is for `beoordeling`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from accounts.nummers import is_nummer, normalize_nummer
from kern.duur import UUR
from kern.rekenblad import unguard_cell
from kern.tabellen.cellen import show_getal
from kern.tabellen.datums import parse_datum
from opleidingen.formaten.codeboek import Codeboek
from opleidingen.rijen import VELDEN, GebrekkigeRij, Rij

AFGEROND = "registratienummer-afgerond"
GEEN_GETAL = "minuten-geen-getal"
LANGSTE_CEL = 1000
"""Of a cell; longer than any field may be, so that too long is still told as too long."""
_STIL = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f\x7f]")
_WETENSCHAP = re.compile(r"(\d)(?:[.,](\d*))?[eE]\+?(\d{1,2})", re.ASCII)
_NUL_DECIMALEN = re.compile(r"(\d+)[.,]0+", re.ASCII)
_KLOK = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Lezing:
    """How the cells of a list are read.

    `velden`: what each column is, empty for none. `vast`: what holds for all rows that say nothing themselves.
    `vervangen`: by field what stands in the list → what is meant.
    """

    velden: Sequence[str]
    codeboek: Codeboek
    vast: Mapping[str, str] = field(default_factory=dict)
    vervangen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    is_1904: bool = False


def read_velden(cellen: Sequence[str], verbeterd: Mapping[str, str], lezing: Lezing) -> dict[str, str]:
    """By field what is meant: what somebody corrected, or what stands in the cell, or what holds for all."""
    velden = dict(lezing.vast)
    for veld, cel in zip(lezing.velden, cellen, strict=False):
        if veld and (schoon := clean_cel(cel)):
            velden[veld] = lezing.vervangen.get(veld, {}).get(schoon, schoon)
    return velden | verbeterd


def make_rij(velden: Mapping[str, str], lezing: Lezing) -> Rij:
    """The row as every format hands it over; of what does not fit its field the fault."""
    tekst: dict[str, Any] = {veld: velden.get(veld) or None for veld in VELDEN if veld != "minuten"}
    fouten: list[str] = []
    nummer = tekst["registratienummer"]
    if nummer and not nummer.isdecimal():
        tekst["registratienummer"] = read_nummer(nummer)
        if is_afgerond(nummer):
            fouten.append(AFGEROND)
    if dag := tekst["eindDatum"]:
        datum = parse_datum(dag, is_1904=lezing.is_1904)
        tekst["eindDatum"] = datum.isoformat() if datum else dag
    if code := tekst["opleidingscode"]:
        tekst["opleidingscode"] = code = lezing.codeboek.find_opleiding(code)
        for veld in ("uitvoeringscode", "modulecode", "bijeenkomstcode"):
            if tekst[veld]:
                tekst[veld] = lezing.codeboek.find_deel(veld, code, tekst[veld])
    minuten = read_minuten(velden.get("minuten", ""), velden.get("uren", ""))
    if minuten is None and (velden.get("minuten") or velden.get("uren")):
        fouten.append(GEEN_GETAL)
    goed = {VELDEN[veld].name: waarde for veld, waarde in tekst.items()} | {"minuten": minuten}
    if fouten:
        return GebrekkigeRij(**goed, fouten=tuple(fouten), gegevens={v: w for v, w in velden.items() if w})
    return Rij(**goed)


def clean_cel(cel: str) -> str:
    """A cell without what nobody sees, and without the apostrophe that our own files put before a formula."""
    if cel.isascii() and cel.isprintable() and cel[:1] != "'" and "  " not in cel:  # nearly all are
        return cel[:LANGSTE_CEL].strip()
    return " ".join(_STIL.sub("", unguard_cell(cel))[:LANGSTE_CEL].split())


def read_nummer(tekst: str) -> str:
    """A registratienummer that Excel wrote as a number: 1.2345672E+07 and 12345672,00 are 12345672.

    A number of the register never begins with a zero, so none can have been lost.
    """
    if is_nummer(tekst):
        return tekst
    if decimalen := _NUL_DECIMALEN.fullmatch(tekst):
        return decimalen[1]
    if _WETENSCHAP.fullmatch(tekst) and not is_afgerond(tekst):
        return show_getal(tekst.replace(",", "."))
    return tekst


def is_afgerond(tekst: str) -> bool:
    """Whether a sheet dropped digits of this number: 1,23E+07. Zeros in their place make it somebody else's."""
    gevonden = _WETENSCHAP.fullmatch(tekst)
    return bool(gevonden) and len(gevonden[2] or "") < int(gevonden[3]) and not is_nummer(normalize_nummer(tekst))


def read_minuten(minuten: str, uren: str) -> int | None:
    """Whole minutes out of 480, `480,0`, 8:00 or, as hours, `6,5`. None for anything else, and for nothing."""
    for tekst, factor in ((minuten, 1), (uren, UUR)):
        if not tekst:
            continue
        if klok := _KLOK.fullmatch(tekst):
            return UUR * int(klok[1]) + int(klok[2])
        try:
            getal = Decimal(tekst.replace(",", ".")) * factor
        except InvalidOperation:
            return None
        is_heel = getal.is_finite() and abs(getal) < 10**9 and getal == getal.to_integral_value()
        return int(getal) if is_heel else None
    return None
