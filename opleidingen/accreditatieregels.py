"""The terms and categories of accreditation as dated data (`accreditatieregels.toml`). Pure: no Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from beroepscode.dimensies import Dimensie, load_dimensies
from beroepscode.reader import Table, raise_fouten, read_table, refuse_doubles
from kern.fouten import Fout
from kern.periode import add_months

REGELS = Path(__file__).parent / "accreditatieregels.toml"


@dataclass(frozen=True, slots=True)
class Accreditatieregel:
    """Every limit includes the number itself, in months or weeks as its name says. Periods from short to long,
    reminders from early to late; `categorieen` are names by code, in the order of the file.
    """

    geldig_van: date
    status: str
    periode_maanden: tuple[int, ...]
    begin_maanden_terug: int
    begin_maanden_vooruit: int
    uitvoering_maanden: int
    uitvoering_maanden_vooruit: int
    beslistermijn_weken: int
    bezwaar_weken: int
    herinnering_maanden: tuple[int, ...]
    dimensiecodes: tuple[str, ...]
    categorieen: Mapping[str, str]

    @property
    def langste_maanden(self) -> int:
        return self.periode_maanden[-1]

    def find_begin(self, gevraagd: date) -> tuple[date, date]:
        """The first and the last day (both included) on which what is asked for on `gevraagd` can begin."""
        return add_months(gevraagd, -self.begin_maanden_terug), add_months(gevraagd, self.begin_maanden_vooruit)

    def find_uitvoering_tot(self, begin: date) -> date:
        """The first day on which an edition that began on `begin` can no longer go on."""
        return add_months(begin, self.uitvoering_maanden)

    def find_laatste_uitvoering(self, peildatum: date) -> date:
        """The last day on which an edition that is planned on `peildatum` can begin."""
        return add_months(peildatum, self.uitvoering_maanden_vooruit)

    @property
    def dimensies(self) -> tuple[Dimensie, ...]:
        """The dimensions whose minutes can be given, as far as there is a file for them."""
        bekend = load_dimensies()
        return tuple(bekend[code] for code in self.dimensiecodes if code in bekend)

    def name_categorie(self, code: str) -> str:
        """The name for people; an accreditation may hold a category that this rule no longer knows."""
        return self.categorieen.get(code, code)


@cache
def load_accreditatieregels(path: Path = REGELS) -> tuple[Accreditatieregel, ...]:
    """All rules, oldest first. Raises Fouten that name every fault."""
    fouten: list[Fout] = []
    table = read_table(path, fouten)
    regels = [_parse_regel(rij) for rij in table.rows("regels")] if table else []
    if table:
        table.close()
    raise_fouten(fouten)
    return tuple(sorted(regels, key=lambda regel: regel.geldig_van))


def accreditatieregel_op(peildatum: date, path: Path = REGELS) -> Accreditatieregel:
    """The rule on `peildatum`; before the first one, that one."""
    regels = load_accreditatieregels(path)
    return next((regel for regel in reversed(regels) if regel.geldig_van <= peildatum), regels[0])


def _parse_regel(table: Table) -> Accreditatieregel:
    categorieen = [_parse_categorie(rij) for rij in table.rows("categorieen")]
    refuse_doubles(table, "categorieen", [code for code, _ in categorieen])
    regel = Accreditatieregel(
        geldig_van=table.date("geldig_van"),
        status=table.slug("status", ("concept", "vastgesteld")),
        periode_maanden=tuple(sorted(map(_parse_maanden, table.rows("periodes")))),
        begin_maanden_terug=table.number("begin_maanden_terug"),
        begin_maanden_vooruit=table.number("begin_maanden_vooruit"),
        uitvoering_maanden=table.number("uitvoering_maanden"),
        uitvoering_maanden_vooruit=table.number("uitvoering_maanden_vooruit"),
        beslistermijn_weken=table.number("beslistermijn_weken"),
        bezwaar_weken=table.number("bezwaar_weken"),
        herinnering_maanden=tuple(sorted(map(_parse_maanden, table.rows("herinneringen")), reverse=True)),
        dimensiecodes=tuple(map(_parse_dimensie, table.rows("dimensies"))),
        categorieen=dict(categorieen),
    )
    table.close()
    return regel


def _parse_categorie(rij: Table) -> tuple[str, str]:
    code, naam = rij.slug("code"), rij.text("naam")
    rij.close()
    return code, naam


def _parse_maanden(rij: Table) -> int:
    maanden = rij.number("maanden")
    rij.close()
    return maanden


def _parse_dimensie(rij: Table) -> str:
    code = rij.slug("code")
    rij.close()
    return code
