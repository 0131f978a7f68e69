from opleidingen.models.aanlevering import Aanleverdeel, Aanlevering, Aanleverregel, Deelname, Uitkomst
from opleidingen.models.accreditatie import (
    Accreditatie,
    Accreditatieherinnering,
    Accreditatieonderdeel,
    Accreditatiestap,
)
from opleidingen.models.deelnamewijziging import Deelnamewijziging
from opleidingen.models.geparkeerd import Geparkeerd
from opleidingen.models.lijst import Aanleverlijst, Kolomindeling, Lijstblok
from opleidingen.models.opleiding import Bijeenkomst, Module, Opleiding, Uitvoering
from opleidingen.models.proef import Persoonsvraag, Proefaanlevering

__all__ = [
    "Aanleverdeel",
    "Aanlevering",
    "Aanleverlijst",
    "Aanleverregel",
    "Accreditatie",
    "Accreditatieherinnering",
    "Accreditatieonderdeel",
    "Accreditatiestap",
    "Bijeenkomst",
    "Deelname",
    "Deelnamewijziging",
    "Geparkeerd",
    "Kolomindeling",
    "Lijstblok",
    "Module",
    "Opleiding",
    "Persoonsvraag",
    "Proefaanlevering",
    "Uitkomst",
    "Uitvoering",
]
