"""Which rows of a delivery are told whether the person exists, when an opleider may ask only so often. Pure.

An opleider learns match or no match on number and surname: that is the point of a delivery. What it must not do is
find people by trying. So every question that matches nobody is counted, each one once, and few names may be tried on
one number. Beyond that a row that matches and a row that does not are answered alike, until the time has passed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Vraag(NamedTuple):
    """What a row asks, as digests: of the number, and of number and surname together."""

    nummer: str
    vraag: str


class Uitslag(NamedTuple):
    """What is not told: every row from number `vanaf` on (None: no row), the rows in `achter`, and every row with a
    number in `gesloten`. `nieuw` holds the questions to count from now on."""

    vanaf: int | None
    achter: set[int]
    gesloten: set[str]
    nieuw: dict[str, Vraag]


def decide_vragen(
    missers: Iterable[tuple[int, Vraag]], *, gesteld: Mapping[str, str], over: int, per_nummer: int
) -> Uitslag:
    """Go through the rows that match nobody, by their number, lowest first.

    `gesteld` holds of every question that was counted before its number; `over` is how many more may be counted,
    `per_nummer` how many names may be tried on one number. When `over` is used up, every later row is held back,
    whatever it asks: where it stops says nothing about a row. What was asked before costs nothing.
    """
    geprobeerd = Counter(gesteld.values())
    achter: set[int] = set()
    nieuw: dict[str, Vraag] = {}
    vanaf = 0 if over <= 0 else None
    for regel, vraag in missers:
        if vanaf is not None:
            break
        if vraag.vraag in gesteld or vraag.vraag in nieuw:
            continue
        if geprobeerd[vraag.nummer] >= per_nummer:
            achter.add(regel)
            continue
        nieuw[vraag.vraag] = vraag
        geprobeerd[vraag.nummer] += 1
        if len(nieuw) == over:
            vanaf = regel + 1
    gesloten = {nummer for nummer, aantal in geprobeerd.items() if aantal >= per_nummer}
    return Uitslag(vanaf, achter, gesloten, nieuw)
