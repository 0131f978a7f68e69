from register.models.aanleiding import Aanleiding
from register.models.aanvraag import Aanvraag, Besluit
from register.models.agendasleutel import Agendasleutel
from register.models.certificaat import Certificaat
from register.models.document import Document
from register.models.dossier import Activiteit, Werkperiode
from register.models.herinnering import Herinnering
from register.models.registratie import Gebeurtenis, Openbaar, Profiel, Registratie, Termijn
from register.models.signaal import Signaalafhandeling
from register.models.werkbevestiging import Werkbevestiging

__all__ = [
    "Aanleiding",
    "Aanvraag",
    "Activiteit",
    "Agendasleutel",
    "Besluit",
    "Certificaat",
    "Document",
    "Gebeurtenis",
    "Herinnering",
    "Openbaar",
    "Profiel",
    "Registratie",
    "Signaalafhandeling",
    "Termijn",
    "Werkbevestiging",
    "Werkperiode",
]
