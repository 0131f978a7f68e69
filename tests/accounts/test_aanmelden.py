import re

import pytest
from django.db import IntegrityError
from django.test import Client

from accounts.forms.inloggen import Aanmeldformulier
from accounts.models import Gebruiker, Logregel
from tests.conftest import WACHTWOORD

AANMELDEN = "/account/signup/"
GOED = {
    "voornaam": "Łucja",
    "tussenvoegsel": "",
    "achternaam": "Berg, van den",
    "email": "Lucja@voorbeeld.example",
    "password1": WACHTWOORD,
}


def sign_up(**changes):
    client = Client()
    return client, client.post(AANMELDEN, GOED | changes)


def test_a_new_person_receives_a_number_and_a_mail(db, mailoutbox):
    _, response = sign_up()
    assert response["Location"] == "/account/confirm-email/"
    gebruiker = Gebruiker.objects.get()
    assert (gebruiker.naam, gebruiker.zoeknaam, gebruiker.email) == (
        "Łucja van den Berg",
        "berg",
        "lucja@voorbeeld.example",
    )
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([gebruiker.email], "Welkom bij het SAM-register: bevestig je e-mailadres")
    link = re.search(r"http://testserver(/account/confirm-email/\S+)", mail.body)[1]
    assert mail.body == (
        "Dag Łucja,\n\n"
        "Welkom bij het SAM-register. Je account is bijna klaar.\n"
        "Open deze link om te laten zien dat dit e-mailadres van jou is:\n"
        f"http://testserver{link}\n\n"
        "Daarna kun je inloggen met dit e-mailadres, of met je registratienummer:\n"
        f"{gebruiker.nummer}\n\n"
        "De link werkt drie dagen. Heb jij geen account aangevraagd? Dan hoef je niets te doen.\n\n"
        "Met vriendelijke groet,\nhet SAM-register\nhttp://localhost:8000\n"
    )


def test_after_the_link_somebody_can_sign_in(db, mailoutbox):
    client, _ = sign_up()
    link = re.search(r"http://testserver(/account/confirm-email/\S+)", mailoutbox[0].body)[1]
    client.post(link)
    response = Client().post("/account/login/", {"login": GOED["email"], "password": WACHTWOORD})
    assert response["Location"] == "/mijn"


def test_an_address_that_has_an_account_is_answered_like_a_new_one(db, professional, mailoutbox, monkeypatch):
    hashed = []
    monkeypatch.setattr("accounts.forms.inloggen.make_password", hashed.append)
    known, answer_known = sign_up(email=professional.email)
    new, answer_new = sign_up()
    assert answer_known["Location"] == answer_new["Location"]
    pages = [client.get(answer_new["Location"]) for client in (known, new)]
    assert pages[0].content == pages[1].content
    assert set(pages[0].cookies) == set(pages[1].cookies)
    assert hashed == [WACHTWOORD]
    assert [mail.to for mail in mailoutbox] == [[professional.email], [GOED["email"].lower()]]


def test_too_many_tries_hear_how_long_to_wait(db):
    client = Client()
    answers = [client.post(AANMELDEN, {}) for _ in range(21)]
    assert (answers[-2].status_code, answers[-1].status_code) == (200, 429)
    assert answers[-1]["Retry-After"] == "300"


def test_signing_up_stands_in_the_logboek(db):
    sign_up()
    gebruiker = Gebruiker.objects.get()
    assert Logregel.objects.values_list("handeling", "door").get() == (
        "gebruiker-aangemeld",
        f"gebruiker:{gebruiker.pk}",
    )


def test_an_address_that_is_taken_looks_the_same_on_the_page(professional, mailoutbox):
    _, response = sign_up(email=professional.email)
    assert response["Location"] == "/account/confirm-email/"
    assert Gebruiker.objects.count() == 1
    assert [mail.subject for mail in mailoutbox] == ["Je hebt al een account bij het SAM-register"]


def test_an_address_that_is_taken_at_the_same_moment_too(professional, mailoutbox, monkeypatch):
    """Two people press the button together: both forms were valid, the constraint decides."""
    monkeypatch.setattr(Aanmeldformulier, "validate_unique_email", lambda form, value: value)
    _, response = sign_up(email=professional.email)
    assert response["Location"] == "/account/confirm-email/"
    assert Gebruiker.objects.count() == 1


def test_all_faults_are_told_at_once_and_nothing_typed_is_lost(db):
    _, response = sign_up(voornaam="N00r", achternaam="", email="geen-adres", password1="kort")
    form = response.context["form"]
    assert set(form.errors) == {"voornaam", "achternaam", "email", "password1"}
    assert form.errors["voornaam"] == ["Het teken “0” hoort niet in een naam. Haal het weg."]
    assert form["voornaam"].value() == "N00r"


def test_a_failing_signup_is_not_hidden(db, monkeypatch):
    """Only a taken address is answered kindly; another broken constraint is a fault of ours."""

    def fail(form, request):
        raise IntegrityError("iets anders")

    monkeypatch.setattr("allauth.account.forms.SignupForm.try_save", fail)
    with pytest.raises(IntegrityError):
        sign_up()


@pytest.mark.parametrize("field", ["voornaam", "achternaam", "email", "password1"])
def test_a_null_sign_is_a_fault_and_not_a_crash(db, field):
    _, response = sign_up(**{field: "a\x00b"})
    assert field in response.context["form"].errors


def test_too_many_accounts_from_one_address_are_refused_with_a_page(db):
    answers = [sign_up(email=f"{n}@voorbeeld.example")[1].status_code for n in range(21)]
    assert (answers[:20], answers[20]) == ([302] * 20, 429)
    assert "Dit ging te snel achter elkaar" in sign_up()[1].content.decode()
