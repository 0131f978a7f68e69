"""The cast of all tests: one of each role, made by the product's own services."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from accounts.authentication import AANROEPEN
from accounts.models import Gebruiker, Lidmaatschap, Organisatie
from accounts.services.gebruikers import create_gebruiker

WACHTWOORD = "een-lange-zin-om-in-te-loggen"


def make_organisatie(soort: str, naam: str) -> Organisatie:
    now = timezone.now()
    email = f"info@{soort}.example"
    return Organisatie.objects.create(soort=soort, naam=naam, email=email, aangevraagd_op=now, toegelaten_op=now)


def make_lid(organisatie: Organisatie, gebruiker: Gebruiker, rol: str = Lidmaatschap.Rol.BEHEERDER) -> Lidmaatschap:
    return Lidmaatschap.objects.create(
        gebruiker=gebruiker, organisatie=organisatie, rol=rol, geldig_van=date(2020, 1, 1)
    )


@pytest.fixture(autouse=True)
def fresh_tempo() -> None:
    """What a worker has left of its block of calls belongs to one test: the next has other keys of that number."""
    AANROEPEN.forget()


@pytest.fixture
def professional(db) -> Gebruiker:
    return create_gebruiker(
        email="noor@voorbeeld.example",
        voornaam="Noor",
        tussenvoegsel="van den",
        achternaam="Heuvel",
        password=WACHTWOORD,
    )


@pytest.fixture
def collega(db) -> Gebruiker:
    return create_gebruiker(
        email="yusuf@voorbeeld.example", voornaam="Yusuf", achternaam="Yıldız", password=WACHTWOORD
    )


@pytest.fixture
def opleider(db) -> Organisatie:
    return make_organisatie(Organisatie.Soort.OPLEIDER, "Hogeschool Rivierenland")


@pytest.fixture
def werkgever(db) -> Organisatie:
    return make_organisatie(Organisatie.Soort.WERKGEVER, "Gemeente Waterstad")


@pytest.fixture
def kantoor(db) -> Organisatie:
    return make_organisatie(Organisatie.Soort.REGISTERKANTOOR, "Registerkantoor")


@pytest.fixture
def medewerker(db) -> Callable[[Organisatie], Gebruiker]:
    """Make somebody who acts for an organisation, with the second factor that some of them need."""

    def make(organisatie: Organisatie) -> Gebruiker:
        gebruiker = create_gebruiker(
            email=f"medewerker@{organisatie.soort}.example", voornaam="Sam", achternaam="Bakker", password=WACHTWOORD
        )
        make_lid(organisatie, gebruiker)
        Authenticator.objects.create(user=gebruiker, type=Authenticator.Type.TOTP, data={})
        return gebruiker

    return make


@pytest.fixture
def sign_in() -> Callable[[Gebruiker], Client]:
    """Make a browser in which somebody signed in a moment ago, as `require_recent_login` wants to see it."""

    def make(gebruiker: Gebruiker) -> Client:
        client = Client()
        client.force_login(gebruiker)
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session["account_authentication_methods_user"] = str(gebruiker.pk)
        session.save()
        return client

    return make
