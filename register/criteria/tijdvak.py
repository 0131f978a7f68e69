"""The stretch of time that a toets looks at, and its years and quarters."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from kern.periode import DAG, Periode, add_months, count_months

MAANDEN_PER_VAK = {"jaar": 12, "kwartaal": 3}
HEEL = Fraction(1)
OOIT = -1
"""The piece of something that counts although it lies outside the term."""


@dataclass(frozen=True, slots=True)
class Tijdvak:
    """The term as it stands on `peildatum`: `van` until `tot`, any extension included.

    `basis_tot` is the end before any extension. `kijkt_tot` is the first day that does not exist yet for this
    toets: the day after `peildatum`, and never later than `tot`. Years and quarters count from `van` up to
    `basis_tot`. An extension lengthens the last of them, so it never adds a yearly norm.
    """

    van: date
    tot: date
    basis_tot: date
    peildatum: date
    volgnummer: int
    instap_datum: date

    @property
    def kijkt_tot(self) -> date:
        return min(self.tot, self.peildatum + DAG)

    @property
    def verstreken(self) -> Periode:
        """From the start of the term up to what exists; empty before the term begins."""
        return Periode(self.van, max(self.van, self.kijkt_tot))

    def explain_miss(self, dag: date) -> str | None:
        """None when `dag` lies in the term, else why not."""
        if dag < self.van:
            return "De activiteit ligt voor het begin van je termijn."
        if dag >= self.tot:
            return "De activiteit ligt na het einde van je termijn."
        return None

    def starts(self, per: str) -> tuple[date, ...]:
        """The start of every piece of the term, for `per` termijn, jaar or kwartaal."""
        if per == "termijn":
            return (self.van,)
        return find_starts(self.van, self.basis_tot, MAANDEN_PER_VAK[per])

    def find_vak(self, dag: date, per: str) -> int:
        """The index of the piece that `dag` (in the term) lies in."""
        if per == "termijn":
            return 0
        return bisect_right(self.starts(per), dag) - 1

    def vakken(self, per: str) -> tuple[Periode, ...]:
        starts = self.starts(per)
        return tuple(Periode(van, tot) for van, tot in zip(starts, (*starts[1:], self.tot), strict=True))

    @property
    def deel_na_instap(self) -> Fraction:
        """The share of the term that was left on `instap_datum`; 1 for who was there from the start."""
        return self.measure_deel(Periode(self.van, self.basis_tot))

    def measure_deel(self, vak: Periode) -> Fraction:
        """The share of a piece of the term, in whole months, that was left on `instap_datum`."""
        if self.instap_datum <= vak.van:
            return HEEL
        tot = vak.tot or self.tot
        maanden = count_months(vak.van, tot)
        if not maanden:
            return HEEL
        return Fraction(count_months(self.instap_datum, tot), maanden)


@lru_cache(maxsize=4096)
def find_starts(van: date, tot: date, maanden: int) -> tuple[date, ...]:
    """The first day of each piece; kept, because every entry of a term asks for the same ones."""
    return tuple(deel.van for deel in Periode(van, tot).split(maanden))


def make_tijdvak(
    van: date, tot: date, *, verlenging: int, peildatum: date, volgnummer: int, instap_datum: date | None
) -> Tijdvak:
    """A term from `van` until `tot`, made `verlenging` months longer."""
    return Tijdvak(
        van=van,
        tot=add_months(tot, verlenging),
        basis_tot=tot,
        peildatum=peildatum,
        volgnummer=volgnummer,
        instap_datum=max(van, instap_datum or van),
    )


def look_back(peildatum: date, maanden: int) -> tuple[date, date]:
    """The stretch a first registration looks at: `maanden` months up to and including `peildatum`."""
    tot = peildatum + DAG
    return add_months(tot, -maanden), tot
