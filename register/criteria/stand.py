"""What a rule may ask: the sums, with the maxima applied and the norms made lighter."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from register.criteria.eenheid import VERLICHT_OP
from register.criteria.maximum import Emmer, Maximum, Som, fill, set_limits
from register.criteria.sommen import Sommen, Vak


@dataclass(frozen=True, slots=True)
class Norm:
    """What an eis asks over a whole term, in steps of its unit, before any relief."""

    stappen: int
    eenheid: str


@dataclass(frozen=True, slots=True)
class Stand:
    """`maxima` in force and `normen` per eis; `factoren` for those that relief made lighter.

    `naar_rato` names the eisen that weigh less for somebody who joined a running term.
    """

    sommen: Sommen
    maxima: Mapping[str, tuple[Maximum, ...]]
    normen: Mapping[str, Norm]
    factoren: Mapping[str, Fraction]
    naar_rato: frozenset[str]
    _geteld: dict[tuple[str, bool], dict[tuple[str, int], int]] = field(default_factory=dict)
    """What was counted before: several eisen ask for the same."""

    def count(self, code: str, definitief: bool) -> dict[tuple[str, int], int]:
        """Steps that count for an eis, per value of its dimension and piece of the term."""
        if (code, definitief) not in self._geteld:
            self._geteld[code, definitief] = self._count(code, definitief)
        return self._geteld[code, definitief]

    def _count(self, code: str, definitief: bool) -> dict[tuple[str, int], int]:
        vakken = self._select(code, definitief)
        if definitief and len(vakken) == len(self.sommen.vakken[code]):
            return self.count(code, definitief=False)
        grenzen = self._limit(code, vakken)
        geteld: dict[tuple[str, int], int] = defaultdict(int)
        for vak in vakken:
            geteld[vak.waarde, vak.vak] += fill(grenzen, vak.emmers, vak.som) if grenzen else vak.som
        return geteld

    def count_total(self, code: str, definitief: bool) -> int:
        return sum(self.count(code, definitief).values())

    def limit(self, code: str) -> dict[Emmer, int]:
        """What every bucket of an eis can hold, with all that is there, voorlopig included."""
        return self._limit(code, self._select(code, definitief=False))

    def find_room(self, code: str) -> dict[Emmer, int]:
        """What is left in every bucket of an eis that holds anything, voorlopig included."""
        vakken = self._select(code, definitief=False)
        ruimte = self._limit(code, vakken)
        for vak in vakken:
            fill(ruimte, vak.emmers, vak.som)
        return ruimte

    def norm(self, code: str) -> int:
        """The norm of an eis over the term in steps, after relief; 0 for an eis without one."""
        norm = self.normen.get(code)
        return self.lighten(code, norm.stappen, norm.eenheid, self.sommen.tijdvak.deel_na_instap) if norm else 0

    def lighten(self, code: str, stappen: int, eenheid: str, deel_na_instap: Fraction) -> int:
        """A norm times its relief, rounded down to a quarter (or a whole piece) when anything changed."""
        if code not in self.factoren and code not in self.naar_rato:
            return stappen
        factor = self.factoren.get(code, Fraction(1)) * (deel_na_instap if code in self.naar_rato else 1)
        if factor == 1:
            return stappen
        stap = VERLICHT_OP[eenheid]
        return int(stappen * factor) // stap * stap

    def _select(self, code: str, definitief: bool) -> list[Vak]:
        return [vak for vak in self.sommen.vakken[code] if vak.definitief or not definitief]

    def _limit(self, code: str, vakken: list[Vak]) -> dict[Emmer, int]:
        maxima = {maximum.code: maximum for maximum in self.maxima.get(code, ())}
        if not maxima:
            return {}
        sommen: list[Som] = [(vak.emmers, vak.som) for vak in vakken]
        return set_limits(maxima, sommen, self.norm(code))
