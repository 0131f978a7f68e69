"""The texts of a code: dated data, one file per version (`codes/<code>-<date>.toml`). Pure: no Django.

A version holds from its date until the next version of the same code.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from beroepscode.reader import Table, raise_fouten, read_tables, refuse_doubles
from kern.fouten import Fout

CODES = Path(__file__).parent / "codes"
BEROEPSCODE = "beroepscode"
"""The code of the profession: the one that people sign. Other texts are an employer's own values."""
STATUSSEN = ("concept", "vastgesteld")


@dataclass(frozen=True, slots=True)
class Kernwaarde:
    code: str
    naam: str
    uitleg: str


@dataclass(frozen=True, slots=True)
class Artikel:
    """`anker` never changes within a version, so that a link to an article keeps working."""

    nummer: str
    titel: str
    tekst: str
    kernwaarde: str

    @property
    def anker(self) -> str:
        return f"artikel-{self.nummer.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Codetekst:
    code: str
    naam: str
    versie: date
    status: str
    herkomst: str
    inleiding: str
    kernwaarden: tuple[Kernwaarde, ...]
    artikelen: tuple[Artikel, ...]

    @property
    def is_concept(self) -> bool:
        return self.status == "concept"

    def find_artikelen(self, kernwaarde: str) -> tuple[Artikel, ...]:
        return tuple(artikel for artikel in self.artikelen if artikel.kernwaarde == kernwaarde)


def parse_codetekst(table: Table, bestand: str) -> Codetekst:
    """Read one file; faults go to the table's list. `bestand` must be `<code>-<versie>`."""
    kernwaarden = tuple(_parse_kernwaarde(rij) for rij in table.rows("kernwaarden"))
    codes = [waarde.code for waarde in kernwaarden]
    refuse_doubles(table, "kernwaarden", codes)
    tekst = Codetekst(
        code=table.slug("code"),
        naam=table.text("naam"),
        versie=table.date("versie"),
        status=table.slug("status", STATUSSEN),
        herkomst=table.text("herkomst"),
        inleiding=table.text("inleiding"),
        kernwaarden=kernwaarden,
        artikelen=tuple(_parse_artikel(rij, codes) for rij in table.rows("artikelen", required=False)),
    )
    refuse_doubles(table, "artikelen", [artikel.nummer for artikel in tekst.artikelen])
    if bestand != f"{tekst.code}-{tekst.versie}":
        table.reject("versie", f"Dit bestand hoort {tekst.code}-{tekst.versie}.toml te heten.")
    table.close()
    return tekst


def _parse_kernwaarde(table: Table) -> Kernwaarde:
    waarde = Kernwaarde(table.slug("code"), table.text("naam"), table.text("uitleg"))
    table.close()
    return waarde


def _parse_artikel(table: Table, kernwaarden: list[str]) -> Artikel:
    artikel = Artikel(
        nummer=table.text("nummer"),
        titel=table.text("titel"),
        tekst=table.text("tekst"),
        kernwaarde=table.slug("kernwaarde", kernwaarden),
    )
    if not artikel.nummer.replace(".", "").isdecimal():
        table.reject("nummer", "Nummer een artikel met cijfers en punten, zoals 2.1.")
    table.close()
    return artikel


@cache
def load_codeteksten(folder: Path = CODES) -> tuple[Codetekst, ...]:
    """All texts, oldest first. Raises Fouten that name every fault of every file."""
    fouten: list[Fout] = []
    teksten = [parse_codetekst(table, path.stem) for path, table in read_tables(folder, fouten)]
    raise_fouten(fouten)
    return tuple(sorted(teksten, key=lambda tekst: (tekst.code, tekst.versie)))


def find_versies(code: str, folder: Path = CODES) -> tuple[Codetekst, ...]:
    """The versions of one code, oldest first."""
    return tuple(tekst for tekst in load_codeteksten(folder) if tekst.code == code)


def code_op(peildatum: date, code: str = BEROEPSCODE, folder: Path = CODES) -> Codetekst | None:
    """The version that holds on `peildatum`; None before the first one."""
    geldend = [tekst for tekst in find_versies(code, folder) if tekst.versie <= peildatum]
    return geldend[-1] if geldend else None


def find_vervaldatum(code: str, versie: date, folder: Path = CODES) -> date | None:
    """The first day that a version no longer holds; None while nothing follows it."""
    return next((tekst.versie for tekst in find_versies(code, folder) if tekst.versie > versie), None)
