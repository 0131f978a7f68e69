"""What every kind of eis offers, and the measurement it returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from register.criteria.geldigheid import holds_on
from register.criteria.stand import Stand
from register.criteria.telling import Telling
from register.criteria.voorwaarde import Voorwaarde


@dataclass(frozen=True, slots=True)
class Gat:
    """One place where something lacks: how much, for which value of the dimension, in which stretch."""

    tekort: Decimal
    waarde: str | None = None
    van: date | None = None
    tot: date | None = None


@dataclass(frozen=True, slots=True)
class Meting:
    """Reached, required and short, in the unit of the eis; `tekort` 0 means: met.

    `overdracht` is what the next term inherits: a surplus, or below zero a shortage.
    """

    behaald: Decimal
    vereist: Decimal
    tekort: Decimal
    gaten: tuple[Gat, ...] = ()
    overdracht: Decimal | None = None


class Vorm(Protocol):
    """A kind of eis. `telling` says which activities it counts, if any; `onderdelen` its parts, if any.

    `can_lighten`: whether it has a norm that relief can lower; one that has asks `Stand.lighten` for it.
    """

    @property
    def eenheid(self) -> str: ...

    @property
    def telling(self) -> Telling | None: ...

    @property
    def onderdelen(self) -> "tuple[Eis, ...]": ...

    @property
    def can_lighten(self) -> bool: ...

    def measure(self, code: str, stand: Stand, definitief: bool) -> Meting:
        """Measure with everything, or with what is `definitief` alone."""
        ...


@dataclass(frozen=True, slots=True)
class Eis:
    """One requirement. `code` is dotted for a part of another eis; `bij` says for which soort of toets."""

    code: str
    titel: str
    uitleg: str
    artikel: str
    bij: frozenset[str]
    vorm: Vorm
    voorwaarde: Voorwaarde
    geldig_van: date | None
    geldig_tot: date | None

    def applies(self, stand: Stand) -> bool:
        """False when it is not in force on the peildatum or not meant for this person or term."""
        sommen = stand.sommen
        return (
            holds_on(self.geldig_van, self.geldig_tot, sommen.tijdvak.peildatum)
            and self.voorwaarde.holds(sommen.persoon, sommen.tijdvak)
            and (not self.vorm.onderdelen or any(deel.applies(stand) for deel in self.vorm.onderdelen))
        )


def flatten(eisen: Mapping[str, Eis]) -> dict[str, Eis]:
    """Every eis and every part of one, by dotted code."""
    alle: dict[str, Eis] = {}
    for eis in eisen.values():
        alle[eis.code] = eis
        alle |= flatten({deel.code: deel for deel in eis.vorm.onderdelen})
    return alle
