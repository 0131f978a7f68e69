"""Who may call what: the table, and the functions that hold every answer of the site against it.

A row holds an address as the URL configuration writes it, the methods it knows, and who may. HEAD goes with GET. The
object in an address belongs to the role that the row names; for everybody else it is another's. Words for who:

    iedereen     also somebody who has not signed in          ingelogd   whoever has signed in
    opleiders    both opleiders                               werkgevers both werkgevers
    niemand      the address says 404 to all

For everybody else: a page sends who has not signed in to the sign-in page and tells the others that it does not
exist; what a page itself calls while somebody types answers 401; the API answers 401 without a key, 403 to a key
without the right, 404 about another's object. A method that the row does not name is 405. Nothing is ever 5xx.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

METHODEN = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
ROLLEN = ("anoniem", "professional", "collega", "opleider", "opleider2", "werkgever", "werkgever2", "kantoor")
GROEPEN = {
    "iedereen": ROLLEN,
    "ingelogd": ROLLEN[1:],
    "opleiders": ("opleider", "opleider2"),
    "werkgevers": ("werkgever", "werkgever2"),
    "niemand": (),
}
INLOGGEN = "/account/login/"
GEWEIGERD = {401, 403, 404, 405}

TABEL = """
/                                               GET OPTIONS   iedereen
/privacy                                        GET OPTIONS   iedereen
/toegankelijkheid                               GET OPTIONS   iedereen
/beroepscode                                    GET           iedereen
/beroepscode/<slug:code>/<str:versie>           GET           iedereen
/beroepscode/<slug:code>/<str:versie>/wijzigingen  GET        iedereen
/beroepscode/competenties                       GET           iedereen
/organisatie/aanmelden                          GET POST      ingelogd
/organisatie/kiezen                             GET POST      ingelogd
/organisatie/uitnodiging/<str:code>             GET POST      iedereen
/mijn/berichten                                 GET POST      ingelogd
/mijn/raadplegingen                             GET           ingelogd
/mijn/concepten/<slug:formulier>                GET PUT DELETE ingelogd
/mijn/beroepscode/ondertekenen                  GET POST      ingelogd
/mijn/reflecties                                GET           ingelogd
/mijn/reflecties/nieuw                          GET POST      ingelogd
/mijn/reflecties/nieuw/<slug:sjabloon>          GET POST      ingelogd
/mijn/reflecties/bij/activiteit/<int:pk>        GET POST      professional
/mijn/reflecties/bij/deelname/<int:pk>          GET POST      professional
/mijn/reflecties/<int:pk>                       GET POST      professional
/mijn/reflecties/<int:pk>/vragen                GET POST      professional
/mijn/reflecties/<int:pk>/openstellen           GET POST      professional
/mijn/reflecties/<int:pk>/wissen                POST          professional
/mijn/openstellingen/<int:pk>/sluiten           POST          professional
/mijn/opengesteld                               GET           ingelogd
/mijn/opengesteld/<int:pk>                      GET           professional
/mijn/nakijken                                  POST          ingelogd
/reflectie-uitnodiging/<str:code>               GET POST      iedereen
/mijn/bijeenkomsten/nieuw                       GET POST      ingelogd
/mijn/bijeenkomsten/<int:pk>                    GET POST      professional
/mijn/bijeenkomsten/<int:pk>/wissen             POST          professional
/mijn/bijeenkomsten/<int:pk>/corrigeren         GET POST      professional
/mijn/bijeenkomsten/<int:pk>/opnieuw            POST          professional
/bijeenkomst-bevestigen/<str:token>             GET POST      iedereen
/mijn/groepen                                   GET           ingelogd
/mijn/groepen/nieuw                             GET POST      ingelogd
/mijn/groepen/<int:pk>                          GET           professional
/mijn/groepen/<int:pk>/wijzigen                 GET POST      professional
/mijn/groepen/<int:pk>/verlaten                 POST          professional
/mijn/groepen/<int:pk>/voorstellen              POST          professional
/mijn/groepen/<int:pk>/uitnodigen               GET POST      professional
/mijn/groepen/<int:pk>/plannen                  GET POST      professional
/mijn/groepen/<int:pk>/vastleggen               GET POST      professional
/mijn/voorstellen/<int:pk>                      POST          professional
/mijn/uitnodigingen/<int:pk>                    POST          professional
/mijn/uitnodigingen/<int:pk>/intrekken          POST          professional
/groep-uitnodiging/<str:code>                   GET POST      iedereen
/mijn/afspraken/<int:pk>                        GET POST      professional
/mijn/afspraken/<int:pk>/wijzigen               GET POST      professional
/mijn/afspraken/<int:pk>/afzeggen               POST          professional
/mijn/afspraken/<int:pk>/vastleggen             GET POST      professional
/werkvormen                                     GET           iedereen
/werkvormen/<slug:code>                         GET           iedereen
/mijn/bevestigen                                GET           ingelogd
/mijn/bevestigen/reflecties/<int:pk>            GET POST      professional
/mijn/bevestigen/bijeenkomsten/<int:pk>         GET POST      professional
/mijn/dilemmas                                  GET           ingelogd
/mijn/dilemmas/<slug:kaart>                     GET POST      ingelogd
/mijn/dilemmas/<slug:kaart>/bespreken           GET           ingelogd
/mijn/dilemmas/<slug:kaart>/wissen              POST          professional
/mijn/groei                                     GET           ingelogd
/mijn/groei/niveaus                             GET POST      ingelogd
/mijn/signalen                                  GET           ingelogd
/mijn/signalen/nieuw                            GET POST      ingelogd
/mijn/signalen/<int:pk>/intrekken               POST          professional
/kantoor/werkvloer                              GET           kantoor
/werkgever/werkvloer                            GET           werkgevers
/mijn                                           GET POST      ingelogd
/mijn/dossier                                   GET           ingelogd
/mijn/wat-als                                   GET           ingelogd
/mijn/jaren                                     GET           ingelogd
/mijn/dossier/afdrukken                         GET           ingelogd
/mijn/activiteiten/nieuw                        GET POST      ingelogd
/mijn/activiteiten/<int:pk>                     GET POST      professional
/mijn/activiteiten/<int:pk>/verwijderen         POST          professional
/mijn/activiteiten/<int:pk>/terugzetten         POST          professional
/mijn/documenten/<int:pk>                       GET           professional
/mijn/documenten/<int:pk>/wissen                POST          professional
/mijn/werk                                      GET           ingelogd
/mijn/werk/nieuw                                GET POST      ingelogd
/mijn/werk/<int:pk>                             GET POST      professional
/mijn/werk/<int:pk>/wissen                      POST          professional
/mijn/werk/<int:pk>/vragen                      GET POST      professional
/mijn/werk/<int:pk>/vraag-intrekken             POST          professional
/werk-bevestigen/<str:token>                    GET POST      iedereen
/mijn/profiel                                   GET POST      ingelogd
/mijn/profiel/foto                              GET           professional
/mijn/profiel/foto/kiezen                       GET POST      ingelogd
/mijn/profiel/foto/wissen                       POST          ingelogd
/mijn/agenda                                    GET POST      ingelogd
/agenda/<str:code>.ics                          GET           iedereen
/mijn/meenemen                                  GET POST      ingelogd
/mijn/meenemen/<int:pk>/bestand                 GET           professional
/mijn/naam                                      GET POST      ingelogd
/mijn/naam/intrekken                            POST          professional
/mijn/uitschrijven                              GET POST      ingelogd
/mijn/terugkeren                                POST          ingelogd
/mijn/aanvraag                                  GET POST      ingelogd
/mijn/aanvraag/<int:pk>/intrekken               POST          professional
/mijn/certificaat                               GET           ingelogd
/mijn/maatregelen                               GET           ingelogd
/mijn/opleidingen/claimen                       GET POST      ingelogd
/mijn/opleidingen/claimen/<int:pk>              POST          professional
/controleren                                    GET POST      iedereen
/c/<str:code>                                   GET           iedereen
/c/<str:code>/foto                              GET           iedereen
/opleidingen                                    GET           iedereen
/opleidingen/<slug:code>                        GET           iedereen
/opleider                                       GET           opleiders
/opleider/opleidingen/nieuw                     GET POST      opleiders
/opleider/opleidingen/<int:pk>                  GET           opleider
/opleider/opleidingen/<int:pk>/wijzigen         GET POST      opleider
/opleider/opleidingen/<int:pk>/beheer           POST          opleider
/opleider/opleidingen/<int:pk>/modules/nieuw    GET POST      opleider
/opleider/opleidingen/<int:pk>/uitvoeringen/nieuw  GET POST   opleider
/opleider/opleidingen/<int:pk>/accreditatie     GET POST      opleider
/opleider/opleidingen/modules/<int:pk>          GET POST      opleider
/opleider/opleidingen/modules/<int:pk>/verplaatsen  POST      opleider
/opleider/opleidingen/modules/<int:pk>/beheer   POST          opleider
/opleider/opleidingen/uitvoeringen/<int:pk>     GET           opleider
/opleider/opleidingen/uitvoeringen/<int:pk>/wijzigen  GET POST  opleider
/opleider/opleidingen/uitvoeringen/<int:pk>/kopie  GET POST   opleider
/opleider/opleidingen/uitvoeringen/<int:pk>/beheer  POST      opleider
/opleider/opleidingen/uitvoeringen/<int:pk>/bijeenkomsten/nieuw  GET POST  opleider
/opleider/opleidingen/bijeenkomsten/<int:pk>    GET POST      opleider
/opleider/opleidingen/bijeenkomsten/<int:pk>/verwijderen  POST  opleider
/opleider/opleidingen/accreditaties/<int:pk>    GET           opleider
/opleider/opleidingen/accreditaties/<int:pk>/onderdelen  GET  opleider
/opleider/opleidingen/accreditaties/<int:pk>/onderdelen/nieuw  GET POST  opleider
/opleider/opleidingen/accreditaties/<int:pk>/inhoud  GET POST  opleider
/opleider/opleidingen/accreditaties/<int:pk>/periode  GET POST  opleider
/opleider/opleidingen/accreditaties/<int:pk>/versturen  GET POST  opleider
/opleider/opleidingen/accreditaties/<int:pk>/bezwaar  GET POST  opleider
/opleider/opleidingen/accreditaties/<int:pk>/intrekken  GET POST  opleider
/opleider/opleidingen/accreditaties/onderdelen/<int:pk>  GET POST  opleider
/opleider/opleidingen/accreditaties/onderdelen/<int:pk>/verwijderen  POST  opleider
/opleider/aanleveringen/<uuid:pk>               GET           opleider
/opleider/aanleveringen/nieuw                   GET POST      opleiders
/opleider/aanleveringen/voorbeeld.<slug:soort>  GET           opleiders
/opleider/aanleveringen/lijsten/<uuid:pk>       GET           opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/kolommen  GET POST  opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/rijen/<int:nummer>  GET POST  opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/vervangen  POST     opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/boeken  POST        opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/verder  POST        opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/weggooien  POST     opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/te-verbeteren.<slug:soort>  GET  opleider
/opleider/geparkeerd                            GET POST      opleiders
/opleider/geparkeerd/<int:pk>                   GET POST      opleider
/opleider/geparkeerd/<int:pk>/intrekken         POST          opleider
/opleider/geparkeerd/<int:pk>/terugzetten       POST          opleider
/opleider/deelnames                             GET POST      opleiders
/opleider/deelnames/<int:pk>                    GET POST      opleider
/opleider/deelnames/<int:pk>/intrekken          GET POST      opleider
/opleider/proeven                               GET           opleiders
/opleider/proeven/<uuid:pk>                     GET           opleider
/opleider/recepten                              GET           opleiders
/opleider/recepten/<slug:naam>                  GET           opleiders
/opleider/sleutels                              GET POST      opleiders
/opleider/sleutels/<int:pk>/intrekken           GET POST      opleider
/opleider/leden                                 GET POST      opleiders
/opleider/leden/<int:pk>                        GET POST      opleider
/opleider/leden/<int:pk>/beeindigen             GET POST      opleider
/opleider/leden/uitnodigingen/<int:pk>/opnieuw  POST          opleider
/opleider/leden/uitnodigingen/<int:pk>/intrekken  POST        opleider
/opleider/webhooks                              GET POST      opleiders
/opleider/webhooks/<int:pk>                     GET           opleider
/opleider/webhooks/<int:pk>/wijzigen            GET POST      opleider
/opleider/webhooks/<int:pk>/geheim              GET POST      opleider
/opleider/webhooks/<int:pk>/schakelen           POST          opleider
/opleider/webhooks/<int:pk>/proef               POST          opleider
/opleider/webhooks/<int:pk>/verwijderen         GET POST      opleider
/opleider/webhookberichten/<int:pk>             GET           opleider
/opleider/webhookberichten/<int:pk>/opnieuw     POST          opleider
/werkgever                                      GET POST      werkgevers
/werkgever/sleutels                             GET POST      werkgevers
/werkgever/sleutels/<int:pk>/intrekken          GET POST      werkgever
/werkgever/leden                                GET POST      werkgevers
/werkgever/leden/<int:pk>                       GET POST      werkgever
/werkgever/leden/<int:pk>/beeindigen            GET POST      werkgever
/werkgever/leden/uitnodigingen/<int:pk>/opnieuw POST          werkgever
/werkgever/leden/uitnodigingen/<int:pk>/intrekken  POST       werkgever
/kantoor                                        GET           kantoor
/kantoor/aanvragen/<int:pk>                     GET POST      kantoor
/kantoor/signalen                               GET           kantoor
/kantoor/signalen/<int:pk>                      GET POST      kantoor
/kantoor/achterblijvers                         GET           kantoor
/kantoor/documenten/<int:pk>                    GET           kantoor
/kantoor/registraties                           GET POST      kantoor
/kantoor/registraties/<int:pk>                  GET POST      kantoor
/kantoor/registraties/<int:pk>/maatregel        GET POST      kantoor
/kantoor/registraties/<int:pk>/bevestigen/<slug:wat>  GET POST kantoor
/kantoor/certificaten/<int:pk>/intrekken        GET POST      kantoor
/kantoor/naamswijzigingen                       GET           kantoor
/kantoor/naamswijzigingen/<int:pk>              GET POST      kantoor
/kantoor/naamswijzigingen/<int:pk>/bewijs       GET           kantoor
/kantoor/opengesteld                            GET           kantoor
/kantoor/opengesteld/<int:pk>                   GET           kantoor
/kantoor/accreditaties                          GET           kantoor
/kantoor/accreditaties/<int:pk>                 GET POST      kantoor
/kantoor/organisaties                           GET           kantoor
/kantoor/organisaties/<int:pk>                  GET POST      kantoor
/pe-services/pe-attendanceelearning/WriteAttendance.asmx/ProcessXML  POST  iedereen
/api/v1/openapi.json                            GET OPTIONS   iedereen
/api/v1/aanleveringen                           POST OPTIONS  opleiders
/api/v1/aanleveringen/<uuid:pk>                 GET OPTIONS   opleider
/api/v1/aanleveringen/<uuid:pk>/regels          GET OPTIONS   opleider
/api/v1/deelnames/<int:pk>                      GET PATCH DELETE OPTIONS opleider
/api/v1/opleidingen                             GET OPTIONS   iedereen
/api/v1/opleidingen/<slug:opleidingscode>       GET OPTIONS   iedereen
/api/v1/verificaties                            POST OPTIONS  anoniem professional collega werkgevers kantoor
/api/v1/certificaten/<str:code>                 GET OPTIONS   iedereen
/^api(?:/.*)?$                                  -             niemand
"""

# The pages of allauth, which checks its own doors: what they must do here is ask who has not signed in to do so.
ALLAUTH_IEDEREEN = """
account/login/ account/logout/ account/inactive/ account/signup/ account/confirm-email/ account/password/reset/
account/login/code/confirm/ account/^confirm-email/(?P<key>[-:\\w]+)/$ account/password/reset/key/done/
account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$ account/password/reset/done/
account/2fa/authenticate/ account/2fa/webauthn/login/
"""
ALLAUTH_INGELOGD = """
account/reauthenticate/ account/email/ account/password/change/ account/password/set/ account/2fa/
account/2fa/reauthenticate/ account/2fa/totp/activate/ account/2fa/totp/deactivate/ account/2fa/recovery-codes/
account/2fa/recovery-codes/generate/ account/2fa/recovery-codes/download/
account/2fa/webauthn/ account/2fa/webauthn/add/ account/2fa/webauthn/reauthenticate/
account/2fa/webauthn/keys/<int:pk>/remove/ account/2fa/webauthn/keys/<int:pk>/edit/
"""


@dataclass(frozen=True, slots=True)
class Rij:
    adres: str
    methoden: tuple[str, ...]
    wie: tuple[str, ...]

    @property
    def is_api(self) -> bool:
        return self.adres.startswith("/api/")

    @property
    def is_achter_een_pagina(self) -> bool:
        """Whether a script of a page calls this: JSON, never the sign-in page."""
        return self.adres.startswith(("/mijn/concepten/", "/mijn/nakijken"))


def read_tabel(text: str) -> dict[str, Rij]:
    rijen = {}
    for line in text.strip().splitlines():
        adres, *words = line.split()
        methoden = tuple(word for word in words if word in METHODEN)
        wie = [word for word in words if word not in METHODEN and word != "-"]
        roles = [role for word in wie for role in GROEPEN.get(word, (word,))]
        unknown = set(roles) - set(ROLLEN)
        assert not unknown, f"{adres}: onbekende rol {unknown}"
        rijen[adres] = Rij(adres, methoden + (("HEAD",) if "GET" in methoden else ()), tuple(roles))
    return rijen


def find_adressen(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the URL configuration, as it is written there."""
    for pattern in (resolver or get_resolver()).url_patterns:
        adres = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from find_adressen(pattern, adres)
        else:
            yield adres, pattern


def find_missing(adressen: Iterable[str], rijen: Mapping[str, Rij]) -> list[str]:
    """The line to add for every address without a row."""
    allauth = {*ALLAUTH_IEDEREEN.split(), *ALLAUTH_INGELOGD.split()}
    return [
        f"voeg toe aan TABEL in tests/toegang.py:  /{adres}   GET POST   wie"
        for adres in adressen
        if f"/{adres}" not in rijen and adres not in allauth
    ]


def find_stale(adressen: Iterable[str], rijen: Mapping[str, Rij]) -> list[str]:
    """Rows for addresses that do not exist (any more)."""
    return sorted(set(rijen) - {f"/{adres}" for adres in adressen})


def call(client: Client, method: str, url: str) -> HttpResponse:
    """Call and undo: what a call changes is rolled back, so that every cell begins alike."""
    send = getattr(client, method.lower())
    body: dict[str, Any] = {"data": "{}", "content_type": "application/json"} if url.startswith("/api/") else {}
    with transaction.atomic():
        response = send(url, **(body if method in ("POST", "PUT", "PATCH", "DELETE") else {}))
        close(response)
        transaction.set_rollback(True)
    return response


def close(response: HttpResponse) -> None:
    """Close the file that an answer holds. As in Django's own client the connection stays: its transaction runs."""
    request_finished.disconnect(close_old_connections)
    try:
        response.close()
    finally:
        request_finished.connect(close_old_connections)


def judge(rij: Rij, rol: str, method: str, response: HttpResponse, *, sleutel: bool, recht: bool) -> str | None:
    """What is wrong with an answer, or None. `sleutel`: the call had a key; `recht`: with the scope of this row."""
    status = response.status_code
    to_login = status == 302 and response.headers["Location"].startswith(INLOGGEN)
    known = method in rij.methoden
    if status >= 500:
        expected = "nooit 5xx"
    elif not rij.methoden:
        expected = "" if status == 404 else "404"
    elif rij.is_api and known and method == "OPTIONS":
        expected = "" if status in (200, 401, 403) else "200"  # it describes the address, not the object
    elif rol in rij.wie and known:
        expected = "" if status not in GEWEIGERD and not to_login else "toegang"
    elif rol in rij.wie:
        expected = "" if status == 405 else "405"
    elif rij.is_api:
        refusal = 404 if recht else 403 if sleutel else 401
        expected = "" if status == refusal or (status == 405 and not known) else str(refusal)
    elif rol == "anoniem" and rij.is_achter_een_pagina:
        expected = "" if status in (401, 405) else "401"
    elif rol == "anoniem":
        expected = "" if to_login or (status == 405 and not known) else "naar de inlogpagina"
    else:
        expected = "" if status == 404 or (status == 405 and not known) else "404"
    return f"{rol} {method} {rij.adres}: {status}, verwacht: {expected}" if expected else None
