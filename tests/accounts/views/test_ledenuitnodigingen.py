import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Ledenuitnodiging, Lidmaatschap
from accounts.services.ledenuitnodigingen import invite_lid
from tests.conftest import make_lid, make_organisatie

Rol = Lidmaatschap.Rol


@pytest.fixture
def baas(opleider, medewerker):
    return medewerker(opleider)


@pytest.fixture
def link(opleider, baas, mailoutbox):
    def make(rol: str = "medewerker") -> str:
        invite_lid(opleider, email="nieuw@voorbeeld.example", rol=rol, door=baas, op=timezone.now())
        return re.search(r"(/organisatie/uitnodiging/[\w-]+)", mailoutbox[-1].body)[1]

    return make


def read(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_who_has_not_signed_in_reads_who_asks_and_signs_in_first(link):
    path = link()
    response = Client().get(path)
    tekst = read(response)
    assert "Hogeschool Rivierenland vraagt je om mee te werken" in tekst
    assert "Sam Bakker nodigt je uit." in tekst
    assert f"/account/login/?next={path.replace('/', '%2F')}" in tekst
    assert f"/account/signup/?next={path.replace('/', '%2F')}" in tekst
    assert ("no-store" in response["Cache-Control"], response["X-Robots-Tag"]) == (True, "noindex")
    assert Client().post(path).status_code == 200
    assert Ledenuitnodiging.objects.exists()


def test_looking_does_not_accept_and_the_button_does(link, collega, sign_in):
    path, client = link(), sign_in(collega)
    assert "Je bent ingelogd als Yusuf Yıldız (yusuf@voorbeeld.example)." in read(client.get(path))
    assert not collega.lidmaatschappen.exists()
    response = client.post(path, follow=True)
    assert response.redirect_chain == [("/opleider", 302)]
    assert "Je werkt nu ook namens Hogeschool Rivierenland." in read(response)
    assert collega.lidmaatschappen.get().rol == "medewerker"


def test_an_administrator_of_an_opleider_sets_up_a_second_factor_first(link, collega, sign_in):
    path, client = link(Rol.BEHEERDER), sign_in(collega)
    assert "Een beheerder van een opleider logt in met een tweede stap." in read(client.get(path))
    response = client.post(path, follow=True)
    assert response.redirect_chain == [("/opleider", 302), ("/account/2fa/", 302)]
    assert client.get("/opleider/leden").status_code == 302


def test_a_link_that_was_used_and_one_that_never_was_look_the_same(link, collega, professional, sign_in):
    path = link()
    sign_in(collega).post(path)
    client = sign_in(professional)
    used, never = client.get(path), client.get("/organisatie/uitnodiging/bestaat-niet")
    assert (used.status_code, never.status_code) == (410, 410)
    for response in (used, never, client.post(path)):
        assert "Deze uitnodiging werkt niet meer" in read(response)
        assert "Rivierenland" not in read(response)
    assert not professional.lidmaatschappen.exists()


def test_who_is_a_member_does_not_use_up_the_link(link, baas, sign_in):
    path, client = link(), sign_in(baas)
    assert "Je werkt al namens Hogeschool Rivierenland" in read(client.get(path))
    client.post(path)
    assert Ledenuitnodiging.objects.exists()


class TestNamens:
    @pytest.fixture
    def tweede(self, opleider, professional):
        """Somebody who works for two opleiders: administrator of the second."""
        tweede = make_organisatie("opleider", "Andere Hogeschool")
        make_lid(opleider, professional, Rol.MEDEWERKER)
        make_lid(tweede, professional, Rol.BEHEERDER)
        return tweede

    @pytest.fixture
    def client(self, professional, tweede, sign_in, settings):
        settings.DEMONSTRATIE = True  # no second factor asked
        return sign_in(professional)

    def test_without_a_choice_the_first_and_never_another_by_role(self, client, opleider):
        assert f"Je werkt hier namens {opleider}." in read(client.get("/opleider"))
        assert client.get("/opleider/leden").status_code == 404

    def test_choosing(self, client, tweede, opleider):
        tekst = read(client.get("/organisatie/kiezen"))
        assert "Hogeschool Rivierenland (opleider) – nu" in tekst
        response = client.post("/organisatie/kiezen", {"organisatie": tweede.pk}, follow=True)
        assert response.redirect_chain == [("/opleider", 302)]
        assert "Je werkt hier namens Andere Hogeschool." in read(response)
        assert "Wie werkt er namens Andere Hogeschool?" in read(client.get("/opleider/leden"))
        client.post("/organisatie/kiezen", {"organisatie": opleider.pk})
        assert client.get("/opleider/leden").status_code == 404

    def test_another_role_of_today_changes_nothing_about_for_whom(self, client, opleider, professional):
        Lidmaatschap.objects.filter(gebruiker=professional, organisatie=opleider).delete()
        make_lid(opleider, professional, Rol.BEHEERDER)  # a newer row, as after a change of role
        assert f"Je werkt hier namens {opleider}." in read(client.get("/opleider"))

    def test_a_choice_that_ended_falls_back(self, client, tweede, opleider, professional):
        client.post("/organisatie/kiezen", {"organisatie": tweede.pk})
        Lidmaatschap.objects.filter(gebruiker=professional, organisatie=tweede).delete()
        response = client.get("/opleider")
        assert response.status_code == 200
        assert "Je werkt hier namens" not in read(response)

    def test_somebody_else_s_organisation_is_no_choice(self, client, werkgever):
        for waarde in (werkgever.pk, "x", ""):
            response = client.post("/organisatie/kiezen", {"organisatie": waarde})
            assert response.context["form"].errors

    def test_the_office_has_its_own_door(self, client, kantoor, professional):
        make_lid(kantoor, professional)
        response = client.post("/organisatie/kiezen", {"organisatie": kantoor.pk})
        assert response["Location"] == "/kantoor"

    def test_with_one_organisation_there_is_nothing_to_choose(self, collega, werkgever, sign_in):
        make_lid(werkgever, collega)
        assert "Kies een andere organisatie" not in read(sign_in(collega).get("/werkgever"))

    def test_without_an_organisation_it_says_how_to_begin(self, collega, sign_in):
        assert "Meld je organisatie aan" in read(sign_in(collega).get("/organisatie/kiezen"))
