"""What the API gives back: a delivery, its rows page by page, and the public catalogue."""

import pytest
from django.test import Client

from accounts.services.sleutels import create_sleutel
from opleidingen.models import Aanlevering, Deelname
from tests.conftest import make_organisatie
from tests.opleidingen.conftest import ADRES, make_opleiding


@pytest.fixture
def read(bearer):
    def get(adres: str, status: int = 200, **query):
        response = Client().get(adres, query, headers=bearer)
        assert response.status_code == status, response.content
        return response.json()

    return get


@pytest.fixture
def geleverd(deliver, rij) -> dict:
    """Two deliveries of which the second knows a row of the first."""
    deliver(rij())
    return deliver(
        rij(modulecode="recht", kenmerk="a"), rij(), rij(achternaam="Jansen", kenmerk="c"), rij(minuten=0), "x"
    ).json()


def test_delivery(read, geleverd):
    answer = read(f"{ADRES}/{geleverd['id']}")
    aanlevering = Aanlevering.objects.get(pk=geleverd["id"])
    assert answer == {
        "id": geleverd["id"],
        "status": "verwerkt",
        "ingediendOp": aanlevering.ingediend_op.isoformat().replace("+00:00", "Z"),
        "verwerktOp": aanlevering.verwerkt_op.isoformat().replace("+00:00", "Z"),
        "aantal": 5,
        "aantalVerwerkt": 5,
        "totalen": geleverd["totalen"],
    }


def test_rows_are_read_back_as_they_were_answered(read, geleverd):
    adres = f"{ADRES}/{geleverd['id']}/regels"
    assert read(adres) == {"aantal": 5, "volgende": None, "vorige": None, "resultaten": geleverd["regels"]}


@pytest.mark.parametrize("uitkomst", ["geboekt", "alBekend", "geparkeerd", "afgewezen"])
def test_rows_with_one_outcome(read, geleverd, uitkomst):
    expected = [regel for regel in geleverd["regels"] if regel["uitkomst"] == uitkomst]
    answer = read(f"{ADRES}/{geleverd['id']}/regels", uitkomst=uitkomst)
    assert (answer["aantal"], answer["resultaten"]) == (len(expected), expected)


@pytest.mark.parametrize("uitkomst", ["", "afgewezen"])
def test_rows_page_by_page(read, geleverd, uitkomst):
    expected = [regel for regel in geleverd["regels"] if uitkomst in ("", regel["uitkomst"])]
    pages, adres = [], f"{ADRES}/{geleverd['id']}/regels?uitkomst={uitkomst}&perPagina=2"
    while adres:
        answer = read(adres)
        pages += answer["resultaten"]
        adres = answer["volgende"]
    assert pages == expected


def test_known_row_of_somebody_who_was_erased(read, deliver, rij, professional):
    deliver(rij())
    again = deliver(rij()).json()
    professional.delete()
    (regel,) = read(f"{ADRES}/{again['id']}/regels")["resultaten"]
    assert (regel["uitkomst"], "deelnameId" in regel) == ("alBekend", False)
    assert not Deelname.objects.exists()


def test_a_page_of_rows_that_is_not_there(read, geleverd):
    answer = read(f"{ADRES}/{geleverd['id']}/regels", 404, pagina="-1")
    assert answer["detail"].startswith("Deze pagina is er niet.")


def test_unknown_outcome_is_refused(read, geleverd):
    assert read(f"{ADRES}/{geleverd['id']}/regels", 400, uitkomst="weg")["fouten"][0]["code"] == "uitkomst-onbekend"


@pytest.mark.parametrize("deel", ["", "/regels"])
class TestAccess:
    def test_another_opleider_finds_nothing(self, geleverd, deel):
        ander = make_organisatie("opleider", "Een ander")
        _, tekst = create_sleutel(ander, naam="LMS", scopes=["aanleveren"])
        headers = {"Authorization": f"Bearer {tekst}"}
        response = Client().get(f"{ADRES}/{geleverd['id']}{deel}", headers=headers)
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")

    def test_without_a_key(self, client, geleverd, deel):
        assert client.get(f"{ADRES}/{geleverd['id']}{deel}").status_code == 401

    def test_with_a_key_for_something_else(self, client, opleider, geleverd, deel):
        _, tekst = create_sleutel(opleider, naam="Controle", scopes=["verifieren"])
        headers = {"Authorization": f"Bearer {tekst}"}
        assert client.get(f"{ADRES}/{geleverd['id']}{deel}", headers=headers).status_code == 403


@pytest.mark.parametrize("aantal", [1, 40])
def test_queries_for_rows(bearer, deliver, rij, django_assert_num_queries, aantal):
    geleverd = deliver(rij(), *[rij(achternaam="Jansen")] * aantal, rij()).json()
    with django_assert_num_queries(8):
        Client().get(f"{ADRES}/{geleverd['id']}/regels", headers=bearer)


class TestCatalogus:
    OPLEIDING = {
        "opleidingscode": "eksd",
        "naam": "Effectieve Klantmanager",
        "opleider": "Hogeschool Rivierenland",
        "vorm": "bijeenkomsten",
        "omschrijving": "",
        "website": "",
        "minuten": 960,
        "onderdelen": [
            {
                "categorie": "scholing",
                "minuten": 960,
                "kenmerken": {"leefwereld": {"wet-en-regelgeving": 600, "gedrag": 240, "economie": 120}},
            }
        ],
        "geldigVan": "2025-01-01",
        "geldigTot": "2027-01-01",
    }

    def test_list(self, client, aanbod):
        assert client.get("/api/v1/opleidingen").json() == {
            "aantal": 1,
            "volgende": None,
            "vorige": None,
            "resultaten": [self.OPLEIDING],
        }

    def test_one(self, client, aanbod):
        answer = client.get("/api/v1/opleidingen/eksd").json()
        assert answer.pop("modules") == [
            {"modulecode": "recht", "naam": "Recht"},
            {"modulecode": "gesprek", "naam": "Gesprek"},
            {"modulecode": "zelfstudie", "naam": "Zelfstudie"},
        ]
        (uitvoering,) = answer.pop("uitvoeringen")
        assert uitvoering.pop("bijeenkomsten")[0] == {"bijeenkomstcode": "dag-1", "datum": "2026-02-01"}
        assert uitvoering == {
            "uitvoeringscode": "2026-1",
            "beginDatum": "2026-01-12",
            "eindDatum": "2026-06-29",
            "plaats": "Arnhem",
        }
        assert answer == self.OPLEIDING

    def test_filter(self, client, aanbod):
        assert client.get("/api/v1/opleidingen", {"plaats": "arnhem"}).json()["aantal"] == 1
        assert client.get("/api/v1/opleidingen", {"plaats": "Zwolle"}).json()["aantal"] == 0

    def test_wrong_questions_all_at_once(self, client, aanbod):
        response = client.get("/api/v1/opleidingen", {"leefwereld": "x", "vanafDatum": "y"})
        assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
        fouten = [(fout["code"], fout["plaats"]) for fout in response.json()["fouten"]]
        assert fouten == [("onbekende-waarde", "leefwereld"), ("ongeldig", "vanafDatum")]

    @pytest.mark.parametrize(
        ("vraag", "fout"),
        [
            ({"zoek": "\0"}, ("onleesbaar-teken", "zoek")),
            ({"zoek": "x" * 101}, ("te-lang", "zoek")),
            ({"urenVanaf": "-1"}, ("te-laag", "urenVanaf")),
            ({"urenVanaf": "10001"}, ("te-hoog", "urenVanaf")),
        ],
    )
    def test_the_code_of_a_fault_is_dutch(self, client, aanbod, vraag, fout):
        response = client.get("/api/v1/opleidingen", vraag)
        assert [(fout["code"], fout["plaats"]) for fout in response.json()["fouten"]] == [fout]

    @pytest.mark.parametrize("pagina", ["abc", "0", "-1", "2", "9" * 40])
    def test_a_page_that_is_not_there_is_said_to_be_the_page(self, client, aanbod, pagina):
        response = client.get("/api/v1/opleidingen", {"pagina": pagina})
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
        assert [(fout["code"], fout["plaats"]) for fout in response.json()["fouten"]] == [
            ("pagina-onbekend", "pagina")
        ]

    def test_unknown(self, client, db):
        response = client.get("/api/v1/opleidingen/bestaat-niet")
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")

    @pytest.mark.parametrize("aantal", [1, 3])
    def test_queries(self, client, opleider, django_assert_num_queries, aantal):
        for nummer in range(aantal):
            make_opleiding(opleider, code=f"eksd-{nummer}")
        with django_assert_num_queries(7):
            client.get("/api/v1/opleidingen")
