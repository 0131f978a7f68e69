"""The page behind the QR, and checking by number and surname."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Raadpleging
from accounts.nummers import draw_nummer
from register.codes import format_code
from register.limieten import CERTIFICATEN, OPENBARE_VRAGEN
from register.services.certificaten import withdraw_certificaat
from register.services.gebeurtenissen import record_gebeurtenis
from register.services.registraties import open_registratie
from tests.register.bouw import moment, start_termijn


def look(code: str, status: int = 200) -> str:
    antwoord = Client().get(f"/c/{code}")
    assert antwoord.status_code == status
    return antwoord.content.decode()


def heading(html: str) -> str:
    return html.partition("<h1")[2].partition(">")[2].partition("</h1>")[0].strip()


def ask(**data):
    return Client().post("/controleren", data)


def test_valid_in_any_spelling(termijn):
    code = termijn.certificaat.code
    for spelling in (code, format_code(code), format_code(code).lower()):
        html = look(spelling)
        assert heading(html) == "Geldig"
        assert "Noor van den Heuvel" in html
        assert "1 maart 2022 tot 1 maart 2027" in html


def test_unknown_is_404_and_says_what_to_do(db):
    html = look("0000-0000-0000-0000", 404)
    assert heading(html) == "Niet geldig"
    assert "Deze code kennen wij niet" in html
    assert 'href="/controleren"' in html


@pytest.mark.parametrize(
    ("soort", "kop", "zin"),
    [
        ("geschorst", "Niet geldig", "Deze professional is geschorst"),
        ("doorgehaald", "Niet geldig", "Deze registratie is doorgehaald"),
        ("onder-voorwaarden", "Geldig", "Er gelden voorwaarden"),
        ("waarschuwing", "Geldig", "mag zich geregistreerd noemen"),
    ],
)
def test_each_status_says_what_it_is(termijn, beoordelaar, soort, kop, zin):
    vandaag = timezone.localdate()
    record_gebeurtenis(
        termijn.registratie, soort=soort, geldig_van=vandaag, grond="Geheim.", door=beoordelaar, op=moment(vandaag)
    )
    html = look(termijn.certificaat.code)
    assert heading(html) == kop
    assert zin in html
    assert "Geheim." not in html


def test_expired_withdrawn_and_replaced(professional, collega, beoordelaar):
    oud = start_termijn(professional, date(2015, 1, 1)).certificaat
    html = look(oud.code)
    assert (heading(html), "1 januari 2020 verlopen" in html) == ("Niet geldig", True)
    nieuw = start_termijn(professional, timezone.localdate()).certificaat
    html = look(oud.code)
    assert (heading(html), "Vraag de professional om het nieuwe certificaat" in html) == ("Niet geldig", True)
    withdraw_certificaat(nieuw, reden="Naam fout.", door=beoordelaar, op=timezone.now())
    html = look(nieuw.code)
    assert (heading(html), "ingetrokken" in html) == ("Niet geldig", True)
    assert "Heuvel" not in html


def test_the_answer_is_not_kept_by_browsers_or_search_engines(termijn):
    antwoord = Client().get(f"/c/{termijn.certificaat.code}")
    assert "no-store" in antwoord["Cache-Control"]
    assert antwoord["X-Robots-Tag"] == "noindex"


def test_a_typed_code_leads_to_its_page(termijn):
    code = termijn.certificaat.code
    antwoord = ask(code=f" {format_code(code).lower()} ")
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"/c/{format_code(code)}")


def test_a_code_that_cannot_be_one_is_named_and_kept(db):
    html = ask(code="te-kort").content.decode()
    assert "Een code heeft 16 letters en cijfers" in html
    assert 'value="te-kort"' in html


def test_number_and_surname(termijn, professional):
    antwoord = ask(registratienummer=professional.nummer, achternaam="van den heuvel")
    assert antwoord.status_code == 200
    assert heading(antwoord.content.decode()) == "Geldig"
    assert list(Raadpleging.objects.values_list("gebruiker", "organisatie", "door")) == [
        (professional.pk, None, None)
    ]


def test_unknown_other_name_and_leerregister_are_the_same_page(termijn, professional, collega):
    open_registratie(collega)
    vragen = [
        {"registratienummer": draw_nummer(), "achternaam": "Heuvel"},
        {"registratienummer": professional.registratienummer, "achternaam": "Jansen"},
        {"registratienummer": collega.registratienummer, "achternaam": "Yıldız"},
    ]
    pages = [ask(**vraag).content.decode() for vraag in vragen]
    assert {heading(page) for page in pages} == {"Niet geldig"}
    assert len({page.partition("<main")[2].partition("Gecontroleerd op")[0] for page in pages}) == 1


def test_faults_in_the_form_are_all_named_and_nothing_is_lost(db):
    html = ask(registratienummer="12345678", achternaam="").content.decode()
    assert "Dit nummer kan niet bestaan" in html
    assert 'value="12345678"' in html
    assert html.count("<li><a href=") >= 2


def test_too_many_looks_wait(termijn):
    for op in (timezone.now(), timezone.now() + timedelta(minutes=1)):
        for limiet in (CERTIFICATEN, OPENBARE_VRAGEN):
            for _ in range(limiet.aantal):
                limiet.count("127.0.0.1", op=op)
    antwoord = Client().get(f"/c/{termijn.certificaat.code}")
    assert antwoord.status_code == 429
    assert 0 < int(antwoord["Retry-After"]) <= 60
    assert ask(registratienummer="12345678", achternaam="x").status_code == 200
    assert ask(registratienummer=termijn.registratie.gebruiker.nummer, achternaam="x").status_code == 429


def test_only_reading_a_certificate(termijn):
    assert Client().post(f"/c/{termijn.certificaat.code}").status_code == 405
