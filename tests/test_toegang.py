"""The access matrix: every address × role × method, with an own object and another's, against the table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.test import Client
from django.urls import path

from accounts.models import Gebruiker, Organisatie
from accounts.services.gebruikers import create_gebruiker
from accounts.services.sleutels import create_sleutel
from beroepscode.models import Reflectie
from tests.conftest import make_lid, make_organisatie
from tests.objecten import make_objecten
from tests.organisatieobjecten import SCOPES
from tests.toegang import (
    ALLAUTH_IEDEREEN,
    ALLAUTH_INGELOGD,
    INLOGGEN,
    METHODEN,
    ROLLEN,
    Rij,
    call,
    find_adressen,
    find_missing,
    find_stale,
    judge,
    read_tabel,
)
from tests.toegangstabel import TABEL

RIJEN = read_tabel(TABEL)
# Patterns that stand for many addresses.
VOORBEELDEN = {"/^api(?:/.*)?$": "/api/v1/bestaat-niet"}


@dataclass
class Wereld:
    """Everybody who plays a role, signed in or with a key, and the objects in the addresses."""

    clients: dict[str, Client] = field(default_factory=dict)
    sleutelclients: dict[str, Client] = field(default_factory=dict)
    objecten: dict[str, dict[str, Any]] = field(default_factory=dict)

    def url(self, adres: str) -> str:
        """The address with its object filled in."""
        url = VOORBEELDEN.get(adres, adres)
        for name, value in self.objecten.get(adres, {}).items():
            url = re.sub(rf"<\w+:{name}>", str(value), url)
        return url

    def client(self, rij: Rij, rol: str) -> Client:
        return (self.sleutelclients if rij.is_api else self.clients)[rol]

    def check(self, rij: Rij) -> Iterator[str]:
        scopes = {SCOPES[rol] for rol in rij.wie if rol in SCOPES}
        for rol in ROLLEN:
            for method in METHODEN:
                response = call(self.client(rij, rol), method, self.url(rij.adres))
                key, right = rol in SCOPES, SCOPES.get(rol) in scopes
                if fault := judge(rij, rol, method, response, sleutel=key, recht=right):
                    yield fault


@pytest.fixture
def wereld(professional, collega, opleider, werkgever, kantoor, sign_in) -> Wereld:
    wereld = Wereld()
    opleider2 = make_organisatie(Organisatie.Soort.OPLEIDER, "Andere Hogeschool")
    werkgever2 = make_organisatie(Organisatie.Soort.WERKGEVER, "Andere Gemeente")
    organisaties = {
        "opleider": opleider,
        "opleider2": opleider2,
        "werkgever": werkgever,
        "werkgever2": werkgever2,
        "kantoor": kantoor,
    }
    people = {"professional": professional, "collega": collega}
    people |= {rol: make_medewerker(rol, organisatie) for rol, organisatie in organisaties.items()}
    wereld.clients = {"anoniem": Client(), **{rol: sign_in(gebruiker) for rol, gebruiker in people.items()}}
    for rol in ROLLEN:
        headers = {}
        if rol in SCOPES:
            _, tekst = create_sleutel(organisaties[rol], naam="matrix", scopes=[SCOPES[rol]])
            headers = {"Authorization": f"Bearer {tekst}"}
        wereld.sleutelclients[rol] = Client(headers=headers)
    for client in (*wereld.clients.values(), *wereld.sleutelclients.values()):
        client.raise_request_exception = False
    wereld.objecten = make_objecten(people, organisaties)
    return wereld


def make_medewerker(rol: str, organisatie: Organisatie) -> Gebruiker:
    """Somebody with the rights of an administrator, and the second factor that some of them need."""
    gebruiker = create_gebruiker(email=f"{rol}@voorbeeld.example", voornaam="Sam", achternaam="Bakker")
    make_lid(organisatie, gebruiker)
    Authenticator.objects.create(user=gebruiker, type=Authenticator.Type.TOTP, data={})
    return gebruiker


def test_every_address_has_a_row():
    assert find_missing((adres for adres, _ in find_adressen()), RIJEN) == []


def test_every_row_has_an_address():
    assert find_stale((adres for adres, _ in find_adressen()), RIJEN) == []


def test_address_without_row_fails():
    line = "voeg toe aan TABEL in tests/toegangstabel.py:  /kantoor/geheim   GET POST   wie"
    assert find_missing(["kantoor/geheim", "", "account/login/"], RIJEN) == [line]


def test_every_place_in_an_address_is_filled(wereld):
    assert [adres for adres in RIJEN if "<" in wereld.url(adres)] == []


def test_everybody_opens_their_own_doors_alone(wereld):
    faults = [fault for rij in RIJEN.values() for fault in wereld.check(rij)]
    assert not faults, "\n".join(faults)


def test_allauth_asks_to_sign_in(wereld):
    faults = []
    for adres in (*ALLAUTH_IEDEREEN.split(), *ALLAUTH_INGELOGD.split()):
        url = "/" + adres.replace(r"^confirm-email/(?P<key>[-:\w]+)/$", "confirm-email/a:b:c/").replace(
            "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", "password/reset/key/1-a-b/"
        ).replace("<int:pk>", "1")
        for rol in ("anoniem", "professional", "kantoor"):
            for method in METHODEN:
                response = call(wereld.clients[rol], method, url)
                asked = response.status_code == 302 and response["Location"].startswith(INLOGGEN)
                closed = asked or response.status_code == 405
                if response.status_code >= 500:
                    faults.append(f"{rol} {method} {url}: {response.status_code}")
                elif rol == "anoniem" and adres in ALLAUTH_INGELOGD.split() and not closed:
                    faults.append(f"{rol} {method} {url}: {response.status_code}, verwacht: naar de inlogpagina")
    assert not faults, "\n".join(faults)


def show_any_reflectie(request: HttpRequest, pk: int) -> HttpResponse:
    """A planted hole: whoever knows the number may read the row."""
    return HttpResponse(str(get_object_or_404(Reflectie, pk=pk).datum))


urlpatterns = [path("mijn/reflecties/<int:pk>", show_any_reflectie)]


def test_planted_hole_is_found(wereld, settings):
    rij = RIJEN["/mijn/reflecties/<int:pk>"]
    settings.ROOT_URLCONF = __name__
    faults = list(wereld.check(rij))
    assert "collega GET /mijn/reflecties/<int:pk>: 200, verwacht: 404" in faults
    assert "anoniem GET /mijn/reflecties/<int:pk>: 200, verwacht: naar de inlogpagina" in faults
    assert "professional DELETE /mijn/reflecties/<int:pk>: 200, verwacht: 405" in faults
