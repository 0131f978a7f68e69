"""The judgement, as plain values that a besluit keeps for ever."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from register.criteria.eenheid import to_text

VOLDAAN = "voldaan"
VOORLOPIG = "voorlopig"
TEKORT = "tekort"
NVT = "nvt"


@dataclass(frozen=True, slots=True)
class Stap:
    """The smallest thing that fills a shortage: how much of what.

    An activity fits when it is one of `soorten`, meets the other conditions, touches `waarde`
    of `dimensie` and lies from `van` until `tot`. None and empty mean: no condition. `vol` names the soorten
    of which one more activity that is not accredited would add nothing now: a maximum is full.
    """

    tekort: Decimal
    eenheid: str
    soorten: tuple[str, ...] = ()
    geaccrediteerd: bool | None = None
    vertrouwen: tuple[str, ...] = ()
    dimensie: str | None = None
    waarde: str | None = None
    van: date | None = None
    tot: date | None = None
    vol: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EisUitkomst:
    """One eis. `behaald` counts everything, `definitief` only what no longer has to be confirmed.

    For a longest gap in work `vereist` is the longest that is allowed.
    """

    code: str
    titel: str
    artikel: str
    oordeel: str
    behaald: Decimal
    definitief: Decimal
    vereist: Decimal
    tekort: Decimal
    eenheid: str
    stappen: tuple[Stap, ...] = ()
    onderdelen: "tuple[EisUitkomst, ...]" = ()
    overdracht: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Telt:
    """What one activity adds to one eis, in the unit of that eis, and in words why (not)."""

    eis: str
    waarde: Decimal
    reden: str


@dataclass(frozen=True, slots=True)
class ActiviteitUitkomst:
    """An activity with its points. An eis that is about other activities is not in `telt`."""

    id: str
    punten: Decimal
    telt: tuple[Telt, ...]


@dataclass(frozen=True, slots=True)
class MaximumUitkomst:
    """How far a maximum of one eis is filled, and what fell away; for `soort` and from `van` when it is split."""

    code: str
    titel: str
    eis: str
    soort: str
    van: date | None
    geteld: Decimal
    hoogstens: Decimal
    afgevallen: Decimal
    eenheid: str


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """The outcome of one toets. `reglement` is its sleutel; `termijn_tot` includes extensions."""

    voldaan: bool
    soort: str
    peildatum: date
    reglement: str
    termijn_van: date
    termijn_tot: date
    eisen: tuple[EisUitkomst, ...]
    activiteiten: tuple[ActiviteitUitkomst, ...]
    maxima: tuple[MaximumUitkomst, ...] = ()


def uitkomst_to_json(uitkomst: Uitkomst) -> dict[str, Any]:
    """The whole outcome as JSON values: numbers as decimal strings, dates as 2026-11-22."""
    return {naam: _plain(getattr(uitkomst, naam)) for naam in Uitkomst.__dataclass_fields__}


def _plain(waarde: Any) -> Any:
    if isinstance(waarde, Decimal):
        return to_text(waarde)
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, tuple):
        return [_plain(deel) for deel in waarde]
    if hasattr(waarde, "__dataclass_fields__"):
        return {naam: _plain(getattr(waarde, naam)) for naam in waarde.__dataclass_fields__}
    return waarde
