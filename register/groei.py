"""How somebody grows: what they touched per year, where they say they stand, and what is left. Pure: no Django."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from register.criteria import Activiteit
from register.leesstof import Leesstuk

GROOTSTE_STIP = 14
"""Pixels: the radius of the largest dot of a picture."""
KLEINSTE_STIP = 3
MEESTE_JAREN = 8
"""A picture holds at most so many years: the last ones."""
HOOGTE_PER_NIVEAU = 20
LIJN_VAN = 6.0
LIJN_TOT = 94.0
"""Percent of the width between which a line of levels is drawn."""


@dataclass(frozen=True, slots=True)
class Cel:
    """One value in one year. `straal` is the radius of its dot in pixels: the surface grows with the minutes."""

    jaar: int
    minuten: int
    straal: int


@dataclass(frozen=True, slots=True)
class Rij:
    code: str
    naam: str
    cellen: tuple[Cel, ...]

    @property
    def minuten(self) -> int:
        return sum(cel.minuten for cel in self.cellen)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where somebody stands in a competence from `datum` on; `niveau` counts from 1."""

    datum: date
    niveau: int


@dataclass(frozen=True, slots=True)
class Trap:
    """A competence with every level somebody said to stand on; `punten` draws it as steps, x in percent of a view
    of 100 wide, y in pixels from above.
    """

    code: str
    naam: str
    standen: tuple[Stand, ...]
    punten: str

    @property
    def nu(self) -> Stand | None:
        return self.standen[-1] if self.standen else None


def list_jaren(activiteiten: Iterable[Activiteit], peildatum: date) -> tuple[int, ...]:
    """The years from the first entry up to and including that of `peildatum`; at most the last `MEESTE_JAREN`."""
    eerste = min((item.datum.year for item in activiteiten if item.datum <= peildatum), default=peildatum.year)
    return tuple(range(max(eerste, peildatum.year - MEESTE_JAREN + 1), peildatum.year + 1))


def count_minuten(
    activiteiten: Iterable[Activiteit], dimensie: str, waarden: Sequence[tuple[str, str]], jaren: Sequence[int]
) -> tuple[Rij, ...]:
    """Minutes per value of a dimension and per year, in the order of `waarden` (code and name)."""
    minuten: defaultdict[tuple[str, int], int] = defaultdict(int)
    for item in activiteiten:
        deel = item.kenmerkminuten.get(dimensie, {})
        for code in item.kenmerken.get(dimensie, frozenset()) | deel.keys():
            minuten[code, item.datum.year] += deel.get(code, item.minuten)
    meeste = max((minuten[code, jaar] for code, _ in waarden for jaar in jaren), default=0)
    return tuple(
        Rij(code, naam, tuple(Cel(jaar, minuten[code, jaar], _scale(minuten[code, jaar], meeste)) for jaar in jaren))
        for code, naam in waarden
    )


def draw_trap(code: str, naam: str, standen: Iterable[Stand], *, van: date, tot: date, hoogste: int) -> Trap:
    """The levels of one competence between two days, both included, as a line that goes in steps."""
    rij = tuple(sorted(standen, key=lambda stand: stand.datum))
    punten: list[str] = []
    for plaats, stand in enumerate(rij):
        y = (hoogste - stand.niveau) * HOOGTE_PER_NIVEAU + HOOGTE_PER_NIVEAU // 2
        einde = rij[plaats + 1].datum if plaats + 1 < len(rij) else tot
        punten += [f"{_x(stand.datum, van, tot)},{y}", f"{_x(einde, van, tot)},{y}"]
    return Trap(code, naam, rij, " ".join(punten))


def find_stil(rijen: Iterable[Rij], jaar: int) -> list[Rij]:
    """The values that nothing touched in `jaar`, the ones touched least before first."""
    stil = [rij for rij in rijen if not any(cel.minuten for cel in rij.cellen if cel.jaar == jaar)]
    return sorted(stil, key=lambda rij: rij.minuten)


def choose_leesstof(
    leesstof: Iterable[Leesstuk], gezocht: Collection[tuple[str, str]], *, hoogstens: int
) -> list[Leesstuk]:
    """Reading that touches what is looked for (pairs of dimension and value), the best match first."""
    treffers = [(len({*stuk.raakt} & {*gezocht}), stuk) for stuk in leesstof]
    beste = sorted((treffer for treffer in treffers if treffer[0]), key=lambda treffer: -treffer[0])
    return [stuk for _, stuk in beste[:hoogstens]]


def _scale(minuten: int, meeste: int) -> int:
    """What is there is always seen."""
    return max(round(sqrt(minuten / meeste) * GROOTSTE_STIP), KLEINSTE_STIP) if minuten else 0


def _x(dag: date, van: date, tot: date) -> str:
    deel = (min(max(dag, van), tot) - van).days / max((tot - van).days, 1)
    return f"{LIJN_VAN + deel * (LIJN_TOT - LIJN_VAN):.1f}"
