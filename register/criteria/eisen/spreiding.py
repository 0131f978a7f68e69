"""Coverage of a dimension: so much for every value, or for k of its values."""

from dataclasses import dataclass
from typing import ClassVar

from register.criteria.eenheid import to_decimal, to_shortage
from register.criteria.eisen.minimum import read_eenheid, read_norm
from register.criteria.reader import Reader
from register.criteria.selectie import read_selectie
from register.criteria.stand import Stand
from register.criteria.telling import Telling
from register.criteria.vorm import Eis, Gat, Meting
from register.criteria.woorden import Woorden


@dataclass(frozen=True, slots=True)
class Spreiding:
    """At least `minstens` steps for each of the fullest `aantal_waarden` of `waarden`.

    What one value has too much never fills another: reached is the sum of what each value
    has, up to its norm.
    """

    minstens: int
    waarden: tuple[str, ...]
    aantal_waarden: int
    telling: Telling
    onderdelen: tuple[Eis, ...] = ()
    can_lighten: ClassVar[bool] = True

    @property
    def eenheid(self) -> str:
        return self.telling.eenheid

    def measure(self, code: str, stand: Stand, definitief: bool) -> Meting:
        norm = stand.lighten(code, self.minstens, self.eenheid, stand.sommen.tijdvak.deel_na_instap)
        geteld = stand.count(code, definitief)
        per_waarde = {waarde: min(geteld.get((waarde, 0), 0), norm) for waarde in self.waarden}
        volste = sorted(self.waarden, key=lambda waarde: -per_waarde[waarde])[: self.aantal_waarden]
        behaald, vereist = sum(per_waarde[waarde] for waarde in volste), norm * len(volste)
        return Meting(
            behaald=to_decimal(behaald, self.eenheid),
            vereist=to_decimal(vereist, self.eenheid),
            tekort=to_shortage(vereist - behaald, self.eenheid),
            gaten=tuple(
                Gat(to_shortage(norm - per_waarde[waarde], self.eenheid), waarde=waarde)
                for waarde in volste
                if per_waarde[waarde] < norm
            ),
        )


def read_spreiding(reader: Reader, woorden: Woorden) -> Spreiding:
    eenheid = read_eenheid(reader)
    dimensie = reader.choice("dimensie", woorden.dimensies)
    waarden = woorden.dimensies.get(dimensie, ())
    if reader.has("waarden"):
        gekozen = reader.choices("waarden", waarden)
        waarden = tuple(waarde for waarde in waarden if waarde in gekozen)
    hoogste = max(len(waarden), 1)
    return Spreiding(
        minstens=read_norm(reader, "minstens", eenheid),
        waarden=waarden,
        aantal_waarden=reader.integer("aantal_waarden", 1, hoogste) if reader.has("aantal_waarden") else len(waarden),
        telling=Telling(
            selectie=read_selectie(reader.table("selectie"), woorden),
            eenheid=eenheid,
            dimensie=dimensie,
            waarden=frozenset(waarden),
        ),
    )
