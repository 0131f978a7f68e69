from opleidingen.models.aanlevering import Aanlevering, Aanleverregel, Deelname, Uitkomst
from opleidingen.models.deelnamewijziging import Deelnamewijziging
from opleidingen.models.geparkeerd import Geparkeerd
from opleidingen.models.opleiding import (
    Accreditatie,
    Accreditatieonderdeel,
    Bijeenkomst,
    Module,
    Opleiding,
    Uitvoering,
)

__all__ = [
    "Aanlevering",
    "Aanleverregel",
    "Accreditatie",
    "Accreditatieonderdeel",
    "Bijeenkomst",
    "Deelname",
    "Deelnamewijziging",
    "Geparkeerd",
    "Module",
    "Opleiding",
    "Uitkomst",
    "Uitvoering",
]
