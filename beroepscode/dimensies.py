"""What a reflection, meeting or activity can be about: dimensions with their values. Dated data, no Django.

One file per dimension (`kenmerken/<code>.toml`). It lists its values, or takes the kernwaarden of a code.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from beroepscode.codeteksten import CODES, code_op
from beroepscode.reader import Table, raise_fouten, read_tables, refuse_doubles
from kern.fouten import Fout

KENMERKEN = Path(__file__).parent / "kenmerken"


@dataclass(frozen=True, slots=True)
class Waarde:
    """`niveaus`: per level of mastery what it looks like, as (code of the level, words); empty for most values."""

    code: str
    naam: str
    uitleg: str
    niveaus: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dimensie:
    """`uit_code` names the code whose kernwaarden are the values; then `waarden` is empty."""

    code: str
    naam: str
    status: str
    waarden: tuple[Waarde, ...]
    uit_code: str = ""


def parse_dimensie(table: Table, bestand: str) -> Dimensie:
    """Read one file; faults go to the table's list."""
    uit_code = table.slug("uit_code") if table.has("uit_code") else ""
    dimensie = Dimensie(
        code=table.slug("code"),
        naam=table.text("naam"),
        status=table.slug("status", ("concept", "vastgesteld")),
        waarden=() if uit_code else tuple(_parse_waarde(rij) for rij in table.rows("waarden")),
        uit_code=uit_code,
    )
    refuse_doubles(table, "waarden", [waarde.code for waarde in dimensie.waarden])
    if dimensie.code != bestand:
        table.reject("code", f"Dit bestand hoort {dimensie.code}.toml te heten.")
    table.close()
    return dimensie


def _parse_waarde(table: Table) -> Waarde:
    waarde = Waarde(table.slug("code"), table.text("naam"), table.text("uitleg"), table.texts("niveaus"))
    table.close()
    return waarde


@cache
def load_dimensies(folder: Path = KENMERKEN) -> dict[str, Dimensie]:
    """All dimensions by code. Raises Fouten that name every fault of every file."""
    fouten: list[Fout] = []
    dimensies = [parse_dimensie(table, path.stem) for path, table in read_tables(folder, fouten)]
    raise_fouten(fouten)
    return {dimensie.code: dimensie for dimensie in dimensies}


def find_waarden(dimensie: str, peildatum: date, folder: Path = KENMERKEN, codes: Path = CODES) -> tuple[Waarde, ...]:
    """The values of a dimension on `peildatum`, in the order of their file."""
    gevonden = load_dimensies(folder)[dimensie]
    if not gevonden.uit_code:
        return gevonden.waarden
    tekst = code_op(peildatum, gevonden.uit_code, codes)
    return tuple(Waarde(w.code, w.naam, w.uitleg) for w in tekst.kernwaarden) if tekst else ()


def find_naam(dimensie: str, code: str, peildatum: date) -> str:
    """The name of a value for people; the bare code when that day does not know it."""
    return next((waarde.naam for waarde in find_waarden(dimensie, peildatum) if waarde.code == code), code)
