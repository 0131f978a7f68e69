from opleidingen.models.aanlevering import Aanleverdeel, Aanlevering, Aanleverregel, Deelname, Uitkomst
from opleidingen.models.accreditatie import (
    Accreditatie,
    Accreditatieherinnering,
    Accreditatieonderdeel,
    Accreditatiestap,
)
from opleidingen.models.deelnamewijziging import Deelnamewijziging
from opleidingen.models.geparkeerd import Geparkeerd
from opleidingen.models.opleiding import Bijeenkomst, Module, Opleiding, Uitvoering

__all__ = [
    "Aanleverdeel",
    "Aanlevering",
    "Aanleverregel",
    "Accreditatie",
    "Accreditatieherinnering",
    "Accreditatieonderdeel",
    "Accreditatiestap",
    "Bijeenkomst",
    "Deelname",
    "Deelnamewijziging",
    "Geparkeerd",
    "Module",
    "Opleiding",
    "Uitkomst",
    "Uitvoering",
]
