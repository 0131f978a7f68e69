"""At least a share of another eis: of what it asks, or of what was reached for it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import ClassVar

from register.criteria.eenheid import to_decimal, to_shortage
from register.criteria.maximum import read_aandeel
from register.criteria.reader import Reader
from register.criteria.selectie import read_selectie
from register.criteria.stand import Stand
from register.criteria.telling import Telling
from register.criteria.vorm import Eis, Gat, Meting
from register.criteria.woorden import Woorden

AANDEEL_VAN = ("vereist", "behaald")


@dataclass(frozen=True, slots=True)
class Aandeel:
    """`aandeel` (0-1) of the eis `van`. Measured in its unit, so that reached and short can be added."""

    aandeel: Fraction
    van: str
    aandeel_van: str
    telling: Telling
    onderdelen: tuple[Eis, ...] = ()
    can_lighten: ClassVar[bool] = False

    @property
    def eenheid(self) -> str:
        return self.telling.eenheid

    def measure(self, code: str, stand: Stand, definitief: bool) -> Meting:
        geheel = stand.norm(self.van) if self.aandeel_van == "vereist" else stand.count_total(self.van, definitief)
        vereist = ceil(self.aandeel * geheel)
        behaald = stand.count_total(code, definitief)
        getoond = to_decimal(behaald, self.eenheid), to_shortage(vereist, self.eenheid)
        tekort = getoond[1] - getoond[0] if behaald < vereist else Decimal(0)
        return Meting(*getoond, tekort, (Gat(tekort),) if tekort else ())


def read_aandeel_eis(reader: Reader, woorden: Woorden) -> Aandeel:
    """The unit is that of the eis `van`; the reglement checks that they agree."""
    van = reader.choice("van", woorden.minima)
    return Aandeel(
        aandeel=read_aandeel(reader, "minstens_deel"),
        van=van,
        aandeel_van=reader.choice("aandeel_van", AANDEEL_VAN) if reader.has("aandeel_van") else "vereist",
        telling=Telling(
            selectie=read_selectie(reader.table("selectie"), woorden), eenheid=woorden.minima.get(van, "aantal")
        ),
    )
