"""A running server with the course and the people that the recipes name, and the tools that they use."""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from accounts.models import Gebruiker
from accounts.services.gebruikers import create_gebruiker
from accounts.services.sleutels import create_sleutel
from opleidingen.models import Opleiding
from tests.opleidingen.conftest import make_opleiding
from tests.recepten.blokken import RECEPTEN, follow

VERPLICHT = os.environ.get("BROWSERTESTS") == "verplicht"


def require(gereedschap: str, *delen: str) -> None:
    """Skip without this tool (and these parts of PHP); where all must run, fail."""
    mist = [gereedschap] if shutil.which(gereedschap) is None else find_missing(delen)
    if mist and VERPLICHT:
        pytest.fail(f"{', '.join(mist)} ontbreekt: installeer het, dan lopen de recepten")
    if mist:
        pytest.skip(f"geen {', '.join(mist)}")


def find_missing(delen: Sequence[str]) -> list[str]:
    """Which of these parts PHP does not have."""
    if not delen:
        return []
    modules = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout.split()
    return [f"php-{deel}" for deel in delen if deel not in modules]


@pytest.fixture
def mensen(transactional_db) -> dict[str, Gebruiker]:
    """Whom the recipes name, by number."""
    people = {}
    for nummer, tussenvoegsel, achternaam in (("15726541", "van den", "Heuvel"), ("48210372", "", "Yıldız")):
        gebruiker = create_gebruiker(
            email=f"{nummer}@voorbeeld.example", voornaam="A", tussenvoegsel=tussenvoegsel, achternaam=achternaam
        )
        gebruiker.registratienummer = nummer
        gebruiker.save()
        people[nummer] = gebruiker
    return people


@pytest.fixture
def omgeving(live_server, mensen, opleider) -> dict[str, str]:
    """What the recipes read from the environment: the address and a key."""
    make_opleiding(opleider)
    Opleiding.objects.update(vorm=Opleiding.Vorm.E_LEARNING)
    _, tekst = create_sleutel(opleider, naam="recept", scopes=["aanleveren"])
    return os.environ | {"SAM_ADRES": f"{live_server.url}/api/v1", "SAM_SLEUTEL": tekst}


@pytest.fixture
def read() -> Callable[[str], str]:
    """The text of a recipe."""
    return lambda naam: (RECEPTEN / f"{naam}.md").read_text()


@pytest.fixture
def cook(read, omgeving, tmp_path: Path) -> Callable[[str], list[str]]:
    """Follow a recipe by its name."""
    return lambda naam: follow(read(naam), tmp_path, omgeving)
