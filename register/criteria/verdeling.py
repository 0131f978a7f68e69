"""Per activity: what it counts for and why not. Maxima fill by date, then id."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from register.criteria.dossier import Activiteit
from register.criteria.eenheid import to_decimal
from register.criteria.maximum import Emmer, Maximum, fill
from register.criteria.reglement import Reglement
from register.criteria.stand import Stand
from register.criteria.telling import Plaats
from register.criteria.tijdvak import OOIT
from register.criteria.uitkomst import ActiviteitUitkomst, MaximumUitkomst, Telt

TELT_MEE = "Telt mee."
TELT_VOORLOPIG = "Telt voorlopig: nog niemand anders heeft dit bevestigd."


def divide(
    activiteiten: Iterable[Activiteit], plaatsen: Mapping[str, Iterable[Plaats]], reglement: Reglement, stand: Stand
) -> tuple[ActiviteitUitkomst, ...]:
    """What every activity adds to each eis; both in the order of date and id, in which maxima fill."""
    telt: dict[str, list[Telt]] = defaultdict(list)
    for code, eigen in plaatsen.items():
        eenheid = reglement.tellingen[code].eenheid
        ruimte = stand.limit(code)
        for plaats in eigen:
            past, reden = _pour(plaats, ruimte, reglement)
            telt[plaats.activiteit.id].append(Telt(code, to_decimal(past, eenheid), reden))
    return tuple(
        ActiviteitUitkomst(
            id=item.id,
            punten=to_decimal(reglement.waardering.rate_punten(item, item.minuten), "punten"),
            telt=tuple(telt[item.id]),
        )
        for item in activiteiten
    )


def _pour(plaats: Plaats, ruimte: dict[Emmer, int], reglement: Reglement) -> tuple[int, str]:
    """How much of an activity fits in its buckets, and why (not)."""
    if plaats.reden is not None:
        return 0, plaats.reden
    som = sum(deel for _, deel in plaats.delen)
    krapste = min(plaats.emmers, key=ruimte.__getitem__, default=None)
    past = fill(ruimte, plaats.emmers, som)
    if krapste is not None and past < som:
        return past, f"Het maximum voor '{reglement.maxima[krapste[0]].titel}' is vol."
    zeker = plaats.activiteit.vertrouwen in reglement.definitief
    return past, TELT_MEE if zeker else TELT_VOORLOPIG


def fill_maxima(stand: Stand, codes: Sequence[str]) -> tuple[MaximumUitkomst, ...]:
    """How full every maximum is, for each of the eisen `codes`."""
    return tuple(uitkomst for code in codes if stand.maxima.get(code) for uitkomst in _fill_maxima_of(code, stand))


def _fill_maxima_of(code: str, stand: Stand) -> Iterator[MaximumUitkomst]:
    grenzen = stand.limit(code)
    ruimte = dict(grenzen)
    aanbod: dict[Emmer, int] = defaultdict(int)
    for vak in stand.sommen.vakken[code]:
        fill(ruimte, vak.emmers, vak.som)
        for emmer in vak.emmers:
            aanbod[emmer] += vak.som
    maxima = {maximum.code: maximum for maximum in stand.maxima[code]}
    for emmer in sorted(grenzen):
        geteld = grenzen[emmer] - ruimte[emmer]
        yield _report_emmer(code, maxima[emmer[0]], emmer, grenzen[emmer], geteld, aanbod[emmer] - geteld, stand)


def _report_emmer(
    code: str, maximum: Maximum, emmer: Emmer, grens: int, geteld: int, afgevallen: int, stand: Stand
) -> MaximumUitkomst:
    _, soort, vak = emmer
    return MaximumUitkomst(
        code=maximum.code,
        titel=maximum.titel,
        eis=code,
        soort=soort,
        van=None if vak == OOIT else stand.sommen.tijdvak.starts(maximum.per)[vak],
        geteld=to_decimal(geteld, maximum.eenheid),
        hoogstens=to_decimal(grens, maximum.eenheid),
        afgevallen=to_decimal(afgevallen, maximum.eenheid),
        eenheid=maximum.eenheid,
    )
