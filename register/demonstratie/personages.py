"""Who is in the demonstration register and how far they are. Plain values: no database."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from random import Random

from kern.periode import add_months
from register.demonstratie.catalogus import ACADEMIE, FUNCTIES, GEMEENTE, HOGESCHOOL, KANTOOR, WERKPLEKKEN
from register.demonstratie.namen import Naam, draw_namen

PROFESSIONALS = 200
# Months that somebody without a term has been logging.
LEERTIJD = 14


class Fase(Enum):
    """How far somebody is on the peildatum."""

    LEERREGISTER = auto()
    GEREED_EERSTE = auto()
    EERSTE_AANGEVRAAGD = auto()
    IN_TERMIJN = auto()
    GEREED_HERREGISTRATIE = auto()
    HERREGISTRATIE_AANGEVRAAGD = auto()
    HERGEREGISTREERD = auto()
    GESCHORST = auto()
    GEWAARSCHUWD = auto()
    DOORGEHAALD = auto()
    VERLOPEN = auto()


@dataclass(frozen=True, slots=True)
class Personage:
    """One professional. `maanden`: how many months before the peildatum the (first) term began, 0 without a term.

    `ijver` is the part of what a diligent colleague does that this one does. `spreiding` makes people with the same
    months differ by some days. `cursussen` are the courses somebody took; when empty chance decides.
    """

    naam: Naam
    fase: Fase
    maanden: int
    ijver: float
    beroep: str
    functie: str
    werkgever: str
    training: bool
    spreiding: int
    cursussen: tuple[str, ...] = ()

    def first_day(self, peildatum: date) -> date:
        """The first day of the first term, or for whoever has none the day they began to log."""
        return add_months(peildatum, -(self.maanden or LEERTIJD)) + timedelta(days=self.spreiding)


# Those whom a demonstration shows by name: phase, months, ijver, training, courses.
VASTE_ROLLEN: dict[Naam, tuple[Fase, int, float, bool, tuple[str, ...]]] = {
    Naam("Samira", "", "Benali"): (
        Fase.IN_TERMIJN,
        31,
        0.6,
        False,
        (
            "motiverende-gespreksvoering",
            "schulden-en-bestaanszekerheid",
            "actualiteiten-participatiewet",
        ),
    ),
    Naam("Wiebe", "van der", "Wal"): (Fase.GEREED_EERSTE, 0, 0.8, True, ()),
    Naam("Anneke", "de", "Groot"): (Fase.GEREED_HERREGISTRATIE, 58, 1.0, True, ()),
    Naam("Daniël", "", "Pattiasina"): (Fase.HERGEREGISTREERD, 63, 1.0, True, ()),
    Naam("Rinaldo", "", "Cicilia"): (Fase.GESCHORST, 40, 0.7, True, ()),
    Naam("Katarzyna", "", "Wójcik"): (Fase.VERLOPEN, 64, 0.4, True, ()),
    Naam("Layla", "", "al-Hassan"): (Fase.LEERREGISTER, 0, 0.6, True, ()),
    Naam("Şeyma", "", "Yılmaz-Bakker"): (Fase.EERSTE_AANGEVRAAGD, 0, 0.8, True, ()),
    Naam("Jildou", "", "Hoitinga"): (Fase.HERREGISTRATIE_AANGEVRAAGD, 59, 1.0, True, ()),
}
PROFESSIONAL = Naam("Samira", "", "Benali")
GECERTIFICEERD = Naam("Daniël", "", "Pattiasina")
# Who signs in for an organisation: role in the printed lines → name and organisation.
MEDEWERKERS: dict[str, tuple[Naam, str]] = {
    "opleider": (Naam("Marije", "", "Hoekstra"), HOGESCHOOL),
    "werkgever": (Naam("Hakan", "", "Çelik"), GEMEENTE),
    "kantoor": (Naam("Sharmila", "", "Ramdin"), KANTOOR),
    "academie": (Naam("Joost", "in 't", "Veld"), ACADEMIE),
}
# Of the others: how many of each hundred are where, and between how many months ago their term began.
VERDELING: tuple[tuple[Fase, int, tuple[int, int]], ...] = (
    (Fase.LEERREGISTER, 16, (0, 0)),
    (Fase.GEREED_EERSTE, 4, (0, 0)),
    (Fase.EERSTE_AANGEVRAAGD, 3, (0, 0)),
    (Fase.IN_TERMIJN, 58, (1, 56)),
    (Fase.GEREED_HERREGISTRATIE, 4, (57, 59)),
    (Fase.HERREGISTRATIE_AANGEVRAAGD, 2, (57, 59)),
    (Fase.HERGEREGISTREERD, 5, (61, 65)),
    (Fase.GESCHORST, 1, (12, 50)),
    (Fase.GEWAARSCHUWD, 1, (12, 50)),
    (Fase.DOORGEHAALD, 1, (20, 50)),
    (Fase.VERLOPEN, 5, (61, 65)),
)
VOLIJVERIG = {Fase.GEREED_HERREGISTRATIE, Fase.HERREGISTRATIE_AANGEVRAAGD, Fase.HERGEREGISTREERD}


def draw_personages(random: Random) -> list[Personage]:
    """The fixed roles first, then the others; deterministic for one seed."""
    fixed = [_make(random, naam, *rol) for naam, rol in VASTE_ROLLEN.items()]
    taken = {naam.email for naam in VASTE_ROLLEN} | {naam.email for naam, _ in MEDEWERKERS.values()}
    names = [naam for naam in draw_namen(random, PROFESSIONALS + len(taken)) if naam.email not in taken]
    return fixed + [_draw(random, naam) for naam in names[: PROFESSIONALS - len(fixed)]]


def _draw(random: Random, naam: Naam) -> Personage:
    fase, _, months = random.choices(VERDELING, [weight for _, weight, _ in VERDELING])[0]
    ijver = 1.0 if fase in VOLIJVERIG else round(random.uniform(0.35, 1.0), 2)
    return _make(random, naam, fase, random.randint(*months), ijver, random.random() < 0.85, ())


def _make(
    random: Random,
    naam: Naam,
    fase: Fase,
    maanden: int,
    ijver: float,
    training: bool,
    cursussen: tuple[str, ...],
) -> Personage:
    beroep, functie = random.choice(FUNCTIES)
    werkgever, spreiding = random.choice(WERKPLEKKEN), random.randrange(1, 25)
    return Personage(naam, fase, maanden, ijver, beroep, functie, werkgever, training, spreiding, cursussen)
