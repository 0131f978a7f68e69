"""What is wrong with the whole body, and that nothing a sender can think of breaks the server."""

import json

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.services.sleutels import create_sleutel
from opleidingen.models import Aanlevering, Deelname
from tests.opleidingen.conftest import ADRES

RECURSIVE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
VELDEN = [
    "registratienummer",
    "achternaam",
    "opleidingscode",
    "uitvoeringscode",
    "modulecode",
    "bijeenkomstcode",
    "eindDatum",
    "minuten",
    "kenmerk",
]


def places(response) -> list[tuple[str, str]]:
    return [(fout["code"], fout["plaats"]) for fout in response.json()["fouten"]]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "onleesbaar"),
        (b"{", "onleesbaar"),
        (b'{"regels": [}', "onleesbaar"),
        (b'{"regels": [NaN]}', "onleesbaar"),
        (b'{"regels": [{"minuten": Infinity}]}', "onleesbaar"),
        (b'{"regels": [{"kenmerk": "\xff"}]}', "onleesbaar"),
        (b'{"regels": [{"\xff": 1}]}', "onleesbaar"),
        (b'{"regels": [{"kenmerk": "\\ud800"}]}', "onleesbaar"),
        ('{"regels": []}'.encode("utf-16"), "onleesbaar"),
        (b'{"regels": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}", "onleesbaar"),
        (b"[]", "geen-object"),
        (b"null", "geen-object"),
        (b"{}", "regels-ontbreken"),
        (b'{"regels": null}', "regels-ontbreken"),
        (b'{"regels": {"0": {}}}', "regels-ontbreken"),
    ],
)
def test_body_that_cannot_be_read(deliver, aanbod, body, code):
    response = deliver(body=body)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert [fout["code"] for fout in response.json()["fouten"]] == [code]


def test_unknown_keys_are_named_all_at_once_and_nothing_is_booked(deliver, rij):
    response = deliver(
        body={"regels": [rij(), rij(naam="x", minuten="y"), rij(eind_datum="z")], "regelss": [], "a": 1}
    )
    assert response.status_code == 400
    assert places(response) == [
        ("onbekend-veld", "regelss"),
        ("onbekend-veld", "a"),
        ("onbekend-veld", "regels.1.naam"),
        ("onbekend-veld", "regels.2.eind_datum"),
    ]
    assert not Deelname.objects.exists()


def test_a_missing_list_and_unknown_keys_together(deliver, aanbod):
    assert places(deliver(body={"rijen": []})) == [("regels-ontbreken", "regels"), ("onbekend-veld", "rijen")]


def test_body_over_the_limit(deliver, aanbod, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = deliver(body=b" " * 101)
    assert (response.status_code, places(response)) == (413, [("te-groot", "")])


@pytest.mark.parametrize("soort", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_other_content_type(bearer, soort):
    response = Client().post(ADRES, b'{"regels": []}', content_type=soort, headers=bearer)
    assert (response.status_code, response["Content-Type"]) == (415, "application/problem+json")


def test_a_parameter_that_does_not_exist_is_refused(bearer, aanbod, client):
    body = {"data": b'{"regels": []}', "content_type": "application/json", "headers": bearer}
    problem = client.post(f"{ADRES}?prof=true&Proef=true", **body)
    assert problem.status_code == 400
    assert [(fout["code"], fout["plaats"]) for fout in problem.json()["fouten"]] == [
        ("parameter-onbekend", "Proef"),
        ("parameter-onbekend", "prof"),
    ]
    assert Aanlevering.objects.count() == 0


@pytest.mark.parametrize(("proef", "status"), [("true", 200), ("True", 200), ("false", 201), ("1", 400), ("", 400)])
def test_a_mistyped_trial_is_refused(bearer, aanbod, proef, status):
    response = Client().post(
        f"{ADRES}?proef={proef}", b'{"regels": []}', content_type="application/json", headers=bearer
    )
    assert response.status_code == status


@pytest.mark.parametrize("vraag", ["proef=true&proef=false", "proef=false&proef=true", "proef=true&proef=true"])
def test_a_trial_that_is_said_twice_is_refused(bearer, aanbod, vraag):
    response = Client().post(f"{ADRES}?{vraag}", b'{"regels": []}', content_type="application/json", headers=bearer)
    assert response.status_code == 400
    assert [fout["code"] for fout in response.json()["fouten"]] == ["parameter-dubbel"]
    assert Aanlevering.objects.count() == 0


@pytest.mark.parametrize(
    "regel",
    [
        b'{"minuten": 1e999}',
        b'{"minuten": -1E-999}',
        b'{"minuten": ' + b"9" * 5000 + b"}",
        b'{"registratienummer": ' + b"9" * 5000 + b"}",
        b'{"registratienummer": "' + b"9" * 100_000 + b'"}',
        b'{"opleidingscode": "' + b"a" * 100_000 + b'"}',
        b'{"achternaam": "\\u0000\\uffff\\\\u0000"}',
        b'{"kenmerk": ' + b"[" * 500 + b"]" * 500 + b"}",
        b'{"eindDatum": "0000-00-00"}',
        b'{"eindDatum": "9999-12-31"}',
        b'{"minuten": 1, "minuten": 2}',
        '{"registratienummer": "１２３４５６７８", "eindDatum": "２０２６-01-01"}'.encode(),
    ],
)
def test_extreme_values_are_the_rows_own_fault(deliver, aanbod, regel):
    response = deliver(body=b'{"regels": [' + regel + b"]}")
    assert response.status_code == 201
    assert response.json()["totalen"]["afgewezen"] == 1


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(regels=st.lists(st.dictionaries(st.sampled_from(VELDEN), RECURSIVE) | RECURSIVE, max_size=4), extra=RECURSIVE)
def test_nothing_breaks_the_server(deliver, aanbod, rij, regels, extra):
    for body in ({"regels": [*regels, rij()]}, {"regels": extra}, extra):
        response = deliver(body=json.dumps(body))
        assert response.status_code in (201, 400)
        soort = {201: "application/json", 400: "application/problem+json"}[response.status_code]
        assert response["Content-Type"] == soort
        assert response.headers["API-Version"]


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200))
def test_any_bytes_are_answered(deliver, aanbod, body):
    response = deliver(body=body)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


class TestAccess:
    @pytest.mark.parametrize("header", [None, "Bearer ", "Bearer sam_000000000000_0", "Basic abc"])
    def test_without_a_key_that_works(self, db, header):
        headers = {"Authorization": header} if header else {}
        response = Client().post(ADRES, b"{}", content_type="application/json", headers=headers)
        assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")
        assert response["WWW-Authenticate"] == "Bearer"

    def test_key_for_something_else(self, opleider):
        _, tekst = create_sleutel(opleider, naam="Controle", scopes=["verifieren"])
        headers = {"Authorization": f"Bearer {tekst}"}
        response = Client().post(ADRES, b"{}", content_type="application/json", headers=headers)
        assert (response.status_code, response["Content-Type"]) == (403, "application/problem+json")
