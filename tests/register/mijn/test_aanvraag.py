from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from register.models import Aanvraag
from register.services.aanvragen import submit_aanvraag
from tests.register.bouw import complete_profiel, sign_code, start_termijn


@pytest.fixture
def registratie(professional):
    registratie = complete_profiel(professional)
    sign_code(professional, timezone.localdate())
    return registratie


def test_what_is_short_is_told_with_the_step_that_helps(professional, sign_in):
    client = sign_in(professional)
    page = client.get("/mijn/aanvraag").content.decode()
    assert "Voor je eerste registratie mist je dossier nog 3 dingen" in page
    assert 'href="/mijn/profiel"' in page
    assert "Vraag je eerste registratie aan" not in page
    response = client.post("/mijn/aanvraag", follow=True)
    assert "Je kunt nu nog niet aanvragen. Hieronder staat wat mist." in response.content.decode()
    assert not Aanvraag.objects.exists()


def test_complete_dossier_applies_with_one_button(professional, registratie, sign_in):
    client = sign_in(professional)
    page = client.get("/mijn/aanvraag").content.decode()
    assert "Je kunt je eerste registratie aanvragen" in page
    assert "Iets daarvan is nog voorlopig." in page
    response = client.post("/mijn/aanvraag", follow=True)
    assert response.redirect_chain == [("/mijn/aanvraag", 302)]
    aanvraag = Aanvraag.objects.get()
    assert (aanvraag.registratie, aanvraag.soort) == (registratie, "eerste")
    assert "Je aanvraag ligt bij het registerkantoor" in response.content.decode()
    assert len(mail.outbox) == 1


def test_second_click_says_that_it_is_in(professional, registratie, sign_in):
    client = sign_in(professional)
    client.post("/mijn/aanvraag")
    page = client.post("/mijn/aanvraag", follow=True).content.decode()
    assert "Je aanvraag ligt bij het registerkantoor. Je hoeft niets te doen." in page
    assert Aanvraag.objects.count() == 1


def test_application_is_withdrawn_once(professional, registratie, sign_in):
    aanvraag = submit_aanvraag(registratie, soort="eerste", op=timezone.now())
    client = sign_in(professional)
    page = client.post(f"/mijn/aanvraag/{aanvraag.pk}/intrekken", follow=True).content.decode()
    assert "Je aanvraag is ingetrokken." in page
    assert "Ingetrokken op" in page
    page = client.post(f"/mijn/aanvraag/{aanvraag.pk}/intrekken", follow=True).content.decode()
    assert "Deze aanvraag is al afgehandeld. Intrekken kan niet meer." in page


def test_application_of_another_does_not_exist(collega, registratie, sign_in):
    aanvraag = submit_aanvraag(registratie, soort="eerste", op=timezone.now())
    assert sign_in(collega).post(f"/mijn/aanvraag/{aanvraag.pk}/intrekken").status_code == 404


def test_decision_and_reason_stay_readable(professional, sign_in):
    start_termijn(professional, timezone.localdate() - timedelta(days=30))
    page = sign_in(professional).get("/mijn/aanvraag").content.decode()
    assert "Eerdere aanvragen" in page
    assert "Toegekend" in page
    assert ": Voldoet." in page


@pytest.mark.parametrize("aantal", [1, 3])
def test_page_costs_the_same_for_one_and_three(professional, registratie, sign_in, django_assert_num_queries, aantal):
    for _ in range(aantal):
        Aanvraag.objects.create(
            registratie=registratie, soort="eerste", ingediend_op=timezone.now(), ingetrokken_op=timezone.now()
        )
    client = sign_in(professional)
    with django_assert_num_queries(10):
        # session, person, rooms, registratie, career, own facts, completions, learned together, applications,
        # catalogue
        client.get("/mijn/aanvraag")
