"""The pages on which an opleider finds, mends and withdraws rows that match nobody."""

import pytest
from django.test import Client

from accounts.nummers import draw_nummer
from accounts.services.gebruikers import create_gebruiker
from tests.conftest import make_lid, make_organisatie


@pytest.fixture
def client(opleider, medewerker, sign_in) -> Client:
    return sign_in(medewerker(opleider))


def test_list_says_what_to_do(client, park):
    park()
    park(achternaam=None, registratienummer=draw_nummer())
    page = client.get("/opleider/geparkeerd").content.decode()
    assert "2 regels passen bij niemand" in page
    assert "/mijn/opleidingen/claimen" in page
    assert "Vul ontbrekende achternamen aan" in page
    page = client.get("/opleider/geparkeerd?stand=zonder-naam").content.decode()
    assert "ontbreekt</td>" in page
    assert "Jansen" not in page


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [("jans", True), ("Bakker", False), ("NUMMER", True), ("99999999", False), ("--", False)],
)
def test_search_is_posted(client, park, vraag, gevonden):
    geparkeerd = park()
    page = client.post("/opleider/geparkeerd", {"vraag": vraag.replace("NUMMER", geparkeerd.nummer)})
    assert (f"/opleider/geparkeerd/{geparkeerd.pk}" in page.content.decode()) is gevonden


@pytest.mark.parametrize(
    ("filter", "gevonden"), [("opleiding=eksd", True), ("opleiding=x", False), ("aanlevering=x", False)]
)
def test_filters(client, park, filter, gevonden):
    geparkeerd = park()
    page = client.get(f"/opleider/geparkeerd?{filter}").content.decode()
    assert (f"/opleider/geparkeerd/{geparkeerd.pk}" in page) is gevonden


def test_of_one_delivery(client, park):
    een, ander = park(), park(achternaam="Ander")
    page = client.get(f"/opleider/geparkeerd?aanlevering={een.aanlevering_id}").content.decode()
    assert (f"/opleider/geparkeerd/{een.pk}" in page, f"/opleider/geparkeerd/{ander.pk}" in page) == (True, False)


def test_mend_on_the_page(client, park, professional):
    adres = f"/opleider/geparkeerd/{park().pk}"
    faulty = client.post(adres, {"registratienummer": "123", "achternaam": "Jansen"}).content.decode()
    assert "er zit een typefout in" in faulty
    assert 'value="123"' in faulty
    response = client.post(adres, {"registratienummer": professional.nummer, "achternaam": "Heuvel"}, follow=True)
    assert "Gevonden: de deelname staat nu in het dossier" in response.content.decode()


def test_withdraw_and_put_back_on_the_page(client, park):
    adres = f"/opleider/geparkeerd/{park().pk}"
    assert "Zet terug" in client.post(f"{adres}/intrekken", follow=True).content.decode()
    assert "Trek deze regel in" in client.post(f"{adres}/terugzetten", follow=True).content.decode()


def test_nothing_yet(client):
    assert "Hier komen regels die bij niemand passen" in client.get("/opleider/geparkeerd").content.decode()


def test_another_opleider_sees_nothing(park, sign_in, medewerker):
    geparkeerd = park()
    ander = make_organisatie("opleider", "Andere Hogeschool")
    gebruiker = create_gebruiker(email="ander@opleider.example", voornaam="A", achternaam="B")
    make_lid(ander, gebruiker, "medewerker")
    client = sign_in(gebruiker)
    assert "Jansen" not in client.get("/opleider/geparkeerd").content.decode()
    assert client.get(f"/opleider/geparkeerd/{geparkeerd.pk}").status_code == 404


@pytest.mark.parametrize("aantal", [1, 12])
def test_queries(client, deliver, rij, django_assert_num_queries, aantal):
    deliver(*(rij(achternaam=f"Jansen{letter}") for letter in "abcdefghijkl"[:aantal]))
    client.get("/opleider/geparkeerd")
    with django_assert_num_queries(8):
        client.get("/opleider/geparkeerd")
