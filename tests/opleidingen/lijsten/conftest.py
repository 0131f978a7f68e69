"""Put in a list, and rows that book, park or fail."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from accounts.nummers import draw_nummer
from opleidingen.models import Aanleverlijst
from opleidingen.services.lijsten.ontvangen import receive_lijst
from tests.opleidingen.lijsten.bouw import fresh, seal


@pytest.fixture
def put_in(opleider, django_capture_on_commit_callbacks) -> Callable[..., Aanleverlijst]:
    def make(inhoud: bytes, **options: Any) -> Aanleverlijst:
        options = {"naam": "lijst.csv", "vorm": "bestand", "opleider": opleider, "door": "gebruiker:1"} | options
        with django_capture_on_commit_callbacks(execute=True):
            lijst = receive_lijst(seal(inhoud), grootte=len(inhoud), op=timezone.now(), **options)
        return fresh(lijst)

    return make


@pytest.fixture
def goed(professional, aanbod) -> list[str]:
    """A row that books."""
    return [professional.registratienummer, "van den Heuvel", "eksd", "29-06-2026"]


@pytest.fixture
def onbekend(professional) -> str:
    """A possible number that is nobody's."""
    while (nummer := draw_nummer()) == professional.registratienummer:
        pass
    return nummer
