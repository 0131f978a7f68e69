"""What the office recorded, as the person reads it."""

from django.test import Client

from tests.klok import VANDAAG
from tests.register.bouw import strike_off


def test_somebody_reads_the_ground_of_their_own_measures_alone(termijn, professional, collega, beoordelaar, sign_in):
    strike_off(termijn, beoordelaar, VANDAAG, grond="Artikel 7: geen bewijs.")
    assert "Artikel 7: geen bewijs." in sign_in(professional).get("/mijn/maatregelen").content.decode()
    html = sign_in(collega).get("/mijn/maatregelen").content.decode()
    assert "Er is niets over je vastgelegd" in html
    assert "Artikel 7" not in html


def test_the_queries_do_not_grow(termijn, professional, beoordelaar, sign_in, django_assert_num_queries):
    browser = sign_in(professional)
    with django_assert_num_queries(5):  # session, person, registration, measures, menu
        browser.get("/mijn/maatregelen")
    strike_off(termijn, beoordelaar, VANDAAG)
    with django_assert_num_queries(5):
        browser.get("/mijn/maatregelen")


def test_only_signed_in(db):
    assert Client().get("/mijn/maatregelen").status_code == 302
