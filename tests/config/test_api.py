import json

import pytest
from django.test import Client
from django.urls import path

from config.urls import urlpatterns as own


def explode(request):
    raise RuntimeError("geheim detail")


urlpatterns = [path("api/v1/stuk", explode), path("stuk", explode), *own]
handler500 = "config.views.server_error"


def test_the_description_is_open_to_everybody(client, db):
    response = client.get("/api/v1/openapi.json", headers={"Accept": "application/json"})
    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    description = json.loads(response.content)
    assert description["openapi"] == "3.1.0"
    assert [address for address in description["paths"] if address.endswith("/")] == []


@pytest.mark.parametrize("url", ["/api/v1/openapi.json", "/api/v1/bestaat-niet", "/api", "/api/v1/opleidingen/"])
def test_every_answer_tells_its_version(client, db, settings, url):
    assert client.get(url)["API-Version"] == settings.API_VERSIE


@pytest.mark.parametrize("url", ["/api", "/api/", "/api/v2/opleidingen", "/api/v1/opleidingen/", "/api/v1/niets"])
def test_an_unknown_address_is_a_problem(client, db, url):
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["status"] == 404


def test_options_tells_the_methods_and_nothing_of_the_code(client, db):
    response = client.options("/api/v1/opleidingen")
    assert (response.status_code, response["Allow"], response.json()) == (200, "GET, HEAD, OPTIONS", {})


def test_pages_tell_no_version(client, db):
    assert "API-Version" not in client.get("/")


def test_the_unexpected_says_nothing_of_itself(db, settings):
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    response = client.get("/api/v1/stuk")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "geheim" not in response.content.decode()
    page = client.get("/stuk")
    assert (page.status_code, page["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert "geheim" not in page.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_an_unknown_address_is_a_problem_for_whoever_sends_something(db, method):
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)("/api/v1/aanleveringen/", data="{}", content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_a_strange_host_is_a_problem_for_machines_and_a_page_for_people(client, db):
    response = client.get("/api/v1/opleidingen", headers={"Host": "vreemd.example"})
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    page = client.get("/", headers={"Host": "vreemd.example"})
    assert (page.status_code, page["Content-Type"]) == (400, "text/html; charset=utf-8")
