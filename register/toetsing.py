"""Where somebody stands: status, dossier and judgement together, read in a fixed number of queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format

from kern.fouten import Fout
from register.criteria import (
    EERSTE,
    HERREGISTRATIE,
    TEKORT,
    VOORLOPIG,
    Activiteit,
    Dossier,
    EisUitkomst,
    Persoon,
    Reglement,
    Termijn,
    Uitkomst,
    toets,
    toets_eisen,
)
from register.dossiers import Dossierbundel, collect_bundels, find_termijn
from register.loopbanen import Loopbaan, collect_loopbanen
from register.models import Registratie
from register.regelgeving import find_reglement, reglement_op
from register.status import Looptijd, Registerstatus, Status

EENHEDEN = {"punten": "punten", "uren": "uur", "aantal": "", "maanden": "maanden"}
ENKELVOUD = {"punten": "punt", "uren": "uur", "aantal": "", "maanden": "maand"}


@dataclass(frozen=True)
class Geval:
    """One person on one day, and what they are judged by. `termijn` is None for a first registration."""

    registratie: Registratie
    peildatum: date
    soort: str
    status: Status
    loopbaan: Loopbaan
    termijn: Looptijd | None
    reglement: Reglement

    @property
    def dossiertermijn(self) -> Termijn | None:
        """The term as the criteria know it."""
        return find_termijn(self.loopbaan, self.peildatum) if self.termijn else None

    def narrow(self, dossier: Dossier) -> Dossier:
        """Keep of the person what the reglement speaks of, so that the dossier can be judged again by it."""
        beroepen = dossier.persoon.beroepen.intersection(self.reglement.beroepen)
        return replace(dossier, persoon=Persoon(beroepen=beroepen))


@dataclass(frozen=True)
class Toetsing(Geval):
    """A case with its dossier and the judgement on it."""

    dossier: Dossier
    titels: Mapping[str, str]
    uitkomst: Uitkomst

    @property
    def tekorten(self) -> list[EisUitkomst]:
        return [eis for eis in self.uitkomst.eisen if eis.oordeel == TEKORT]

    @property
    def voorlopig(self) -> list[EisUitkomst]:
        """What only suffices together with entries that nobody confirmed: for the office to judge."""
        return [eis for eis in self.uitkomst.eisen if eis.oordeel == VOORLOPIG]


def toets_registratie(registratie: Registratie, *, peildatum: date, soort: str | None = None) -> Toetsing:
    """Judge somebody on `peildatum`. `registratie` comes with its `profiel`.

    Without `soort` it is a herregistratie for who is in the register and a first registration for who is not. A
    herregistratie is judged by the reglement to which its term is pinned.
    """
    return toets_registraties({registratie: soort}, peildatum=peildatum)[registratie.pk]


def toets_registraties(soorten: Mapping[Registratie, str | None], *, peildatum: date) -> dict[int, Toetsing]:
    """Judge several people, each for the soort given, in as many queries as one person takes."""
    gevallen = open_gevallen(soorten, peildatum=peildatum)
    termijnen = {geval.registratie.pk: geval.dossiertermijn for geval in gevallen}
    bundels = collect_bundels(soorten, termijnen=termijnen)
    return {geval.registratie.pk: _judge(geval, bundels[geval.registratie.pk]) for geval in gevallen}


def open_gevallen(soorten: Mapping[Registratie, str | None], *, peildatum: date) -> list[Geval]:
    """What several people are judged by, each for the soort given, in one query."""
    loopbanen = collect_loopbanen([registratie.pk for registratie in soorten])
    return [
        _open_geval(registratie, soort, loopbanen.get(registratie.pk, Loopbaan()), peildatum)
        for registratie, soort in soorten.items()
    ]


def _open_geval(registratie: Registratie, soort: str | None, loopbaan: Loopbaan, peildatum: date) -> Geval:
    status = loopbaan.status_op(peildatum)
    soort = soort or (HERREGISTRATIE if status.in_register else EERSTE)
    termijn = loopbaan.termijn_op(peildatum) if soort == HERREGISTRATIE else None
    return Geval(
        registratie=registratie,
        peildatum=peildatum,
        soort=HERREGISTRATIE if termijn else EERSTE,
        status=status,
        loopbaan=loopbaan,
        termijn=termijn,
        reglement=find_reglement(termijn.reglement) if termijn else reglement_op(peildatum),
    )


def _judge(geval: Geval, bundel: Dossierbundel) -> Toetsing:
    dossier = geval.narrow(bundel.dossier)
    uitkomst = toets(geval.reglement, dossier, peildatum=geval.peildatum, soort=geval.soort)
    return Toetsing(**vars(geval), dossier=dossier, titels=bundel.titels, uitkomst=uitkomst)


def imagine(toetsing: Toetsing, *, peildatum: date, erbij: Iterable[Activiteit], zonder: str) -> Toetsing:
    """The same person judged on another day, with more entries and without the one called `zonder` ('': none).

    Only the eisen are judged: what each entry counts for stays as it was.
    """
    blijft = [item for item in toetsing.dossier.activiteiten if zonder not in (item.id, item.geheel)]
    dossier = replace(toetsing.dossier, activiteiten=(*blijft, *erbij))
    eisen = toets_eisen(toetsing.reglement, dossier, peildatum=peildatum, soort=toetsing.soort)
    uitkomst = replace(toetsing.uitkomst, peildatum=peildatum, eisen=eisen)
    return replace(toetsing, peildatum=peildatum, dossier=dossier, uitkomst=uitkomst)


def find_bezwaren(toetsing: Toetsing, soort: str) -> list[Fout]:
    """Why this person cannot apply for `soort` now; all reasons at once, empty when they can."""
    return [*_find_belet(toetsing, soort)] or [*_find_tekorten(toetsing)]


def _find_belet(toetsing: Toetsing, soort: str) -> Iterator[Fout]:
    status, loopbaan = toetsing.status, toetsing.loopbaan
    if loopbaan.open_aanvraag_id:
        yield Fout("al-aangevraagd", "Je aanvraag ligt bij het registerkantoor. Je hoeft niets te doen.")
    if status.soort == Registerstatus.DOORGEHAALD:
        yield Fout("doorgehaald", "Je registratie is doorgehaald. Neem contact op met het registerkantoor.")
    elif soort == EERSTE and status.in_register:
        yield Fout("al-geregistreerd", "Je staat al in het register. Vraag herregistratie aan.")
    elif soort == HERREGISTRATIE and not status.in_register:
        yield Fout("niet-geregistreerd", "Je hebt geen lopende termijn. Vraag een eerste registratie aan.")
    if status.is_uitgeschreven and loopbaan.loopt_nog(toetsing.peildatum):
        yield Fout("kan-terug", "Je termijn loopt nog. Je kunt zonder aanvraag terug in het register.")
    elif any(termijn.geldig_van > toetsing.peildatum for termijn in loopbaan.termijnen):
        yield Fout("al-verlengd", "Je volgende termijn ligt al vast. Je hoeft niets te doen.")


def _find_tekorten(toetsing: Toetsing) -> Iterator[Fout]:
    for eis in toetsing.tekorten:
        yield Fout("tekort", f"{eis.titel}: {describe_tekort(eis)}", eis.code)


def describe_tekort(eis: EisUitkomst) -> str:
    """What an eis still asks, in a Dutch sentence."""
    if eis.eenheid not in EENHEDEN:
        return "dit ontbreekt nog."
    if eis.eenheid == "maanden":
        return f"de onderbreking is {format_hoeveelheid(eis.tekort, eis.eenheid)} te lang."
    return f"je mist nog {format_hoeveelheid(eis.tekort, eis.eenheid)}."


def format_hoeveelheid(getal: Decimal, eenheid: str) -> str:
    """A number with its unit for people: `6,5 uur`, `2.080 uur`, `1 punt`."""
    woord = ENKELVOUD.get(eenheid, eenheid) if getal == 1 else EENHEDEN.get(eenheid, eenheid)
    return f"{number_format(getal.normalize() + 0, force_grouping=True)} {woord}".strip()
