"""`GET /api/v1/certificaten/{code}`."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from register.codes import format_code
from register.limieten import CERTIFICATEN
from register.services.certificaten import withdraw_certificaat
from register.services.gebeurtenissen import record_gebeurtenis
from tests.register.bouw import moment, start_termijn


def look(code: str):
    return Client().get(f"/api/v1/certificaten/{code}")


def test_a_code_answers_in_any_spelling(termijn, professional):
    code = termijn.certificaat.code
    for spelling in (code, format_code(code), format_code(code).lower(), code.replace("0", "o").replace("1", "l")):
        antwoord = look(spelling)
        assert antwoord.status_code == 200
        body = antwoord.json()
        assert body.pop("gecontroleerdOp").endswith("Z")
        assert body == {
            "naam": "Noor van den Heuvel",
            "registratienummer": professional.registratienummer,
            "geldigVan": "2022-03-01",
            "geldigTot": "2027-03-01",
            "status": "geregistreerd",
        }


@pytest.mark.parametrize("code", ["0000-0000-0000-0000", "kort", "U" * 16, "%00", "é" * 16])
def test_an_unknown_code_is_a_404(db, code):
    antwoord = look(code)
    assert antwoord.status_code == 404
    assert antwoord["Content-Type"] == "application/problem+json"
    assert antwoord["API-Version"] == "1.0.0"


def test_suspended_and_struck_off(termijn, beoordelaar):
    vandaag = timezone.localdate()
    for soort, status in (("geschorst", "geschorst"), ("doorgehaald", "doorgehaald")):
        record_gebeurtenis(
            termijn.registratie,
            soort=soort,
            geldig_van=vandaag,
            grond="Na onderzoek.",
            door=beoordelaar,
            op=moment(vandaag),
        )
        assert look(termijn.certificaat.code).json()["status"] == status


def test_expired(professional):
    certificaat = start_termijn(professional, date(2015, 1, 1)).certificaat
    assert look(certificaat.code).json()["status"] == "verlopen"


def test_withdrawn_is_gone(termijn, beoordelaar):
    withdraw_certificaat(termijn.certificaat, reden="Naam fout.", door=beoordelaar, op=timezone.now())
    antwoord = look(termijn.certificaat.code)
    assert antwoord.status_code == 410
    assert antwoord["Content-Type"] == "application/problem+json"


def test_an_address_that_asks_too_much_waits(termijn):
    for op in (timezone.now(), timezone.now() + timedelta(minutes=1)):
        for _ in range(60):
            CERTIFICATEN.count("127.0.0.1", op=op)
    assert look(termijn.certificaat.code).status_code == 429


def test_queries(termijn, django_assert_num_queries):
    look(termijn.certificaat.code)
    with django_assert_num_queries(8):  # the certificate, its status, and six of the limit
        look(termijn.certificaat.code)
