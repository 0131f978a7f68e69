"""Half-open periods and calendar months: the only place that knows what 29 February does.

A period includes `van` and excludes `tot`, so that two periods that follow each other
never hold on the same day and never leave a day out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAG = timedelta(days=1)
MAANDEN_PER_JAAR = 12


def add_months(dag: date, maanden: int) -> date:
    """The same day `maanden` calendar months later (or earlier, when negative).

    A day that the target month does not have becomes its last day:
    2024-02-29 + 60 months = 2029-02-28. Count from the first day every time
    rather than month by month, or the 31st wears down to the 28th.
    """
    jaar, maand = divmod(dag.year * MAANDEN_PER_JAAR + dag.month - 1 + maanden, MAANDEN_PER_JAAR)
    return date(jaar, maand + 1, min(dag.day, _days_in_month(jaar, maand + 1)))


def count_months(van: date, tot: date) -> int:
    """Whole calendar months from `van` up to `tot` (excluded); 0 when `tot` is not later."""
    if tot <= van:
        return 0
    maanden = (tot.year - van.year) * MAANDEN_PER_JAAR + tot.month - van.month
    return maanden if add_months(van, maanden) <= tot else maanden - 1


@dataclass(frozen=True, slots=True)
class Periode:
    """From `van` (included) until `tot` (excluded); `tot` None means no end is known.

    Raises ValueError when `tot` lies before `van`. An empty period (`tot == van`) is allowed.
    """

    van: date
    tot: date | None = None

    def __post_init__(self) -> None:
        if self.tot is not None and self.tot < self.van:
            raise ValueError(f"Een periode kan niet eindigen ({self.tot}) voor zij begint ({self.van}).")

    def __contains__(self, dag: date) -> bool:
        return self.van <= dag and (self.tot is None or dag < self.tot)

    @property
    def dagen(self) -> int:
        """Number of days. Raises ValueError for a period without an end."""
        if self.tot is None:
            raise ValueError("Een periode zonder einde heeft geen aantal dagen.")
        return (self.tot - self.van).days

    def intersect(self, other: "Periode") -> "Periode | None":
        """The days both have, or None when they share none."""
        van = max(self.van, other.van)
        tot = _earliest(self.tot, other.tot)
        return Periode(van, tot) if tot is None or van < tot else None

    def split(self, maanden: int) -> tuple["Periode", ...]:
        """Consecutive pieces of `maanden` months counted from `van`; the last one may be shorter."""
        if self.tot is None:
            raise ValueError("Een periode zonder einde is niet te verdelen.")
        delen: list[Periode] = []
        while (begin := add_months(self.van, len(delen) * maanden)) < self.tot:
            eind = add_months(self.van, (len(delen) + 1) * maanden)
            delen.append(Periode(begin, min(eind, self.tot)))
        return tuple(delen)


def find_gaps(binnen: Periode, periodes: Iterable[Periode]) -> tuple[Periode, ...]:
    """The stretches of `binnen` that none of `periodes` covers, in order."""
    gaten: list[Periode] = []
    vrij_vanaf = binnen.van
    for deel in sorted(_clip(binnen, periodes), key=lambda periode: periode.van):
        if deel.van > vrij_vanaf:
            gaten.append(Periode(vrij_vanaf, deel.van))
        vrij_vanaf = max(vrij_vanaf, deel.tot or date.max)
    if binnen.tot is None or vrij_vanaf < binnen.tot:
        gaten.append(Periode(vrij_vanaf, binnen.tot))
    return tuple(gat for gat in gaten if gat.tot is None or gat.dagen)


def _clip(binnen: Periode, periodes: Iterable[Periode]) -> list[Periode]:
    return [deel for periode in periodes if (deel := periode.intersect(binnen)) is not None]


def _earliest(een: date | None, ander: date | None) -> date | None:
    if een is None or ander is None:
        return een or ander
    return min(een, ander)


def _days_in_month(jaar: int, maand: int) -> int:
    if maand == MAANDEN_PER_JAAR:
        return 31
    return (date(jaar, maand + 1, 1) - DAG).day
