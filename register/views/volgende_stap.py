"""The smallest next step: of all that is still short, what costs somebody least and can be done today."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.urls import reverse

from kern.duur import UUR
from opleidingen.accreditatieregels import accreditatieregel_op
from opleidingen.dossiers import Cursusfeit
from opleidingen.filters import KENMERKEN
from register.criteria import AANGELEVERD, BEVESTIGD, EIGEN_OPGAVE, EisUitkomst, Reglement, Stap
from register.dossiers import REFLECTIE, SAMEN, read_cursus
from register.toetsing import Toetsing, format_hoeveelheid

PROFIEL = ("profiel", "werk")
UREN_BIJEENKOMST, UREN_REFLECTIE = 2.0, 0.5
"""About how long one takes; only to tell small steps from large ones."""
ZOEKEN = 1.0
"""Hours that finding a course costs."""
MEESTE_CURSUSSEN = 3


@dataclass(frozen=True, slots=True)
class Volgende:
    """`mist` completes the sentence "Je mist nog …"; `zin` says what to do, `knop` and `adres` where.

    `cursussen` are courses that count for it, the soonest first.
    """

    mist: str
    zin: str
    knop: str
    adres: str
    moeite: float
    cursussen: tuple[Cursusfeit, ...] = ()


def find_volgende(toetsing: Toetsing, cursussen: Collection[Cursusfeit] = ()) -> Volgende | None:
    """The smallest step that can be done now; None when nothing is short or nothing can be done about it.

    `cursussen` is what the catalogue offers, the soonest first.
    """
    stappen = [
        volgende
        for eis in toetsing.tekorten
        for stap in eis.stappen
        if _is_now(stap, toetsing) and not _grows_by_itself(eis, toetsing)
        if (volgende := _advise(eis, stap, toetsing, cursussen))
    ]
    return min(stappen, key=lambda stap: stap.moeite, default=None)


def _is_now(stap: Stap, toetsing: Toetsing) -> bool:
    peildatum = toetsing.peildatum
    return (stap.van is None or stap.van <= peildatum) and (stap.tot is None or peildatum < stap.tot)


def _grows_by_itself(eis: EisUitkomst, toetsing: Toetsing) -> bool:
    """Hours of work come with the weeks once somebody's present work is in the dossier."""
    is_werk = not any(stap.soorten for stap in eis.stappen) and eis.eenheid in ("uren", "weken", "uren per week")
    return is_werk and any(werk.tot is None for werk in toetsing.dossier.werkperiodes)


def _advise(eis: EisUitkomst, stap: Stap, toetsing: Toetsing, cursussen: Collection[Cursusfeit]) -> Volgende | None:
    """What to do about one shortage. A soort whose maximum is full is no advice: more of it adds nothing."""
    if stap.eenheid in ("verklaring", "bewijs"):
        return _advise_stuk(eis, stap)
    if not stap.soorten:
        return _advise_werk()
    mist, zelf = name_stap(stap, toetsing.reglement), frozenset(stap.soorten) - set(stap.vol)
    passend = [cursus for cursus in cursussen if _fits(cursus, eis, stap, toetsing)]
    if _is_course(stap, zelf, cursussen):
        return _advise_cursus(stap, mist, passend, toetsing.peildatum)
    if zelf <= {REFLECTIE}:
        return _advise_reflectie(stap, mist, toetsing)
    if zelf <= SAMEN | {REFLECTIE}:
        zin = "Voer je volgende bijeenkomst in. De anderen bevestigen haar met één knop."
        moeite = _weigh(stap, UREN_BIJEENKOMST)
        return Volgende(mist, zin, "Voer een bijeenkomst in", reverse("bijeenkomst-nieuw"), moeite)
    return _advise_activiteit(stap, mist, zelf - SAMEN - {REFLECTIE})


def _advise_stuk(eis: EisUitkomst, stap: Stap) -> Volgende:
    if stap.eenheid == "verklaring":
        zin = "Lees de beroepscode en onderteken haar met één knop."
        return Volgende("je handtekening", zin, "Lees en onderteken", reverse("code-ondertekenen"), 0.2)
    if stap.waarde in PROFIEL:
        zin = "Vul in wat je beroep is, waar je werkt en wat je functie is."
        return Volgende("een volledig profiel", zin, "Vul je profiel aan", reverse("profiel"), 0.1)
    zin = "Het registerkantoor regelt dit met je als je aanvraagt."
    return Volgende(eis.titel.lower(), zin, "Bekijk je aanvraag", reverse("aanvraag"), 5)


def _advise_werk() -> Volgende:
    zin = "Vul in waar je werkte en hoeveel uur per week."
    return Volgende("gegevens over je werk", zin, "Vul je werk aan", reverse("werkperiodes"), 0.3)


def _is_course(stap: Stap, zelf: frozenset[str], cursussen: Collection[Cursusfeit]) -> bool:
    """True when only a course will do: it must be accredited or delivered, all else is full, or courses teach it."""
    if stap.geaccrediteerd or stap.vertrouwen == (AANGELEVERD,) or not zelf:
        return True
    return zelf <= {deel.categorie for cursus in cursussen for deel in cursus.delen}


def _advise_cursus(stap: Stap, mist: str, passend: list[Cursusfeit], peildatum: date) -> Volgende:
    keuze = {stap.dimensie: stap.waarde} if stap.dimensie in KENMERKEN and stap.waarde else {}
    if len(stap.soorten) == 1 and stap.soorten[0] in accreditatieregel_op(peildatum).categorieen:
        keuze["soort"] = stap.soorten[0]
    if stap.tot is not None:
        keuze |= {"vanafDatum": peildatum.isoformat(), "totDatum": stap.tot.isoformat()}
    return Volgende(
        mist=mist,
        zin="Zoek een opleiding die hiervoor telt. De opleider zet haar daarna in je dossier.",
        knop="Zoek een opleiding",
        adres=reverse("opleidingen", query=keuze | _ask_uren(stap, passend)),
        moeite=_weigh(stap, 1.0) + ZOEKEN,
        cursussen=tuple(passend[:MEESTE_CURSUSSEN]),
    )


def _ask_uren(stap: Stap, passend: list[Cursusfeit]) -> dict[str, str]:
    """The hours that are short, when one of the courses that fit fills them at once; otherwise every course helps."""
    if stap.eenheid not in ("uren", "punten"):
        return {}
    uren = ceil(stap.tekort)
    langste = max((_count_minuten(cursus, stap) for cursus in passend), default=0)
    return {"urenVanaf": str(uren)} if uren * UUR <= langste else {}


def _count_minuten(cursus: Cursusfeit, stap: Stap) -> int:
    """Net minutes of a course, or those about the kenmerk that is short."""
    if stap.dimensie and stap.waarde:
        return sum(deel.kenmerken.get(stap.dimensie, {}).get(stap.waarde, 0) for deel in cursus.delen)
    return sum(deel.minuten for deel in cursus.delen)


def _fits(cursus: Cursusfeit, eis: EisUitkomst, stap: Stap, toetsing: Toetsing) -> bool:
    """Whether the course counts for exactly what is short: the criteria say so, for the day that it ends."""
    telling = toetsing.reglement.tellingen.get(eis.code)
    dag = cursus.eind_datum or toetsing.peildatum
    if telling is None or dag >= (stap.tot or toetsing.uitkomst.termijn_tot):
        return False
    return any(
        telling.selectie.explain_miss(activiteit) is None
        and (not stap.dimensie or stap.waarde in telling.touched(activiteit))
        for activiteit in read_cursus(cursus, dag)
    )


def _advise_reflectie(stap: Stap, mist: str, toetsing: Toetsing) -> Volgende:
    """Asking a peer about what is written is less work than writing."""
    wacht = any(item.soort == REFLECTIE and item.vertrouwen == EIGEN_OPGAVE for item in toetsing.dossier.activiteiten)
    if wacht and BEVESTIGD in stap.vertrouwen:
        zin = "Je schreef een reflectie die nog niemand bevestigde. Praat erover en vraag een collega."
        return Volgende(mist, zin, "Vraag een collega", reverse("reflecties"), 0.3)
    adres = reverse("reflectie-nieuw", query={"kernwaarde": stap.waarde} if stap.waarde else {})
    zin = "Schrijf in tien minuten op wat er gebeurde en wat je ervan leert."
    return Volgende(mist, zin, "Schrijf een reflectie", adres, _weigh(stap, UREN_REFLECTIE))


def _advise_activiteit(stap: Stap, mist: str, zelf: frozenset[str]) -> Volgende:
    keuze = {"leefwereld": stap.waarde} if stap.dimensie == "leefwereld" else {}
    if len(zelf) == 1:
        keuze["soort"] = min(zelf)
    adres = reverse("activiteit-nieuw", query=keuze)
    return Volgende(
        mist, "Log wat je deed of las. Het kost een minuut.", "Log een activiteit", adres, _weigh(stap, 1.0)
    )


def name_stap(stap: Stap, reglement: Reglement) -> str:
    """What is short, to read after "nog": `6 uur intervisie of supervisie`, `4 punten over economie`."""
    wat = _name_soorten(frozenset(stap.soorten), reglement)
    if stap.geaccrediteerd and wat:
        wat = f"geaccrediteerde {wat}"
    if stap.dimensie and stap.waarde:
        titel = reglement.dimensies[stap.dimensie].waarden[stap.waarde]
        wat = f"{wat} over {titel[0].lower()}{titel[1:]}".strip()
    hoeveel = format_hoeveelheid(stap.tekort, stap.eenheid)
    return f"{hoeveel} keer {wat}" if stap.eenheid == "aantal" else f"{hoeveel} {wat}".strip()


def _name_soorten(soorten: frozenset[str], reglement: Reglement) -> str:
    """A whole group has a name, or those of both its soorten; so has one soort, and anything else has none."""
    groepen = (groep for groep in reglement.groepen if soorten == frozenset(_soorten_van(groep, reglement)))
    groep = next(groepen, None)
    titels = [soort.titel.lower() for soort in reglement.soorten.values() if soort.code in soorten]
    if groep and len(titels) != 2:
        return reglement.groepen[groep].lower()
    return " of ".join(titels) if groep or len(titels) == 1 else ""


def _soorten_van(groep: str, reglement: Reglement) -> Iterator[str]:
    return (soort.code for soort in reglement.soorten.values() if soort.groep == groep)


def _weigh(stap: Stap, uren_per_keer: float) -> float:
    """About how many hours a step takes."""
    return float(stap.tekort) * (uren_per_keer if stap.eenheid == "aantal" else 1.0)
