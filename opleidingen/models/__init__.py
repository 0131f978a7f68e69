from opleidingen.models.aanlevering import Aanlevering, Aanleverregel, Deelname, Uitkomst
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
    "Module",
    "Opleiding",
    "Uitkomst",
    "Uitvoering",
]
