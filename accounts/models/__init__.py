from accounts.models.bericht import Bericht, Berichtsoort, Berichtvoorkeur, Verzamelmail, Wanneer
from accounts.models.concept import Concept
from accounts.models.gebruiker import Gebruiker
from accounts.models.ledenuitnodiging import Ledenuitnodiging
from accounts.models.logboek import Logregel, Raadpleging
from accounts.models.naamswijziging import Naamswijziging
from accounts.models.organisatie import Lidmaatschap, Organisatie
from accounts.models.sleutel import Idempotentie, Sleutel
from accounts.models.voortgang import Voortgang
from accounts.models.webhook import Webhook, Webhookbezorging, Webhookpoging

__all__ = [
    "Bericht",
    "Berichtsoort",
    "Berichtvoorkeur",
    "Concept",
    "Gebruiker",
    "Idempotentie",
    "Ledenuitnodiging",
    "Lidmaatschap",
    "Logregel",
    "Naamswijziging",
    "Organisatie",
    "Raadpleging",
    "Sleutel",
    "Verzamelmail",
    "Voortgang",
    "Wanneer",
    "Webhook",
    "Webhookbezorging",
    "Webhookpoging",
]
