"""One eis as people see it: a ring, and the same in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from register.criteria import TEKORT, VOLDAAN, VOORLOPIG, EisUitkomst, Reglement, Stap
from register.criteria.vorm import Eis
from register.toetsing import EENHEDEN, Toetsing, describe_tekort, format_hoeveelheid

STUKKEN = ("verklaring", "bewijs")
HEEL = 100


@dataclass(frozen=True, slots=True)
class Eisbeeld:
    """`vol` and `half` are percentages of what is required: definitief, and voorlopig on top of it."""

    code: str
    titel: str
    uitleg: str
    artikel: str
    oordeel: str
    woord: str
    stand: str
    zinnen: tuple[str, ...]
    vol: int
    half: int


def draw_eisen(toetsing: Toetsing) -> list[Eisbeeld]:
    """Every eis that applies: what is short first, then what is voorlopig, then what is done."""
    volgorde = [TEKORT, VOORLOPIG, VOLDAAN]
    beelden = [draw_eis(eis, toetsing) for eis in toetsing.uitkomst.eisen if eis.oordeel in volgorde]
    return sorted(beelden, key=lambda beeld: volgorde.index(beeld.oordeel))


def draw_eis(eis: EisUitkomst, toetsing: Toetsing) -> Eisbeeld:
    regel = toetsing.reglement.eisen[eis.code]
    hoogstens = is_hoogstens(regel)
    vol, half = measure_ring(eis, hoogstens=hoogstens)
    return Eisbeeld(
        code=eis.code,
        titel=eis.titel,
        uitleg=regel.uitleg,
        artikel=eis.artikel,
        oordeel=eis.oordeel,
        woord=name_oordeel(eis),
        stand=describe_stand(eis, hoogstens=hoogstens),
        zinnen=tuple(_describe_rest(eis, toetsing, hoogstens=hoogstens)),
        vol=vol,
        half=half,
    )


def measure_ring(eis: EisUitkomst, *, hoogstens: bool = False) -> tuple[int, int]:
    """Whole percentages; only what suffices is a full ring, so 99.6 is 99."""
    if eis.oordeel == VOLDAAN:
        return HEEL, 0
    if hoogstens or not eis.vereist:
        return 0, HEEL if eis.oordeel == VOORLOPIG else 0
    vol = min(int(eis.definitief * HEEL / eis.vereist), HEEL - 1)
    samen = HEEL if eis.oordeel == VOORLOPIG else min(int(eis.behaald * HEEL / eis.vereist), HEEL - 1)
    return vol, max(samen - vol, 0)


def is_hoogstens(regel: Eis) -> bool:
    """A longest gap in work: less is better, so reached and required mean something else."""
    return getattr(regel.vorm, "meet", "") == "onderbreking"


def name_oordeel(eis: EisUitkomst) -> str:
    if eis.oordeel == TEKORT:
        return "Onderweg" if eis.behaald else "Nog te beginnen"
    return {VOLDAAN: "Klaar", VOORLOPIG: "Voorlopig klaar"}[eis.oordeel]


def describe_stand(eis: EisUitkomst, *, hoogstens: bool = False) -> str:
    """Where it stands, as short as can be: `34 van 40 uur`."""
    if eis.eenheid in STUKKEN:
        return {VOLDAAN: "In orde", VOORLOPIG: "Wacht op bevestiging"}.get(eis.oordeel, "Ontbreekt nog")
    if hoogstens:
        langste = f"Langste onderbreking: {format_hoeveelheid(eis.behaald, 'maanden')}"
        return langste if eis.behaald else "Geen onderbreking"
    return f"{_number(eis.behaald)} van {format_hoeveelheid(eis.vereist, eis.eenheid)}"


def _describe_rest(eis: EisUitkomst, toetsing: Toetsing, *, hoogstens: bool) -> list[str]:
    if eis.oordeel == VOLDAAN or eis.eenheid in STUKKEN:
        return []
    zinnen = _describe_tekort(eis, toetsing) if eis.oordeel == TEKORT else []
    voorlopig = eis.behaald - eis.definitief
    if eis.eenheid in EENHEDEN and not hoogstens and voorlopig > 0:
        zinnen.append(f"Voorlopig geteld: {format_hoeveelheid(voorlopig, eis.eenheid)}.")
    return zinnen


def _describe_tekort(eis: EisUitkomst, toetsing: Toetsing) -> list[str]:
    if any(stap.van for stap in eis.stappen) and any(stap.soorten for stap in eis.stappen):
        return _describe_jaren(eis, toetsing.peildatum)
    waarden = [_name_waarde(stap, toetsing.reglement) for stap in eis.stappen if stap.dimensie and stap.waarde]
    if waarden:
        return [f"Nog nodig bij: {', '.join(waarden)}."]
    if eis.eenheid == "aantal":
        return [f"Je mist er nog {_number(eis.tekort)}."]
    zin = describe_tekort(eis)
    return [zin[0].upper() + zin[1:]]


def _describe_jaren(eis: EisUitkomst, peildatum: date) -> list[str]:
    """A year that is over cannot be mended, this year can, and a year to come is no shortage yet."""
    begonnen = [stap for stap in eis.stappen if stap.van <= peildatum]
    zinnen = [_describe_jaar(stap, peildatum) for stap in begonnen]
    if not any(stap.tot > peildatum for stap in begonnen):
        zinnen.append("Dit jaar heb je genoeg.")
    return zinnen


def _describe_jaar(stap: Stap, peildatum: date) -> str:
    einde = date_format(stap.tot, "j F Y")
    hoeveel = format_hoeveelheid(stap.tekort, stap.eenheid)
    if stap.tot <= peildatum:
        return f"In het jaar tot {einde} miste je {hoeveel}."
    return f"Dit jaar nog {hoeveel}, vóór {einde}."


def _name_waarde(stap: Stap, reglement: Reglement) -> str:
    titel = reglement.dimensies[stap.dimensie].waarden[stap.waarde]
    return f"{titel} ({format_hoeveelheid(stap.tekort, stap.eenheid)})" if stap.eenheid != "aantal" else titel


def _number(getal: Decimal) -> str:
    return format_hoeveelheid(getal, "aantal")
