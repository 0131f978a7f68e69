import json

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.http.request import UnreadablePostError
from django.test import Client, RequestFactory
from rest_framework import exceptions, serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from kern.fouten import Fout, Fouten


class Regel(serializers.Serializer):
    minuten = serializers.IntegerField()
    naam = serializers.CharField()


class Lijst(serializers.Serializer):
    regels = Regel(many=True)


def answer(exc):
    """The answer of a call in which `exc` was raised, as (status, body)."""

    @api_view(["GET"])
    def view(request):
        raise exc

    response = view(RequestFactory().get("/"))
    assert response["Content-Type"] == "application/problem+json"
    return response.status_code, json.loads(response.content)


def post(body, content_type="application/json", accept="*/*"):
    @api_view(["POST"])
    def view(request):
        return Response(request.data)

    request = RequestFactory().post("/", body, content_type=content_type, headers={"accept": accept})
    response = view(request)
    return response.status_code, json.loads(response.content)["detail"]


def test_our_own_faults_are_told_all_at_once():
    een, twee = Fout("te-lang", "Regel 3 is te lang.", "regels.2.minuten"), Fout("dubbel", "Regel 4 is er al.")
    assert answer(Fouten(een, twee, status=409)) == (
        409,
        {
            "type": "about:blank",
            "title": "Conflict",
            "status": 409,
            "detail": "Regel 3 is te lang.",
            "fouten": [
                {"code": "te-lang", "melding": "Regel 3 is te lang.", "plaats": "regels.2.minuten"},
                {"code": "dubbel", "melding": "Regel 4 is er al.", "plaats": ""},
            ],
        },
    )


def test_faults_of_nested_rows_name_their_place():
    serializer = Lijst(data={"regels": [{"minuten": 5, "naam": "a"}, {"minuten": "x"}]})
    serializer.is_valid()
    _, body = answer(serializers.ValidationError(serializer.errors))
    assert [(fout["code"], fout["plaats"]) for fout in body["fouten"]] == [
        ("ongeldig", "regels.1.minuten"),
        ("ontbreekt", "regels.1.naam"),
    ]


@pytest.mark.parametrize(
    ("exc", "status", "start"),
    [
        (Http404(), 404, "Dit bestaat niet"),
        (exceptions.NotFound(), 404, "Dit bestaat niet"),
        (exceptions.NotAuthenticated(), 401, "Stuur je sleutel mee"),
        (exceptions.PermissionDenied("Deze sleutel mag dit niet."), 403, "Deze sleutel mag dit niet."),
        (RequestDataTooBig(), 413, "De inhoud is te groot"),
        (UnreadablePostError(), 400, "De inhoud kwam niet heel over"),
        (RecursionError(), 400, "De inhoud is te diep genest"),
    ],
)
def test_the_framework_s_faults_say_what_to_do(exc, status, start):
    found, body = answer(exc)
    assert (found, body["detail"][: len(start)]) == (status, start)


def test_too_often_names_the_wait_in_the_header():
    @api_view(["GET"])
    def view(request):
        raise exceptions.Throttled(wait=45)

    response = view(RequestFactory().get("/"))
    assert (response.status_code, response["Retry-After"]) == (429, "45")


@pytest.mark.parametrize(
    ("body", "content_type", "accept", "status", "start"),
    [
        (b"{", "application/json", "*/*", 400, "De inhoud is geen geldige JSON."),
        (b"\xff", "application/json", "*/*", 400, "De inhoud is geen geldige JSON."),
        (b"NaN", "application/json", "*/*", 400, "De inhoud is geen geldige JSON."),
        (b"[" * 100_000, "application/json", "*/*", 400, "De inhoud is te diep genest."),
        (b"a,b", "text/csv", "*/*", 415, "Stuur de inhoud als application/json"),
        (b"{}", "application/json", "text/html", 406, "Dit antwoord bestaat alleen als application/json."),
    ],
)
def test_a_body_that_cannot_be_read_is_told_kindly(body, content_type, accept, status, start):
    found, detail = post(body, content_type, accept)
    assert (found, detail[: len(start)]) == (status, start)


def test_a_fault_that_nobody_expected_stays_a_fault():
    with pytest.raises(ZeroDivisionError):
        answer(ZeroDivisionError())


def test_django_s_own_refusal_is_a_problem_too():
    assert answer(PermissionDenied())[0] == 403


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2", "/api/v1/bestaat-niet"])
def test_an_address_that_does_not_exist_answers_in_kind(db, path):
    response = Client().get(path)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
