"""An employer checks one number or a list."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Raadpleging
from accounts.nummers import draw_nummer
from tests.register.bouw import start_termijn


@pytest.fixture
def browser(werkgever, medewerker, sign_in) -> Client:
    return sign_in(medewerker(werkgever))


def check(browser: Client, nummers: str, **meer):
    return browser.post("/werkgever", {"nummers": nummers, **meer})


def test_a_list_as_a_table(browser, termijn, professional, werkgever):
    onbekend = draw_nummer()
    html = check(browser, f"{professional.nummer}; van den Heuvel\n{onbekend}\n12345678").content.decode()
    assert "1 van de 3 registraties zijn vandaag geldig" in html
    assert "1 maart 2027" in html
    assert html.count("Onbekend") == 2
    assert list(Raadpleging.objects.values_list("gebruiker", "organisatie")) == [(professional.pk, werkgever.pk)]


def test_another_name_says_so_and_no_more(browser, termijn, professional):
    html = check(browser, f"{professional.nummer} Jansen").content.decode()
    assert "De achternaam hoort niet bij dit nummer" in html
    assert "1 maart 2027" not in html


def test_as_csv(browser, termijn, professional):
    antwoord = check(browser, f"{professional.registratienummer}\n=1+1", vorm="csv")
    assert antwoord["Content-Disposition"].startswith('attachment; filename="registraties-')
    rows = list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[:5] for row in rows[1:]] == [
        [professional.registratienummer, "", "Geregistreerd", "2022-03-01", "2027-03-01"],
        ["'=1+1", "", "Onbekend", "", ""],
    ]


def test_too_many_and_none_are_named_and_nothing_is_lost(browser):
    html = check(browser, "12345678\n" * 501).content.decode()
    assert "Dit zijn er 501." in html
    assert html.count("12345678") >= 501
    assert "Er klopt nog iets niet" in check(browser, " ").content.decode()


def test_queries_do_not_grow(browser, termijn, professional, collega, django_assert_num_queries):
    start_termijn(collega, date(2023, 1, 1))
    check(browser, "12345678")
    for nummers in (professional.nummer, f"{professional.nummer}\n{collega.nummer}\n12345678"):
        with django_assert_num_queries(13 if connection.vendor == "sqlite" else 14):  # the lock of the logboek
            assert check(browser, nummers).status_code == 200


def test_only_for_members_of_an_admitted_employer(professional, beoordelaar, sign_in, db):
    for gebruiker in (professional, beoordelaar):
        assert sign_in(gebruiker).get("/werkgever").status_code == 404
        assert check(sign_in(gebruiker), "12345678").status_code == 404
    assert Client().get("/werkgever")["Location"].startswith("/account/login")
