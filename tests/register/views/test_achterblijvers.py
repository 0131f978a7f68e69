"""The office's list of who falls short while the term ends soon."""

import pytest
from django.utils import timezone

from accounts.models import Raadpleging
from kern.periode import add_months
from register.services.gebeurtenissen import record_gebeurtenis
from tests.register.bouw import DAG
from tests.register.test_overzicht import start


@pytest.fixture
def browser(beoordelaar, sign_in):
    return sign_in(beoordelaar)


@pytest.fixture
def bo():
    return start("bo", timezone.localdate() + 30 * DAG)


def test_everybody_in_time(browser):
    page = browser.get("/kantoor/achterblijvers").content.decode()
    assert "Iedereen haalt het op tijd" in page
    assert "Bekijk wie" not in browser.get("/kantoor").content.decode()
    assert not Raadpleging.objects.exists()


def test_count_on_the_work_list_and_names_behind_it(browser, bo):
    start("cor", add_months(timezone.localdate(), 7))
    assert browser.get("/kantoor").context["achterblijvers"] == 1
    assert not Raadpleging.objects.exists()
    page = browser.get("/kantoor/achterblijvers").content.decode()
    assert "Eén professional haalt het niet op tijd" in page
    assert "Bo Vos" in page
    assert "Beroepscode ondertekend, Punten in totaal" in page
    assert [rij.gebruiker for rij in Raadpleging.objects.all()] == [bo.registratie.gebruiker]


def test_who_was_struck_off_is_not_waited_for(browser, beoordelaar, bo):
    record_gebeurtenis(
        bo.registratie, soort="doorgehaald", geldig_van=timezone.localdate(), grond="x", door=beoordelaar,
        op=timezone.now(),
    )  # fmt: skip
    assert browser.get("/kantoor/achterblijvers").context["page_obj"].paginator.count == 0


def test_one_or_three_names_take_the_same_queries(browser, bo, django_assert_num_queries):
    for naam in ("an", "cor"):
        browser.get("/kantoor/achterblijvers")  # notes who stands in it, once a day
        # session, person, membership, menu, whose term ends, who, careers, work, signatures, four kinds of entries,
        # who was noted today
        with django_assert_num_queries(14):
            browser.get("/kantoor/achterblijvers")
        start(naam, timezone.localdate() + 30 * DAG)
        start(f"{naam}2", timezone.localdate() + 30 * DAG)
