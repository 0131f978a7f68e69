"""Organisations and courses of the demonstration. All of them invented."""

from dataclasses import dataclass, field

from accounts.models import Organisatie
from opleidingen.models import Accreditatie, Opleiding

Soort = Organisatie.Soort

HOGESCHOOL = "Hogeschool Rivierenland"
LEERPLEIN = "Leerplein Sociaal Werk"
ACADEMIE = "Academie voor Bestaanszekerheid"
GEMEENTE = "Gemeente Waterstad"
KANTOOR = "Registerkantoor"

ORGANISATIES: tuple[tuple[str, str], ...] = (
    (Soort.OPLEIDER, HOGESCHOOL),
    (Soort.OPLEIDER, LEERPLEIN),
    (Soort.OPLEIDER, ACADEMIE),
    (Soort.WERKGEVER, GEMEENTE),
    (Soort.WERKGEVER, "Gemeente Oudeveen"),
    (Soort.WERKGEVER, "Sociale Dienst De Kom"),
    (Soort.WERKGEVER, "Werkbedrijf Noorderzoom"),
    (Soort.REGISTERKANTOOR, KANTOOR),
)
# Where people work. Not every employer has an account here.
WERKPLEKKEN = (
    GEMEENTE,
    "Gemeente Oudeveen",
    "Sociale Dienst De Kom",
    "Werkbedrijf Noorderzoom",
    "Gemeente Lindebeek",
    "Wijkteam Zuiderpoort",
    "Stichting Schuldhulp Samen",
)
FUNCTIES = (
    ("klantmanager", "Klantmanager werk en inkomen"),
    ("inkomensconsulent", "Inkomensconsulent"),
    ("werkcoach", "Werkcoach"),
    ("schuldhulpverlener", "Schuldhulpverlener"),
    ("wmo-consulent", "Wmo-consulent"),
    ("jeugdconsulent", "Jeugdconsulent"),
)

TOETSVORM = "Een opdracht uit je eigen praktijk. Je bespreekt haar in de groep en krijgt schriftelijk antwoord."
DOCENTEN = "Twee docenten die zelf tien jaar of langer in de uitvoering werkten en al vijf jaar lesgeven."
WET, GEDRAG, ECONOMIE, POLITIEK = "wet-en-regelgeving", "gedrag", "economie", "politiek-bestuurlijk"
SCHOLING, TRAINING = "scholing", "training-beroepscode"


@dataclass(frozen=True, slots=True)
class Les:
    """A module, or a course without modules: its minutes per leefwereld add up to its net minutes."""

    code: str
    naam: str
    leefwerelden: dict[str, int]
    categorie: str = SCHOLING
    minuten: int = 0

    @property
    def netto(self) -> int:
        return self.minuten or sum(self.leefwerelden.values())

    @property
    def kenmerken(self) -> dict[str, dict[str, int]]:
        return {"leefwereld": self.leefwerelden} if self.leefwerelden else {}


@dataclass(frozen=True, slots=True)
class Cursus:
    """`uitvoeringen`: months before (−) or after the peildatum that an edition begins, and how many it lasts."""

    code: str
    naam: str
    omschrijving: str
    opleider: str
    lessen: tuple[Les, ...]
    vorm: str = Opleiding.Vorm.BIJEENKOMSTEN
    uitvoeringen: tuple[tuple[int, int], ...] = ()
    status: str = Accreditatie.Status.GEACCREDITEERD
    geldig_maanden: tuple[int, int] = (-84, 24)
    plaatsen: tuple[str, ...] = field(default=("Waterstad", "Lindebeek"))


def _whole(leefwerelden: dict[str, int], categorie: str = SCHOLING, minuten: int = 0) -> tuple[Les, ...]:
    return (Les("", "", leefwerelden, categorie, minuten),)


EFFECTIEVE_KLANTMANAGER = Cursus(
    "effectieve-klantmanager-sociaal-domein",
    "Effectieve Klantmanager Sociaal Domein",
    "Een post-hbo-opleiding van achttien maanden. Je werkt met ongeveer vijftien collega's uit verschillende "
    "organisaties. Je traint, je doet intervisie, je kijkt in elkaars praktijk en je maakt een bedrijfsplan voor "
    "je eigen werk. De modules volgen de vier leefwerelden.",
    HOGESCHOOL,
    (
        Les("recht", "Rechtmatig én rechtvaardig: de wet als gereedschap", {WET: 1080}),
        Les("gesprek", "Gesprek en gedrag: van weerstand naar beweging", {GEDRAG: 1200}),
        Les("geld", "Geld, schuld en de regionale arbeidsmarkt", {ECONOMIE: 960}),
        Les("bestuur", "De politiek-bestuurlijke realiteit van je werk", {POLITIEK: 720}),
        Les("praktijk", "Kijken in elkaars praktijk", {GEDRAG: 240, POLITIEK: 240}),
        Les("bedrijfsplan", "Je eigen bedrijfsplan", {ECONOMIE: 360, POLITIEK: 120}),
    ),
    uitvoeringen=((-32, 18), (-10, 18)),
)

CURSUSSEN = (
    EFFECTIEVE_KLANTMANAGER,
    Cursus(
        "training-beroepscode",
        "Training beroepscode: dubbel gebonden",
        "Twee dagen over de code in je eigen praktijk. Je brengt een dilemma mee en gaat met drie keuzes naar huis.",
        HOGESCHOOL,
        _whole({GEDRAG: 180, WET: 180, POLITIEK: 120}, TRAINING),
        uitvoeringen=((-58, 1), (-44, 1), (-29, 1), (-16, 1), (-4, 1), (2, 1)),
        geldig_maanden=(-84, 5),
    ),
    Cursus(
        "actualiteiten-participatiewet",
        "Actualiteiten Participatiewet",
        "Wat is er dit jaar veranderd, en wat betekent dat aan je bureau? Vier uur e-learning met een toets.",
        LEERPLEIN,
        _whole({WET: 240}),
        vorm=Opleiding.Vorm.E_LEARNING,
    ),
    Cursus(
        "motiverende-gespreksvoering",
        "Motiverende gespreksvoering",
        "Drie dagen oefenen met een acteur: luisteren, doorvragen en iemand zelf laten kiezen.",
        LEERPLEIN,
        _whole({GEDRAG: 1080}),
        uitvoeringen=((-50, 2), (-33, 2), (-14, 2)),
    ),
    Cursus(
        "schulden-en-bestaanszekerheid",
        "Schulden en bestaanszekerheid",
        "Van de eerste brief tot een schone lei: wat schaarste met mensen doet, en welke hulp wanneer helpt.",
        ACADEMIE,
        (
            Les("signaleren", "Schulden op tijd zien", {ECONOMIE: 360}),
            Les("oplossen", "Stabiliseren en oplossen", {ECONOMIE: 480, WET: 120}),
            Les("volhouden", "Volhouden na de schone lei", {GEDRAG: 240, ECONOMIE: 120}),
        ),
        uitvoeringen=((-40, 4), (-20, 4), (-3, 4)),
    ),
    Cursus(
        "hoe-besluiten-ontstaan",
        "Hoe besluiten ontstaan: raad, college en uitvoering",
        "Je volgt één besluit van verkiezingsprogramma tot spreekkamer en praat met een wethouder en een griffier.",
        ACADEMIE,
        _whole({POLITIEK: 480}),
        uitvoeringen=((-46, 1), (-22, 1), (-8, 1)),
    ),
    Cursus(
        "de-arbeidsmarkt-in-jouw-regio",
        "De arbeidsmarkt in jouw regio",
        "Cijfers lezen, werkgevers bezoeken en kansen zien voor mensen met een lange afstand tot werk.",
        LEERPLEIN,
        _whole({ECONOMIE: 600}),
        vorm=Opleiding.Vorm.GEMENGD,
        uitvoeringen=((-37, 2), (-12, 2)),
    ),
    Cursus(
        "grenzen-en-agressie",
        "Grenzen stellen en agressie",
        "Een dag trainen: spanning herkennen, grenzen stellen en goed nazorg geven aan jezelf en je team.",
        LEERPLEIN,
        _whole({GEDRAG: 390}),
        uitvoeringen=((-55, 1), (-26, 1), (-6, 1)),
    ),
    Cursus(
        "werken-met-de-omgekeerde-toets",
        "Werken met de omgekeerde toets",
        "Eerst het doel, dan de waarden, dan pas de regels. Deze training wacht nog op haar accreditatie.",
        ACADEMIE,
        _whole({WET: 300, GEDRAG: 120}),
        uitvoeringen=((1, 1),),
        status=Accreditatie.Status.CONCEPT,  # sent in `accreditaties`, with a date and a name
        geldig_maanden=(0, 48),
    ),
)

KOMEND: dict[str, tuple[tuple[int, int], ...]] = {
    "motiverende-gespreksvoering": ((1, 2), (6, 2)),
    "schulden-en-bestaanszekerheid": ((2, 4),),
    "hoe-besluiten-ontstaan": ((4, 1),),
    "de-arbeidsmarkt-in-jouw-regio": ((3, 2),),
    "grenzen-en-agressie": ((1, 1), (5, 1)),
}
"""Editions that still come, beside those people took part in: months after the peildatum, and how many it lasts."""
