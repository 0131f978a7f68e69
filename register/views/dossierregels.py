"""The entries of a dossier as people see them: what each counts for, and why not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.urls import reverse

from opleidingen.dossiers import Wijzigingsfeit
from opleidingen.wijzigingswoorden import Verschil
from register.aanleidingen import SOORTEN, collect_titels
from register.criteria import AANGELEVERD, BEVESTIGD, EIGEN_OPGAVE, Activiteit, ActiviteitUitkomst, Telt
from register.criteria.telling import AL_EEN_KEER
from register.criteria.verdeling import TELT_MEE, TELT_VOORLOPIG
from register.dossiers import REFLECTIE
from register.models import Document
from register.toetsing import Toetsing, format_hoeveelheid

BEWERKBAAR = {"activiteit": "activiteit", "reflectie": "reflectie", "bijeenkomst": "bijeenkomst"}
"""Entries that have a page of their own: kind of id → name of the address."""
HERKOMST = {
    AANGELEVERD: "De opleider gaf dit door.",
    BEVESTIGD: "Een collega bevestigde dit.",
    EIGEN_OPGAVE: "Dit is je eigen opgave.",
}


@dataclass(slots=True)
class Dossierregel:
    """One entry. `telt` says what it adds to which eis, `telt_niet` for which eisen it does not count and why.

    `reflecteer`: where to write a reflection about it. `bij`: what a reflection came from.
    `geschiedenis`: what an opleider changed, each with the differences; see `dossiergeschiedenis`.
    """

    id: str
    datum: date
    soort: str
    soort_titel: str
    titel: str
    minuten: int
    punten: str
    definitief: bool
    herkomst: str
    adres: str
    nog_eens: str
    reflecteer: str = ""
    bij: str = ""
    documenten: list[Document] = field(default_factory=list)
    telt: list[str] = field(default_factory=list)
    telt_niet: list[str] = field(default_factory=list)
    geschiedenis: list[tuple[Wijzigingsfeit, list[Verschil]]] = field(default_factory=list)
    ingetrokken: bool = False


def list_regels(toetsing: Toetsing, documenten: Mapping[str, list[Document]] | None = None) -> list[Dossierregel]:
    """All entries up to the peildatum, newest first. The parts of one completion are one entry again.

    `documenten`: the files that a reader may see, by id of their entry.
    """
    activiteiten = {item.id: item for item in toetsing.dossier.activiteiten}
    uitkomsten = sorted(toetsing.uitkomst.activiteiten, key=lambda item: _whole(item.id))
    regels = [
        _make_regel(geheel, [(activiteiten[deel.id], deel) for deel in delen], toetsing)
        for geheel, delen in groupby(uitkomsten, key=lambda item: _whole(item.id))
    ]
    for regel in regels:
        regel.documenten = (documenten or {}).get(regel.id, [])
    return sorted(regels, key=lambda regel: (regel.datum, regel.id), reverse=True)


def _make_regel(geheel: str, delen: list[tuple[Activiteit, ActiviteitUitkomst]], toetsing: Toetsing) -> Dossierregel:
    activiteit = delen[0][0]
    soort = toetsing.reglement.soorten.get(activiteit.soort)
    definitief = activiteit.vertrouwen in toetsing.reglement.definitief
    telt = [item for _, uitkomst in delen for item in uitkomst.telt]
    return Dossierregel(
        id=geheel,
        datum=activiteit.datum,
        soort=activiteit.soort,
        soort_titel=soort.titel if soort else activiteit.soort,
        titel=toetsing.titels[activiteit.id],
        minuten=sum(deel.minuten for deel, _ in delen),
        punten=format_hoeveelheid(sum((uitkomst.punten for _, uitkomst in delen), Decimal(0)), "punten"),
        definitief=definitief,
        herkomst=f"{'Definitief' if definitief else 'Voorlopig'}. {HERKOMST[activiteit.vertrouwen]}",
        adres=_find_adres(geheel),
        nog_eens=_find_nog_eens(geheel),
        reflecteer=_find_reflecteer(geheel),
        telt=list(_describe_telt(telt, toetsing)),
        telt_niet=list(_describe_telt_niet(telt, toetsing)),
    )


def _describe_telt(telt: Iterable[Telt], toetsing: Toetsing) -> Iterator[str]:
    """How much it adds to each eis; and when only a part of it fits, why."""
    som: dict[str, Decimal] = {}
    bijzonder: dict[str, str] = {}
    for item in telt:
        som[item.eis] = som.get(item.eis, Decimal(0)) + item.waarde
        if item.reden not in (TELT_MEE, TELT_VOORLOPIG, AL_EEN_KEER):
            bijzonder[item.eis] = f". De rest niet: {item.reden[0].lower()}{item.reden[1:-1]}"
    for code, waarde in som.items():
        eis = toetsing.reglement.alle_eisen[code]
        if waarde:
            eenheid = "keer" if eis.vorm.eenheid == "aantal" else eis.vorm.eenheid
            yield f"{eis.titel}: {format_hoeveelheid(waarde, eenheid)}{bijzonder.get(code, '')}"


def _describe_telt_niet(telt: list[Telt], toetsing: Toetsing) -> Iterator[str]:
    """Each reason once, with the eisen it is about."""
    geteld = {item.eis for item in telt if item.waarde}
    per_reden: dict[str, dict[str, None]] = {}
    for item in telt:
        if item.eis not in geteld:
            per_reden.setdefault(item.reden, {})[toetsing.reglement.alle_eisen[item.eis].titel] = None
    for reden, titels in per_reden.items():
        yield f"{', '.join(titels)}: {reden[0].lower()}{reden[1:]}"


def _find_adres(regel_id: str) -> str:
    soort, _, pk = regel_id.partition(":")
    return reverse(BEWERKBAAR[soort], args=[pk]) if soort in BEWERKBAAR else ""


def _find_nog_eens(regel_id: str) -> str:
    """Where somebody logs the same again; what others deliver or confirm is not for them to log."""
    soort, _, pk = regel_id.partition(":")
    return reverse("activiteit-nieuw", query={"nog-eens": pk}) if soort == "activiteit" else ""


def _find_reflecteer(regel_id: str) -> str:
    soort, _, pk = regel_id.partition(":")
    return reverse("reflectie-bij", kwargs={"soort": soort, "pk": pk}) if soort in SOORTEN else ""


def add_aanleidingen(regels: Iterable[Dossierregel]) -> None:
    """Tell of the reflections among these entries what they came from, in one query."""
    reflecties = {int(regel.id.partition(":")[2]): regel for regel in regels if regel.soort == REFLECTIE}
    for pk, titel in collect_titels(list(reflecties)).items():
        reflecties[pk].bij = titel


def _whole(deel_id: str) -> str:
    """`deelname:7/scholing` is a part of `deelname:7`."""
    return deel_id.partition("/")[0]
