"""Which activities an eis or a maximum is about: every condition that is given must hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from register.criteria.dossier import AANGELEVERD, VERTROUWEN, Activiteit
from register.criteria.reader import Reader
from register.criteria.woorden import Woorden

MEER_DAN_GENOEG = 1_000_000
ANDERE_SOORT = ""
"""The 'reason' for an activity of another soort: too obvious to tell anybody."""


@dataclass(frozen=True, slots=True)
class Selectie:
    """Conditions that a GROUP BY can state too. None or empty means: no condition.

    `kenmerken` maps a dimension to the values of which an activity must have at least one.
    All limits are inclusive. An activity that does not say how many took part fails a
    condition on the number.
    """

    soorten: frozenset[str]
    geaccrediteerd: bool | None = None
    vertrouwen: frozenset[str] | None = None
    kenmerken: tuple[tuple[str, frozenset[str]], ...] = ()
    minuten_minstens: int = 0
    deelnemers_minstens: int = 0
    deelnemers_hoogstens: int = MEER_DAN_GENOEG
    organisaties_minstens: int = 0

    def explain_miss(self, activiteit: Activiteit) -> str | None:
        """None when the activity is selected, else why it is not."""
        if activiteit.soort not in self.soorten:
            return ANDERE_SOORT
        if self.geaccrediteerd is not None and activiteit.geaccrediteerd != self.geaccrediteerd:
            return "Hiervoor moet de activiteit geaccrediteerd zijn." if self.geaccrediteerd else ANDERE_SOORT
        if self.vertrouwen is not None and activiteit.vertrouwen not in self.vertrouwen:
            return _explain_vertrouwen(self.vertrouwen)
        if activiteit.minuten < self.minuten_minstens:
            return f"De activiteit duurde korter dan {self.minuten_minstens} minuten."
        if self.kenmerken and (reden := self._explain_kenmerken(activiteit.kenmerken)):
            return reden
        return self._explain_groep(activiteit)

    def _explain_kenmerken(self, kenmerken: Mapping[str, frozenset[str]]) -> str | None:
        for dimensie, waarden in self.kenmerken:
            if waarden.isdisjoint(kenmerken.get(dimensie, frozenset())):
                return f"Er is geen passend kenmerk '{dimensie}' gekozen."
        return None

    def _explain_groep(self, activiteit: Activiteit) -> str | None:
        if self.needs_deelnemers:
            if activiteit.deelnemers is None:
                return "Het aantal deelnemers is niet bekend."
            if not self.deelnemers_minstens <= activiteit.deelnemers <= self.deelnemers_hoogstens:
                return "Het aantal deelnemers past niet bij deze eis."
        if self.organisaties_minstens and (activiteit.organisaties or 0) < self.organisaties_minstens:
            return f"De deelnemers komen niet uit minstens {self.organisaties_minstens} organisaties."
        return None

    @property
    def needs_deelnemers(self) -> bool:
        return self.deelnemers_minstens > 0 or self.deelnemers_hoogstens < MEER_DAN_GENOEG

    def lies_within(self, other: "Selectie") -> bool:
        """True when every activity that this selects is certainly selected by `other` too."""
        return (
            self.soorten <= other.soorten
            and other.geaccrediteerd in (None, self.geaccrediteerd)
            and (other.vertrouwen is None or (self.vertrouwen is not None and self.vertrouwen <= other.vertrouwen))
            and all(_is_implied(eis, self.kenmerken) for eis in other.kenmerken)
            and self.minuten_minstens >= other.minuten_minstens
            and self.deelnemers_minstens >= other.deelnemers_minstens
            and self.deelnemers_hoogstens <= other.deelnemers_hoogstens
            and self.organisaties_minstens >= other.organisaties_minstens
        )

    def excludes(self, other: "Selectie") -> bool:
        """True when certainly no activity is selected by both."""
        return (
            self.soorten.isdisjoint(other.soorten)
            or {self.geaccrediteerd, other.geaccrediteerd} == {True, False}
            or (
                self.vertrouwen is not None
                and other.vertrouwen is not None
                and self.vertrouwen.isdisjoint(other.vertrouwen)
            )
            or self.deelnemers_minstens > other.deelnemers_hoogstens
            or other.deelnemers_minstens > self.deelnemers_hoogstens
        )


def read_selectie(reader: Reader, woorden: Woorden) -> Selectie:
    """Read a `selectie` table; without `soorten` or `groepen` every soort is meant."""
    selectie = Selectie(
        soorten=_read_soorten(reader, woorden),
        geaccrediteerd=reader.flag("geaccrediteerd") if reader.has("geaccrediteerd") else None,
        vertrouwen=reader.choices("vertrouwen", VERTROUWEN) if reader.has("vertrouwen") else None,
        kenmerken=_read_kenmerken(reader.table("kenmerken"), woorden) if reader.has("kenmerken") else (),
        minuten_minstens=_read_limit(reader, "minuten_minstens", 0),
        deelnemers_minstens=_read_limit(reader, "deelnemers_minstens", 0),
        deelnemers_hoogstens=_read_limit(reader, "deelnemers_hoogstens", MEER_DAN_GENOEG),
        organisaties_minstens=_read_limit(reader, "organisaties_minstens", 0),
    )
    reader.close()
    return selectie


def _read_soorten(reader: Reader, woorden: Woorden) -> frozenset[str]:
    gekozen: frozenset[str] = frozenset()
    if reader.has("soorten"):
        gekozen |= reader.choices("soorten", woorden.soorten)
    if reader.has("groepen"):
        groepen = reader.choices("groepen", woorden.groepen)
        gekozen |= {soort for soort, groep in woorden.soorten.items() if groep in groepen}
    if reader.has("zonder_soorten"):
        gekozen = (gekozen or frozenset(woorden.soorten)) - reader.choices("zonder_soorten", woorden.soorten)
    elif not (reader.has("soorten") or reader.has("groepen")):
        gekozen = frozenset(woorden.soorten)
    return gekozen


def _read_kenmerken(reader: Reader, woorden: Woorden) -> tuple[tuple[str, frozenset[str]], ...]:
    """`dimensie = ["waarde"]`; `["*"]` means any value of that dimension."""
    gelezen = []
    for dimensie, waarden in woorden.dimensies.items():
        if reader.has(dimensie):
            gekozen = reader.choices(dimensie, {*waarden, "*"})
            gelezen.append((dimensie, frozenset(waarden) if "*" in gekozen else gekozen))
    reader.close()
    return tuple(gelezen)


def _read_limit(reader: Reader, sleutel: str, anders: int) -> int:
    return reader.integer(sleutel, 1, MEER_DAN_GENOEG) if reader.has(sleutel) else anders


def _explain_vertrouwen(vertrouwen: frozenset[str]) -> str:
    if vertrouwen == {AANGELEVERD}:
        return "Hiervoor moet de opleider de deelname zelf doorgeven."
    return "Hiervoor moet een ander de activiteit bevestigen."


def _is_implied(eis: tuple[str, frozenset[str]], kenmerken: tuple[tuple[str, frozenset[str]], ...]) -> bool:
    return any(dimensie == eis[0] and waarden <= eis[1] for dimensie, waarden in kenmerken)
