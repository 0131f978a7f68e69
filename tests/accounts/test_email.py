"""Another e-mail address: it counts once it is confirmed, and the old one is told."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from tests.conftest import WACHTWOORD

NIEUW = "noor.nieuw@voorbeeld.example"


@pytest.fixture
def bekend(professional, sign_in):
    """A browser in which somebody just showed again who they are."""
    client = sign_in(professional)
    client.post("/account/reauthenticate/", {"password": WACHTWOORD})
    return client


@pytest.fixture
def gevraagd(bekend, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bekend.post("/account/email/", {"email": NIEUW, "action_add": ""})
    return bekend


def test_changing_asks_to_show_again_who_you_are(professional, sign_in):
    response = sign_in(professional).post("/account/email/", {"email": NIEUW, "action_add": ""})
    assert response["Location"].startswith("/account/reauthenticate/")
    assert EmailAddress.objects.filter(user=professional).count() == 1


def test_a_new_address_waits_for_its_proof(professional, gevraagd):
    professional.refresh_from_db()
    assert professional.email == "noor@voorbeeld.example"
    assert (mail.outbox[0].to, mail.outbox[0].subject) == ([NIEUW], "Bevestig je e-mailadres voor het SAM-register")
    page = gevraagd.get("/account/email/").content.decode()
    assert "Bevestig je nieuwe e-mailadres" in page
    assert "style=" not in page[page.index("<main") :]


def test_confirmed_it_takes_the_place_and_the_old_one_is_told(
    professional, gevraagd, django_capture_on_commit_callbacks
):
    link = re.search(r"http\S+(/account/confirm-email/\S+)", mail.outbox[0].body).group(1)
    with django_capture_on_commit_callbacks(execute=True):
        gevraagd.post(link)
    professional.refresh_from_db()
    assert professional.email == NIEUW
    assert [*EmailAddress.objects.filter(user=professional).values_list("email", "primary", "verified")] == [
        (NIEUW, True, True)
    ]
    [bericht] = [bericht for bericht in mail.outbox if bericht.subject == "Je e-mailadres is veranderd"]
    assert bericht.to == ["noor@voorbeeld.example"]
    assert f"was noor@voorbeeld.example. Het is nu {NIEUW}." in bericht.body


def test_a_change_can_be_taken_back(professional, gevraagd):
    gevraagd.post("/account/email/", {"email": NIEUW, "action_remove": ""})
    assert "Je e-mailadres is noor@voorbeeld.example" in gevraagd.get("/account/email/").content.decode()


def test_an_address_of_somebody_else_stays_theirs(professional, collega, bekend, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bekend.post("/account/email/", {"email": collega.email, "action_add": ""})
    for bericht in mail.outbox:
        if link := re.search(r"http\S+(/account/confirm-email/\S+)", bericht.body):
            assert bekend.post(link.group(1)).status_code in (200, 302)
    professional.refresh_from_db()
    assert professional.email == "noor@voorbeeld.example"
    assert EmailAddress.objects.get(email=collega.email, verified=True).user == collega
