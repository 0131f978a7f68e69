"""The words that one reglement knows, so that every other word is a mistake."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Woorden:
    """`soorten` gives the groep of each soort ('' for none); `dimensies` the values of each dimension;
    `minima` the unit of each eis that asks a minimum over a whole term."""

    soorten: Mapping[str, str]
    groepen: frozenset[str]
    dimensies: Mapping[str, tuple[str, ...]]
    beroepen: frozenset[str]
    niveaus: frozenset[str]
    verklaringen: frozenset[str]
    bewijzen: frozenset[str]
    eisen: frozenset[str]
    minima: Mapping[str, str]
