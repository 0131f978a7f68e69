"""One peer has two names: whoever is asked by both has one request, and one no closes the text for good."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from beroepscode.models import Bevestiging, Openstelling
from beroepscode.opengesteld import find_opengesteld
from beroepscode.reflectiebeeld import mark_reflectie
from beroepscode.services.bevestigingen import answer_bevestiging, ask_bevestiging, claim_verzoeken
from beroepscode.services.openstellingen import open_voor_collega

NU = timezone.now()
VANDAAG = timezone.localdate()
WEEK, MAAND = VANDAAG + timedelta(days=7), VANDAAG + timedelta(days=30)
TEKST = "Ik luisterde niet en ik weet waarom."


@pytest.fixture
def reflectie(professional, write_reflectie):
    return write_reflectie(professional, tekst=TEKST)


def find_verzoek(collega) -> Bevestiging:
    return Bevestiging.objects.get(bevestiger=collega)


def test_no_closes_the_text_by_whatever_name_it_was_opened(reflectie, professional, collega, sign_in):
    schrijver, lezer = sign_in(professional), sign_in(collega)
    for naam, tot in ((collega.email, WEEK), (collega.registratienummer, MAAND)):
        schrijver.post(f"/mijn/reflecties/{reflectie.pk}/vragen", {"collega": naam, "tot_datum": tot})
    verzoek = find_verzoek(collega)
    assert verzoek.openstelling.tot_datum == MAAND
    assert f"open tot {MAAND.day} " in lezer.get("/mijn/bevestigen").text
    adres = f"/mijn/bevestigen/reflecties/{verzoek.pk}"
    page = lezer.get(adres).text
    assert (TEKST in page, "gaat de tekst meteen dicht" in page) == (True, True)
    gelezen = f"/mijn/opengesteld/{verzoek.openstelling_id}"
    assert TEKST in lezer.get(gelezen).text
    lezer.post(adres, {"antwoord": "nee", "_gezien": mark_reflectie(reflectie)})
    assert lezer.get(gelezen).status_code == 404
    assert TEKST not in lezer.get(adres).text
    assert not Openstelling.objects.filter(gesloten_op=None).exists()


def test_what_stood_open_by_a_second_request_closes_too(reflectie, collega):
    """As it was kept before one request held the opening: the second, that is nobody's, holds it."""
    verzoek = ask_bevestiging(reflectie, collega.email, op=NU)
    tweede = Bevestiging.objects.create(reflectie=reflectie, gevraagd_aan=collega.registratienummer, gevraagd_op=NU)
    tweede.openstelling = reflectie.openstellingen.create(aan=collega, tot_datum=WEEK, geopend_op=NU)
    tweede.save()
    answer_bevestiging(verzoek, akkoord=False, op=NU)
    assert not find_opengesteld(collega, peildatum=VANDAAG).exists()


def test_asked_again_after_no_opens_nothing_and_the_writer_sees_no_difference(
    reflectie, professional, collega, sign_in
):
    answer_bevestiging(ask_bevestiging(reflectie, collega.registratienummer, op=NU), akkoord=False, op=NU)
    mail.outbox.clear()
    schrijver = sign_in(professional)
    for naam in (collega.email, "niemand@elders.example"):
        schrijver.post(f"/mijn/reflecties/{reflectie.pk}/vragen", {"collega": naam, "tot_datum": WEEK})
    page = schrijver.get(f"/mijn/reflecties/{reflectie.pk}").text
    for naam in (collega.email, "niemand@elders.example"):
        assert f"Gevraagd aan {naam} op" in page
        assert f"<span>{naam}:" in page
    assert page.count("<strong>open tot ") == 2
    assert [bericht.to for bericht in mail.outbox] == [["niemand@elders.example"]]
    assert not find_opengesteld(collega, peildatum=VANDAAG).exists()
    claim_verzoeken(collega, collega.email)
    assert not find_opengesteld(collega, peildatum=VANDAAG).exists()


def test_asked_again_after_yes_may_read_again(reflectie, collega):
    answer_bevestiging(ask_bevestiging(reflectie, collega.email, op=NU), akkoord=True, op=NU)
    ask_bevestiging(reflectie, collega.registratienummer, tot_datum=WEEK, op=NU)
    assert find_verzoek(collega).openstelling.aan == collega
    assert find_opengesteld(collega, peildatum=VANDAAG).count() == 1


def test_what_the_writer_opened_without_a_request_is_on_the_page_and_stays(reflectie, collega, sign_in):
    verzoek = ask_bevestiging(reflectie, collega.email, op=NU)
    openstelling = open_voor_collega(reflectie, collega.registratienummer, tot_datum=WEEK, op=NU)
    lezer, adres = sign_in(collega), f"/mijn/bevestigen/reflecties/{verzoek.pk}"
    page = lezer.get(adres).text
    assert TEKST in page
    assert "staat hier niet open" not in page
    assert "gaat de tekst meteen dicht" not in page
    lezer.post(adres, {"antwoord": "nee", "_gezien": mark_reflectie(reflectie)})
    assert TEKST in lezer.get(f"/mijn/opengesteld/{openstelling.pk}").text


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_page_of_a_request_costs_the_same(reflectie, collega, sign_in, django_assert_num_queries, aantal):
    namen = [collega.email, collega.registratienummer, "10000003"][:aantal]
    for naam in namen:
        ask_bevestiging(reflectie, naam, tot_datum=WEEK, op=NU)
    client, adres = sign_in(collega), f"/mijn/bevestigen/reflecties/{find_verzoek(collega).pk}"
    with django_assert_num_queries(10):  # session, person, draft, request, opening, the look in 3 and text, rooms
        assert TEKST in client.get(adres).text
