"""What you and your peers learned. The texts of the code and the kenmerken are dated TOML, not rows."""

from beroepscode.models.afspraak import Afspraak, Komst
from beroepscode.models.bijeenkomst import Aanwezigheid, Bijeenkomst
from beroepscode.models.groep import Groep, Groepslid, Uitnodiging, Verwijderstem, Verwijdervoorstel
from beroepscode.models.ondertekening import Ondertekening
from beroepscode.models.openstelling import Openstelling
from beroepscode.models.reflectie import Bevestiging, Reflectie

__all__ = [
    "Aanwezigheid",
    "Afspraak",
    "Bevestiging",
    "Bijeenkomst",
    "Groep",
    "Groepslid",
    "Komst",
    "Ondertekening",
    "Openstelling",
    "Reflectie",
    "Uitnodiging",
    "Verwijderstem",
    "Verwijdervoorstel",
]
