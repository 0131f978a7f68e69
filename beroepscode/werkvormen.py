"""Forms of intervisie: what each is for and its steps. Data, a file per form (`werkvormen/CODE.toml`). No Django."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beroepscode.reader import Table, raise_fouten, read_tables
from kern.fouten import Fout

WERKVORMEN = Path(__file__).parent / "werkvormen"


@dataclass(frozen=True, slots=True)
class Stap:
    """`van` and `tot`: minutes since the meeting began."""

    naam: str
    uitleg: str
    minuten: int
    van: int

    @property
    def tot(self) -> int:
        return self.van + self.minuten


@dataclass(frozen=True, slots=True)
class Werkvorm:
    """`waarvoor` says in two sentences what a form is for; `afspraak` what the group agrees before it begins."""

    code: str
    naam: str
    status: str
    waarvoor: str
    afspraak: str
    deelnemers_minstens: int
    deelnemers_hoogstens: int
    stappen: tuple[Stap, ...]

    @property
    def minuten(self) -> int:
        return sum(stap.minuten for stap in self.stappen)


def parse_werkvorm(table: Table, bestand: str) -> Werkvorm:
    """Read one file; faults go to the table's list."""
    werkvorm = Werkvorm(
        code=table.slug("code"),
        naam=table.text("naam"),
        status=table.slug("status", ("concept", "vastgesteld")),
        waarvoor=table.text("waarvoor"),
        afspraak=table.text("afspraak"),
        deelnemers_minstens=table.number("deelnemers_minstens"),
        deelnemers_hoogstens=table.number("deelnemers_hoogstens"),
        stappen=_parse_stappen(table.rows("stappen")),
    )
    if werkvorm.deelnemers_minstens > werkvorm.deelnemers_hoogstens:
        table.reject("deelnemers_hoogstens", "Dit is minder dan deelnemers_minstens.")
    if werkvorm.code != bestand:
        table.reject("code", f"Dit bestand hoort {werkvorm.code}.toml te heten.")
    table.close()
    return werkvorm


def _parse_stappen(rijen: list[Table]) -> tuple[Stap, ...]:
    stappen: list[Stap] = []
    for rij in rijen:
        van = stappen[-1].tot if stappen else 0
        stappen.append(Stap(rij.text("naam"), rij.text("uitleg"), rij.number("minuten"), van))
        rij.close()
    return tuple(stappen)


@cache
def load_werkvormen(folder: Path = WERKVORMEN) -> tuple[Werkvorm, ...]:
    """All forms by name. Raises Fouten that name every fault of every file."""
    fouten: list[Fout] = []
    werkvormen = [parse_werkvorm(table, path.stem) for path, table in read_tables(folder, fouten)]
    raise_fouten(fouten)
    return tuple(sorted(werkvormen, key=lambda werkvorm: werkvorm.naam))


def find_werkvorm(code: str, folder: Path = WERKVORMEN) -> Werkvorm | None:
    return next((werkvorm for werkvorm in load_werkvormen(folder) if werkvorm.code == code), None)


def find_werkvormnaam(code: str) -> str:
    """The name of a form for people; the bare code of one that is no longer there, and empty for none."""
    werkvorm = find_werkvorm(code)
    return werkvorm.naam if werkvorm else code
