"""The years before: terms with their decision, years with their totals."""

from datetime import date

import pytest

from kern.periode import add_months
from register.services.registraties import open_registratie
from tests.register.bouw import DAG, log_activiteit, start_termijn

VAN = date(2020, 3, 1)


def test_every_entry_stands_in_its_term_and_year(professional, sign_in):
    oud = start_termijn(professional, VAN)
    nieuw = start_termijn(professional, add_months(VAN, 60))
    for dag in (VAN - DAG, VAN, date(2021, 5, 1), date(2021, 6, 1), nieuw.geldig_van):
        log_activiteit(oud.registratie, dag, minuten=90)
    response = sign_in(professional).get("/mijn/jaren")
    tijden = [
        (tijd.termijn, [(jaar.jaar, jaar.dingen, jaar.minuten, jaar.punten_tekst) for jaar in tijd.jaren])
        for tijd in response.context["tijden"]
    ]
    assert tijden == [
        (nieuw, [(2025, 1, 90, "1,5 punten")]),
        (oud, [(2020, 1, 90, "1,5 punten"), (2021, 2, 180, "3 punten")]),
        (None, [(2020, 1, 90, "1,5 punten")]),
    ]
    page = response.content.decode()
    assert 'href="/mijn/dossier?jaar=2021"' in page
    assert f'href="/c/{oud.certificaat.code}"' in page
    assert page.count("Besluit van") == 2


def test_somebody_new_reads_what_will_stand_here(professional, sign_in):
    page = sign_in(professional).get("/mijn/jaren").content.decode()
    assert "Je bent net begonnen" in page
    assert "Hier komen je jaren" in page


def test_what_the_decision_rested_on_stays_readable(professional, sign_in):
    termijn = start_termijn(professional, VAN)
    termijn.besluit.uitkomst = {"eisen": [{"titel": "Punten in totaal", "oordeel": "voldaan"}]}
    termijn.besluit.save()
    page = sign_in(professional).get("/mijn/jaren").content.decode()
    assert "Waar het besluit op rustte" in page
    assert "Punten in totaal" in page


@pytest.mark.parametrize("aantal", [1, 3])
def test_one_or_three_terms_take_the_same_queries(professional, sign_in, django_assert_num_queries, aantal):
    registratie = open_registratie(professional)
    for nummer in range(aantal):
        termijn = start_termijn(professional, add_months(VAN, -60 * nummer))
        log_activiteit(registratie, termijn.geldig_van)
    client = sign_in(professional)
    with django_assert_num_queries(9):
        # session, person, rooms, registratie, career, own facts, completions, learned together, terms
        client.get("/mijn/jaren")
