import json
from datetime import UTC, datetime

import pytest
from django.test import RequestFactory
from django.utils import timezone
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import authentication
from accounts.limieten import Tempo
from accounts.services.sleutels import create_sleutel, revoke_sleutel
from accounts.toegang import TESTSLEUTEL, RequireScope


class Afgesloten(APIView):
    permission_classes = [RequireScope("aanleveren")]

    def get(self, request):
        return Response({"organisatie": request.user.pk, "sleutel": request.auth.pk})


class Leesbaar(Afgesloten):
    permission_classes = [RequireScope("aanleveren", "lezen")]

    def delete(self, request):
        return Response()


class Open(APIView):
    def get(self, request):
        return Response({"sleutel": request.auth and request.auth.pk})


def call(view, authorization=None, adres="192.0.2.1", method="get"):
    headers = {"Authorization": authorization} if authorization else {}
    request = RequestFactory().generic(method, "/", headers=headers, REMOTE_ADDR=adres)
    return view.as_view()(request)


@pytest.fixture
def sleutel(opleider):
    return create_sleutel(opleider, naam="x", scopes=["aanleveren"])


def test_a_good_key_speaks_for_its_organisation(sleutel):
    response = call(Afgesloten, f"Bearer {sleutel[1]}")
    assert response.data == {"organisatie": sleutel[0].organisatie_id, "sleutel": sleutel[0].pk}


def test_the_word_bearer_may_be_written_in_any_case(sleutel):
    assert call(Afgesloten, f"bearer {sleutel[1]}").status_code == 200


def test_without_a_key_an_open_call_is_anonymous(db):
    assert call(Open).data == {"sleutel": None}


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer sam_x_y", "Basic c2FtOnNhbQ==", "Bearer é\x00"])
def test_a_missing_or_wrong_key_is_answered_401(db, header):
    response = call(Afgesloten, header)
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")


def test_a_wrong_key_is_answered_401_on_an_open_call_too(db):
    assert call(Open, "Bearer sam_x_y").status_code == 401


def test_a_revoked_key_is_answered_401(sleutel):
    revoke_sleutel(sleutel[0])
    assert call(Afgesloten, f"Bearer {sleutel[1]}").status_code == 401


def test_a_key_without_the_scope_is_answered_403(werkgever):
    _, tekst = create_sleutel(werkgever, naam="x", scopes=["verifieren"])
    assert call(Afgesloten, f"Bearer {tekst}").status_code == 403


def test_guessing_keys_is_limited_per_address(sleutel, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 22, 10, 30, 15, tzinfo=UTC))
    answers = [call(Afgesloten, f"Bearer sam_x_{poging}").status_code for poging in range(12)]
    assert answers == [401] * 10 + [429] * 2
    limited = call(Afgesloten, f"Bearer {sleutel[1]}")
    assert (limited.status_code, limited["Retry-After"]) == (429, "45")
    assert call(Afgesloten, f"Bearer {sleutel[1]}", adres="192.0.2.2").status_code == 200


def test_good_keys_are_not_counted(sleutel):
    assert {call(Afgesloten, f"Bearer {sleutel[1]}").status_code for _ in range(15)} == {200}


def test_calls_with_one_key_are_limited_whatever_they_ask(sleutel, opleider, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 22, 10, 30, 15, tzinfo=UTC))
    monkeypatch.setattr(authentication, "AANROEPEN", Tempo("proef", aantal=5, seconden=60, blok=1))
    answers = [call(Afgesloten, f"Bearer {sleutel[1]}") for _ in range(7)]
    assert [response.status_code for response in answers] == [200] * 5 + [429] * 2
    assert answers[-1]["Retry-After"] == "45"
    assert answers[-1]["Content-Type"] == "application/problem+json"
    _, ander = create_sleutel(opleider, naam="y", scopes=["aanleveren"])
    assert call(Afgesloten, f"Bearer {ander}").status_code == 200


def test_a_reading_key_opens_what_reads(opleider):
    _, tekst = create_sleutel(opleider, naam="x", scopes=["lezen"])
    assert call(Afgesloten, f"Bearer {tekst}").status_code == 403
    assert call(Leesbaar, f"Bearer {tekst}").status_code == 200


def test_a_test_key_reads_and_changes_nothing(opleider):
    _, tekst = create_sleutel(opleider, naam="x", scopes=["aanleveren"], is_test=True)
    assert call(Leesbaar, f"Bearer {tekst}").status_code == 200
    response = call(Leesbaar, f"Bearer {tekst}", method="delete")
    assert (response.status_code, json.loads(response.content)["detail"]) == (403, TESTSLEUTEL)
