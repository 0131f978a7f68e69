"""How long a completion can be delivered and corrected, and a parked row is kept, as dated data. Pure: no Django."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from beroepscode.reader import Table, raise_fouten, read_table
from kern.fouten import Fout
from kern.periode import add_months

REGELS = Path(__file__).parent / "aanleverregels.toml"


@dataclass(frozen=True, slots=True)
class Aanleverregels:
    """What holds from `geldig_van` on. Every term ends on a day that no longer belongs to it."""

    geldig_van: date
    invoer_maanden: int
    correctie_maanden: int
    parkeren_maanden: int
    waarschuwen_dagen: int
    herstel_dagen: int
    lijst_dagen: int

    def find_invoer_tot(self, eind_datum: date) -> date:
        """The first day on which what was completed on `eind_datum` can no longer be delivered."""
        return add_months(eind_datum, self.invoer_maanden)

    def find_correctie_tot(self, geboekt: date) -> date:
        """The first day on which what was booked on `geboekt` can no longer be corrected or withdrawn."""
        return add_months(geboekt, self.correctie_maanden)

    def find_bewaren_tot(self, geparkeerd: date) -> date:
        """The first day on which a row that was parked on `geparkeerd` is no longer kept."""
        return add_months(geparkeerd, self.parkeren_maanden)

    @property
    def waarschuwtijd(self) -> timedelta:
        return timedelta(days=self.waarschuwen_dagen)

    @property
    def hersteltijd(self) -> timedelta:
        return timedelta(days=self.herstel_dagen)

    @property
    def lijsttijd(self) -> timedelta:
        """How long a list waits for the opleider after the last thing that happened to it."""
        return timedelta(days=self.lijst_dagen)


@cache
def load_aanleverregels(path: Path = REGELS) -> tuple[Aanleverregels, ...]:
    """All rules, oldest first. Raises Fouten that name every fault."""
    fouten: list[Fout] = []
    table = read_table(path, fouten)
    regels = [_parse_regels(rij) for rij in table.rows("regels")] if table else []
    if table:
        table.close()
    raise_fouten(fouten)
    return tuple(sorted(regels, key=lambda regel: regel.geldig_van))


def aanleverregels_op(peildatum: date, path: Path = REGELS) -> Aanleverregels:
    """The rules on `peildatum`; before the first ones, those."""
    regels = load_aanleverregels(path)
    return next((regel for regel in reversed(regels) if regel.geldig_van <= peildatum), regels[0])


def _parse_regels(table: Table) -> Aanleverregels:
    regels = Aanleverregels(
        geldig_van=table.date("geldig_van"),
        invoer_maanden=table.number("invoer_maanden"),
        correctie_maanden=table.number("correctie_maanden"),
        parkeren_maanden=table.number("parkeren_maanden"),
        waarschuwen_dagen=table.number("waarschuwen_dagen"),
        herstel_dagen=table.number("herstel_dagen"),
        lijst_dagen=table.number("lijst_dagen"),
    )
    table.close()
    return regels
