"""The cast of the register: somebody in the middle of a term, and who judges them."""

from datetime import date

import pytest
from django.core.cache import cache

from accounts.models import Gebruiker
from accounts.services.sleutels import create_sleutel
from register.models import Termijn
from tests.register.bouw import fill_dossier, start_termijn

VAN = date(2022, 3, 1)


@pytest.fixture(autouse=True)
def _fresh_limits(db) -> None:
    """Limits count in the shared cache; each test begins with none."""
    cache.clear()


@pytest.fixture
def beoordelaar(kantoor, medewerker) -> Gebruiker:
    return medewerker(kantoor)


@pytest.fixture
def termijn(professional) -> Termijn:
    """From 1 March 2022 until 1 March 2027, with a certificate and an empty dossier."""
    return start_termijn(professional, VAN)


@pytest.fixture
def volle_termijn(termijn, collega) -> Termijn:
    """The same, with a dossier that meets the concept reglement."""
    fill_dossier(termijn, peer=collega)
    return termijn


@pytest.fixture
def sleutel(werkgever) -> str:
    return create_sleutel(werkgever, naam="test", scopes=["verifieren"])[1]
