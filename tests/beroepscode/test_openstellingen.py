"""A reflection is read by nobody, unless its writer opens it: to whom, until when, and every look is noted."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Logregel, Raadpleging
from accounts.services.gebruikers import create_gebruiker
from beroepscode.models import Openstelling, Reflectie
from beroepscode.opengesteld import find_opengesteld
from beroepscode.services.bevestigingen import answer_bevestiging, ask_bevestiging, claim_verzoeken
from beroepscode.services.openstellingen import (
    close_openstelling,
    open_voor_collega,
    open_voor_kantoor,
    read_opengesteld,
)
from beroepscode.services.reflecties import save_reflectie

NU = timezone.now()
VANDAAG = timezone.localdate()
MORGEN, WEEK = VANDAAG + timedelta(days=1), VANDAAG + timedelta(days=7)
TEKST = "Ik luisterde niet en ik weet waarom."


@pytest.fixture
def reflectie(professional, write_reflectie):
    return write_reflectie(professional, tekst=TEKST)


def test_who_has_no_opening_finds_nothing(reflectie, collega, derde, medewerker, kantoor, sign_in):
    openstelling = open_voor_collega(reflectie, collega.email, tot_datum=WEEK, op=NU)
    for ander in (derde, medewerker(kantoor)):
        for address in ("/mijn/opengesteld", "/kantoor/opengesteld"):
            assert sign_in(ander).get(f"{address}/{openstelling.pk}").status_code == 404
    assert not Raadpleging.objects.exists()


def test_peer_reads_and_the_writer_sees_it_on_the_page_itself(reflectie, professional, collega, sign_in):
    open_voor_collega(reflectie, collega.registratienummer, tot_datum=WEEK, op=NU)
    client = sign_in(collega)
    [openstelling] = find_opengesteld(collega, peildatum=VANDAAG)
    assert TEKST not in client.get("/mijn/opengesteld").text
    assert not Raadpleging.objects.exists()
    for _ in range(2):
        response = client.get(f"/mijn/opengesteld/{openstelling.pk}")
        assert TEKST in response.text
        assert "no-store" in response.headers["Cache-Control"]
    rijen = Raadpleging.objects.values_list("gebruiker", "door", "onderwerp", "organisatie")
    assert [*rijen] == [(professional.pk, collega.pk, f"reflectie:{reflectie.pk}", None)] * 2
    page = sign_in(professional).get(f"/mijn/reflecties/{reflectie.pk}").text
    assert page.count("Yusuf Yıldız, op ") == 2
    assert "Yusuf" in sign_in(professional).get("/mijn/raadplegingen").text


@pytest.mark.parametrize(("tot", "open"), [(VANDAAG - timedelta(days=1), False), (VANDAAG, False), (MORGEN, True)])
def test_an_opening_holds_until_its_day_that_day_not_included(reflectie, collega, tot, open, sign_in):
    openstelling = open_voor_collega(reflectie, collega.email, tot_datum=tot, op=NU)
    status = sign_in(collega).get(f"/mijn/opengesteld/{openstelling.pk}").status_code
    assert status == (200 if open else 404)


def test_closed_is_closed_at_once(reflectie, professional, collega, sign_in):
    openstelling = open_voor_collega(reflectie, collega.email, tot_datum=WEEK, op=NU)
    address = f"/mijn/openstellingen/{openstelling.pk}/sluiten"
    assert sign_in(collega).post(address).status_code == 404
    response = sign_in(professional).post(address, follow=True)
    assert "Dicht. Vanaf nu leest alleen jij deze tekst weer." in response.text
    assert sign_in(collega).get(f"/mijn/opengesteld/{openstelling.pk}").status_code == 404
    assert sign_in(professional).post(address).status_code == 404
    assert [*Logregel.objects.order_by("pk").values_list("handeling", flat=True)] == [
        "reflectie-opengesteld",
        "reflectie-gesloten",
    ]


def test_writer_opens_to_a_peer_with_a_form(reflectie, professional, collega, sign_in):
    client = sign_in(professional)
    address = f"/mijn/reflecties/{reflectie.pk}/openstellen"
    for tot, melding in (
        (VANDAAG, "Kies een dag na vandaag."),
        (VANDAAG + timedelta(days=200), "Kies een dag binnen 6 maanden. Daarna kun je opnieuw openstellen."),
    ):
        response = client.post(
            address, {"voor": "lezer", "lezer-collega": professional.email, "lezer-tot_datum": tot}
        )
        fouten = {"collega": ["Dit ben jij zelf. Vraag een collega."], "tot_datum": [melding]}
        assert response.context["lezer"].errors == fouten
    client.post(address, {"voor": "lezer", "lezer-collega": collega.email, "lezer-tot_datum": WEEK})
    [openstelling] = Openstelling.objects.all()
    assert (openstelling.aan, openstelling.tot_datum) == (collega, WEEK)
    assert [message.to for message in mail.outbox] == [[collega.email]]
    assert mail.outbox[0].subject == "Noor van den Heuvel laat je een reflectie lezen"
    assert client.get(address).headers["Location"] == f"/mijn/reflecties/{reflectie.pk}"


def test_opening_again_takes_the_place_of_the_first(reflectie, collega):
    eerst = open_voor_collega(reflectie, collega.email, tot_datum=MORGEN, op=NU)
    open_voor_collega(reflectie, collega.registratienummer, tot_datum=WEEK, op=NU)
    eerst.refresh_from_db()
    assert eerst.gesloten_op == NU
    assert [item.tot_datum for item in find_opengesteld(collega, peildatum=VANDAAG)] == [WEEK]


def test_known_and_unknown_look_the_same_to_the_writer(reflectie, professional, collega, sign_in):
    open_voor_collega(reflectie, collega.email, tot_datum=WEEK, op=NU)
    open_voor_collega(reflectie, "niemand@elders.example", tot_datum=WEEK, op=NU)
    page = sign_in(professional).get(f"/mijn/reflecties/{reflectie.pk}").text
    assert page.count("<strong>open tot ") == 2
    assert [message.to for message in mail.outbox] == [[collega.email]]


def test_the_office_reads_what_was_opened_to_it(reflectie, professional, kantoor, medewerker, sign_in):
    ander = Reflectie.objects.get(pk=reflectie.pk)
    client = sign_in(professional)
    address = f"/mijn/reflecties/{reflectie.pk}/openstellen"
    response = client.post(address, {"voor": "kantoor", "kantoor-tot_datum": VANDAAG})
    assert response.context["voor_kantoor"].errors == {"tot_datum": ["Kies een dag na vandaag."]}
    client.post(address, {"voor": "kantoor", "kantoor-tot_datum": WEEK})
    openstelling = Openstelling.objects.get()
    assert openstelling.organisatie == kantoor
    office = sign_in(medewerker(kantoor))
    lijst = office.get("/kantoor/opengesteld").text
    assert "Noor van den Heuvel" in lijst
    assert TEKST not in lijst
    assert TEKST in office.get(f"/kantoor/opengesteld/{openstelling.pk}").text
    raadpleging = Raadpleging.objects.get()
    assert (raadpleging.organisatie, raadpleging.onderwerp) == (kantoor, f"reflectie:{ander.pk}")
    close_openstelling(openstelling, op=NU)
    assert office.get(f"/kantoor/opengesteld/{openstelling.pk}").status_code == 404


def test_video_is_never_opened_to_the_office(professional, kantoor, sign_in):
    reflectie = Reflectie(gebruiker=professional, sjabloon="video", sjabloon_versie=date(2026, 1, 1))
    antwoorden = {"toestemming": "ja", "moment": "Ik keek weg."}
    save_reflectie(reflectie, datum=VANDAAG, minuten=30, antwoorden=antwoorden)
    client = sign_in(professional)
    page = client.get(f"/mijn/reflecties/{reflectie.pk}").text
    assert "Laat een collega lezen" in page
    assert "Laat het registerkantoor lezen" not in page
    invoer = {"voor": "kantoor", "kantoor-tot_datum": WEEK}
    assert client.post(f"/mijn/reflecties/{reflectie.pk}/openstellen", invoer).status_code == 404
    assert not Openstelling.objects.exists()


def test_text_that_no_key_opens_is_told_to_the_reader(reflectie, collega, sign_in):
    openstelling = open_voor_collega(reflectie, collega.email, tot_datum=WEEK, op=NU)
    Reflectie.objects.update(tekst=b"van een sleutel die weg is")
    page = sign_in(collega).get(f"/mijn/opengesteld/{openstelling.pk}").text
    assert "We kunnen deze tekst nu niet openen." in page


def test_what_was_opened_to_an_address_waits_for_its_owner(reflectie, professional):
    open_voor_collega(reflectie, "nieuw@elders.example", tot_datum=WEEK, op=NU)
    ask_bevestiging(reflectie, "ook@elders.example", tot_datum=WEEK, op=NU)
    nieuw = create_gebruiker(email="nieuw@elders.example", voornaam="Nieuw", achternaam="Mens")
    assert not find_opengesteld(nieuw, peildatum=VANDAAG).exists()
    assert claim_verzoeken(nieuw, "Nieuw@elders.example") == 0
    assert find_opengesteld(nieuw, peildatum=VANDAAG).count() == 1
    claim_verzoeken(professional, "ook@elders.example")
    assert not find_opengesteld(professional, peildatum=VANDAAG).exists()


def test_no_closes_what_came_with_the_request(reflectie, collega):
    verzoek = ask_bevestiging(reflectie, collega.email, tot_datum=WEEK, op=NU)
    answer_bevestiging(verzoek, akkoord=False, op=NU)
    assert not find_opengesteld(collega, peildatum=VANDAAG).exists()


def test_reading_notes_before_it_reads(reflectie, collega):
    openstelling = open_voor_collega(reflectie, collega.email, tot_datum=WEEK, op=NU)
    assert read_opengesteld(openstelling, door=collega, op=NU) == {"tekst": TEKST}
    assert Raadpleging.objects.get().op == NU


@pytest.mark.parametrize("aantal", [1, 3])
def test_lists_cost_the_same_for_one_and_three(
    professional, collega, kantoor, medewerker, write_reflectie, sign_in, django_assert_num_queries, aantal
):
    for _ in range(aantal):
        reflectie = write_reflectie(professional)
        verzoek = ask_bevestiging(reflectie, collega.email, tot_datum=WEEK, op=NU)
        answer_bevestiging(verzoek, akkoord=True, op=NU)
        open_voor_kantoor(reflectie, kantoor, tot_datum=WEEK, op=NU)
    client, office = sign_in(collega), sign_in(medewerker(kantoor))
    with django_assert_num_queries(6):  # session, person, rooms, opened, confirmed: count and rows
        assert client.get("/mijn/opengesteld").text.count("Reflectie van Noor") == aantal
    with django_assert_num_queries(6):  # session, person, membership, rooms, count, rows
        assert office.get("/kantoor/opengesteld").text.count('<th scope="row">') == aantal
