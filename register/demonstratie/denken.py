"""What people do to think and grow: choose on dilemma cards, say where they stand, name what is in the way."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from accounts.models import Gebruiker
from accounts.versleuteling import encrypt
from beroepscode.dilemmakaarten import kaarten_op
from beroepscode.models import Dilemmakeuze, Niveaustand, Signaal
from kern.periode import add_months
from register.demonstratie.mensen import moment
from register.demonstratie.personages import Personage

KAARTEN = ("gasfles", "verborgen-partner", "te-veel-betaald", "cijfers")
KIEZERS = 24
"""Enough people to show how colleagues chose; on the last card too few."""
REDEN = "Ik zou willen dat een collega het bij mij ook zo deed."
NIVEAUS = {
    "contact-maken": (("gezel", 30), ("meester", 5)),
    "taal": (("leerling", 28), ("gezel", 11)),
    "wegen-en-besluiten": (("leerling", 30), ("gezel", 18)),
    "handhaven": (("gezel", 14),),
}
"""Of the professional that a demonstration shows: levels with how many months ago they were reached."""
SIGNALEN = (
    ("taal", "De brief over terugvordering is zo lang dat mensen hem niet openen."),
    ("taal", "Het formulier voor bijzondere bijstand werkt niet op een telefoon."),
    ("taal", "Wij sturen drie brieven op één dag, elk met een andere naam eronder."),
    ("taal", "Op de website staat een ander bedrag dan in de beschikking."),
    ("taal", "Het woord 'draagkracht' begrijpt bijna niemand."),
    ("privacy", "Met de huisarts mag ik niet overleggen, ook als de inwoner erom vraagt."),
    ("onder-druk", "Met tachtig mensen per collega is er geen tijd om door te vragen."),
    ("maatwerk", "Voor een uitzondering zijn vier handtekeningen nodig."),
)


def write_denken(
    personages: list[Personage],
    people: dict[str, Gebruiker],
    professional: Gebruiker,
    peildatum: date,
    random: Random,
) -> None:
    mensen = [people[personage.naam.email] for personage in personages]
    write_keuzes([professional, *(mens for mens in mensen if mens != professional)], peildatum, random)
    write_niveaus(professional, peildatum)
    write_signalen(mensen, peildatum)


def write_keuzes(mensen: Iterable[Gebruiker], peildatum: date, random: Random) -> None:
    """On every card the first people chose; the last card is new, and only two did."""
    kiezers = list(mensen)[:KIEZERS]
    kaarten = kaarten_op(max(peildatum, date(2026, 1, 1)))
    Dilemmakeuze.objects.bulk_create(
        Dilemmakeuze(
            gebruiker=gebruiker,
            kaart=code,
            weg=random.choice(kaarten[code].wegen).code,
            reden=encrypt(REDEN),
            gekozen_op=moment(peildatum - timedelta(days=3 * plaats + nummer)),
        )
        for plaats, code in enumerate(KAARTEN, 1)
        for nummer, gebruiker in enumerate(kiezers if code != KAARTEN[-1] else kiezers[1:3])
    )


def write_niveaus(gebruiker: Gebruiker, peildatum: date) -> None:
    Niveaustand.objects.bulk_create(
        Niveaustand(gebruiker=gebruiker, competentie=code, niveau=niveau, datum=add_months(peildatum, -maanden))
        for code, standen in NIVEAUS.items()
        for niveau, maanden in standen
    )


def write_signalen(mensen: list[Gebruiker], peildatum: date) -> None:
    Signaal.objects.bulk_create(
        Signaal(
            gebruiker=mensen[5 * nummer],
            thema=thema,
            tekst=tekst,
            gegeven_op=moment(peildatum - timedelta(days=nummer)),
        )
        for nummer, (thema, tekst) in enumerate(SIGNALEN, 1)
    )
