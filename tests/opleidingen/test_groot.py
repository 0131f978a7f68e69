"""More rows than are booked while the sender waits: taken in at once, answered later."""

import json
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Idempotentie
from opleidingen.models import Aanlevering, Aanleverregel, Deelname
from opleidingen.services.achtergrond import book_volgend_deel
from tests.opleidingen.conftest import ADRES

VEEL = 10_001


@pytest.fixture
def wachtrij(settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture
def read(bearer):
    def get(adres: str, **query):
        response = Client().get(adres, query, headers=bearer)
        assert response.status_code == 200, response.content
        return response.json()

    return get


def book_all(pk: str) -> None:
    while book_volgend_deel(pk, op=timezone.now()):
        pass


def test_taken_in_booked_and_read_back(deliver, rij, wachtrij, read):
    response = deliver(*[{}] * (VEEL - 1), rij(kenmerk="laatste"))
    ontvangen = response.json()
    assert (response.status_code, ontvangen) == (202, {"id": ontvangen["id"], "status": "wacht", "aantal": VEEL})
    adres = response["Location"]
    assert adres == f"http://testserver{ADRES}/{UUID(ontvangen['id'])}"

    answer = read(adres)
    assert (answer["status"], answer["aantal"], answer["aantalVerwerkt"]) == ("wacht", VEEL, 0)
    assert (answer["verwerktOp"], read(f"{adres}/regels")["aantal"]) == (None, 0)
    book_volgend_deel(ontvangen["id"], op=timezone.now())
    answer = read(adres)
    assert (answer["status"], answer["aantalVerwerkt"], answer["totalen"]["afgewezen"]) == ("bezig", 10_000, 10_000)
    book_volgend_deel(ontvangen["id"], op=timezone.now())
    answer = read(adres)
    assert (answer["status"], answer["aantalVerwerkt"]) == ("verwerkt", VEEL)
    assert answer["totalen"] == {"geboekt": 1, "alBekend": 0, "geparkeerd": 0, "afgewezen": VEEL - 1}

    pagina = read(f"{adres}/regels", pagina=21, perPagina=500)
    [regel] = pagina["resultaten"]
    assert (regel["regel"], regel["uitkomst"], regel["kenmerk"]) == (VEEL, "geboekt", "laatste")
    assert read(f"{adres}/regels", uitkomst="geboekt")["resultaten"] == [regel]


def test_the_last_page_costs_what_the_first_costs(deliver, bearer, django_assert_num_queries):
    adres = deliver(*[{}] * VEEL)["Location"]
    for pagina in (1, 201):
        with django_assert_num_queries(6):
            Client().get(f"{adres}/regels", {"pagina": pagina}, headers=bearer)


def test_sent_again_it_is_the_same_delivery(deliver, aanbod, wachtrij):
    first = deliver(*[{}] * VEEL, key="k")
    book_all(first.json()["id"])
    again = deliver(*[{}] * VEEL, key="k")
    assert (again.status_code, again.content, again["Location"]) == (202, first.content, first["Location"])
    assert (Aanlevering.objects.count(), Aanleverregel.objects.count()) == (1, VEEL)


def test_a_small_one_says_where_it_is_too(deliver, rij, read):
    for response in (deliver(rij(), key="k"), deliver(rij(), key="k")):
        assert read(response["Location"])["id"] == response.json()["id"]


def test_a_trial_answers_every_row_at_once(deliver, rij):
    response = deliver(*[{}] * (VEEL - 2), rij(), rij(), proef=True)
    answer = response.json()
    assert (response.status_code, len(answer["regels"]), answer["totalen"]["geboekt"]) == (200, VEEL, 1)
    assert [regel["uitkomst"] for regel in answer["regels"][-2:]] == ["geboekt", "alBekend"]
    assert not Aanlevering.objects.exists()


@pytest.mark.parametrize("lang", [False, True], ids=["in memory", "on disk"])
class TestBodies:
    @pytest.fixture
    def regels(self, lang):
        """More than 4 MB when it is long: read from disk, part by part."""
        return [{"kenmerk": "é" * 200 if lang else ""} for _ in range(VEEL)]

    def test_unknown_keys_are_refused_and_nothing_stays(self, deliver, aanbod, regels):
        regels[VEEL - 1] = {"naam": "x"}
        regels[0] = {"plaats": "x"}
        for key in (None, "k"):
            response = deliver(*regels, key=key)
            assert response.status_code == 400
            assert [fout["plaats"] for fout in response.json()["fouten"]] == [
                "regels.0.plaats",
                f"regels.{VEEL - 1}.naam",
            ]
        assert (Aanlevering.objects.count(), Idempotentie.objects.count()) == (0, 0)

    def test_rows_keep_what_is_wrong_with_them(self, deliver, rij, regels, read):
        regels[VEEL - 2 :] = [7, rij(minuten="x")]
        adres = deliver(*regels)["Location"]
        slot = read(f"{adres}/regels", pagina=21, perPagina=500)["resultaten"]
        assert [regel["code"] for regel in slot] == ["minuten-geen-getal"]
        assert read(f"{adres}/regels", pagina=20, perPagina=500)["resultaten"][-1]["code"] == "regel-geen-object"

    def test_a_body_that_breaks_off_is_refused(self, bearer, aanbod, regels):
        body = json.dumps({"regels": regels}, ensure_ascii=False).encode()[:-3]
        response = Client().post(ADRES, body, content_type="application/json", headers=bearer)
        assert (response.status_code, response.json()["fouten"][0]["code"]) == (400, "onleesbaar")
        assert not Aanlevering.objects.exists()


def test_no_refusal_names_more_than_a_thousand_places(deliver, aanbod):
    fouten = deliver(*[{"naam": ""}] * 3000).json()["fouten"]
    assert (len(fouten), fouten[-1]["plaats"]) == (1000, "regels.999.naam")


def test_larger_than_the_server_takes(bearer, aanbod, settings):
    settings.AANLEVERING_BYTES = 5 * 1024 * 1024
    body = b" " * (settings.AANLEVERING_BYTES + 1)
    response = Client().post(ADRES, body, content_type="application/json", headers=bearer)
    assert (response.status_code, response.json()["fouten"][0]["code"]) == (413, "te-groot")
    assert "5 MB" in response.json()["detail"]


class TestPagina:
    @pytest.fixture
    def pagina(self, opleider, medewerker, sign_in):
        client = sign_in(medewerker(opleider))

        def show(pk: str) -> str:
            response = client.get(f"/opleider/aanleveringen/{pk}")
            assert response.status_code == 200
            return response.content.decode()

        return show

    def test_how_far_it_is(self, deliver, rij, wachtrij, pagina):
        pk = deliver(*[{}] * (VEEL - 1), rij()).json()["id"]
        html = pagina(pk)
        assert "We boeken jullie 10.001 regels" in html
        assert 'data-hx-trigger="every 1s"' in html
        assert "We beginnen zo" in html
        book_volgend_deel(pk, op=timezone.now())
        html = pagina(pk)
        assert '<progress id="regels" value="10000" max="10001"></progress>' in html
        assert "10.000 van 10.001 regels hebben antwoord" in html
        book_volgend_deel(pk, op=timezone.now())
        html = pagina(pk)
        assert "every 1s" not in html
        assert "1 van de 10.001 regels" in html

    def test_not_for_another(self, deliver, aanbod, wachtrij, client):
        pk = deliver(*[{}] * VEEL).json()["id"]
        assert client.get(f"/opleider/aanleveringen/{pk}").status_code == 302
        assert not Deelname.objects.exists()
