"""Applications for accreditation in every status that somebody has to do something with. All of them invented.

They are planned as acts, so that history and logboek read as they would have happened.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from accounts.models import Gebruiker, Lidmaatschap, Organisatie
from kern.periode import add_months
from opleidingen.models import Accreditatie, Opleiding
from opleidingen.services.accreditatieaanvragen import save_onderdeel, start_aanvraag
from opleidingen.services.accreditatiestappen import submit_accreditatie, take_stap
from opleidingen.services.opleidingen import create_opleiding
from register.demonstratie.catalogus import (
    ACADEMIE,
    DOCENTEN,
    ECONOMIE,
    GEDRAG,
    HOGESCHOOL,
    KANTOOR,
    POLITIEK,
    SCHOLING,
    TOETSVORM,
    WET,
)
from register.demonstratie.mensen import moment, write_gebruikers
from register.demonstratie.namen import Naam
from register.demonstratie.personages import MEDEWERKERS

Daad = tuple[datetime, Callable[[datetime], None]]
BEOORDELAARS = (Naam("Eef", "", "Stormvogel"), Naam("Bram", "", "Oosterkade"))
"""Colleagues of the office, beside the one who signs in: a refusal takes two people."""


@dataclass(frozen=True, slots=True)
class Aanvraag:
    """A course that asks for accreditation, and what has become of it so far.

    `stappen`: how many days before the peildatum, what, by which assessor (0: who signs in) and why.
    """

    code: str
    naam: str
    omschrijving: str
    opleider: str
    leefwerelden: dict[str, int]
    leerdoelen: str
    dagen: int
    stappen: tuple[tuple[int, str, int, str], ...] = ()
    verstuurd: bool = True


AANVRAGEN = (
    Aanvraag(
        "samen-aan-de-keukentafel",
        "Samen aan de keukentafel",
        "Een gesprek waarin een gezin zelf aan zet is. Je oefent met mensen die zo'n gesprek zelf hadden.",
        HOGESCHOOL,
        {GEDRAG: 360, WET: 120},
        "Je voert een keukentafelgesprek waarin het gezin de agenda maakt.",
        dagen=3,
        verstuurd=False,
    ),
    Aanvraag(
        "financien-van-een-gezin",
        "De financiën van een gezin",
        "Inkomen, toeslagen en schulden in één overzicht, en wat een verandering met alle drie doet.",
        HOGESCHOOL,
        {ECONOMIE: 480, WET: 240},
        "Je maakt met iemand een overzicht van inkomen, toeslagen en schulden.",
        dagen=30,
        stappen=(
            (12, "aanvulling-vragen", 0, "Splits de tijd: welk deel is zelfstudie en hoe zie je dat die is gedaan?"),
        ),
    ),
    Aanvraag(
        "sneller-beslissen",
        "Sneller beslissen met een script",
        "In een middag leer je een vast script voor de intake.",
        HOGESCHOOL,
        {WET: 210},
        "Je volgt het script zonder ervan af te wijken.",
        dagen=40,
        stappen=(
            (
                20,
                "afwijzing-voorstellen",
                1,
                "De leerdoelen gaan over het script en niet over de inwoner.",
            ),
            (
                15,
                "afwijzen",
                2,
                "Mee eens. Laat zien hoe iemand leert afwegen, dan kijken wij opnieuw.",
            ),
        ),
    ),
    Aanvraag(
        "rouw-in-de-spreekkamer",
        "Rouw en verlies in de spreekkamer",
        "Wat verlies doet met denken en doen, en hoe je dan toch een afspraak maakt die past.",
        ACADEMIE,
        {GEDRAG: 360},
        "Je herkent rouw en past je gesprek daarop aan.",
        dagen=35,
        stappen=((4, "afwijzing-voorstellen", 1, "Er staat niet hoe je ziet of iemand de leerdoelen haalt."),),
    ),
    Aanvraag(
        "de-raad-in-gesprek",
        "In gesprek met de raad",
        "Vertel de raad wat een regel in de spreekkamer doet, zonder één inwoner herkenbaar te maken.",
        ACADEMIE,
        {POLITIEK: 300},
        "Je schrijft een signaal dat een raadslid begrijpt en gebruikt.",
        dagen=70,
        stappen=(
            (50, "afwijzing-voorstellen", 1, "De opleiding lijkt vooral over schrijven te gaan."),
            (45, "afwijzen", 2, "Eens met het voorstel: de leefwereld komt te weinig aan bod."),
            (
                9,
                "bezwaar-maken",
                -1,
                "De helft van de tijd zit iedereen met raadsleden aan tafel. Zie het programma.",
            ),
        ),
    ),
)


def write_beoordelaars(organisaties: dict[str, Organisatie], peildatum: date) -> list[Gebruiker]:
    """The other assessors of the office. Their numbers come from a chance of their own: nothing else moves."""
    people = write_gebruikers(BEOORDELAARS, Random("beoordelaars"))
    for gebruiker in people.values():
        Lidmaatschap.objects.get_or_create(
            gebruiker=gebruiker,
            organisatie=organisaties[KANTOOR],
            defaults={"rol": Lidmaatschap.Rol.MEDEWERKER, "geldig_van": add_months(peildatum, -60)},
        )
    return [people[naam.email] for naam in BEOORDELAARS]


def plan_accreditaties(
    people: dict[str, Gebruiker], organisaties: dict[str, Organisatie], peildatum: date
) -> Iterator[Daad]:
    """Every application with its steps, each on its day."""
    beoordelaars = [people[MEDEWERKERS["kantoor"][0].email], *write_beoordelaars(organisaties, peildatum)]
    medewerkers = {organisatie: people[naam.email] for naam, organisatie in MEDEWERKERS.values()}
    for aanvraag in AANVRAGEN:
        afzender = medewerkers[aanvraag.opleider]
        yield _on(peildatum, aanvraag.dagen), _Begin(aanvraag, organisaties[aanvraag.opleider], afzender).act
        for dagen, handeling, nummer, reden in aanvraag.stappen:
            door = beoordelaars[nummer] if nummer >= 0 else afzender
            yield _on(peildatum, dagen), _Stap(aanvraag.code, handeling, door, reden).act
    for opleiding in Opleiding.objects.filter(accreditaties__status=Accreditatie.Status.CONCEPT):
        yield _on(peildatum, 10), _Verstuur(opleiding, medewerkers[opleiding.opleider.naam]).act


@dataclass(frozen=True, slots=True)
class _Begin:
    aanvraag: Aanvraag
    opleider: Organisatie
    door: Gebruiker

    def act(self, op: datetime) -> None:
        """Add the course and ask for its accreditation; a draft stays without its last step."""
        cursus = self.aanvraag
        teksten = {"naam": cursus.naam, "code": cursus.code, "omschrijving": cursus.omschrijving}
        opleiding = create_opleiding(self.opleider, **teksten, door=self.door, op=op)
        aanvraag, _ = start_aanvraag(opleiding, door=self.door, peildatum=op.date(), op=op)
        minuten = sum(cursus.leefwerelden.values())
        kenmerken = {"leefwereld": cursus.leefwerelden}
        save_onderdeel(aanvraag, module=None, categorie=SCHOLING, minuten=minuten, kenmerken=kenmerken)
        aanvraag.leerdoelen = cursus.leerdoelen
        if cursus.verstuurd:
            aanvraag.toetsvorm, aanvraag.docenten = TOETSVORM, DOCENTEN
        aanvraag.save()
        if cursus.verstuurd:
            submit_accreditatie(aanvraag, door=self.door, op=op)


@dataclass(frozen=True, slots=True)
class _Stap:
    code: str
    handeling: str
    door: Gebruiker
    reden: str

    def act(self, op: datetime) -> None:
        aanvraag = Accreditatie.objects.get(opleiding__code=self.code)
        take_stap(aanvraag, self.handeling, reden=self.reden, door=self.door, op=op)


@dataclass(frozen=True, slots=True)
class _Verstuur:
    opleiding: Opleiding
    door: Gebruiker

    def act(self, op: datetime) -> None:
        submit_accreditatie(self.opleiding.accreditaties.get(), door=self.door, op=op)


def _on(peildatum: date, dagen: int) -> datetime:
    return moment(peildatum - timedelta(days=dagen), 11)
