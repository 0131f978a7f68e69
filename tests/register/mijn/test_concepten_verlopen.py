"""What somebody sends when their session is over, or began anew, stands in the form again. No JavaScript needed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Concept
from accounts.services.concepten import discard_concept, load_concept, make_merk
from accounts.views import noodkopie
from register.models import Activiteit
from tests.conftest import WACHTWOORD
from tests.register.mijn.concepten import INVOER, NIEUW, VELDEN, save, told, values


class Verlopen:
    """A browser whose session is over while a form of this person stands open."""

    def __init__(self, gebruiker):
        self.gebruiker, self.client = gebruiker, Client()

    def post(self, invoer=INVOER, *, path=NIEUW, versie=0):
        hidden = {"_merk": make_merk(self.gebruiker), "_versie": str(versie)}
        response = self.client.post(path, invoer | hidden)
        assert response["Location"] == f"/account/login/?next={path}"

    def sign_in(self, gebruiker, path=NIEUW):
        login = {"login": gebruiker.email, "password": WACHTWOORD}
        return self.client.post(f"/account/login/?next={path}", login, follow=True)


def test_what_was_sent_after_the_session_stands_there_after_signing_in(professional):
    browser = Verlopen(professional)
    browser.post()
    response = browser.sign_in(professional)
    assert response.redirect_chain[-1][0] == NIEUW
    assert {naam: values(response)[naam] for naam in INVOER} == INVOER
    assert told(response).endswith("staat weer klaar. Begin opnieuw")
    assert load_concept(professional, "activiteit").velden == VELDEN
    assert browser.client.session.get(noodkopie.SLEUTEL) == []


def test_it_lies_encrypted_in_the_session(professional):
    browser = Verlopen(professional)
    browser.post()
    assert "schaarste" not in str(dict(browser.client.session.items()))
    assert len(browser.client.session[noodkopie.SLEUTEL]) == 1
    assert browser.client.session.get_expiry_age() in (1799, 1800)


def test_who_signs_in_later_does_not_see_the_text_of_another(professional, collega):
    browser = Verlopen(professional)
    browser.post()
    response = browser.sign_in(collega)
    assert values(response)["titel"] is None
    assert not Concept.objects.exists()


def test_after_half_an_hour_it_is_gone(professional, monkeypatch):
    browser = Verlopen(professional)
    browser.post()
    later = timezone.now() + timedelta(minutes=30)
    monkeypatch.setattr(noodkopie.timezone, "now", lambda: later)
    browser.client.force_login(professional)
    assert values(browser.client.get(NIEUW))["titel"] is None


def test_newer_text_on_the_server_is_not_overwritten_by_it(professional):
    save(professional, velden={"titel": ["Nieuwer"]})
    browser = Verlopen(professional)
    browser.post()
    response = browser.sign_in(professional)
    assert values(response)["titel"] == INVOER["titel"]
    assert told(response).startswith("In een ander tabblad")
    assert load_concept(professional, "activiteit").velden == {"titel": ["Nieuwer"]}


def test_a_draft_that_was_sent_elsewhere_is_no_newer_text(professional):
    save(professional)
    discard_concept(professional, "activiteit", op=timezone.now())
    browser = Verlopen(professional)
    browser.post(versie=1)
    assert told(browser.sign_in(professional)).endswith("staat weer klaar. Begin opnieuw")


def test_two_forms_sent_after_the_session_both_come_back(professional):
    browser = Verlopen(professional)
    browser.post()
    browser.post({"werkgever": "Gemeente"}, path="/mijn/werk/nieuw")
    browser.sign_in(professional)
    assert values(browser.client.get("/mijn/werk/nieuw"))["werkgever"] == "Gemeente"
    assert values(browser.client.get(NIEUW))["titel"] == INVOER["titel"]


@pytest.mark.parametrize("change", [{"_merk": ""}, {"titel": "a" * 200_001}])
def test_what_is_not_a_form_of_ours_is_not_kept(professional, change):
    client = Client()
    client.post(NIEUW, INVOER | {"_merk": make_merk(professional)} | change)
    assert noodkopie.SLEUTEL not in client.session


def test_one_address_cannot_fill_the_database(professional):
    op = timezone.now()
    for _ in range(noodkopie.LIMIET.aantal):
        noodkopie.LIMIET.count("127.0.0.1", op=op)
    Verlopen(professional).post()
    client = Client()
    client.post(NIEUW, INVOER | {"_merk": make_merk(professional)})
    assert noodkopie.SLEUTEL not in client.session


def send_with_old_token(gebruiker, merk, *, signed_in):
    """Send a form whose token no longer holds, as one that stood open while somebody signed in again."""
    client = Client(enforce_csrf_checks=True)
    if signed_in:
        client.force_login(gebruiker)
    return client, client.post(NIEUW, INVOER | {"_merk": merk, "_versie": "0", "csrfmiddlewaretoken": "oud"})


def test_a_form_that_stood_open_while_somebody_signed_in_again_keeps_its_text(professional):
    client, response = send_with_old_token(professional, make_merk(professional), signed_in=True)
    assert (response.status_code, response["Location"]) == (302, NIEUW)
    assert not Activiteit.objects.exists()
    response = client.get(NIEUW)
    assert values(response)["titel"] == INVOER["titel"]
    assert [str(m) for m in response.context["messages"]] == [
        "Je formulier stond lang open. Je tekst staat er nog: verstuur hem nu opnieuw."
    ]


def test_and_so_does_one_of_a_session_that_is_over(professional):
    client, response = send_with_old_token(professional, make_merk(professional), signed_in=False)
    assert response["Location"] == f"/account/login/?next={NIEUW}"
    client.force_login(professional)
    assert values(client.get(NIEUW))["titel"] == INVOER["titel"]


@pytest.mark.parametrize("signed_in", [True, False])
def test_another_site_cannot_plant_text(professional, collega, signed_in):
    client, _ = send_with_old_token(
        professional, "geraden" if not signed_in else make_merk(collega), signed_in=signed_in
    )
    client.force_login(professional)
    assert values(client.get(NIEUW))["titel"] is None
    assert not Concept.objects.exists()


def test_a_forged_form_without_a_mark_is_refused_as_ever(professional):
    assert send_with_old_token(professional, "", signed_in=True)[1].status_code == 403
