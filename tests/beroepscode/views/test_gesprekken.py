"""A peer reads what is opened, adds what the talk brought and confirms; who has no account yet is invited."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Berichtvoorkeur, Raadpleging
from accounts.services.concepten import load_concept, save_concept
from accounts.services.gebruikers import create_gebruiker
from beroepscode.models import Bevestiging, Openstelling, Reflectie
from beroepscode.opengesteld import HERINNER_NA, UITNODIGING_GELDIG
from beroepscode.reflectiebeeld import mark_reflectie
from beroepscode.services.bevestigingen import (
    answer_bevestiging,
    ask_bevestiging,
    read_aanvulling,
    remind_bevestigers,
)
from beroepscode.services.openstellingen import close_openstelling
from beroepscode.services.reflecties import delete_reflectie, save_reflectie
from kern.fouten import Fouten

NU = timezone.now()
VANDAAG = timezone.localdate()
WEEK = VANDAAG + timedelta(days=7)
TEKST, ERBIJ = "Ik luisterde niet.", "We zagen samen waarom."
ANDERS = {"datum": VANDAAG, "minuten": 480, "kernwaarde": "betrokkenheid", "antwoorden": {"tekst": TEKST}}


@pytest.fixture
def reflectie(professional, write_reflectie):
    cache.clear()
    return write_reflectie(professional, tekst=TEKST)


@pytest.fixture
def verzoek(reflectie, collega) -> Bevestiging:
    return ask_bevestiging(reflectie, collega.email, tot_datum=WEEK, op=NU)


def read_gezien(page) -> str:
    return re.search(r'name="_gezien" value="([^"]+)"', page.text)[1]


def test_writer_asks_and_opens_in_one_go(reflectie, professional, collega, sign_in):
    client = sign_in(professional)
    form = client.get(f"/mijn/reflecties/{reflectie.pk}").context["vraag"]
    assert form.initial["tot_datum"] == VANDAAG + timedelta(days=14)
    client.post(f"/mijn/reflecties/{reflectie.pk}/vragen", {"collega": collega.email, "tot_datum": WEEK})
    verzoek = Bevestiging.objects.get()
    assert (verzoek.openstelling.aan, verzoek.openstelling.tot_datum) == (collega, WEEK)
    assert f"tot {WEEK.day} " in mail.outbox[0].body


def test_without_a_day_the_peer_confirms_and_does_not_read(reflectie, professional, collega, sign_in):
    client = sign_in(professional)
    client.post(f"/mijn/reflecties/{reflectie.pk}/vragen", {"collega": collega.email, "tot_datum": ""})
    assert not Openstelling.objects.exists()
    page = sign_in(collega).get(f"/mijn/bevestigen/reflecties/{Bevestiging.objects.get().pk}").text
    assert TEKST not in page
    assert "Ja, we spraken erover" in page
    assert not Raadpleging.objects.exists()


def test_peer_reads_adds_and_confirms_on_one_page(verzoek, professional, collega, sign_in):
    client = sign_in(collega)
    address = f"/mijn/bevestigen/reflecties/{verzoek.pk}"
    assert "Lees hem en schrijf erbij wat jullie gesprek bracht" in client.get("/mijn/bevestigen").text
    assert TEKST in client.get(address).text
    assert Raadpleging.objects.get().door == collega
    invoer = {"antwoord": "ja", "aanvulling": ERBIJ, "_gezien": mark_reflectie(verzoek.reflectie)}
    response = client.post(address, invoer, follow=True)
    assert "Bevestigd. De reflectie telt nu mee voor Noor van den Heuvel." in response.text
    verzoek.refresh_from_db()
    assert ERBIJ.encode() not in bytes(verzoek.aanvulling)
    assert read_aanvulling(verzoek) == ERBIJ
    assert ERBIJ in sign_in(professional).get(f"/mijn/reflecties/{verzoek.reflectie_id}").text
    again = client.get(address).text
    assert "Je bevestigde dit gesprek" in again
    assert ERBIJ in again
    client.post(address, {"antwoord": "nee"})
    verzoek.refresh_from_db()
    assert verzoek.afgewezen_op is None


def test_after_the_opening_the_peer_answers_without_reading(verzoek, collega, sign_in):
    close_openstelling(verzoek.openstelling, op=NU)
    page = sign_in(collega).get(f"/mijn/bevestigen/reflecties/{verzoek.pk}").text
    assert TEKST not in page
    assert "staat hier niet open" in page
    assert not Raadpleging.objects.exists()


def test_what_the_peer_writes_saves_itself_and_goes_with_the_reflection(verzoek, professional, collega, sign_in):
    naam = f"bevestiging-{verzoek.pk}"
    address = f"/mijn/bevestigen/reflecties/{verzoek.pk}"
    client = sign_in(collega)
    client.post(address, {"aanvulling": ERBIJ, "_concept": "0"})
    assert load_concept(collega, naam).velden["aanvulling"] == [ERBIJ]
    assert ERBIJ in client.get(address).text
    gezien = read_gezien(client.get(address))
    assert "_gezien" not in load_concept(collega, naam).velden
    client.post(address, {"aanvulling": ERBIJ, "antwoord": "ja", "_gezien": gezien})
    assert load_concept(collega, naam).velden is None
    save_concept(collega, naam, {"aanvulling": ["Nog iets"]}, versie=99, op=NU)
    delete_reflectie(verzoek.reflectie, op=NU)
    assert load_concept(collega, naam).velden is None


def test_too_long_an_addition_is_told_and_not_lost(verzoek, collega, sign_in):
    lang = "woord " * 1000
    address = f"/mijn/bevestigen/reflecties/{verzoek.pk}"
    response = sign_in(collega).post(address, {"antwoord": "ja", "aanvulling": lang})
    assert list(response.context["form"].errors) == ["aanvulling"]
    assert lang.strip() in response.text
    assert Bevestiging.objects.get().bevestigd_op is None


@pytest.mark.parametrize("bladzijde", ["/mijn/bevestigen", "/mijn/bevestigen/reflecties/{pk}"])
def test_nobody_confirms_facts_that_changed_while_their_page_was_open(bladzijde, verzoek, collega, sign_in):
    client, address = sign_in(collega), f"/mijn/bevestigen/reflecties/{verzoek.pk}"
    gezien = read_gezien(client.get(bladzijde.format(pk=verzoek.pk)))
    save_reflectie(verzoek.reflectie, **ANDERS)
    page = client.post(address, {"antwoord": "ja", "aanvulling": ERBIJ, "_gezien": gezien})
    assert "De dag, de tijd of de kernwaarde is net veranderd. Lees ze nog eens en kies dan." in page.text
    assert ("8 uur" in page.text, ERBIJ in page.text) == (True, True)
    assert Bevestiging.objects.get().bevestigd_op is None
    client.post(address, {"antwoord": "ja", "aanvulling": ERBIJ, "_gezien": read_gezien(page)})
    assert Bevestiging.objects.get().bevestigd_op is not None


def test_an_answer_of_another_tab_stands(verzoek):
    verouderd = Bevestiging.objects.get()
    answer_bevestiging(verzoek, akkoord=True, aanvulling=ERBIJ, op=NU)
    with pytest.raises(Fouten) as geweigerd:
        answer_bevestiging(verouderd, akkoord=False, op=NU)
    assert (geweigerd.value.status, geweigerd.value.fouten[0].code) == (409, "al-beantwoord")
    verzoek.refresh_from_db()
    assert (verzoek.afgewezen_op, read_aanvulling(verzoek)) == (None, ERBIJ)
    assert verzoek.openstelling.gesloten_op is None


def test_what_was_erased_meanwhile_is_not_confirmed(verzoek):
    verouderd = Bevestiging.objects.get()
    delete_reflectie(verzoek.reflectie, op=NU)
    with pytest.raises(Fouten) as geweigerd:
        answer_bevestiging(verouderd, akkoord=True, op=NU)
    assert geweigerd.value.fouten[0].code == "gewist"
    assert not Bevestiging.objects.exists()


def test_who_saves_an_old_page_keeps_the_facts_that_were_confirmed(verzoek, reflectie):
    verouderd = Reflectie.objects.get()
    verouderd.minuten = 300
    answer_bevestiging(verzoek, akkoord=True, op=NU)
    save_reflectie(verouderd, **ANDERS)
    reflectie.refresh_from_db()
    assert (reflectie.datum.isoformat(), reflectie.minuten, reflectie.kernwaarde) == (
        "2026-11-02",
        45,
        "deskundigheid",
    )


def invite(reflectie) -> tuple[Bevestiging, str]:
    verzoek = ask_bevestiging(reflectie, "nieuw@elders.example", tot_datum=WEEK, op=NU)
    return verzoek, re.search(r"/reflectie-uitnodiging/[\w-]+", mail.outbox[-1].body)[0]


def test_somebody_without_an_account_is_invited_and_finds_the_request(reflectie, client, sign_in):
    verzoek, link = invite(reflectie)
    assert verzoek.bevestiger is None
    page = client.get(link)
    assert "Noor van den Heuvel vraagt of jullie elkaar spraken" in page.text
    assert TEKST not in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    client.post(link)
    verzoek.refresh_from_db()
    assert verzoek.bevestiger is None
    nieuw = create_gebruiker(email="nieuw@elders.example", voornaam="Nieuw", achternaam="Mens", email_bevestigd=False)
    assert "Niemand wacht op je antwoord" in sign_in(nieuw).get("/mijn/bevestigen").text
    adres = EmailAddress.objects.get(user=nieuw)
    adres.verified = True
    adres.save()
    email_confirmed.send(sender=EmailAddress, request=None, email_address=adres)
    assert "Sprak je met Noor van den Heuvel over een reflectie?" in sign_in(nieuw).get("/mijn/bevestigen").text
    assert TEKST in sign_in(nieuw).get(f"/mijn/bevestigen/reflecties/{verzoek.pk}").text
    assert client.get(link).status_code == 410


def test_who_has_an_account_by_now_takes_it_on_with_a_button(reflectie, collega, sign_in):
    verzoek, link = invite(reflectie)
    nieuw = create_gebruiker(email="nieuw@elders.example", voornaam="Nieuw", achternaam="Mens")
    ander = sign_in(collega)
    assert "ging naar een ander e-mailadres" in ander.get(link).text
    ander.post(link)
    verzoek.refresh_from_db()
    assert verzoek.bevestiger is None
    assert "Laat me het verzoek zien" in sign_in(nieuw).get(link).text
    assert sign_in(nieuw).post(link).headers["Location"] == "/mijn/bevestigen"
    verzoek.refresh_from_db()
    assert (verzoek.bevestiger, verzoek.openstelling.aan) == (nieuw, nieuw)


@pytest.mark.parametrize("oud", [False, True])
def test_link_that_is_wrong_or_too_old_says_so(reflectie, client, oud):
    _, link = invite(reflectie)
    if oud:
        Bevestiging.objects.update(gevraagd_op=NU - UITNODIGING_GELDIG - timedelta(hours=1))
    response = client.get(link if oud else "/reflectie-uitnodiging/verzonnen")
    assert response.status_code == 410
    assert "Deze link werkt niet meer" in response.text


def test_unknown_number_gets_no_mail_and_one_address_few(professional, write_reflectie):
    cache.clear()
    for _ in range(4):
        reflectie = write_reflectie(professional)
        ask_bevestiging(reflectie, "10000003", op=NU)
        ask_bevestiging(reflectie, "nieuw@elders.example", op=NU)
    assert [message.to for message in mail.outbox] == [["nieuw@elders.example"]] * 3
    assert Bevestiging.objects.count() == 8


def test_reminder_goes_out_once_after_five_days(verzoek, collega, professional, derde, write_reflectie):
    ask_bevestiging(write_reflectie(professional), derde.email, op=NU)
    ask_bevestiging(write_reflectie(professional), derde.email, op=NU)
    mail.outbox.clear()
    te_vroeg, op_tijd = NU + HERINNER_NA - timedelta(hours=1), NU + HERINNER_NA
    assert remind_bevestigers(peildatum=VANDAAG, op=te_vroeg) == 0
    assert remind_bevestigers(peildatum=VANDAAG, op=op_tijd) == 2
    assert remind_bevestigers(peildatum=VANDAAG, op=op_tijd) == 0
    assert sorted((message.to[0], message.subject) for message in mail.outbox) == [
        (derde.email, "2 verzoeken wachten nog op je antwoord"),
        (collega.email, "Noor van den Heuvel wacht nog op je antwoord"),
    ]


@pytest.mark.parametrize("aantal", [1, 3])
def test_reminding_looks_up_everybody_together(
    professional, write_reflectie, make_mensen, django_assert_num_queries, aantal
):
    reflecties = [write_reflectie(professional), write_reflectie(professional)]
    for mens in make_mensen(aantal):
        for reflectie in reflecties:
            ask_bevestiging(reflectie, mens.email, op=NU)
    with django_assert_num_queries(6):  # who, begin, requests, noted, wishes, end
        assert remind_bevestigers(peildatum=VANDAAG, op=NU + HERINNER_NA) == aantal


def test_nobody_is_reminded_of_what_is_closed_answered_or_unwanted(verzoek, collega, derde, reflectie):
    Berichtvoorkeur.objects.create(gebruiker=derde, soort="verzoek", wanneer="nooit")
    ask_bevestiging(reflectie, derde.email, op=NU)
    close_openstelling(verzoek.openstelling, op=NU)
    mail.outbox.clear()
    call_command("herinner_bevestigers")
    remind_bevestigers(peildatum=VANDAAG, op=NU + HERINNER_NA)
    assert mail.outbox == []
