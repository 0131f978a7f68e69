"""What a completion counts for, given what the accreditation grants. Pure: no rows, no clock."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

Kenmerken = dict[str, dict[str, int]]
"""Net minutes per value of a dimension: `{"leefwereld": {"economie": 120}}`."""


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """Net minutes that an accreditation grants in one category; `module_id` None: for the whole course."""

    categorie: str
    minuten: int
    module_id: int | None = None
    kenmerken: Kenmerken = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deel:
    """Net minutes that one completion counts for in one category."""

    categorie: str
    minuten: int
    kenmerken: Kenmerken


def select_onderdelen(onderdelen: Iterable[Onderdeel], module_id: int | None) -> tuple[Onderdeel, ...]:
    """What is granted for a module, or for the whole course: its own onderdelen, or else all modules together."""
    onderdelen = tuple(onderdelen)
    eigen = tuple(onderdeel for onderdeel in onderdelen if onderdeel.module_id == module_id)
    return eigen or (onderdelen if module_id is None else ())


def sum_minuten(onderdelen: Iterable[Onderdeel]) -> int:
    return sum(onderdeel.minuten for onderdeel in onderdelen)


def divide_minuten(onderdelen: Iterable[Onderdeel], minuten: int) -> tuple[Deel, ...]:
    """Share attended minutes out over what is granted, pro rata, in whole minutes that add up to `minuten`.

    Nobody earns more than is granted. Kenmerken shrink in the same proportion as their category.
    """
    onderdelen = tuple(onderdelen)
    toegekend = sum_minuten(onderdelen)
    delen: list[Deel] = []
    tot_hier = verdeeld = 0
    for onderdeel in onderdelen:
        tot_hier += onderdeel.minuten
        aandeel = min(minuten, toegekend) * tot_hier // toegekend - verdeeld
        verdeeld += aandeel
        delen.append(Deel(onderdeel.categorie, aandeel, _shrink(onderdeel, aandeel)))
    return tuple(delen)


def merge_delen(onderdelen: Iterable[Onderdeel | Deel]) -> tuple[Deel, ...]:
    """One `Deel` per category: its minutes together, and the minutes per kenmerk together."""
    delen: dict[str, Deel] = {}
    for onderdeel in onderdelen:
        deel = delen.get(onderdeel.categorie, Deel(onderdeel.categorie, 0, {}))
        kenmerken = {dimensie: Counter(waarden) for dimensie, waarden in deel.kenmerken.items()}
        for dimensie, waarden in onderdeel.kenmerken.items():
            kenmerken.setdefault(dimensie, Counter()).update(waarden)
        delen[deel.categorie] = Deel(
            deel.categorie,
            deel.minuten + onderdeel.minuten,
            {dimensie: dict(waarden) for dimensie, waarden in kenmerken.items()},
        )
    return tuple(delen.values())


def take_from(over: dict[str, int], delen: Iterable[Deel]) -> tuple[Deel, ...]:
    """Keep of these delen what is still left per category in `over`, and lower it by what was taken.

    So that the modules of an edition and the edition as a whole never count twice.
    """
    genomen: list[Deel] = []
    for deel in delen:
        minuten = min(deel.minuten, over[deel.categorie])
        over[deel.categorie] -= minuten
        genomen.append(Deel(deel.categorie, minuten, _shrink(deel, minuten)))
    return tuple(genomen)


def divide_keer(onderdelen: Iterable[Onderdeel], rijen: Iterable[tuple[int | None, int]]) -> list[tuple[Deel, ...]]:
    """What each completion within one time through a course counts for; `rijen` are (module_id, minutes), in order.

    Together they never earn more than the course is accredited for: later rows count for what the earlier ones left.
    """
    onderdelen = tuple(onderdelen)
    over: Counter[str] = Counter()
    for onderdeel in select_onderdelen(onderdelen, None):
        over[onderdeel.categorie] += onderdeel.minuten
    return [
        take_from(over, divide_minuten(select_onderdelen(onderdelen, module_id), minuten))
        for module_id, minuten in rijen
    ]


def _shrink(deel: Onderdeel | Deel, minuten: int) -> Kenmerken:
    if minuten == deel.minuten:
        return deel.kenmerken
    return {
        dimensie: {waarde: aantal * minuten // deel.minuten for waarde, aantal in waarden.items()}
        for dimensie, waarden in deel.kenmerken.items()
    }
