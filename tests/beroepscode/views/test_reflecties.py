import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from beroepscode.models import Bevestiging, Reflectie
from beroepscode.services.bevestigingen import answer_bevestiging, ask_bevestiging
from beroepscode.services.reflecties import read_antwoorden
from beroepscode.views.verzoeken import LIMIET

INVOER = {
    "datum": "2026-11-02",
    "duur": "1:30",
    "kernwaarde": "betrokkenheid",
    "tekst": "Ik bleef te lang aan het woord.",
}


def test_reflection_is_written_and_read_back_by_its_writer(professional, sign_in):
    client = sign_in(professional)
    response = client.post("/mijn/reflecties/nieuw", INVOER)
    reflectie = Reflectie.objects.get()
    assert response.headers["Location"] == f"/mijn/reflecties/{reflectie.pk}"
    assert (reflectie.minuten, reflectie.kernwaarde) == (90, "betrokkenheid")
    assert read_antwoorden(reflectie) == {"tekst": INVOER["tekst"]}
    page = client.get(f"/mijn/reflecties/{reflectie.pk}")
    assert INVOER["tekst"] in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_all_faults_are_told_at_once_and_nothing_typed_is_lost(professional, sign_in):
    morgen = timezone.localdate() + timedelta(days=1)
    response = sign_in(professional).post(
        "/mijn/reflecties/nieuw", {"datum": morgen, "duur": "25 uur", "kernwaarde": "", "tekst": "Mijn woorden."}
    )
    form = response.context["form"]
    assert form.errors == {
        "datum": ["Deze dag moet nog komen. Kies vandaag of een dag ervoor."],
        "duur": ["Dit is langer dan een dag. Duurde het meer dagen? Voer elke dag apart in."],
        "kernwaarde": ["Vul dit in."],
    }
    assert "Mijn woorden." in response.content.decode()
    assert not Reflectie.objects.exists()


@pytest.mark.parametrize("suffix", ["", "/vragen", "/openstellen", "/wissen"])
def test_reflection_of_another_does_not_exist(professional, collega, sign_in, write_reflectie, suffix):
    reflectie = write_reflectie(professional)
    client = sign_in(collega)
    assert client.post(f"/mijn/reflecties/{reflectie.pk}{suffix}", INVOER).status_code == 404
    assert client.get(f"/mijn/reflecties/{reflectie.pk}").status_code == 404
    assert Reflectie.objects.get().kernwaarde == "deskundigheid"


def test_known_and_unknown_peer_get_the_same_answer(professional, collega, sign_in, write_reflectie):
    client = sign_in(professional)
    pages = []
    for naam in (collega.email, "niemand@elders.example"):
        reflectie = write_reflectie(professional)
        response = client.post(f"/mijn/reflecties/{reflectie.pk}/vragen", {"collega": naam}, follow=True)
        page = re.sub(rf"(/|%2F|reflectie-){reflectie.pk}\b", "", response.content.decode().replace(naam, ""))
        eigen = ("csrfmiddlewaretoken", "uitgangspunt")  # of this reflection, whoever is asked
        pages.append([line for line in page.splitlines() if not any(naam in line for naam in eigen)])
    assert pages[0] == pages[1]
    assert list(Bevestiging.objects.order_by("pk").values_list("bevestiger", flat=True)) == [collega.pk, None]
    assert [message.to for message in mail.outbox] == [[collega.email], ["niemand@elders.example"]]
    assert {message.subject for message in mail.outbox} == {"Noor van den Heuvel vraagt je iets te bevestigen"}
    assert "/mijn/bevestigen" in mail.outbox[0].body
    assert "/reflectie-uitnodiging/" in mail.outbox[1].body


def test_peer_asked_by_mail_and_by_number_gets_one_request(professional, collega, write_reflectie):
    reflectie = write_reflectie(professional)
    ask_bevestiging(reflectie, collega.email, op=timezone.now())
    ask_bevestiging(reflectie, collega.registratienummer, op=timezone.now())
    assert [bevestiging.bevestiger for bevestiging in reflectie.bevestigingen.order_by("pk")] == [collega, None]
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("naam", "melding"),
    [
        ("12345678", "'12345678' is geen e-mailadres en geen registratienummer. Kijk het nog eens na."),
        ("noor@voorbeeld.example", "Dit ben jij zelf. Vraag een collega."),
        ("al@gevraagd.example", "Je hebt deze collega al gevraagd."),
    ],
)
def test_peer_who_cannot_be_asked_is_explained(professional, sign_in, write_reflectie, naam, melding):
    reflectie = write_reflectie(professional)
    ask_bevestiging(reflectie, "al@gevraagd.example", op=timezone.now())
    response = sign_in(professional).post(f"/mijn/reflecties/{reflectie.pk}/vragen", {"collega": naam})
    assert response.context["vraag"].errors == {"collega": [melding]}
    assert f'value="{naam}"' in response.content.decode()


def test_facts_stand_once_a_peer_confirmed_and_the_text_does_not(professional, collega, sign_in, write_reflectie):
    reflectie = write_reflectie(professional, minuten=20)
    answer_bevestiging(ask_bevestiging(reflectie, collega.email, op=timezone.now()), akkoord=True, op=timezone.now())
    sign_in(professional).post(f"/mijn/reflecties/{reflectie.pk}", INVOER)
    reflectie.refresh_from_db()
    assert (reflectie.minuten, reflectie.kernwaarde) == (20, "deskundigheid")
    assert read_antwoorden(reflectie) == {"tekst": INVOER["tekst"]}


def test_writer_erases_for_good(professional, sign_in, write_reflectie):
    reflectie = write_reflectie(professional)
    response = sign_in(professional).post(f"/mijn/reflecties/{reflectie.pk}/wissen", follow=True)
    assert response.redirect_chain == [("/mijn/reflecties", 302)]
    assert not Reflectie.objects.exists()


def test_reload_of_a_refused_question_leads_back(professional, sign_in, write_reflectie):
    reflectie = write_reflectie(professional)
    response = sign_in(professional).get(f"/mijn/reflecties/{reflectie.pk}/vragen")
    assert response.headers["Location"] == f"/mijn/reflecties/{reflectie.pk}"


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_costs_the_same_for_one_and_three(
    professional, collega, sign_in, write_reflectie, django_assert_num_queries, aantal
):
    for _ in range(aantal):
        ask_bevestiging(write_reflectie(professional), collega.email, op=timezone.now())
    client = sign_in(professional)
    with django_assert_num_queries(5):  # session, person, rooms, count, rows
        page = client.get("/mijn/reflecties").content.decode()
    assert page.count("Wacht op collega") == aantal


def test_text_that_no_key_opens_is_told_and_never_overwritten(professional, sign_in, write_reflectie):
    reflectie = write_reflectie(professional)
    Reflectie.objects.update(tekst=b"van een sleutel die weg is")
    client = sign_in(professional)
    address = f"/mijn/reflecties/{reflectie.pk}"
    for response in (client.get(address), client.post(address, INVOER)):
        assert "We kunnen je tekst nu niet openen. Er is niets gewist." in response.content.decode()
    assert bytes(Reflectie.objects.get().tekst) == b"van een sleutel die weg is"


def test_nobody_has_others_mailed_without_end(professional, collega, sign_in, write_reflectie):
    cache.clear()
    client = sign_in(professional)
    for nummer in range(LIMIET.aantal):
        reflectie = write_reflectie(professional)
        client.post(f"/mijn/reflecties/{reflectie.pk}/vragen", {"collega": f"{nummer}@elders.example"})
    response = client.post(f"/mijn/reflecties/{reflectie.pk}/vragen", {"collega": collega.email})
    assert "Morgen kun je weer iemand vragen." in response.content.decode()
    assert f'value="{collega.email}"' in response.content.decode()
    assert Bevestiging.objects.count() == LIMIET.aantal
    assert [message.to for message in mail.outbox if message.to == [collega.email]] == []


def test_address_longer_than_any_is_explained(professional, sign_in, write_reflectie):
    reflectie = write_reflectie(professional)
    naam = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 30}.example"
    response = sign_in(professional).post(f"/mijn/reflecties/{reflectie.pk}/vragen", {"collega": naam})
    assert list(response.context["vraag"].errors) == ["collega"]
