"""The rules of a meeting as dated data: how many take part and how long it lasts. Pure: no Django."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from beroepscode.reader import Table, raise_fouten, read_table
from kern.fouten import Fout

REGELS = Path(__file__).parent / "groepsregels.toml"


@dataclass(frozen=True, slots=True)
class Groepsregel:
    """All limits include the number itself; the participants include the one who enters the meeting."""

    soort: str
    geldig_van: date
    deelnemers_minstens: int
    deelnemers_hoogstens: int
    minuten_hoogstens: int

    def check_aantal(self, aantal: int) -> str:
        """A sentence that says what is wrong with this number of participants; empty when it fits."""
        if self.deelnemers_minstens <= aantal <= self.deelnemers_hoogstens:
            return ""
        grenzen = f"{self.deelnemers_minstens} tot en met {self.deelnemers_hoogstens} mensen, jijzelf meegeteld"
        return f"Voor {self.soort} gaat het om {grenzen}. Nu zijn het er {aantal}."


@cache
def load_groepsregels(path: Path = REGELS) -> tuple[Groepsregel, ...]:
    """All rules, oldest first. Raises Fouten that name every fault."""
    fouten: list[Fout] = []
    table = read_table(path, fouten)
    regels = [_parse_regel(rij) for rij in table.rows("regels")] if table else []
    if table:
        table.close()
    raise_fouten(fouten)
    return tuple(sorted(regels, key=lambda regel: regel.geldig_van))


def regel_op(peildatum: date, soort: str, path: Path = REGELS) -> Groepsregel | None:
    """The rule for this soort of meeting on `peildatum`; None when there is none yet."""
    geldend = [r for r in load_groepsregels(path) if r.soort == soort and r.geldig_van <= peildatum]
    return geldend[-1] if geldend else None


def _parse_regel(table: Table) -> Groepsregel:
    regel = Groepsregel(
        soort=table.slug("soort"),
        geldig_van=table.date("geldig_van"),
        deelnemers_minstens=table.number("deelnemers_minstens"),
        deelnemers_hoogstens=table.number("deelnemers_hoogstens"),
        minuten_hoogstens=table.number("minuten_hoogstens"),
    )
    if regel.deelnemers_minstens > regel.deelnemers_hoogstens:
        table.reject("deelnemers_hoogstens", "Dit is minder dan deelnemers_minstens.")
    table.close()
    return regel
