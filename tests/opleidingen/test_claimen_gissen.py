"""Guessing at parked rows: a miss says nothing, takes the same work, and there is a limit. With planted holes."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Gebruiker
from accounts.nummers import draw_nummer
from accounts.services.gebruikers import create_gebruiker
from opleidingen import queries
from opleidingen.limieten import ALLE_CLAIMS, CLAIMS, CLAIMS_PER_ADRES
from opleidingen.models import Geparkeerd
from opleidingen.services import claimen
from opleidingen.services.geparkeerd import withdraw_geparkeerd
from tests.opleidingen.test_claimen import ADRES, DATUM, ask

MIS = "Met deze drie gegevens vinden wij niets"


@pytest.fixture(autouse=True)
def _fresh_limits(db) -> None:
    cache.clear()


@pytest.fixture
def browser(professional, sign_in) -> Client:
    return sign_in(professional)


def describe(response: Any) -> tuple[int, str]:
    """An answer without what differs by itself: the token, and what the asker typed."""
    tekst = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return response.status_code, re.sub(r'value="[^"]*"', "", tekst)


class TestGuessing:
    @pytest.fixture
    def missers(self, park, deliver, rij, collega, medewerker, opleider) -> list[tuple[str, str, str]]:
        """Every way to be wrong about a row, with all the rest right."""
        nummer = park().nummer
        zonder = park(registratienummer=draw_nummer(), achternaam=None).nummer
        weg = park(registratienummer=draw_nummer(), achternaam="Weg")
        withdraw_geparkeerd(weg, door=medewerker(opleider), op=timezone.now())
        van_ander = park(registratienummer=collega.registratienummer, achternaam="Smit").nummer
        return [
            (draw_nummer(), "Jansen", DATUM),
            ("12345678", "Jansen", DATUM),
            (nummer, "Jansens", DATUM),
            (nummer, "Jansen", "2026-06-28"),
            (zonder, "Jansen", DATUM),
            (weg.nummer, "Weg", DATUM),
            (van_ander, "Smit", DATUM),
        ]

    def test_every_miss_gets_the_same_answer_after_the_same_work(self, browser, missers):
        assert find_differences(browser, missers) == set()

    def test_the_check_finds_a_hole(self, browser, missers, monkeypatch):
        """Planted: the date is forgotten, so that number and surname alone show the row."""
        seek = queries.seek_geparkeerd

        def forget_date(gebruiker, *, eind_datum, **vraag):
            return seek(gebruiker, eind_datum=date.fromisoformat(DATUM), **vraag)

        monkeypatch.setattr(claimen, "seek_geparkeerd", forget_date)
        assert "2026-06-28" in find_differences(browser, missers)

    def test_the_check_finds_more_work_for_a_near_miss(self, browser, missers, monkeypatch):
        """Planted: a second look at the number only when the row exists."""
        seek = queries.seek_geparkeerd

        def look_twice(gebruiker, *, nummer, **vraag):
            if Geparkeerd.objects.filter(nummer=nummer).exists():
                Gebruiker.objects.filter(registratienummer=nummer).exists()
            return seek(gebruiker, nummer=nummer, **vraag)

        monkeypatch.setattr(claimen, "seek_geparkeerd", look_twice)
        assert find_differences(browser, missers) != set()

    def test_twenty_a_day(self, browser, park):
        geparkeerd = park()
        assert count_guesses(browser, geparkeerd) == CLAIMS.aantal
        response = ask(browser, geparkeerd.nummer, "Jansen")
        assert (response.status_code, int(response.headers["Retry-After"]) > 0) == (429, True)
        assert "Je zocht te vaak" in response.content.decode()

    def test_the_check_finds_a_limit_that_is_not_there(self, browser, park, monkeypatch):
        monkeypatch.setattr("opleidingen.views.claimen.take_claim", lambda *args, **kwargs: 0)
        assert count_guesses(browser, park()) > CLAIMS.aantal

    def test_other_accounts_meet_the_limit_of_the_address(self, sign_in, park):
        geparkeerd, guesses = park(), 0
        for nummer in range(4):
            wie = create_gebruiker(email=f"gok{nummer}@voorbeeld.example", voornaam="G", achternaam="Gok")
            guesses += count_guesses(sign_in(wie), geparkeerd)
        assert guesses == CLAIMS_PER_ADRES.aantal
        assert ALLE_CLAIMS.aantal > guesses

    def test_a_form_that_is_not_filled_in_costs_nothing(self, browser):
        for _ in range(CLAIMS.aantal + 1):
            assert browser.post(ADRES, {"achternaam": "Jansen"}).status_code == 200


def find_differences(client: Client, missers: list[tuple[str, str, str]]) -> set[str]:
    """The guesses that are answered otherwise than the first, or after other statements."""
    expected, different = None, set()
    ask(client, *missers[0])
    for misser in missers:
        with CaptureQueriesContext(connection) as queries:
            seen = (*describe(ask(client, *misser)), len(queries))
        expected = expected or seen
        if seen != expected:
            different.add(misser[2] if misser[2] != DATUM else misser[0])
    assert MIS in expected[1]
    return different


def count_guesses(client: Client, geparkeerd: Geparkeerd) -> int:
    """How many different surnames one can try on a row, up to some more than any limit for one person."""
    for nummer in range(CLAIMS.aantal + 5):
        if ask(client, geparkeerd.nummer, f"Gok{chr(97 + nummer)}").status_code == 429:
            return nummer
    return CLAIMS.aantal + 5
