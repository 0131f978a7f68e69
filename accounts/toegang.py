"""Who may open which door. Somebody who may not see a page is told that it does not exist."""

import time
from collections.abc import Callable, Iterable
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import Lidmaatschap, Organisatie, Sleutel
from accounts.queries import find_lidmaatschappen

View = Callable[..., HttpResponse]
Soort, Rol = Organisatie.Soort, Lidmaatschap.Rol

DEMONSTRATIEDOMEIN = "@voorbeeld.example"
TESTSLEUTEL = "Dit is een testsleutel: hij verandert niets. Gebruik hiervoor een gewone sleutel."
DEUREN = {Soort.REGISTERKANTOOR: "kantoor"}
"""The first page of a kind of organisation, where that has another name than the kind itself."""
NAMENS = "namens"
"""Where the session keeps for which organisation of each kind somebody acts."""
LEZEN = ("GET", "HEAD", "OPTIONS")
TWEEDE_STAP = (
    "Je werkt met gegevens van anderen. Daarom log je in met een tweede stap: een code van je telefoon of een"
    " passkey. Stel een van beide hier één keer in. Daarna kun je verder."
)


def require_lid(soort: str, *, beheerder: bool = False) -> Callable[[View], View]:
    """Open a page for members (or administrators alone) of an admitted organisation of this kind.

    Sets `request.lidmaatschap`. Sends people who need a second factor to the page where they set it up.
    """

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            request.lidmaatschap = find_lidmaatschap(request, soort)
            if request.lidmaatschap is None or (beheerder and request.lidmaatschap.rol != Rol.BEHEERDER):
                raise Http404
            if needs_tweede_factor(request.lidmaatschap, request.user.email):
                messages.info(request, TWEEDE_STAP)
                return redirect("mfa_index")
            return view(request, *args, **kwargs)

        return checked

    return decorate


def find_lidmaatschap(request: HttpRequest, soort: str) -> Lidmaatschap | None:
    """In which membership somebody acts now. For more organisations of one kind: the chosen one, else the first."""
    lidmaatschappen = list(find_lidmaatschappen(request.user, soort=soort, peildatum=timezone.localdate()))
    gekozen = request.session.get(NAMENS, {}).get(soort)
    eerste = lidmaatschappen[0] if lidmaatschappen else None
    return next((lid for lid in lidmaatschappen if lid.organisatie_id == gekozen), eerste)


def act_for(request: HttpRequest, organisatie: Organisatie) -> None:
    """From now on somebody acts for this organisation, among those of its kind, for as long as they are signed in."""
    request.session[NAMENS] = request.session.get(NAMENS, {}) | {organisatie.soort: organisatie.pk}


def find_namens(request: HttpRequest, kamers: Iterable[tuple[str, int, str]]) -> dict[str, int]:
    """For which organisation of each kind somebody acts now; the same choice as `find_lidmaatschap` makes."""
    gekozen, namens = request.session.get(NAMENS, {}), {}
    for soort, organisatie, _ in kamers:
        if soort not in namens or organisatie == gekozen.get(soort):
            namens[soort] = organisatie
    return namens


def needs_tweede_factor(lidmaatschap: Lidmaatschap, email: str) -> bool:
    """The register office and administrators of an opleider need one, except in the demonstration register."""
    if lidmaatschap.heeft_tweede_factor or (settings.DEMONSTRATIE and email.endswith(DEMONSTRATIEDOMEIN)):
        return False
    soort = lidmaatschap.organisatie.soort
    return soort == Soort.REGISTERKANTOOR or (soort == Soort.OPLEIDER and lidmaatschap.rol == Rol.BEHEERDER)


require_opleider = require_lid(Soort.OPLEIDER)
require_werkgever = require_lid(Soort.WERKGEVER)
require_kantoor = require_lid(Soort.REGISTERKANTOOR)


def require_recent_login(view: View) -> View:
    """Let somebody decide only within `ACCOUNT_REAUTHENTICATION_TIMEOUT` seconds of signing in.

    Later they sign in again first; then what they had filled in is handled as if nothing happened. Reading is free.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method not in LEZEN and not _has_recent_login(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return checked


def _has_recent_login(request: HttpRequest) -> bool:
    moments = [record["at"] for record in get_authentication_records(request, request.user)]
    return bool(moments) and time.time() - max(moments) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class RequireScope(BasePermission):
    """Let a call through whose key may do one of these: `permission_classes = [RequireScope("aanleveren")]`.

    A call without a key is answered 401, a key without the scope 403. A test key changes nothing: it may only read,
    unless the view says `proef=True`: then it tries what another key would do.
    """

    def __init__(self, *scopes: str, proef: bool = False) -> None:
        self.scopes = tuple(Sleutel.Scope(scope) for scope in scopes)
        self.proef = proef
        self.message = f"Deze sleutel mag dit niet. Maak een sleutel met het recht '{self.scopes[0].value}'."

    def __call__(self) -> "RequireScope":
        """DRF makes an instance of each permission; this one is made already."""
        return self

    def has_permission(self, request: Request, view: object) -> bool:
        if request.auth is None or not any(scope in request.auth.scopes for scope in self.scopes):
            return False
        if request.auth.is_test and not self.proef and request.method not in LEZEN:
            raise PermissionDenied(TESTSLEUTEL)
        return True
