"""How much of a file from outside is read at most, and the sentences that refuse the rest."""

from dataclasses import dataclass
from typing import NoReturn

from kern.fouten import Fout, Fouten

MB = 2**20


@dataclass(frozen=True, slots=True)
class Grenzen:
    """The most of everything. Sizes in bytes, `regel` and `cel` in characters, `seconden` of reading a whole file."""

    tekstbytes: int = 150 * MB
    xlsxbytes: int = 32 * MB
    rijen: int = 1_048_576
    kolommen: int = 250
    cellen: int = 8_000_000
    regel: int = 200_000
    cel: int = 32_767
    uitgepakt: int = 500 * MB
    verhouding: int = 150
    gedeelde_tekst: int = 64 * MB
    xml_stuk: int = MB
    seconden: float = 120.0


GRENZEN = Grenzen()

MELDINGEN = {
    "bestand-leeg": "In dit bestand staat niets. Kies een ander bestand.",
    "bestand-te-groot": "Dit bestand is te groot. Verdeel de rijen over meer bestanden.",
    "bestand-duurt-te-lang": "Het lezen van dit bestand duurt te lang. Bewaar het als CSV, of verdeel het.",
    "bestand-onleesbaar": "We kunnen dit bestand niet lezen, misschien is het stuk. Open het in Excel, bewaar het"
    " opnieuw en probeer het nog eens.",
    "bestand-soort": "Dit is geen lijst die we kunnen lezen. Bewaar je lijst als xlsx of als csv.",
    "bestand-xls": "Dit is een oud Excel-bestand (xls) of een bestand met een wachtwoord. Bewaar het zonder"
    " wachtwoord als xlsx.",
    "bestand-geen-xlsx": "Dit is een zip-bestand en geen Excel-bestand. Pak het uit en kies de lijst die erin zit.",
    "bestand-ods": "Dit is een bestand van LibreOffice. Bewaar het daar als xlsx of als csv.",
    "bestand-xlsb": "Dit is een binair Excel-bestand (xlsb). Bewaar het als xlsx.",
    "bestand-html": "Dit is een webpagina en geen lijst. Open het in Excel en bewaar het als xlsx.",
    "bestand-verdacht": "Dit bestand is zo gemaakt dat het een computer laat vastlopen. We lezen het niet. Plak de"
    " rijen in een nieuw bestand en bewaar dat als xlsx.",
    "tekens-onbekend": "We herkennen de letters in dit bestand niet. Bewaar het in Excel als xlsx.",
    "tekens-nul": "In dit bestand staan tekens die in geen lijst horen. Bewaar het opnieuw als xlsx of als csv.",
    "regel-te-lang": "In dit bestand staat een regel die veel te lang is. Kijk of elke deelnemer op een eigen regel"
    " staat.",
    "aanhalingsteken": "In dit bestand gaat een aanhalingsteken open dat niet meer dichtgaat. Haal het weg, of bewaar"
    " het bestand als xlsx.",
    "cel-te-lang": "In dit bestand staat een cel met veel te veel tekst. Maak die cel korter.",
    "te-veel-rijen": "In dit bestand staan te veel rijen. Verdeel ze over meer bestanden.",
    "te-veel-kolommen": "In dit bestand staan te veel kolommen. Haal weg wat niet nodig is.",
    "te-veel-cellen": "In dit bestand staan te veel cellen. Haal lege rijen en kolommen weg, of verdeel het.",
}


def refuse(code: str) -> NoReturn:
    """Refuse the whole file, with the sentence that says what to do."""
    raise Fouten(Fout(code, MELDINGEN[code]))
