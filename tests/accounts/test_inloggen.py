import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.forms.inloggen import TYPEFOUT
from accounts.services.gebruikers import create_gebruiker
from tests.conftest import WACHTWOORD

INLOGGEN = "/account/login/"


def log_in(login, password=WACHTWOORD, **extra):
    client = Client()
    response = client.post(INLOGGEN, {"login": login, "password": password}, **extra)
    return client, response


def is_in(client, gebruiker):
    return client.session.get("_auth_user_id") == str(gebruiker.pk)


@pytest.mark.parametrize(
    "typed", ["noor@voorbeeld.example", " NOOR@voorbeeld.example ", "{0}", "SAM-{1} {2}", " {1} {2} ", "sam {1}.{2}"]
)
def test_sign_in_with_address_or_number_however_it_is_typed(professional, typed):
    nummer = professional.registratienummer
    client, response = log_in(typed.format(nummer, nummer[:4], nummer[4:]))
    assert (response.status_code, response["Location"], is_in(client, professional)) == (302, "/mijn", True)


def test_a_typo_in_the_number_is_told_as_such(professional):
    nummer = professional.registratienummer
    typo = nummer[:7] + str((int(nummer[7]) + 1) % 10)
    _, response = log_in(typo)
    assert response.context["form"].errors == {"login": [TYPEFOUT]}
    assert response.context["form"]["login"].value() == typo


def test_a_wrong_password_does_not_say_whether_the_account_exists(professional):
    answers = [
        log_in(login, "verkeerd")[1].context["form"].non_field_errors()
        for login in (professional.email, "niemand@voorbeeld.example", professional.registratienummer)
    ]
    assert answers == [answers[0]] * 3
    assert answers[0][0].startswith("Deze gegevens kloppen niet samen.")


def test_guessing_a_password_is_limited_and_said(professional):
    for _ in range(5):
        log_in(professional.email, "verkeerd")
    _, response = log_in(professional.email)
    assert response.context["form"].non_field_errors() == [
        "Dit ging te vaak mis. Wacht vijf minuten en probeer het dan opnieuw."
    ]


def test_a_forged_forwarded_address_does_not_lift_the_limit(professional):
    for i in range(12):
        _, response = log_in(f"niemand{i}@voorbeeld.example", "verkeerd", HTTP_X_FORWARDED_FOR=f"203.0.113.{i}")
    assert response.context["form"].non_field_errors()[0].startswith("Dit ging te vaak mis.")


def test_an_address_that_is_not_confirmed_receives_a_mail_first(db, mailoutbox):
    gebruiker = create_gebruiker(
        email="nieuw@voorbeeld.example", voornaam="A", achternaam="B", password=WACHTWOORD, email_bevestigd=False
    )
    client, response = log_in("nieuw@voorbeeld.example")
    assert (response["Location"], is_in(client, gebruiker)) == ("/account/confirm-email/", False)
    assert [mail.subject for mail in mailoutbox] == ["Bevestig je e-mailadres voor het SAM-register"]


def test_the_main_address_stays(professional, sign_in):
    client = sign_in(professional)
    client.post("/account/reauthenticate/", {"password": WACHTWOORD})
    client.post("/account/email/", {"action_remove": "", "email": professional.email})
    assert EmailAddress.objects.filter(user=professional, primary=True).exists()


def test_the_page_asks_in_dutch(db):
    page = Client().get(INLOGGEN).content.decode()
    assert "E-mailadres of registratienummer" in page
    assert 'autocomplete="username"' in page
