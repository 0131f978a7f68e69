"""Everything a rule may know about one person, and nothing else.

Filled from a JSON file (`dossier_json`) or from rows (the register's own bridge).
All periods are half-open; `tot` is the first day that no longer belongs to it.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

AANGELEVERD = "A"
"""Delivered by the opleider for an accredited course."""
BEVESTIGD = "B"
"""Confirmed by a peer, or by the employer for work."""
EIGEN_OPGAVE = "C"
"""The professional's own word with evidence: counts voorlopig."""
VERTROUWEN = (AANGELEVERD, BEVESTIGD, EIGEN_OPGAVE)


@dataclass(frozen=True, slots=True)
class Persoon:
    """What decides which eisen apply: the professions somebody works in and their level."""

    beroepen: frozenset[str] = frozenset()
    niveau: str | None = None


@dataclass(frozen=True, slots=True)
class Termijn:
    """The term as it was granted, *before* any extension: an ontheffing moves the end by itself.

    `volgnummer` is 1 for the first term. `instap_datum` is the day somebody joined a term
    that was already running, for norms that are taken pro rata.
    """

    van: date
    tot: date
    volgnummer: int = 1
    instap_datum: date | None = None


@dataclass(frozen=True, slots=True)
class Activiteit:
    """One entry. `punten` is what an accreditation granted; None means: from the minutes.

    `kenmerken` gives the values it touches per dimension; the whole activity touches each of them, unless
    `kenmerkminuten` says for a value how many of the minutes do. `geheel` names what this is one part of, when
    something counts in several soorten: parts of one geheel share day and trust, and are one piece in `aantal`.
    """

    id: str
    datum: date
    soort: str
    minuten: int
    vertrouwen: str
    punten: Decimal | None = None
    geaccrediteerd: bool = False
    kenmerken: dict[str, frozenset[str]] = field(default_factory=dict)
    kenmerkminuten: dict[str, dict[str, int]] = field(default_factory=dict)
    deelnemers: int | None = None
    organisaties: int | None = None
    geheel: str | None = None


@dataclass(frozen=True, slots=True)
class Werkperiode:
    """Work from `van` until `tot`; `tot` None means that it still goes on."""

    id: str
    van: date
    tot: date | None
    uren_per_week: Decimal
    vertrouwen: str


@dataclass(frozen=True, slots=True)
class Verklaring:
    """A statement that the professional signed. `geldig_tot` is set once another text replaced it."""

    soort: str
    geldig_van: date
    geldig_tot: date | None = None


@dataclass(frozen=True, slots=True)
class Bewijs:
    """Something that holds for a while: identity, diploma, VOG, insurance, a complete profile."""

    soort: str
    geldig_van: date
    vertrouwen: str
    geldig_tot: date | None = None


@dataclass(frozen=True, slots=True)
class Ontheffing:
    """Relief that the office granted on `besluit_datum`; `maanden` only where it extends the term."""

    soort: str
    besluit_datum: date
    maanden: int = 0


@dataclass(frozen=True, slots=True)
class Overdracht:
    """What the term before left for one eis, in its unit: a surplus, or below zero a shortage."""

    eis: str
    waarde: Decimal


@dataclass(frozen=True, slots=True)
class Dossier:
    """One person's facts. `termijn` may be absent only for a first registration."""

    termijn: Termijn | None = None
    persoon: Persoon = Persoon()
    activiteiten: tuple[Activiteit, ...] = ()
    werkperiodes: tuple[Werkperiode, ...] = ()
    verklaringen: tuple[Verklaring, ...] = ()
    bewijzen: tuple[Bewijs, ...] = ()
    ontheffingen: tuple[Ontheffing, ...] = ()
    overdrachten: tuple[Overdracht, ...] = ()
