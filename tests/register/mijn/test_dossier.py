from datetime import date, timedelta

import pytest
from django.utils import timezone

from register.services.registraties import open_registratie
from tests.register.bouw import DAG, deliver_scholing, fill_dossier, log_activiteit, start_termijn


@pytest.fixture
def termijn(professional, collega):
    termijn = start_termijn(professional, timezone.localdate() - timedelta(days=365 * 4))
    fill_dossier(termijn, peer=collega)
    return termijn


def find_regel(response, titel):
    return next(regel for regel in response.context["page_obj"] if regel.titel == titel)


def test_entry_tells_what_it_counts_for_and_why_not(professional, termijn, sign_in):
    log_activiteit(termijn.registratie, timezone.localdate(), minuten=150)
    regel = find_regel(sign_in(professional).get("/mijn/dossier"), "Lezen over schaarste")
    assert (regel.punten, regel.definitief, regel.herkomst) == (
        "2,5 punten",
        False,
        "Voorlopig. Dit is je eigen opgave.",
    )
    assert regel.telt == ["Punten in totaal: 2,5 punten"]
    assert regel.telt_niet == ["Alle leefwerelden: er is geen passend kenmerk 'leefwereld' gekozen."]


def test_completion_is_one_entry_however_many_pieces_it_has(professional, termijn, sign_in):
    response = sign_in(professional).get("/mijn/dossier?soort=scholing")
    regel = find_regel(response, "Scholing")
    assert len(response.context["page_obj"]) == 1
    assert (regel.minuten, regel.punten, regel.adres) == (4800, "80 punten", "")
    assert regel.telt == [
        "Punten in totaal: 80 punten",
        "Geaccrediteerde scholing: 80 punten",
        "Alle leefwerelden: 80 punten",
    ]
    assert regel.herkomst == "Definitief. De opleider gaf dit door."


def test_full_maximum_is_explained(professional, termijn, sign_in):
    for nummer in range(2):
        log_activiteit(termijn.registratie, timezone.localdate() - nummer * DAG, minuten=15 * 60)
    regels = [
        regel
        for regel in sign_in(professional).get("/mijn/dossier").context["page_obj"]
        if regel.titel == "Lezen over schaarste"
    ]
    assert regels[1].telt == ["Punten in totaal: 15 punten"]
    assert regels[0].telt == []
    assert "Punten in totaal: het maximum voor 'Een soort overige activiteit' is vol." in regels[0].telt_niet


def test_entry_leads_to_its_own_page(professional, termijn, sign_in):
    response = sign_in(professional).get("/mijn/dossier?soort=intervisie")
    regel = response.context["page_obj"][0]
    assert sign_in(professional).get(regel.adres).status_code == 200
    assert (regel.punten, regel.herkomst) == ("2,5 punten", "Definitief. Een collega bevestigde dit.")


def test_filter_on_year_and_kind(professional, sign_in):
    registratie = open_registratie(professional)
    for jaar, soort in ((2024, "lezen"), (2025, "lezen"), (2025, "meelopen")):
        log_activiteit(registratie, date(jaar, 5, 1), soort=soort)
    client = sign_in(professional)

    def count(query):
        return client.get(f"/mijn/dossier{query}").context["page_obj"].paginator.count

    assert [count(query) for query in ("", "?jaar=2025", "?soort=lezen", "?jaar=2025&soort=lezen")] == [3, 2, 2, 1]
    response = client.get("/mijn/dossier?jaar=1800&soort=%00")
    assert (response.context["totaal"], response.context["page_obj"].paginator.count) == (3, 0)
    assert "Hier staat niets bij deze keuze" in response.content.decode()


def test_pages_of_twenty(professional, sign_in):
    registratie = open_registratie(professional)
    for nummer in range(21):
        log_activiteit(registratie, date(2026, 1, 1) + nummer * DAG)
    client = sign_in(professional)
    assert [len(client.get(f"/mijn/dossier?pagina={p}").context["page_obj"]) for p in ("1", "2", "x")] == [20, 1, 20]


def test_empty_dossier_says_how_to_begin(professional, sign_in):
    page = sign_in(professional).get("/mijn/dossier").content.decode()
    assert "Je dossier is nog leeg" in page
    assert "Hier komt alles wat je leert" in page


@pytest.mark.parametrize("aantal", [1, 3])
def test_dossier_costs_the_same_for_one_and_three(professional, sign_in, django_assert_num_queries, aantal):
    registratie = open_registratie(professional)
    for nummer in range(aantal):
        log_activiteit(registratie, date(2026, 1, 1) + nummer * DAG)
        deliver_scholing(professional, date(2026, 2, 1) + nummer * DAG)
    client = sign_in(professional)
    with django_assert_num_queries(11):
        # session, person, rooms, registratie, career, own facts, completions with accreditation, learned together,
        # what an opleider changed, what reflections came from
        assert client.get("/mijn/dossier").context["totaal"] == 3 * aantal
