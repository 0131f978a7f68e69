"""Every look at somebody by another stands in that person's own log: who, what and why."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Raadpleging
from accounts.services.logboek import record_overzicht
from register.services.aanvragen import submit_aanvraag

KANTOOR, WERKGEVER = "Registerkantoor", "Gemeente Waterstad"
NIEMAND = (None, None)


@pytest.fixture
def aanvraag(volle_termijn):
    return submit_aanvraag(volle_termijn.registratie, soort="herregistratie", op=timezone.now())


def list_blikken(gebruiker) -> list[tuple]:
    rijen = Raadpleging.objects.filter(gebruiker=gebruiker).order_by("pk")
    return [*rijen.values_list("organisatie__naam", "door__email", "wat", "reden")]


def test_the_office(aanvraag, professional, beoordelaar, sign_in):
    office = sign_in(beoordelaar)
    adres, registratie = f"/kantoor/aanvragen/{aanvraag.pk}", f"/kantoor/registraties/{aanvraag.registratie_id}"
    for _ in range(2):
        office.get("/kantoor")
    office.get(adres)
    office.post(adres, {"uitslag": "toegekend", "reden": ""})  # refused, and the dossier is on the page again
    office.get(f"{registratie}/bevestigen/werk")
    office.post(registratie, {"reden": "Vraag per mail"})
    office.get(registratie)
    wie = (KANTOOR, beoordelaar.email)
    beoordeling = f"Beoordeling van je aanvraag van {timezone.localdate():%d-%m-%Y}"
    assert list_blikken(professional) == [
        (*wie, "aanvraag op de werklijst gezien", "Het registerkantoor beoordeelt aanvragen"),
        (*wie, "dossier bekeken", beoordeling),
        (*wie, "dossier bekeken", beoordeling),
        (*wie, "registratie bekeken", beoordeling),
        (*wie, "registratie bekeken", "Vraag per mail"),
    ]


def test_the_office_without_an_application(termijn, professional, beoordelaar, sign_in):
    office = sign_in(beoordelaar)
    registratie = f"/kantoor/registraties/{termijn.registratie_id}"
    for _ in range(2):
        office.post("/kantoor/registraties", {"vraag": "heuvel"})
    office.post(registratie, {"reden": "Vraag per mail"})
    office.get(f"{registratie}/bevestigen/werk")
    office.get(f"/kantoor/certificaten/{termijn.certificaat.pk}/intrekken")
    wie = (KANTOOR, beoordelaar.email)
    assert list_blikken(professional) == [
        (*wie, "naam en nummer gezien bij het zoeken", "Het registerkantoor zocht een registratie"),
        *[(*wie, "registratie bekeken", "Vraag per mail")] * 2,
    ]


def test_an_employer_by_page_and_by_api(termijn, professional, werkgever, medewerker, sleutel, sign_in):
    mens = medewerker(werkgever)
    sign_in(mens).post("/werkgever", {"nummers": professional.nummer})
    body = json.dumps({"regels": [{"registratienummer": professional.registratienummer}]})
    headers = {"Authorization": f"Bearer {sleutel}"}
    assert Client(headers=headers).post("/api/v1/verificaties", body, "application/json").status_code == 200
    reden = "Een werkgever controleert registraties"
    assert list_blikken(professional) == [
        (WERKGEVER, mens.email, "status gecontroleerd", reden),
        (WERKGEVER, None, "status gecontroleerd", reden),
    ]


def test_anybody_by_page_and_by_api(termijn, professional, client):
    vraag = {"registratienummer": professional.registratienummer, "achternaam": "van den Heuvel"}
    client.post("/controleren", vraag)
    client.post("/api/v1/verificaties", json.dumps({"regels": [vraag]}), "application/json")
    reden = "Iemand zonder account gaf je nummer en je achternaam"
    assert list_blikken(professional) == [(*NIEMAND, "status gecontroleerd", reden)] * 2


def test_the_person_reads_it_all(termijn, professional, client, sign_in):
    vraag = {"registratienummer": professional.registratienummer, "achternaam": "van den Heuvel"}
    client.post("/controleren", vraag)
    mijn = sign_in(professional)
    assert 'href="/mijn/raadplegingen"' in mijn.get("/mijn").content.decode()
    html = mijn.get("/mijn/raadplegingen").content.decode()
    assert "Iemand zonder account</td>" in html
    assert "Iemand zonder account gaf je nummer en je achternaam" in html


def test_looking_at_oneself_is_not_noted(termijn, professional, sign_in):
    mijn = sign_in(professional)
    for adres in ("/mijn", "/mijn/dossier", "/mijn/dossier/afdrukken", "/mijn/certificaat"):
        mijn.get(adres)
    assert list_blikken(professional) == []


def test_a_list_is_noted_once_a_day_for_each_who_looks(professional, collega, beoordelaar, kantoor):
    op = timezone.now()

    def look(door, moment):
        record_overzicht(
            [professional.pk, professional.pk], wat="w", reden="r", door=door, organisatie=kantoor, op=moment
        )

    for moment in (op, op, op + timedelta(days=1)):
        look(beoordelaar, moment)
    look(collega, op)
    assert [blik[1] for blik in list_blikken(professional)] == [beoordelaar.email, beoordelaar.email, collega.email]
