from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import Gebruiker
from accounts.services.gebruikers import create_gebruiker
from beroepscode.models import Reflectie
from beroepscode.services.reflecties import save_reflectie


@pytest.fixture
def derde(db) -> Gebruiker:
    return create_gebruiker(email="fatima@voorbeeld.example", voornaam="Fatima", achternaam="de Jong")


@pytest.fixture
def write_reflectie() -> Callable[..., Reflectie]:
    def write(gebruiker: Gebruiker, tekst: str = "Een gesprek dat bleef hangen.", **facts: object) -> Reflectie:
        facts = {"datum": date(2026, 11, 2), "minuten": 45, "kernwaarde": "deskundigheid"} | facts
        return save_reflectie(Reflectie(gebruiker=gebruiker), antwoorden={"tekst": tekst}, **facts)

    return write


@pytest.fixture
def make_mensen(db) -> Callable[[int], list[Gebruiker]]:
    def make(aantal: int) -> list[Gebruiker]:
        return [
            create_gebruiker(email=f"mens{nummer}@voorbeeld.example", voornaam="Mens", achternaam=f"Nummer {nummer}")
            for nummer in range(aantal)
        ]

    return make
