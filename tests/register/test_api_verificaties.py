"""`POST /api/v1/verificaties`: the contract, for an employer with a key and for everybody without."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Logregel, Raadpleging
from accounts.services.sleutels import create_sleutel
from register.limieten import ALLE_OPENBARE_VRAGEN, OPENBARE_VRAGEN, SAMEN
from register.services.gebeurtenissen import record_gebeurtenis
from register.services.registraties import open_registratie
from tests.register.bouw import moment, start_termijn

ADRES = "/api/v1/verificaties"
ONMOGELIJK = "12345678"


def ask(regels, sleutel=None, **meer):
    headers = {"Authorization": f"Bearer {sleutel}"} if sleutel else {}
    return Client().post(ADRES, json.dumps({"regels": regels, **meer}), "application/json", headers=headers)


def uitkomsten(antwoord) -> list[str]:
    assert antwoord.status_code == 200, antwoord.content
    return [regel["uitkomst"] for regel in antwoord.json()["regels"]]


def test_employer_sees_status_term_and_nothing_else(termijn, professional, sleutel):
    nummer = professional.registratienummer
    antwoord = ask([{"registratienummer": nummer}], sleutel, peildatum="2026-11-22")
    assert antwoord["API-Version"] == "1.0.0"
    body = antwoord.json()
    assert body.pop("gecontroleerdOp").endswith("Z")
    assert body == {
        "peildatum": "2026-11-22",
        "regels": [
            {
                "registratienummer": nummer,
                "uitkomst": "geregistreerd",
                "geldigVan": "2022-03-01",
                "geldigTot": "2027-03-01",
                "maatregelen": [],
            }
        ],
    }


def test_peildatum_is_today_in_the_netherlands_unless_given(termijn, professional, sleutel):
    antwoord = ask([], sleutel)
    assert antwoord.json()["peildatum"] == timezone.localdate().isoformat()
    assert antwoord.json()["regels"] == []


@pytest.mark.parametrize(
    ("peildatum", "uitkomst"),
    [
        ("2022-02-28", "leerregister"),
        ("2022-03-01", "geregistreerd"),
        ("2027-02-28", "geregistreerd"),
        ("2027-03-01", "verlopen"),
    ],
)
def test_any_peildatum(termijn, professional, sleutel, peildatum, uitkomst):
    vraag = [{"registratienummer": professional.registratienummer}]
    assert uitkomsten(ask(vraag, sleutel, peildatum=peildatum)) == [uitkomst]


def test_order_is_kept_and_every_row_gets_an_answer(termijn, professional, collega, sleutel):
    open_registratie(collega)
    nummer = professional.registratienummer
    rows = [
        {"registratienummer": ONMOGELIJK},
        {"registratienummer": f"SAM-{nummer[:4]} {nummer[4:]}", "achternaam": "heuvel"},
        {"registratienummer": nummer, "achternaam": "Jansen"},
        {"registratienummer": collega.registratienummer, "achternaam": "YILDIZ"},
        {"registratienummer": int(nummer)},
        {"registratienummer": nummer, "achternaam": 7},
        {"achternaam": "Heuvel"},
        "onzin",
        None,
        {"registratienummer": nummer},
    ]
    antwoord = ask(rows, sleutel, peildatum="2026-11-22")
    assert uitkomsten(antwoord) == [
        "onbekend",
        "geregistreerd",
        "naamWijktAf",
        "leerregister",
        *["onbekend"] * 5,
        "geregistreerd",
    ]
    assert antwoord.json()["regels"][1]["registratienummer"] == rows[1]["registratienummer"]
    assert antwoord.json()["regels"][2] == {
        "registratienummer": nummer,
        "uitkomst": "naamWijktAf",
        "maatregelen": [],
    }


def test_without_key_a_mismatch_and_the_leerregister_are_unknown(termijn, professional, collega):
    open_registratie(collega)
    nummer = professional.registratienummer
    rows = [
        {"registratienummer": nummer, "achternaam": "van den Heuvel"},
        {"registratienummer": nummer, "achternaam": "Jansen"},
        {"registratienummer": nummer},
        {"registratienummer": collega.registratienummer, "achternaam": "Yıldız"},
        {"registratienummer": ONMOGELIJK, "achternaam": "Yıldız"},
    ]
    antwoord = ask(rows, peildatum="2026-11-22")
    assert uitkomsten(antwoord) == ["geregistreerd", "onbekend", "onbekend", "onbekend", "onbekend"]
    zonder_nummer = [{k: v for k, v in r.items() if k != "registratienummer"} for r in antwoord.json()["regels"][1:]]
    assert zonder_nummer == [{"uitkomst": "onbekend", "maatregelen": []}] * 4


def test_measures_are_told_when_public(termijn, professional, beoordelaar, sleutel):
    dag = date(2026, 5, 1)
    for soort, openbaar in (("waarschuwing", True), ("berisping", False), ("geschorst", True)):
        record_gebeurtenis(
            termijn.registratie,
            soort=soort,
            geldig_van=dag,
            geldig_tot=dag + timedelta(days=400),
            grond="Na onderzoek.",
            door=beoordelaar,
            op=moment(dag),
            openbaar=openbaar,
        )
    regel = ask([{"registratienummer": professional.registratienummer}], sleutel, peildatum="2026-11-22").json()
    assert regel["regels"][0]["uitkomst"] == "geschorst"
    assert regel["regels"][0]["maatregelen"] == [
        {"soort": "waarschuwing", "geldigVan": "2026-05-01", "geldigTot": "2027-06-05"},
        {"soort": "geschorst", "geldigVan": "2026-05-01", "geldigTot": "2027-06-05"},
    ]


@pytest.mark.parametrize(
    ("body", "plaatsen"),
    [
        ("{", [("onleesbaar", "")]),
        ("[" * 100_000, [("onleesbaar", "")]),
        ("[]", [("geen-object", "")]),
        ("{}", [("regels-ontbreken", "regels")]),
        ('{"regels": {}, "datum": 1}', [("onbekend-veld", "datum"), ("regels-ontbreken", "regels")]),
        ('{"regels": [{"naam": "x"}]}', [("onbekend-veld", "regels.0.naam")]),
        ('{"regels": [], "peildatum": "2026-02-30"}', [("peildatum-onleesbaar", "peildatum")]),
        ('{"regels": [], "peildatum": 20260230}', [("peildatum-onleesbaar", "peildatum")]),
    ],
)
def test_a_body_that_cannot_be_read_names_all_faults(sleutel, body, plaatsen):
    antwoord = Client().post(ADRES, body, "application/json", headers={"Authorization": f"Bearer {sleutel}"})
    assert antwoord.status_code == 400
    assert antwoord["Content-Type"] == "application/problem+json"
    assert antwoord["API-Version"] == "1.0.0"
    assert [(fout["code"], fout["plaats"]) for fout in antwoord.json()["fouten"]] == plaatsen


def test_another_type_than_json_is_refused(db):
    assert Client().post(ADRES, {"regels": "x"}).status_code == 415


def test_too_many_rows_or_bytes(db, sleutel):
    assert ask([{"registratienummer": ONMOGELIJK}] * 11).status_code == 413
    assert ask([{"registratienummer": "1" * 3000}] * 10).status_code == 413
    assert uitkomsten(ask([{"registratienummer": ONMOGELIJK}] * 11, sleutel)) == ["onbekend"] * 11


def test_a_key_must_exist_and_may_do_this(db, opleider):
    assert ask([], "sam_bestaat_niet").status_code == 401
    _, ander = create_sleutel(opleider, naam="ander", scopes=["aanleveren"])
    assert ask([], ander).status_code == 403
    assert Client().get(ADRES).status_code == 405


def test_one_row_in_the_logboek_and_a_raadpleging_for_each_person(termijn, professional, werkgever, sleutel):
    eerder = Logregel.objects.count()
    ask([{"registratienummer": professional.registratienummer}] * 3, sleutel, peildatum="2026-11-22")
    assert list(Raadpleging.objects.values_list("gebruiker", "organisatie", "wat")) == [
        (professional.pk, werkgever.pk, "status gecontroleerd")
    ]
    regel = Logregel.objects.order_by("-volgnummer").first()
    assert Logregel.objects.count() == eerder + 1
    assert (regel.handeling, regel.inhoud["aantal"], regel.inhoud["peildatum"]) == (
        "registraties-gecontroleerd",
        3,
        "2026-11-22",
    )
    assert professional.registratienummer not in str(regel.inhoud)


def test_queries_do_not_grow_with_rows(termijn, professional, collega, sleutel, django_assert_num_queries):
    start_termijn(collega, date(2023, 1, 1))
    vragen = [{"registratienummer": g.registratienummer} for g in (professional, collega)]
    ask([], sleutel)
    for regels in (vragen[:1], vragen * 50):
        # failed keys, key, people, statuses, raadplegingen, logboek (last row, insert), and two savepoints;
        # PostgreSQL asks for the lock of the logboek as well
        with django_assert_num_queries(11 if connection.vendor == "sqlite" else 12):
            assert set(uitkomsten(ask(regels, sleutel, peildatum="2026-11-22"))) == {"geregistreerd"}


def test_the_public_waits_after_too_many_questions(db):
    for op in (timezone.now(), timezone.now() + timedelta(minutes=1)):
        for _ in range(29):
            OPENBARE_VRAGEN.count("127.0.0.1", op=op)
    assert ask([]).status_code == 200
    antwoorden = [ask([]), ask([])]
    assert antwoorden[-1].status_code == 429
    assert 0 < int(antwoorden[-1]["Retry-After"]) <= 60
    assert antwoorden[-1]["Content-Type"] == "application/problem+json"


def test_everybody_together_waits_too(db):
    for op in (timezone.now(), timezone.now() + timedelta(minutes=1)):
        for _ in range(300):
            ALLE_OPENBARE_VRAGEN.count(SAMEN, op=op)
    assert ask([]).status_code == 429
