import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError

from accounts.models import Gebruiker
from accounts.nummers import is_nummer
from accounts.services import gebruikers
from accounts.services.gebruikers import create_gebruiker, name_gebruiker


def test_everybody_receives_a_number_and_an_address(professional):
    assert is_nummer(professional.registratienummer)
    assert EmailAddress.objects.values_list("user", "email", "primary", "verified").get() == (
        professional.pk,
        "noor@voorbeeld.example",
        True,
        True,
    )


def test_a_number_that_is_taken_is_drawn_again(professional, monkeypatch):
    draws = iter([professional.registratienummer, professional.registratienummer, "71462084"])
    monkeypatch.setattr(gebruikers, "draw_nummer", lambda: next(draws))
    nieuw = create_gebruiker(email="x@voorbeeld.example", voornaam="A", achternaam="B")
    assert nieuw.registratienummer == "71462084"


def test_an_address_belongs_to_one_person(professional):
    with pytest.raises(IntegrityError):
        create_gebruiker(email="NOOR@voorbeeld.example", voornaam="A", achternaam="B")


def test_without_a_password_nobody_signs_in(db):
    assert not create_gebruiker(email="x@voorbeeld.example", voornaam="A", achternaam="B").has_usable_password()


@pytest.mark.parametrize(
    ("tussenvoegsel", "achternaam", "zoeknaam"),
    [
        ("van den", "Heuvel", "heuvel"),
        ("'t", "Hart", "hart"),
        ("", "Berg-Jansen", "bergjansen"),
        ("van", "Los", "los"),
    ],
)
def test_the_search_name_follows_the_name(tussenvoegsel, achternaam, zoeknaam):
    gebruiker = Gebruiker()
    name_gebruiker(gebruiker, voornaam="Noor", tussenvoegsel=tussenvoegsel, achternaam=achternaam)
    assert gebruiker.zoeknaam == zoeknaam


def test_a_name_that_grows_in_our_letters_still_fits(db):
    gebruiker = create_gebruiker(email="x@voorbeeld.example", voornaam="A", achternaam="㍿" * 120)
    gebruiker.refresh_from_db()
    assert len(gebruiker.zoeknaam) == 140
