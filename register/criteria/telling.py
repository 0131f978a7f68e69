"""What an eis counts, what it is worth, and the place that every activity has in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from register.criteria.dossier import Activiteit
from register.criteria.eenheid import STAPPEN, to_steps
from register.criteria.maximum import Emmer, Maximum
from register.criteria.selectie import ANDERE_SOORT, Selectie
from register.criteria.tijdvak import OOIT, Tijdvak


@dataclass(frozen=True, slots=True)
class Telling:
    """What one eis counts: which activities, in what unit, when, and split by what.

    `venster` is 'termijn' or 'ooit' (everything up to the peildatum). With a `dimensie` every
    of `waarden` is counted apart, and an activity counts for each of them that it touches.
    """

    selectie: Selectie
    eenheid: str
    per: str = "termijn"
    venster: str = "termijn"
    dimensie: str | None = None
    waarden: frozenset[str] = frozenset()

    def touched(self, activiteit: Activiteit) -> Iterable[str]:
        """The values to count an activity for; one empty value when there is no dimension."""
        if self.dimensie is None:
            return ("",)
        return activiteit.kenmerken.get(self.dimensie, frozenset()) & self.waarden


@dataclass(frozen=True, slots=True)
class Tarief:
    """Hundredths of a point for an hour, or for each time; and the most that one activity can earn."""

    per_uur: int
    per_keer: int | None = None
    hoogstens: int | None = None


GEEN_TARIEF = Tarief(0)


@dataclass(frozen=True, slots=True)
class Waardering:
    """What activities are worth: a tarief for each soort, for time in whole blocks of `stap_minuten`.

    Points that an accreditation granted come before any tarief. What has a trust in `definitief` counts at once,
    the rest voorlopig.
    """

    stap_minuten: int
    tarieven: Mapping[str, Tarief]
    definitief: frozenset[str]

    def measure(self, activiteit: Activiteit, telling: Telling, waarde: str = "") -> int:
        """The worth of one activity, or of the part that touches `waarde`, in steps of the telling's unit."""
        if telling.eenheid == "aantal":
            return STAPPEN["aantal"]
        minuten = activiteit.minuten
        if telling.dimensie is not None:
            minuten = activiteit.kenmerkminuten.get(telling.dimensie, {}).get(waarde, minuten)
        return minuten if telling.eenheid == "uren" else self.rate_punten(activiteit, minuten)

    def rate_punten(self, activiteit: Activiteit, minuten: int) -> int:
        """Hundredths of a point for so many of its minutes; 0 for a soort without a tarief."""
        tarief = self.tarieven.get(activiteit.soort, GEEN_TARIEF)
        vast = tarief.per_keer if activiteit.punten is None else to_steps(activiteit.punten, "punten")
        if vast is not None:
            return vast if minuten == activiteit.minuten else vast * minuten // max(activiteit.minuten, 1)
        punten = tarief.per_uur * (minuten // self.stap_minuten * self.stap_minuten) // 60
        return punten if tarief.hoogstens is None else min(punten, tarief.hoogstens)


class Plaats(NamedTuple):
    """Where one activity belongs for one eis: piece of the term, buckets, and its steps per value.

    `reden` says why it has no place; then `delen` is empty.
    """

    activiteit: Activiteit
    reden: str | None
    vak: int
    emmers: tuple[Emmer, ...]
    delen: tuple[tuple[str, int], ...]


AL_EEN_KEER = "Een ander deel hiervan telt hiervoor al als een keer."


def place_all(
    activiteiten: Iterable[Activiteit],
    *,
    telling: Telling,
    maxima: tuple[Maximum, ...],
    tijdvak: Tijdvak,
    waardering: Waardering,
) -> Iterator[Plaats]:
    """A place for every activity that the telling is about, in the order given; others are passed over."""
    keren: set[tuple[str, str]] = set()
    for activiteit in activiteiten:
        if activiteit.soort not in telling.selectie.soorten:
            continue
        reden = _explain_miss(activiteit, telling, tijdvak)
        waarden = telling.touched(activiteit)
        if reden is None and activiteit.geheel and telling.eenheid == "aantal":
            waarden = [waarde for waarde in waarden if (activiteit.geheel, waarde) not in keren]
            keren.update((activiteit.geheel, waarde) for waarde in waarden)
            reden = None if waarden else AL_EEN_KEER
        if reden is None:
            yield Plaats(
                activiteit,
                None,
                OOIT if telling.venster == "ooit" else tijdvak.find_vak(activiteit.datum, telling.per),
                tuple(emmer for maximum in maxima if (emmer := maximum.find_emmer(activiteit, tijdvak))),
                tuple((waarde, waardering.measure(activiteit, telling, waarde)) for waarde in waarden),
            )
        elif reden != ANDERE_SOORT:
            yield Plaats(activiteit, reden, OOIT, (), ())


def _explain_miss(activiteit: Activiteit, telling: Telling, tijdvak: Tijdvak) -> str | None:
    reden = telling.selectie.explain_miss(activiteit)
    if reden is None and telling.venster == "termijn":
        reden = tijdvak.explain_miss(activiteit.datum)
    if reden is None and not telling.touched(activiteit):
        return f"Er is geen passend kenmerk '{telling.dimensie}' gekozen."
    return reden
