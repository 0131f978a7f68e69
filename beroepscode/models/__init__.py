"""What you and your peers learned. The texts of the code and the kenmerken are dated TOML, not rows."""

from beroepscode.models.afspraak import Afspraak, Komst
from beroepscode.models.bijeenkomst import Aanwezigheid, Antwoord, Bijeenkomst
from beroepscode.models.dilemma import Dilemmakeuze
from beroepscode.models.groei import Niveaustand
from beroepscode.models.groep import Groep, Groepslid, Uitnodiging, Verwijderstem, Verwijdervoorstel
from beroepscode.models.ondertekening import Ondertekening
from beroepscode.models.openstelling import Openstelling
from beroepscode.models.reflectie import Bevestiging, Reflectie
from beroepscode.models.signaal import Signaal

__all__ = [
    "Aanwezigheid",
    "Afspraak",
    "Antwoord",
    "Bevestiging",
    "Bijeenkomst",
    "Dilemmakeuze",
    "Groep",
    "Groepslid",
    "Komst",
    "Niveaustand",
    "Ondertekening",
    "Openstelling",
    "Reflectie",
    "Signaal",
    "Uitnodiging",
    "Verwijderstem",
    "Verwijdervoorstel",
]
