"""The pages of this room: the public catalogue and what an opleider sees."""

from datetime import timedelta

import pytest
from django.test import Client

from opleidingen.models import Aanlevering, Accreditatie, Uitvoering
from tests.conftest import make_organisatie
from tests.opleidingen.conftest import make_opleiding


@pytest.fixture
def komend(aanbod, vandaag) -> Uitvoering:
    dag = vandaag + timedelta(days=30)
    return Uitvoering.objects.create(
        opleiding=aanbod.opleiding, code="straks", begin_datum=dag, eind_datum=dag, plaats="Zwolle"
    )


def show(client: Client, adres: str, **query: str) -> str:
    response = client.get(adres, query)
    assert response.status_code == 200
    return response.content.decode()


class TestCatalogus:
    def test_says_what_counts_when_and_where(self, client, komend):
        page = show(client, "/opleidingen")
        assert "1 opleiding telt mee voor het register" in page
        assert "16 uur" in page
        assert "in Zwolle" in page

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"zoek": "klantmanager effectieve"}, True),
            ({"zoek": "Hogeschool"}, True),
            ({"zoek": "lassen"}, False),
            ({"leefwereld": "gedrag"}, True),
            ({"leefwereld": "politiek-bestuurlijke-realiteit"}, False),
            ({"plaats": "zwol"}, True),
            ({"plaats": "Zwolle", "totDatum": "2026-02-01"}, False),
            ({"plaats": "Arnhem", "totDatum": "2026-02-01"}, True),
            ({"vanafDatum": "2026-01-12"}, True),
            ({"vanafDatum": "2199-01-01"}, False),
            ({"urenVanaf": "16"}, True),
            ({"urenVanaf": "16,5"}, False),
            ({"vorm": "bijeenkomsten"}, True),
            ({"vorm": "e-learning"}, False),
            ({"soort": "scholing"}, True),
            ({"soort": "leercirkel"}, False),
            ({"kernwaarde": "betrokkenheid"}, True),
            ({"kernwaarde": "deskundigheid"}, False),
            ({"leefwereld": "economie", "urenVanaf": "2"}, True),
            ({"leefwereld": "economie", "urenVanaf": "3"}, False),
            ({"leefwereld": "gedrag", "kernwaarde": "betrokkenheid", "urenVanaf": "2"}, True),
            ({"leefwereld": "gedrag", "kernwaarde": "betrokkenheid", "urenVanaf": "4"}, False),
        ],
    )
    def test_filters(self, client, komend, aanbod, query, found):
        aanbod.onderdelen[1].kenmerken["kernwaarde"] = {"betrokkenheid": 120}
        aanbod.onderdelen[1].save()
        assert ("Effectieve Klantmanager" in show(client, "/opleidingen", **query)) is found

    @pytest.mark.parametrize(
        "query", [{"leefwereld": "koken"}, {"vanafDatum": "gisteren"}, {"urenVanaf": "1e400"}, {"zoek": "a\0"}]
    )
    def test_question_that_is_wrong_is_explained_and_kept(self, client, komend, query):
        page = show(client, "/opleidingen", **query)
        assert "Kijk je zoekvraag nog eens na" in page
        assert "Er klopt nog iets niet" in page
        assert f'href="#id_{next(iter(query))}"' in page

    @pytest.mark.parametrize(
        "query", [{}, {"leefwereld": "gedrag"}, {"urenVanaf": "17"}, {"plaats": "Zwolle"}, {"soort": "intervisie"}]
    )
    def test_the_page_and_the_api_find_the_same(self, client, komend, query):
        found = client.get("/api/v1/opleidingen", query).json()["resultaten"]
        assert ("Effectieve Klantmanager" in show(client, "/opleidingen", **query)) is bool(found)

    def test_what_is_no_longer_offered_is_not_found(self, client, komend, aanbod, django_now):
        komend.beeindigd_op = django_now
        komend.save()
        assert "Effectieve" not in show(client, "/opleidingen", plaats="Zwolle")
        assert "straks" not in show(client, "/opleidingen/eksd")
        aanbod.opleiding.beeindigd_op = django_now
        aanbod.opleiding.save()
        assert "Effectieve" not in show(client, "/opleidingen")
        assert client.get("/opleidingen/eksd").status_code == 404

    def test_empty(self, client, db):
        assert "Hier komen de opleidingen" in show(client, "/opleidingen")

    def test_course_page(self, client, komend):
        page = show(client, "/opleidingen/eksd")
        assert "<h1>Effectieve Klantmanager</h1>" in page
        assert "waarvan leefwereld Gedrag" in page
        assert "straks" in page
        assert "2026-1<" not in page

    @pytest.mark.parametrize("ended", [{"geldig_tot": "2026-01-01"}, {"status": "ingediend"}])
    def test_not_accredited_is_not_shown(self, client, aanbod, ended):
        Accreditatie.objects.update(**ended)
        assert client.get("/opleidingen/eksd").status_code == 404
        assert "Effectieve" not in show(client, "/opleidingen")

    @pytest.mark.parametrize("aantal", [1, 3])
    def test_queries(self, client, opleider, django_assert_num_queries, aantal):
        for nummer in range(aantal):
            make_opleiding(opleider, code=f"eksd-{nummer}")
        with django_assert_num_queries(7):
            show(client, "/opleidingen")


class TestOpleider:
    @pytest.fixture
    def collega_client(self, opleider, medewerker, sign_in) -> Client:
        return sign_in(medewerker(opleider))

    def test_empty(self, collega_client):
        page = show(collega_client, "/opleider")
        assert "Hier komen jullie aanleveringen" in page
        assert "Hier komen jullie opleidingen" in page

    def test_deliveries_and_courses(self, collega_client, deliver, rij):
        deliver(rij(), rij(minuten=0))
        page = show(collega_client, "/opleider")
        assert "1 geboekt, 1 afgewezen" in page
        assert "<code>eksd</code>" in page

    def test_rows_with_their_answers(self, collega_client, deliver, rij):
        deliver(rij(kenmerk="cursist-1", modulecode="recht"), rij(achternaam="Jansen"), rij(minuten=0), "x")
        deliver(rij(modulecode="recht"))
        (first, second) = Aanlevering.objects.order_by("ingediend_op")
        page = show(collega_client, f"/opleider/aanleveringen/{first.pk}")
        assert "1 van de 4 regels staat in het register" in page
        assert "Geparkeerde regels gaan niet verloren" in page
        assert "Het aantal minuten is nul of minder." in page
        assert page.index("cursist-1") < page.index("Jansen")
        parked = show(collega_client, f"/opleider/aanleveringen/{first.pk}", uitkomst="geparkeerd")
        assert "Jansen" in parked
        assert "cursist-1" not in parked
        assert "Al bekend" in show(collega_client, f"/opleider/aanleveringen/{second.pk}", uitkomst="alBekend")

    def test_nothing_of_the_person_but_what_was_delivered(self, collega_client, deliver, rij, professional):
        deliver(rij(achternaam=None))
        page = show(collega_client, f"/opleider/aanleveringen/{Aanlevering.objects.get().pk}")
        assert professional.achternaam not in page
        assert professional.voornaam not in page

    def test_another_opleider_finds_nothing(self, deliver, rij, medewerker, sign_in):
        deliver(rij())
        client = sign_in(medewerker(make_organisatie("opleider", "Een ander")))
        assert client.get(f"/opleider/aanleveringen/{Aanlevering.objects.get().pk}").status_code == 404
        assert "1 geboekt" not in show(client, "/opleider")

    def test_unknown_outcome(self, collega_client, deliver, rij):
        deliver(rij())
        adres = f"/opleider/aanleveringen/{Aanlevering.objects.get().pk}"
        assert collega_client.get(adres, {"uitkomst": "weg"}).status_code == 404

    @pytest.mark.parametrize("aantal", [1, 60])
    def test_queries(self, collega_client, deliver, rij, django_assert_num_queries, aantal):
        deliver(*[rij(), *[rij(achternaam="Jansen")] * aantal])
        adres = f"/opleider/aanleveringen/{Aanlevering.objects.get().pk}"
        with django_assert_num_queries(8):
            show(collega_client, adres)
        with django_assert_num_queries(10):
            show(collega_client, "/opleider")


@pytest.mark.parametrize("adres", ["/opleider", "/opleider/aanleveringen/00000000-0000-0000-0000-000000000000"])
def test_pages_of_the_opleider_are_closed(client, sign_in, professional, adres):
    assert client.get(adres).status_code == 302
    assert sign_in(professional).get(adres).status_code == 404
