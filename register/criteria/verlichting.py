"""Relief: a longer term or a lighter norm, for one person or, during some time, for all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from register.criteria.dossier import Ontheffing
from register.criteria.geldigheid import holds_on, read_geldigheid
from register.criteria.reader import Reader
from register.criteria.woorden import Woorden

WERKINGEN = ("verlenging", "factor")
MEESTE_MAANDEN = 600


@dataclass(frozen=True, slots=True)
class Lichter:
    """The norms of `eisen` times `factor` (0-1)."""

    factor: Fraction
    eisen: frozenset[str]


@dataclass(frozen=True, slots=True)
class OntheffingRegel:
    """What the office may grant one person: `maanden` extra (one of these), or a lighter norm."""

    code: str
    titel: str
    artikel: str
    maanden: tuple[int, ...]
    lichter: Lichter | None


@dataclass(frozen=True, slots=True)
class Verlichting:
    """A lighter norm for everybody whose peildatum lies in the stretch."""

    code: str
    titel: str
    artikel: str
    lichter: Lichter
    geldig_van: date | None
    geldig_tot: date | None


def count_verlenging(
    ontheffingen: Iterable[Ontheffing], regels: Mapping[str, OntheffingRegel], peildatum: date
) -> int:
    """Months that were added to the term by decisions up to and including `peildatum`, at most fifty years."""
    toegekend = sum(
        item.maanden
        for item in ontheffingen
        if item.besluit_datum <= peildatum and item.soort in regels and regels[item.soort].maanden
    )
    return min(toegekend, MEESTE_MAANDEN)


def combine_factoren(lichters: Iterable[Lichter]) -> dict[str, Fraction]:
    """The factor per eis; more than one relief for one eis multiplies."""
    factoren: dict[str, Fraction] = {}
    for lichter in lichters:
        for eis in lichter.eisen:
            factoren[eis] = factoren.get(eis, Fraction(1)) * lichter.factor
    return factoren


def find_lichters(
    ontheffingen: Iterable[Ontheffing],
    regels: Mapping[str, OntheffingRegel],
    verlichtingen: Iterable[Verlichting],
    peildatum: date,
) -> list[Lichter]:
    persoonlijk = [regels[item.soort].lichter for item in ontheffingen if item.soort in regels]
    algemeen = [item.lichter for item in verlichtingen if holds_on(item.geldig_van, item.geldig_tot, peildatum)]
    return [lichter for lichter in persoonlijk if lichter is not None] + algemeen


def read_ontheffing(code: str, reader: Reader, woorden: Woorden) -> OntheffingRegel:
    werking = reader.choice("werking", WERKINGEN)
    regel = OntheffingRegel(
        code=code,
        titel=reader.text("titel"),
        artikel=reader.text("artikel"),
        maanden=reader.integers("maanden", 1, MEESTE_MAANDEN) if werking == "verlenging" else (),
        lichter=_read_lichter(reader, woorden) if werking == "factor" else None,
    )
    if werking:
        reader.close()
    return regel


def read_verlichting(code: str, reader: Reader, woorden: Woorden) -> Verlichting:
    geldig_van, geldig_tot = read_geldigheid(reader)
    verlichting = Verlichting(
        code=code,
        titel=reader.text("titel"),
        artikel=reader.text("artikel"),
        lichter=_read_lichter(reader, woorden),
        geldig_van=geldig_van,
        geldig_tot=geldig_tot,
    )
    reader.close()
    return verlichting


def _read_lichter(reader: Reader, woorden: Woorden) -> Lichter:
    return Lichter(Fraction(reader.decimal("factor", 1)), reader.choices("eisen", woorden.eisen))
