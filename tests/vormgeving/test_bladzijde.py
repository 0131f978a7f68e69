"""What stands on every page: the way around for whoever looks, and pages for when things go wrong."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from accounts.models import Organisatie


def read_menu(html: str) -> list[str]:
    """The words of the main menu, which stands in the page twice: in a row and folded."""
    row, folded = re.findall(r'<nav[^>]*aria-label="Hoofdmenu">(.*?)</nav>', html, re.DOTALL)
    assert row == folded
    return re.findall(r"<(?:a|button)[^>]*>([^<]+)</", row)


def test_visitor_can_check_look_around_and_sign_in(client, db):
    words = read_menu(client.get("/").text)
    assert words == ["Controleren", "Opleidingen", "Beroepscode", "Inloggen"]


def test_professional_finds_the_own_register_first(sign_in, professional):
    words = read_menu(sign_in(professional).get("/").text)
    assert words == ["Mijn register", "Controleren", "Opleidingen", "Beroepscode", "Account", "Uitloggen"]


@pytest.mark.parametrize(
    ("kamer", "woord"), [("opleider", "Opleider"), ("werkgever", "Werkgever"), ("kantoor", "Kantoor")]
)
def test_member_sees_the_room_of_the_organisation(request, sign_in, medewerker, kamer, woord):
    organisatie: Organisatie = request.getfixturevalue(kamer)
    assert read_menu(sign_in(medewerker(organisatie)).get("/").text)[:2] == ["Mijn register", woord]


def test_organisation_that_is_not_admitted_opens_no_room(sign_in, medewerker, opleider):
    lid = medewerker(opleider)
    Organisatie.objects.update(toegelaten_op=None)
    assert read_menu(sign_in(lid).get("/").text)[1] == "Controleren"


def test_page_costs_a_visitor_no_query(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        client.get("/")


def test_page_costs_a_member_one_query_beyond_the_session(sign_in, medewerker, opleider, django_assert_num_queries):
    client = sign_in(medewerker(opleider))
    with django_assert_num_queries(3):  # session, user, rooms
        client.get("/")


def test_current_page_is_marked(client, db):
    assert 'href="/beroepscode" aria-current="page"' in client.get("/beroepscode").text


def test_part_of_the_current_page_is_marked(sign_in, professional):
    assert 'href="/mijn" aria-current="true"' in sign_in(professional).get("/mijn/reflecties").text
    html = sign_in(professional).get("/mijn/reflecties/nieuw").text
    assert re.findall('href="(.*?)" aria-current="true"', html) == ["/mijn", "/mijn", "/mijn/reflecties"]


@pytest.mark.parametrize(
    ("template", "kop"),
    [
        ("403_csrf.html", "Verstuur het formulier opnieuw"),
        ("500.html", "Er ging iets mis bij ons"),
    ],
)
def test_page_for_trouble_needs_no_request(template, kop):
    html = render_to_string(template)
    assert re.findall(r"<h1>(.*?)</h1>", html) == [kop]
    assert "Hoofdmenu" not in html


def test_unknown_page_says_where_to_go(client, db):
    response = client.get("/dit-bestaat-niet")
    assert response.status_code == 404
    assert "<h1>Deze pagina vinden we niet</h1>" in response.text


def test_form_without_token_explains_what_to_do(db):
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x", "password": "y"})
    assert response.status_code == 403
    assert "<h1>Verstuur het formulier opnieuw</h1>" in response.text


@pytest.mark.parametrize("url", ["/", "/privacy", "/toegankelijkheid"])
def test_own_page_has_one_heading_and_a_title(client, db, url):
    html = client.get(url).text
    assert html.count("<h1") == 1
    assert re.search(r"<title>[A-Z][^<]+ · SAM-register</title>", html)
