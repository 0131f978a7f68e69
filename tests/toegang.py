"""Who may call what: how the table (`tests/toegangstabel.py`) is read, and every answer of the site held against it.

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
        f"voeg toe aan TABEL in tests/toegangstabel.py:  /{adres}   GET POST   wie"
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
