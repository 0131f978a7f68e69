"""The sums that the rules read: never a single entry, and nothing that SQL could not group.

`make_sommen` makes them for one dossier, out of its own entries. For the register the database counts alike entries
first, and the same functions value each kind of entry once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kern.periode import Periode, find_gaps
from register.criteria.dossier import (
    Bewijs,
    Dossier,
    Ontheffing,
    Persoon,
    Verklaring,
    Werkperiode,
)
from register.criteria.geldigheid import holds_on
from register.criteria.maximum import Emmer
from register.criteria.telling import Plaats
from register.criteria.tijdvak import Tijdvak


@dataclass(frozen=True, slots=True)
class Vak:
    """One group: value of the dimension, piece of the term, buckets, definitief or not; `som` in steps."""

    waarde: str
    vak: int
    emmers: tuple[Emmer, ...]
    definitief: bool
    som: int


@dataclass(frozen=True, slots=True)
class Werksom:
    """Work in the term up to the peildatum. `gaten` are the stretches without any work."""

    urendagen: int = 0
    """Hundredths of an hour per week, times days: 700 of them make one hour."""
    gewerkte_dagen: int = 0
    gaten: tuple[Periode, ...] = ()
    werkt_nu: bool = False


@dataclass(frozen=True, slots=True)
class Sommen:
    """All that the rules know of one person. `werk` and `bewijzen` hold definitief first, then all.

    `verklaringen` and `bewijzen` give, per soort that is valid on the peildatum, since when.
    """

    tijdvak: Tijdvak
    persoon: Persoon
    vakken: Mapping[str, tuple[Vak, ...]]
    werk: tuple[Werksom, Werksom]
    verklaringen: Mapping[str, date] = field(default_factory=dict)
    bewijzen: tuple[Mapping[str, date], Mapping[str, date]] = field(default_factory=lambda: ({}, {}))
    ontheffingen: tuple[Ontheffing, ...] = ()
    overdrachten: Mapping[str, Decimal] = field(default_factory=dict)


def make_sommen(
    dossier: Dossier, *, tijdvak: Tijdvak, vakken: Mapping[str, tuple[Vak, ...]], definitief: frozenset[str]
) -> Sommen:
    """The sums of one dossier on the peildatum of `tijdvak`; its activities are in `vakken` already, per eis.

    `definitief` names the trust that counts at once.
    """
    zeker_werk = [item for item in dossier.werkperiodes if item.vertrouwen in definitief]
    zeker_bewijs = [item for item in dossier.bewijzen if item.vertrouwen in definitief]
    return Sommen(
        tijdvak=tijdvak,
        persoon=dossier.persoon,
        vakken=vakken,
        werk=(_sum_werk(zeker_werk, tijdvak), _sum_werk(dossier.werkperiodes, tijdvak)),
        verklaringen=_find_valid(dossier.verklaringen, tijdvak.peildatum),
        bewijzen=(_find_valid(zeker_bewijs, tijdvak.peildatum), _find_valid(dossier.bewijzen, tijdvak.peildatum)),
        ontheffingen=tuple(item for item in dossier.ontheffingen if item.besluit_datum <= tijdvak.peildatum),
        overdrachten={item.eis: item.waarde for item in dossier.overdrachten},
    )


def group_plaatsen(plaatsen: Iterable[Plaats], definitief: frozenset[str]) -> tuple[Vak, ...]:
    """The places of one eis, with what belongs together added up."""
    sommen: dict[tuple[str, int, tuple[Emmer, ...], bool], int] = defaultdict(int)
    for plaats in plaatsen:
        zeker = plaats.activiteit.vertrouwen in definitief
        for waarde, som in plaats.delen:
            sommen[waarde, plaats.vak, plaats.emmers, zeker] += som
    return tuple(Vak(*sleutel, som) for sleutel, som in sommen.items())


def _sum_werk(werkperiodes: Iterable[Werkperiode], tijdvak: Tijdvak) -> Werksom:
    venster = tijdvak.verstreken
    urendagen = 0
    delen: list[Periode] = []
    werkt_nu = False
    for werk in werkperiodes:
        periode = Periode(werk.van, werk.tot)
        werkt_nu = werkt_nu or tijdvak.peildatum in periode
        if (deel := periode.intersect(venster)) is not None:
            urendagen += int(werk.uren_per_week * 100) * deel.dagen
            delen.append(deel)
    gaten = find_gaps(venster, delen)
    return Werksom(urendagen, venster.dagen - sum(gat.dagen for gat in gaten), gaten, werkt_nu)


def _find_valid(stukken: Iterable[Verklaring | Bewijs], peildatum: date) -> dict[str, date]:
    sinds: dict[str, date] = {}
    for stuk in stukken:
        if holds_on(stuk.geldig_van, stuk.geldig_tot, peildatum):
            sinds[stuk.soort] = max(stuk.geldig_van, sinds.get(stuk.soort, stuk.geldig_van))
    return sinds
