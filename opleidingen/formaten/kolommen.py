"""Which column of a list is what, from its headings or from what stands in it. Pure.

The names are data, in `kolommen.toml`.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from anyascii import anyascii

from accounts.nummers import is_nummer, normalize_nummer
from kern.rekenblad import unguard_cell
from kern.tabellen import Tabelrij
from kern.tabellen.datums import parse_datum

TABEL = Path(__file__).parent / "kolommen.toml"
LANGSTE_KOP = 80
DEEL_DAT_PAST = 0.6
"""Of the cells in a column this part must look like something before we believe that it is that."""


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column that a list can have; `veld` is its name in the API, or `uren`."""

    veld: str
    naam: str
    uitleg: str
    namen: tuple[str, ...]
    verplicht: bool = False
    voorbeeld: str = ""


class Kop(NamedTuple):
    """The row with headings: its place among the rows, and what each column is; empty for one that is not needed."""

    plek: int
    velden: tuple[str, ...]


@cache
def load_kolommen(path: Path = TABEL) -> dict[str, Kolom]:
    """All columns by field, in the order in which people are told about them."""
    tabel = tomllib.loads(path.read_text())
    kolommen = [Kolom(**kolom | {"namen": tuple(kolom["namen"])}) for kolom in tabel["kolommen"]]
    return {kolom.veld: kolom for kolom in kolommen}


@cache
def _load_namen(path: Path = TABEL) -> dict[str, str]:
    """The field by heading; empty for a heading that is known and not needed."""
    stil = dict.fromkeys(map(normalize_kop, tomllib.loads(path.read_text())["negeren"]), "")
    return stil | {
        normalize_kop(naam): kolom.veld
        for kolom in load_kolommen(path).values()
        for naam in (*kolom.namen, kolom.veld, kolom.naam)
    }


def normalize_kop(kop: str) -> str:
    """A heading without what differs from system to system: case, accents, spaces and signs."""
    return re.sub(r"[^a-z0-9]+", "", anyascii(kop[:LANGSTE_KOP]).casefold())


def recognize(kop: Sequence[str]) -> tuple[str, ...]:
    """What each column is by its heading; of two columns that are the same the first counts."""
    velden: list[str] = []
    for cel in kop:
        veld = _load_namen().get(normalize_kop(unguard_cell(cel)), "")
        velden.append("" if veld in velden else veld)
    return tuple(velden)


def find_kop(rijen: Sequence[Tabelrij]) -> Kop | None:
    """The row with headings among the first rows; above it a title may stand. None when there is none.

    At least two headings must be known, or the one that nobody can do without.
    """
    beste = None
    for plek, rij in enumerate(rijen):
        velden = recognize(rij.cellen)
        gevonden = [veld for veld in velden if veld]
        is_kop = len(gevonden) > 1 or "registratienummer" in gevonden
        if is_kop and (beste is None or len(gevonden) > sum(map(bool, beste.velden))):
            beste = Kop(plek, velden)
    return beste


def guess(rijen: Sequence[Tabelrij], is_opleiding: Callable[[str], bool]) -> tuple[str, ...]:
    """What each column seems to be by what stands in it: a proposal for a person, never a decision."""
    tests: dict[str, Callable[[str], bool]] = {
        "registratienummer": lambda cel: is_nummer(normalize_nummer(cel)),
        "eindDatum": lambda cel: parse_datum(cel) is not None,
        "opleidingscode": is_opleiding,
    }
    breedte = max((len(rij.cellen) for rij in rijen), default=0)
    velden = [""] * breedte
    for veld, test in tests.items():
        past = [_count_part([rij.cellen[k] for rij in rijen if k < len(rij.cellen)], test) for k in range(breedte)]
        beste = max(range(breedte), key=past.__getitem__, default=0)
        if breedte and past[beste] >= DEEL_DAT_PAST and not velden[beste]:
            velden[beste] = veld
    return tuple(velden)


def find_missing(velden: Sequence[str], vast: Mapping[str, str]) -> list[Kolom]:
    """The columns that a list cannot do without and that are neither in it nor given for all rows."""
    return [k for k in load_kolommen().values() if k.verplicht and k.veld not in velden and not vast.get(k.veld)]


def list_onbekend(kop: Sequence[str], velden: Sequence[str]) -> list[str]:
    """The headings of columns that are not used, except those that are known not to be needed."""
    namen = _load_namen()
    gebruikt = [*velden, *[""] * (len(kop) - len(velden))]
    return [cel.strip() for cel, veld in zip(kop, gebruikt, strict=False) if not veld and _is_vreemd(cel, namen)]


def make_vingerafdruk(kop: Sequence[str]) -> str:
    """The same for every list with these headings in this order."""
    return sha256("\n".join(map(normalize_kop, kop)).encode()).hexdigest()


def _is_vreemd(cel: str, namen: Mapping[str, str]) -> bool:
    return bool(cel.strip()) and namen.get(normalize_kop(cel)) != ""


def _count_part(cellen: Sequence[str], test: Callable[[str], bool]) -> float:
    gevuld = [cel for cel in cellen if cel.strip()]
    return sum(map(test, gevuld)) / len(gevuld) if gevuld else 0.0
