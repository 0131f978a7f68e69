"""Open the doors of the demonstration: passwords and machine keys that its own start keeps and shows."""

from django.utils import timezone

from accounts.models import Gebruiker, Organisatie, Sleutel
from accounts.services.sleutels import create_sleutel, revoke_sleutel, use_sleutel
from register.codes import format_code
from register.demonstratie.catalogus import GEMEENTE, HOGESCHOOL
from register.demonstratie.personages import GECERTIFICEERD, MEDEWERKERS, PROFESSIONAL
from register.models import Certificaat

SLEUTELS = {"opleider": (HOGESCHOOL, Sleutel.Scope.AANLEVEREN), "werkgever": (GEMEENTE, Sleutel.Scope.VERIFIEREN)}
NAAM_VAN_SLEUTEL = "Demonstratie"


def give_wachtwoord(rol: str, wachtwoord: str) -> str:
    """Make this password work for the person in this role; returns the e-mail address to sign in with."""
    naam = PROFESSIONAL if rol == "professional" else MEDEWERKERS[rol][0]
    gebruiker = Gebruiker.objects.get(email=naam.email)
    if not gebruiker.check_password(wachtwoord):
        gebruiker.set_password(wachtwoord)
        gebruiker.save(update_fields=["password"])
    return gebruiker.email


def give_sleutel(rol: str, tekst: str) -> str:
    """Return a machine key that works for the organisation of this role: `tekst` itself, or else a new one."""
    organisatie, scope = SLEUTELS[rol]
    op = timezone.now()
    if use_sleutel(tekst, op=op):
        return tekst
    for lost in Sleutel.objects.filter(organisatie__naam=organisatie, naam=NAAM_VAN_SLEUTEL, ingetrokken_op=None):
        revoke_sleutel(lost, op=op)
    holder = Organisatie.objects.get(naam=organisatie)
    return create_sleutel(holder, naam=NAAM_VAN_SLEUTEL, scopes=[scope], op=op)[1]


def find_certificaatcode() -> str:
    """The code of a certificate that is valid today."""
    own = Certificaat.objects.filter(termijn__registratie__gebruiker__email=GECERTIFICEERD.email, ingetrokken_op=None)
    return format_code(own.latest("uitgegeven_op").code)
