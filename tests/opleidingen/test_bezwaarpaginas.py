"""The page on which an opleider objects to a refusal: open within its term, and nowhere else."""

from datetime import timedelta

import pytest
from django.test import Client

from opleidingen.models import Accreditatie
from tests.opleidingen.aanvraag import do, later, make_aanvraag, make_medewerker
from tests.opleidingen.test_accreditatiepaginas import EIGEN, name_koppen, show


@pytest.fixture
def mens(opleider, medewerker):
    return medewerker(opleider)


@pytest.fixture
def client(mens, sign_in) -> Client:
    return sign_in(mens)


@pytest.fixture
def aanvraag(opleider, mens) -> Accreditatie:
    return make_aanvraag(opleider, mens)


def test_bezwaar_by_the_opleider(client, kantoor, aanvraag, mens):
    een, ander = make_medewerker(kantoor), make_medewerker(kantoor)
    do(aanvraag, "indienen", mens)
    do(aanvraag, "afwijzing-voorstellen", een)
    do(aanvraag, "afwijzen", ander)
    assert "Bezwaar kan voor" in show(client, f"{EIGEN}/{aanvraag.pk}")
    client.post(f"{EIGEN}/{aanvraag.pk}/bezwaar", {"reden": "Lees nog eens."})
    assert name_koppen(show(client, f"{EIGEN}/{aanvraag.pk}")) == "Je bezwaar ligt bij het registerkantoor"
    client.post(f"{EIGEN}/{aanvraag.pk}/intrekken")
    aanvraag.refresh_from_db()
    assert (aanvraag.status, aanvraag.bezwaar_tot) == ("afgewezen", None)


@pytest.mark.parametrize(
    ("status", "melding"),
    [
        ("concept", "Deze aanvraag is niet afgewezen."),
        ("ingediend", "Deze aanvraag is niet afgewezen."),
        ("aanvulling-gevraagd", "Deze aanvraag is niet afgewezen."),
        ("afwijzing-voorgesteld", "Deze aanvraag is niet afgewezen."),
        ("geaccrediteerd", "Deze aanvraag is niet afgewezen."),
        ("ingetrokken", "Deze aanvraag is niet afgewezen."),
        ("bezwaar", "Je bezwaar is al verstuurd."),
        ("ongegrond-voorgesteld", "Je bezwaar is al verstuurd."),
    ],
)
@pytest.mark.parametrize("methode", ["get", "post"])
def test_without_a_refusal_there_is_no_bezwaar(client, aanvraag, mens, methode, status, melding):
    do(aanvraag, "indienen", mens)
    do(aanvraag, "aanvulling-vragen", mens)
    Accreditatie.objects.update(status=status)
    response = getattr(client, methode)(f"{EIGEN}/{aanvraag.pk}/bezwaar", {"reden": "Lees nog eens."}, follow=True)
    assert response.redirect_chain == [(f"{EIGEN}/{aanvraag.pk}", 302)]
    assert melding in response.content.decode()
    aanvraag.refresh_from_db()
    assert aanvraag.status == status


@pytest.mark.parametrize(("dagen", "kan"), [(1, True), (0, False)])
def test_bezwaar_opens_within_its_term_and_keeps_what_came_too_late(client, aanvraag, dagen, kan):
    tot = later(0).date() + timedelta(days=dagen)
    Accreditatie.objects.update(status="afgewezen", bezwaar_tot=tot)
    adres = f"{EIGEN}/{aanvraag.pk}/bezwaar"
    assert client.get(adres).status_code == (200 if kan else 302)
    response = client.post(adres, {"reden": "Lees nog eens."})
    assert response.status_code == (302 if kan else 200)
    if not kan:
        page = response.content.decode()
        assert "De termijn voor bezwaar is voorbij." in page
        assert "Lees nog eens." in page
