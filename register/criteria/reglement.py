"""A reglement: one TOML file with everything a register asks, from one date on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from register.criteria.eenheid import to_steps
from register.criteria.eisen.minimum import Minimum
from register.criteria.maximum import Maximum
from register.criteria.stand import Norm
from register.criteria.telling import Tarief, Telling, Waardering
from register.criteria.verlichting import OntheffingRegel, Verlichting
from register.criteria.vorm import Eis, flatten


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of activity: its Dutch name, the groep it belongs to, and its points.

    `punten_per_keer` replaces the points for the time; `hoogstens_per_keer` limits what one activity can earn.
    Points that an accreditation granted come before all of these.
    """

    code: str
    titel: str
    groep: str
    punten_per_uur: Decimal
    punten_per_keer: Decimal | None
    hoogstens_per_keer: Decimal | None

    @property
    def tarief(self) -> Tarief:
        per_keer, hoogstens = self.punten_per_keer, self.hoogstens_per_keer
        return Tarief(
            per_uur=to_steps(self.punten_per_uur, "punten"),
            per_keer=None if per_keer is None else to_steps(per_keer, "punten"),
            hoogstens=None if hoogstens is None else to_steps(hoogstens, "punten"),
        )


@dataclass(frozen=True, slots=True)
class Dimensie:
    """Something an activity can touch, with its values as code → title."""

    code: str
    titel: str
    waarden: Mapping[str, str]


@dataclass(frozen=True)
class Reglement:
    """In force from `geldig_van` until `geldig_tot`. All mappings go from code, in the order of the file.

    `definitief` names the trust (A, B, C) that counts at once.
    """

    code: str
    titel: str
    status: str
    geldig_van: date
    geldig_tot: date | None
    termijn_maanden: int
    terugkijk_maanden: int
    stap_minuten: int
    definitief: frozenset[str]
    soorten: Mapping[str, Soort]
    groepen: Mapping[str, str]
    dimensies: Mapping[str, Dimensie]
    beroepen: Mapping[str, str]
    niveaus: Mapping[str, str]
    verklaringen: Mapping[str, str]
    bewijzen: Mapping[str, str]
    eisen: Mapping[str, Eis]
    maxima: Mapping[str, Maximum]
    ontheffingen: Mapping[str, OntheffingRegel]
    verlichtingen: Mapping[str, Verlichting]
    naar_rato: frozenset[str]

    @property
    def sleutel(self) -> str:
        """Names this version for ever, like its file: sam-concept-2026-01-01."""
        return f"{self.code}-{self.geldig_van.isoformat()}"

    @cached_property
    def alle_eisen(self) -> dict[str, Eis]:
        """Every eis and every part of one, by dotted code."""
        return flatten(self.eisen)

    @cached_property
    def tellingen(self) -> dict[str, Telling]:
        """What every eis counts that counts activities, by dotted code."""
        return {code: eis.vorm.telling for code, eis in self.alle_eisen.items() if eis.vorm.telling is not None}

    @cached_property
    def normen(self) -> dict[str, Norm]:
        """What every minimum over a whole term asks, by dotted code."""
        return {
            code: Norm(eis.vorm.minstens, eis.vorm.eenheid)
            for code, eis in self.alle_eisen.items()
            if isinstance(eis.vorm, Minimum) and eis.vorm.telling.per == "termijn"
        }

    @cached_property
    def waardering(self) -> Waardering:
        tarieven = {code: soort.tarief for code, soort in self.soorten.items()}
        return Waardering(self.stap_minuten, tarieven, self.definitief)

    def maxima_on(self, peildatum: date) -> dict[str, tuple[Maximum, ...]]:
        """The maxima in force, per eis."""
        geldend = [maximum for maximum in self.maxima.values() if maximum.holds_on(peildatum)]
        return {code: tuple(maximum for maximum in geldend if code in maximum.voor) for code in self.tellingen}
