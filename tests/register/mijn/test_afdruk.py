"""The dossier on paper."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from beroepscode.models import Reflectie
from beroepscode.services.reflecties import save_reflectie
from register.services.registraties import open_registratie
from tests.register.bouw import DAG, deliver_scholing, fill_dossier, log_activiteit, start_termijn

ADRES = "/mijn/dossier/afdrukken"
TEKST = "Over <macht> dacht ik na."


@pytest.fixture
def termijn(professional, collega):
    termijn = start_termijn(professional, timezone.localdate() - timedelta(days=365 * 4))
    fill_dossier(termijn, peer=collega)
    return termijn


@pytest.fixture
def reflectie(professional):
    return save_reflectie(
        Reflectie(gebruiker=professional),
        datum=timezone.localdate(),
        minuten=30,
        kernwaarde="betrokkenheid",
        antwoorden={"tekst": TEKST},
    )


def read_bladen(response) -> dict[str, list[tuple[str, str]]]:
    return {
        blad.beeld.code: [(regel.titel, hoeveel) for regel, hoeveel in blad.regels]
        for blad in response.context["bladen"]
    }


def test_every_eis_with_what_counts_for_it(professional, termijn, sign_in):
    response = sign_in(professional).get(ADRES)
    bladen = read_bladen(response)
    assert [*bladen] == [blad.beeld.code for blad in response.context["bladen"]]
    scholing = [waarden for code, waarden in bladen.items() if ("Scholing", "80 punten") in waarden]
    assert len(scholing) == 3
    assert "no-store" in response["Cache-Control"]


def test_every_entry_is_on_it(professional, termijn, sign_in):
    registratie = termijn.registratie
    for nummer in range(30):
        log_activiteit(registratie, timezone.localdate() - nummer * DAG, minuten=15 * 60)
    response = sign_in(professional).get(ADRES)
    onder_een_eis = {regel.id for blad in response.context["bladen"] for regel, _ in blad.regels}
    nergens = {regel.id for regel in response.context["nergens"]}
    assert onder_een_eis | nergens == {regel.id for regel in response.context["regels"]}
    assert onder_een_eis & nergens == set()
    assert len(response.context["regels"]) == 30 + 2 + 14 + 5  # two meetings are still to come
    assert "Staat in het dossier, telt nu nergens voor" in response.content.decode()


def test_the_texts_of_reflections_only_when_asked(professional, reflectie, sign_in):
    client = sign_in(professional)
    assert "dacht ik na" not in client.get(ADRES).content.decode()
    html = client.get(f"{ADRES}?reflecties=ja").content.decode()
    assert "Over &lt;macht&gt; dacht ik na." in html
    assert 'value="ja" checked' in html


def test_a_text_that_no_key_opens_is_said_to_be_lost(professional, reflectie, sign_in):
    Reflectie.objects.update(tekst=b"stuk")
    html = sign_in(professional).get(f"{ADRES}?reflecties=ja").content.decode()
    assert "Deze tekst kan het register niet meer lezen." in html


def test_only_one_s_own(professional, collega, termijn, reflectie, sign_in):
    html = sign_in(collega).get(f"{ADRES}?reflecties=ja").content.decode()
    assert "dacht ik na" not in html
    assert professional.achternaam not in html


def test_no_menu_on_it(professional, sign_in):
    html = sign_in(professional).get(ADRES).content.decode()
    assert "Hoofdmenu" not in html
    assert html.count("<h1>") == 1


@pytest.mark.parametrize("aantal", [1, 3])
def test_it_costs_the_same_for_one_and_three(professional, sign_in, django_assert_num_queries, aantal):
    registratie = open_registratie(professional)
    for nummer in range(aantal):
        log_activiteit(registratie, date(2026, 1, 1) + nummer * DAG)
        deliver_scholing(professional, date(2026, 2, 1) + nummer * DAG)
        Reflectie.objects.create(
            gebruiker=professional, datum=date(2026, 3, 1), minuten=60, kernwaarde="betrokkenheid", tekst=b"x"
        )
    client = sign_in(professional)
    with django_assert_num_queries(12):
        # session, person, rooms, registratie, career, own facts, completions with accreditation, learned together,
        # what an opleider changed, work, texts of reflections
        client.get(f"{ADRES}?reflecties=ja")
