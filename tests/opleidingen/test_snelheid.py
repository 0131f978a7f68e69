"""The cost of a delivery lies in its rows, never in a query per row."""

import pytest
from django.db import connection

from accounts.services.gebruikers import create_gebruiker

# PostgreSQL has a staging table to make and to empty; its COPY is not counted.
TRIAL = {"sqlite": 15, "postgresql": 15}  # one row matches nobody: that it was asked is written down
FIRST = {"sqlite": 34, "postgresql": 37}  # one of them asks who wants to be told at once
AGAIN = {"sqlite": 31, "postgresql": 32}


@pytest.fixture
def regels(db):
    def make(aantal: int) -> list[dict]:
        """Of every outcome some: booked, double, parked and rejected."""
        mensen = [
            create_gebruiker(email=f"{aantal}-{nummer}@voorbeeld.example", voornaam="A", achternaam="Smit")
            for nummer in range(aantal)
        ]
        rows = [
            {"registratienummer": mens.registratienummer, "opleidingscode": "eksd", "eindDatum": "2026-06-29"}
            for mens in mensen
        ]
        rows[0] |= {"uitvoeringscode": "2026-1", "bijeenkomstcode": "dag-1"}
        rows.append(rows[0])
        rows.append({**rows[0], "achternaam": "Jansen"})
        rows.append({**rows[0], "minuten": 0})
        return rows

    return make


@pytest.mark.parametrize("aantal", [3, 300])
def test_queries_do_not_grow_with_the_rows(deliver, aanbod, regels, django_assert_num_queries, aantal):
    rows = regels(aantal)
    deliver(key="warm")  # the key notes its first use, once a minute
    with django_assert_num_queries(TRIAL[connection.vendor]):
        assert deliver(*rows, proef=True).json()["totalen"]["geboekt"] == aantal
    with django_assert_num_queries(FIRST[connection.vendor]):
        assert deliver(*rows, key="a").json()["totalen"]["geboekt"] == aantal
    with django_assert_num_queries(AGAIN[connection.vendor]):
        assert deliver(*rows, key="b").json()["totalen"]["alBekend"] == aantal + 1
