"""Put in a list the way a page does, and read back what became of it."""

from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.utils import timezone

from accounts.kluis import Kluis
from accounts.nummers import draw_nummer
from kern.rekenblad import write_csv
from opleidingen.aanleverlijsten import Lijstrijen
from opleidingen.models import Aanleverlijst
from opleidingen.services.lijsten.ontvangen import receive_lijst

KOP = ("Registratienummer", "Achternaam", "Opleidingscode", "Einddatum")
Rijen = Sequence[Sequence[str]]


def seal(inhoud: bytes) -> BytesIO:
    doel = BytesIO()
    kluis = Kluis(doel)
    kluis.write(inhoud)
    kluis.close()
    doel.seek(0)
    return doel


def make_csv(*rijen: Sequence[str], kop: Sequence[str] = KOP) -> bytes:
    uit = StringIO()
    write_csv(uit, kop, rijen)
    return uit.getvalue().encode()


def fresh(lijst: Aanleverlijst) -> Aanleverlijst:
    return Aanleverlijst.objects.select_related("opleider").get(pk=lijst.pk)


def read_back(lijst: Aanleverlijst, toon: str = "") -> list[tuple[int, str, str]]:
    """Number, outcome and codes of each row."""
    return [(r.nummer, r.rij.uitkomst, r.rij.codes) for r in Lijstrijen(lijst, toon)]


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
