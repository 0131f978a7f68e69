"""The terms and categories of accreditation as dated data (`accreditatieregels.toml`). Pure: no Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from beroepscode.dimensies import Dimensie, load_dimensies
from beroepscode.reader import Table, raise_fouten, read_table, refuse_doubles
from kern.fouten import Fout

REGELS = Path(__file__).parent / "accreditatieregels.toml"


@dataclass(frozen=True, slots=True)
class Accreditatieregel:
    """Every limit includes the number itself. Periods from short to long, reminders from early to late; `categorieen`
    are names by code, in the order of the file.
    """

    geldig_van: date
    status: str
    periode_maanden: tuple[int, ...]
    beslistermijn_weken: int
    bezwaar_weken: int
    herinnering_maanden: tuple[int, ...]
    dimensiecodes: tuple[str, ...]
    categorieen: Mapping[str, str]

    @property
    def langste_maanden(self) -> int:
        return self.periode_maanden[-1]

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
    rijen = [(rij.slug("code"), rij.text("naam"), rij.close()) for rij in table.rows("categorieen")]
    refuse_doubles(table, "categorieen", [code for code, *_ in rijen])
    regel = Accreditatieregel(
        geldig_van=table.date("geldig_van"),
        status=table.slug("status", ("concept", "vastgesteld")),
        periode_maanden=tuple(sorted(_parse_maanden(table, "periodes"))),
        beslistermijn_weken=table.number("beslistermijn_weken"),
        bezwaar_weken=table.number("bezwaar_weken"),
        herinnering_maanden=tuple(sorted(_parse_maanden(table, "herinneringen"), reverse=True)),
        dimensiecodes=tuple(code for code, _ in [(rij.slug("code"), rij.close()) for rij in table.rows("dimensies")]),
        categorieen={code: naam for code, naam, _ in rijen},
    )
    table.close()
    return regel


def _parse_maanden(table: Table, sleutel: str) -> list[int]:
    return [maanden for maanden, _ in [(rij.number("maanden"), rij.close()) for rij in table.rows(sleutel)]]
