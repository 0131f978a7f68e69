"""A maximum limits what counts for an eis. Each one owns buckets that fill by date, then id.

Two maxima for one eis must lie apart or one inside the other. Then the total does not depend on
the order of filling, and a GROUP BY can make it. Maxima that cross each other are refused.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations

from register.criteria.dossier import Activiteit
from register.criteria.eenheid import STAPPEN, to_steps
from register.criteria.geldigheid import holds_on, read_geldigheid
from register.criteria.reader import Reader
from register.criteria.selectie import Selectie, read_selectie
from register.criteria.tijdvak import OOIT, Tijdvak
from register.criteria.woorden import Woorden

FIJNHEID = {"termijn": 0, "jaar": 1, "kwartaal": 2}
DEEL = re.compile(r"[1-9][0-9]{0,3}/[1-9][0-9]{0,3}")
DEEL_MELDING = 'Geef een percentage boven 0 en tot en met 100, zoals 40, of een deel, zoals "1/3".'
Emmer = tuple[str, str, int]
"""Code of the maximum, soort (or '' for all together), index of the year or quarter."""


@dataclass(frozen=True, slots=True)
class Maximum:
    """At most `hoogstens` (in the unit of the eis), or a share (`aandeel`, 0-1) of what `aandeel_van` says."""

    code: str
    titel: str
    artikel: str
    voor: frozenset[str]
    selectie: Selectie
    eenheid: str
    hoogstens: int
    aandeel: Fraction | None
    aandeel_van: str
    per: str
    per_soort: bool
    geldig_van: date | None
    geldig_tot: date | None

    def find_emmer(self, activiteit: Activiteit, tijdvak: Tijdvak) -> Emmer | None:
        """The bucket that the activity fills, or None when this maximum is not about it."""
        if self.selectie.explain_miss(activiteit) is not None:
            return None
        vak = OOIT if tijdvak.explain_miss(activiteit.datum) else tijdvak.find_vak(activiteit.datum, self.per)
        return (self.code, activiteit.soort if self.per_soort else "", vak)

    def holds_on(self, peildatum: date) -> bool:
        return holds_on(self.geldig_van, self.geldig_tot, peildatum)

    def crosses(self, other: "Maximum") -> bool:
        """True when the two could overlap without one lying inside the other."""
        return not (self.selectie.excludes(other.selectie) or self._lies_within(other) or other._lies_within(self))

    def _lies_within(self, other: "Maximum") -> bool:
        return (
            self.selectie.lies_within(other.selectie)
            and (self.per_soort or not other.per_soort or len(self.selectie.soorten) == 1)
            and FIJNHEID[self.per] >= FIJNHEID[other.per]
            and not self.is_share_of_behaald
        )

    @property
    def is_share_of_behaald(self) -> bool:
        return self.aandeel is not None and self.aandeel_van == "behaald"


def read_maximum(code: str, reader: Reader, woorden: Woorden) -> Maximum:
    aandeel = read_aandeel(reader, "aandeel") if reader.has("aandeel") else None
    if (aandeel is None) == (not reader.has("hoogstens")):
        reader.add_fout("hoogstens", "Geef 'hoogstens' of 'aandeel', een van de twee.")
    eenheid = reader.choice("eenheid", STAPPEN) or "aantal"
    geldig_van, geldig_tot = read_geldigheid(reader)
    maximum = Maximum(
        code=code,
        titel=reader.text("titel"),
        artikel=reader.text("artikel"),
        voor=reader.choices("voor", woorden.eisen),
        selectie=read_selectie(reader.table("selectie"), woorden),
        eenheid=eenheid,
        hoogstens=to_steps(reader.decimal("hoogstens"), eenheid) if reader.has("hoogstens") else 0,
        aandeel=aandeel,
        aandeel_van=reader.choice("aandeel_van", ("behaald", "vereist")) if reader.has("aandeel_van") else "behaald",
        per=reader.choice("per", FIJNHEID) or "termijn" if reader.has("per") else "termijn",
        per_soort=reader.has("per_soort") and reader.flag("per_soort"),
        geldig_van=geldig_van,
        geldig_tot=geldig_tot,
    )
    if aandeel is not None and maximum.per != "termijn":
        reader.add_fout("per", "Een aandeel geldt altijd voor de hele termijn.")
    reader.close()
    return maximum


def read_aandeel(reader: Reader, sleutel: str) -> Fraction:
    """A percentage up to 100 (`40`), or a part as text (`"1/35"`), as a fraction."""
    if reader.is_text(sleutel):
        teller, _, noemer = reader.match(sleutel, DEEL, DEEL_MELDING).partition("/")
        aandeel = Fraction(int(teller), int(noemer)) if noemer else Fraction(1)
    else:
        aandeel = Fraction(reader.decimal(sleutel, 100)) / 100
    if not 0 < aandeel <= 1:
        reader.add_fout(sleutel, DEEL_MELDING)
    return aandeel


def find_crossings(maxima: Iterable[Maximum]) -> list[tuple[Maximum, Maximum]]:
    """Pairs that limit the same eis and cross each other."""
    return [(een, ander) for een, ander in combinations(maxima, 2) if een.voor & ander.voor and een.crosses(ander)]


Som = tuple[tuple[Emmer, ...], int]
"""An amount in steps with the buckets it has to fit in."""


def set_limits(maxima: Mapping[str, Maximum], sommen: Sequence[Som], vereist: int) -> dict[Emmer, int]:
    """How much every bucket can hold, in steps. `vereist` is the norm of the eis."""
    emmers = {emmer for delen, _ in sommen for emmer in delen}
    grenzen: dict[Emmer, int] = {}
    open_aandelen: dict[Emmer, Fraction] = {}
    for emmer in emmers:
        maximum = maxima[emmer[0]]
        if maximum.aandeel is None:
            grenzen[emmer] = maximum.hoogstens
        elif maximum.aandeel_van == "vereist":
            grenzen[emmer] = int(maximum.aandeel * vereist)
        else:
            open_aandelen[emmer] = maximum.aandeel
    return grenzen | _limit_shares(open_aandelen, sommen, dict(grenzen))


def fill(grenzen: dict[Emmer, int], emmers: Sequence[Emmer], som: int) -> int:
    """Pour `som` into its buckets; returns what fitted in all of them and lowers what is left."""
    if not emmers:
        return som
    past = min(som, *[grenzen[emmer] for emmer in emmers])
    for emmer in emmers:
        grenzen[emmer] -= past
    return past


def _limit_shares(
    aandelen: dict[Emmer, Fraction], sommen: Sequence[Som], grenzen: dict[Emmer, int]
) -> dict[Emmer, int]:
    """The largest amounts such that each share bucket holds at most its share of the counted total.

    A bucket that is too full shrinks the total, and with it the room of the others, so
    full buckets are added until none changes: at most as many rounds as there are buckets.
    """
    if not aandelen:
        return {}
    inhoud, rest = _count_without_shares(aandelen, sommen, grenzen)
    vol: set[Emmer] = set()
    while True:
        totaal = _total_when_full(aandelen, inhoud, rest, vol)
        nu_vol = {emmer for emmer, aandeel in aandelen.items() if inhoud[emmer] > aandeel * totaal}
        if nu_vol <= vol:
            return {emmer: int(aandeel * totaal) for emmer, aandeel in aandelen.items()}
        vol |= nu_vol


def _count_without_shares(
    aandelen: Mapping[Emmer, Fraction], sommen: Sequence[Som], grenzen: dict[Emmer, int]
) -> tuple[dict[Emmer, int], int]:
    """What the other maxima leave: per share bucket, and outside all of them."""
    inhoud: dict[Emmer, int] = defaultdict(int)
    rest = 0
    for emmers, som in sommen:
        past = fill(grenzen, [emmer for emmer in emmers if emmer in grenzen], som)
        eigen = [emmer for emmer in emmers if emmer in aandelen]
        if eigen:
            inhoud[eigen[0]] += past
        else:
            rest += past
    return inhoud, rest


def _total_when_full(
    aandelen: Mapping[Emmer, Fraction], inhoud: Mapping[Emmer, int], rest: int, vol: set[Emmer]
) -> Fraction:
    vast = rest + sum(inhoud[emmer] for emmer in aandelen if emmer not in vol)
    ruimte = 1 - sum((aandelen[emmer] for emmer in vol), Fraction(0))
    return Fraction(vast) / ruimte if vast else Fraction(0)
