"""The pages of an application: the steps of the opleider, and the office that assesses."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils.formats import date_format

from opleidingen.models import Accreditatie
from tests.conftest import make_lid
from tests.opleidingen.aanvraag import TOT, VAN, do, later, make_aanvraag, make_medewerker

EIGEN, KANTOOR = "/opleider/opleidingen/accreditaties", "/kantoor/accreditaties"


@pytest.fixture
def mens(opleider, medewerker):
    return medewerker(opleider)


@pytest.fixture
def client(mens, sign_in) -> Client:
    return sign_in(mens)


@pytest.fixture
def office(kantoor, medewerker, sign_in) -> Client:
    return sign_in(medewerker(kantoor))


@pytest.fixture
def aanvraag(opleider, mens) -> Accreditatie:
    return make_aanvraag(opleider, mens)


def show(client: Client, adres: str) -> str:
    response = client.get(adres)
    assert response.status_code == 200, response
    return response.content.decode()


def name_koppen(page: str) -> str:
    return re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)[1]


class TestFillingIn:
    def test_from_nothing_to_sent(self, client, aanbod, django_now):
        """Each step leads to the next; what misses is said with where to mend it."""
        Accreditatie.objects.update(status="ingetrokken")
        begin = client.post(f"/opleider/opleidingen/{aanbod.opleiding.pk}/accreditatie", {"bron": "leeg"})
        aanvraag = Accreditatie.objects.get(status="concept")
        assert begin["Location"] == f"{EIGEN}/{aanvraag.pk}/onderdelen"
        page = show(client, f"{EIGEN}/{aanvraag.pk}/versturen")
        assert name_koppen(page) == "Er missen nog 4 dingen"
        assert f"{EIGEN}/{aanvraag.pk}/inhoud" in page
        velden = {
            "module": aanbod.recht.pk,
            "categorie": "scholing",
            "tijd": "16 uur",
            "leefwereld-economie": "2 uur",
        }
        response = client.post(f"{EIGEN}/{aanvraag.pk}/onderdelen/nieuw", velden)
        assert response["Location"] == f"{EIGEN}/{aanvraag.pk}/onderdelen"
        assert "Je vraagt 16 uur aan" in show(client, response["Location"])
        teksten = {"leerdoelen": "Kan iets.", "toetsvorm": "Een toets.", "docenten": "Een docent."}
        assert client.post(f"{EIGEN}/{aanvraag.pk}/inhoud", teksten)["Location"].endswith("/periode")
        periode = {"geldig_van": VAN.isoformat(), "maanden": "24"}
        assert client.post(f"{EIGEN}/{aanvraag.pk}/periode", periode)["Location"].endswith("/versturen")
        page = show(client, f"{EIGEN}/{aanvraag.pk}/versturen")
        assert name_koppen(page) == "Je aanvraag is klaar om te versturen"
        assert f"1 januari {VAN.year} tot 1 januari {TOT.year}" in page
        assert client.post(f"{EIGEN}/{aanvraag.pk}/versturen")["Location"] == f"{EIGEN}/{aanvraag.pk}"
        aanvraag.refresh_from_db()
        assert aanvraag.status == "ingediend"
        [onderdeel] = aanvraag.onderdelen.all()
        assert (onderdeel.minuten, onderdeel.kenmerken) == (960, {"leefwereld": {"economie": 120}})

    def test_a_draft_keeps_what_was_typed(self, client, aanvraag):
        client.post(f"{EIGEN}/{aanvraag.pk}/inhoud", {"leerdoelen": "Half af", "_concept": "0", "_versie": "0"})
        assert "Half af" in show(client, f"{EIGEN}/{aanvraag.pk}/inhoud")
        aanvraag.refresh_from_db()
        assert aanvraag.leerdoelen == "Kan iets."

    @pytest.mark.parametrize(
        ("velden", "fout"),
        [
            ({"tijd": "0"}, {"tijd"}),
            ({"tijd": "16"}, {"tijd"}),
            ({"tijd": "2 uur", "leefwereld-economie": "90 min", "leefwereld-gedrag": "1 uur"}, {"__all__"}),
            ({"tijd": "2 uur", "categorie": "koken"}, {"categorie"}),
            ({"tijd": "2 uur", "categorie": "intervisie"}, {"categorie"}),
            ({"tijd": ""}, {"tijd"}),
        ],
    )
    def test_time_that_cannot_be(self, client, aanvraag, velden, fout):
        """Zero, unclear, more about kenmerken than there is, an unknown category, the same twice, nothing."""
        response = client.post(f"{EIGEN}/{aanvraag.pk}/onderdelen/nieuw", {"categorie": "leercirkel", **velden})
        assert set(response.context["form"].errors) == fout

    def test_an_onderdeel_is_changed_and_taken_away(self, client, aanvraag):
        eerste, tweede = aanvraag.onderdelen.order_by("pk")
        assert 'value="10 uur"' in show(client, f"{EIGEN}/onderdelen/{eerste.pk}")
        client.post(f"{EIGEN}/onderdelen/{eerste.pk}", {"categorie": "scholing", "tijd": "8 uur"})
        client.post(f"{EIGEN}/onderdelen/{tweede.pk}/verwijderen")
        assert [*aanvraag.onderdelen.values_list("minuten", "kenmerken")] == [(480, {})]

    def test_a_renewal_keeps_its_first_day(self, client, aanbod):
        bron = f"verleng-{aanbod.accreditatie.pk}"
        client.post(f"/opleider/opleidingen/{aanbod.opleiding.pk}/accreditatie", {"bron": bron})
        verlenging = Accreditatie.objects.get(verlengt=aanbod.accreditatie)
        client.post(f"{EIGEN}/{verlenging.pk}/periode", {"geldig_van": "2020-01-01", "maanden": "12"})
        verlenging.refresh_from_db()
        assert (verlenging.geldig_van, str(verlenging.geldig_tot)) == (aanbod.accreditatie.geldig_tot, "2028-01-01")

    def test_beginning_again_leads_to_what_is_under_way(self, client, aanvraag):
        response = client.get(f"/opleider/opleidingen/{aanvraag.opleiding_id}/accreditatie")
        assert response["Location"] == f"{EIGEN}/{aanvraag.pk}"

    @pytest.mark.parametrize("stap", ["onderdelen", "onderdelen/nieuw", "inhoud", "periode", "versturen"])
    def test_what_is_sent_opens_no_step(self, client, aanvraag, mens, stap):
        do(aanvraag, "indienen", mens)
        assert client.get(f"{EIGEN}/{aanvraag.pk}/{stap}")["Location"] == f"{EIGEN}/{aanvraag.pk}"

    def test_a_draft_is_thrown_away_after_asking(self, client, aanvraag):
        assert "weg?" in name_koppen(show(client, f"{EIGEN}/{aanvraag.pk}/intrekken"))
        client.post(f"{EIGEN}/{aanvraag.pk}/intrekken")
        assert Accreditatie.objects.count() == 0

    def test_what_was_sent_is_withdrawn(self, client, aanvraag, mens):
        do(aanvraag, "indienen", mens)
        client.post(f"{EIGEN}/{aanvraag.pk}/intrekken")
        assert name_koppen(show(client, f"{EIGEN}/{aanvraag.pk}")) == "Je trok deze aanvraag in"


class TestOffice:
    def decide(self, office: Client, aanvraag: Accreditatie, handeling: str, **velden: object) -> object:
        return office.post(f"{KANTOOR}/{aanvraag.pk}", {"handeling": handeling, **velden})

    def test_list_says_what_waits_until_when(self, office, aanvraag, mens):
        assert "Er wacht geen aanvraag" in show(office, KANTOOR)
        do(aanvraag, "indienen", mens)
        page = show(office, KANTOOR)
        assert name_koppen(page) == "Er wacht één aanvraag om accreditatie"
        assert date_format(later(8), "j F Y") in page

    @pytest.mark.parametrize("aantal", [1, 3])
    def test_queries(self, office, opleider, mens, django_assert_num_queries, aantal):
        for nummer in range(aantal):
            do(make_aanvraag(opleider, mens, code=f"c{nummer}"), "indienen", mens)
        with django_assert_num_queries(7):
            show(office, KANTOOR)

    def test_granting_less_says_so_to_both(self, office, client, aanvraag, mens):
        do(aanvraag, "indienen", mens)
        eerste = aanvraag.onderdelen.order_by("pk").first()
        toegekend = {"geldig_van": VAN.isoformat(), "geldig_tot": TOT.isoformat(), f"onderdeel-{eerste.pk}": "5 uur"}
        response = self.decide(office, aanvraag, "accrediteren", **toegekend)
        assert set(response.context["form"].errors) == {"reden"}
        response = self.decide(office, aanvraag, "accrediteren", **toegekend, reden="De helft is werktijd.")
        assert response["Location"] == f"{KANTOOR}/{aanvraag.pk}"
        for page in (show(office, f"{KANTOOR}/{aanvraag.pk}"), show(client, f"{EIGEN}/{aanvraag.pk}")):
            assert "De helft is werktijd." in page
            assert re.search(r"10 uur</td>\s*<td class=\"getal\">5 uur", page)
            assert "Niet toegekend" in page

    def test_the_same_person_cannot_confirm_and_is_told(self, office, kantoor, sign_in, aanvraag, mens):
        do(aanvraag, "indienen", mens)
        self.decide(office, aanvraag, "afwijzing-voorstellen", reden="Te mager.")
        page = show(office, f"{KANTOOR}/{aanvraag.pk}")
        assert "Een collega is aan zet" in page
        assert "Bevestig de afwijzing" not in page
        assert set(self.decide(office, aanvraag, "afwijzen", reden="Toch.").context["form"].errors) == {"handeling"}
        ander = make_medewerker(kantoor)
        Authenticator.objects.create(user=ander, type=Authenticator.Type.TOTP, data={})
        self.decide(sign_in(ander), aanvraag, "afwijzen", reden="Mee eens.")
        aanvraag.refresh_from_db()
        assert aanvraag.status == "afgewezen"

    def test_names_of_assessors_stay_inside(self, office, client, kantoor, aanvraag, mens):
        beoordelaar = make_medewerker(kantoor)
        do(aanvraag, "indienen", mens)
        do(aanvraag, "aanvulling-vragen", beoordelaar, reden="Wie geeft er les?")
        assert beoordelaar.achternaam in show(office, f"{KANTOOR}/{aanvraag.pk}")
        page = show(client, f"{EIGEN}/{aanvraag.pk}")
        assert beoordelaar.achternaam not in page
        assert "Wie geeft er les?" in page

    def test_a_proposal_is_not_seen_by_the_opleider(self, client, kantoor, aanvraag, mens):
        do(aanvraag, "indienen", mens)
        do(aanvraag, "afwijzing-voorstellen", make_medewerker(kantoor), reden="Te mager.")
        page = show(client, f"{EIGEN}/{aanvraag.pk}")
        assert name_koppen(page) == "Je aanvraag ligt bij het registerkantoor"
        assert "Te mager." not in page

    def test_a_decision_asks_for_a_recent_login(self, kantoor, medewerker, aanvraag, mens):
        do(aanvraag, "indienen", mens)
        client = Client()
        client.force_login(medewerker(kantoor))
        response = self.decide(client, aanvraag, "aanvulling-vragen", reden="Meer.")
        assert response["Location"].startswith("/account/")
        aanvraag.refresh_from_db()
        assert aanvraag.status == "ingediend"

    def test_a_draft_is_of_the_opleider_alone(self, office, aanvraag):
        assert office.get(f"{KANTOOR}/{aanvraag.pk}").status_code == 404


class TestStart:
    def test_what_asks_attention_comes_first_the_most_urgent_on_top(self, client, opleider, kantoor, mens, aanbod):
        tot = later(12).date()
        Accreditatie.objects.update(geldig_tot=tot)
        einde = f"geldt tot {date_format(tot, 'j F Y')}"
        een, ander = make_medewerker(kantoor), make_medewerker(kantoor)
        make_aanvraag(opleider, mens, code="concept")
        aangevuld, afgewezen = (make_aanvraag(opleider, mens, code=code) for code in ("aanvullen", "afgewezen"))
        do(aangevuld, "indienen", mens)
        do(aangevuld, "aanvulling-vragen", een)
        do(afgewezen, "indienen", mens)
        do(afgewezen, "afwijzing-voorstellen", een)
        do(afgewezen, "afwijzen", ander)
        page = show(client, "/opleider")
        assert name_koppen(page) == "4 dingen vragen jullie aandacht"
        zinnen = (
            "aanvulling op je aanvraag",
            "Bezwaar maken kan voor",
            einde,
            "nog niet verstuurd",
        )
        assert sorted(zinnen, key=page.index) == list(zinnen)

    def test_parked_rows_lead_to_their_page(self, client, aanbod, deliver, rij):
        Accreditatie.objects.update(geldig_tot=None)
        deliver(rij(achternaam="Jansen"))
        page = show(client, "/opleider")
        assert name_koppen(page) == "Eén ding vraagt jullie aandacht"
        assert 'href="/opleider/geparkeerd"' in page

    @pytest.mark.parametrize("aantal", [1, 3])
    def test_queries(self, client, opleider, mens, aanbod, django_assert_num_queries, aantal):
        for nummer in range(aantal):
            make_aanvraag(opleider, mens, code=f"c{nummer}")
        with django_assert_num_queries(9):
            show(client, "/opleider")
        with django_assert_num_queries(11):
            page = show(client, f"/opleider/opleidingen/{aanbod.opleiding.pk}/accreditatie")
        assert page.count("Kopieer:") == aantal + 1

    def test_nothing_to_do(self, client):
        assert name_koppen(show(client, "/opleider")) == "Alles is bij, er wacht niets op jullie"


def test_a_colleague_without_administration_may_too(opleider, sign_in, aanvraag):
    collega = make_medewerker(opleider)
    collega.lidmaatschappen.all().delete()
    make_lid(opleider, collega, "medewerker")
    assert sign_in(collega).get(f"{EIGEN}/{aanvraag.pk}").status_code == 200
    assert aanvraag.stappen.count() == 0
    do(aanvraag, "indienen", collega)
