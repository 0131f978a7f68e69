"""Bearer authentication with a machine key of an organisation."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request

from accounts.limieten import Limiet, Tempo, find_adres
from accounts.models import Organisatie, Sleutel
from accounts.services.sleutels import use_sleutel

MISLUKTE_SLEUTELS = Limiet("mislukte-sleutels", aantal=10, seconden=60)
AANROEPEN = Tempo("aanroepen", **settings.SLEUTELTEMPO)
"""Calls with one key, whatever they ask."""


@dataclass(frozen=True, slots=True)
class Sleutelhouder:
    """Who a call with a key speaks for. Stands where Django expects a user."""

    organisatie: Organisatie

    is_authenticated = True
    is_anonymous = False
    is_active = True

    @property
    def pk(self) -> int:
        return self.organisatie.pk


class Sleutelauthenticatie(BaseAuthentication):
    """`Authorization: Bearer sam_…` makes `request.auth` the `Sleutel` and `request.user` its `Sleutelhouder`.

    Without the header a call is anonymous. A key that does not work answers 401; an address that tries too many of
    them answers 429, also for a good key, because otherwise the guessing could go on.
    """

    def authenticate(self, request: Request) -> tuple[Sleutelhouder, Sleutel] | None:
        header = request.headers.get("Authorization", "")
        if not header:
            return None
        soort, _, tekst = header.partition(" ")
        if soort.lower() != "bearer":
            raise AuthenticationFailed("Stuur je sleutel mee als `Authorization: Bearer SLEUTEL`.")
        sleutel = authenticate_sleutel(request, tekst.strip())
        return Sleutelhouder(sleutel.organisatie), sleutel

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def authenticate_sleutel(request: Request, tekst: str) -> Sleutel:
    """Find the key of a call, wherever the call carries it. Raises AuthenticationFailed or Throttled."""
    op, adres = timezone.now(), find_adres(request)
    if wachttijd := MISLUKTE_SLEUTELS.find_wachttijd(adres, op=op):
        raise Throttled(wait=wachttijd)
    sleutel = use_sleutel(tekst, op=op)
    if sleutel is None:
        MISLUKTE_SLEUTELS.count(adres, op=op)
        raise AuthenticationFailed("Deze sleutel werkt niet. Maak een nieuwe op de pagina Sleutels.")
    if wachttijd := AANROEPEN.take(str(sleutel.pk), op=op):
        raise Throttled(wait=wachttijd)
    return sleutel
