"""Downloading one's own certificate."""

import io
from datetime import date

import pypdf
from django.test import Client
from django.utils import timezone

from register.codes import format_code
from register.services.certificaten import withdraw_certificaat
from register.services.gebeurtenissen import record_gebeurtenis
from tests.register.bouw import start_termijn

ADRES = "/mijn/certificaat"


def test_ones_own_newest_certificate_as_attachment(termijn, collega, professional, sign_in):
    start_termijn(collega, date(2023, 1, 1))
    antwoord = sign_in(professional).get(ADRES)
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"].startswith("attachment")
    assert "no-store" in antwoord["Cache-Control"]
    tekst = pypdf.PdfReader(io.BytesIO(antwoord.content)).pages[0].extract_text()
    assert "Noor van den Heuvel" in tekst
    assert format_code(termijn.certificaat.code) in tekst
    assert "Yusuf" not in tekst


def test_without_a_certificate_it_says_when_it_comes(collega, sign_in):
    antwoord = sign_in(collega).get(ADRES, follow=True)
    assert antwoord.redirect_chain == [("/mijn", 302)]
    assert "Je krijgt het bij je registratie." in antwoord.content.decode()


def test_not_once_withdrawn(termijn, professional, beoordelaar, sign_in):
    withdraw_certificaat(termijn.certificaat, reden="Naam fout.", door=beoordelaar, op=timezone.now())
    assert sign_in(professional).get(ADRES)["Location"] == "/mijn"


def test_not_while_suspended(termijn, professional, beoordelaar, sign_in):
    vandaag = timezone.localdate()
    record_gebeurtenis(
        termijn.registratie, soort="geschorst", geldig_van=vandaag, grond="x", door=beoordelaar, op=timezone.now()
    )
    antwoord = sign_in(professional).get(ADRES, follow=True)
    assert "Je status: geschorst." in antwoord.content.decode()


def test_only_signed_in(db):
    assert Client().get(ADRES)["Location"].startswith("/account/login")
