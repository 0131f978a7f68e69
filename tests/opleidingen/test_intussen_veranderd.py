"""Two colleagues of one opleider with the same form: the second sees what the first saved, before it is gone."""

import pytest

from opleidingen.models import Bijeenkomst, Module, Opleiding, Uitvoering
from tests.intussen import open_form, read_marks, read_staat
from tests.opleidingen.aanvraag import make_aanvraag, make_medewerker
from tests.samen import MENSEN, take_together

EIGEN = "/opleider/opleidingen"


@pytest.fixture
def een(opleider, sign_in, medewerker):
    return sign_in(medewerker(opleider))


@pytest.fixture
def twee(opleider, sign_in, een):
    gebruiker = make_medewerker(opleider)
    gebruiker.lidmaatschappen.update(rol="medewerker")
    return sign_in(gebruiker)


@pytest.fixture
def aanvraag(opleider, een):
    return make_aanvraag(opleider, make_medewerker(opleider))


def test_the_content_of_an_application(een, twee, aanvraag):
    adres = f"{EIGEN}/accreditaties/{aanvraag.pk}/inhoud"
    tab_een, tab_twee = open_form(een, adres), open_form(twee, adres)
    assert een.post(adres, tab_een | {"leerdoelen": "TABA"}).status_code == 302
    response = twee.post(adres, tab_twee | {"toetsvorm": "TABB"})
    assert list(read_staat(response).values()) == ["TABA"]
    assert response.context["form"]["toetsvorm"].value() == "TABB"
    aanvraag.refresh_from_db()
    assert (aanvraag.leerdoelen, aanvraag.toetsvorm) == ("TABA", "Een opdracht.")
    assert twee.post(adres, tab_twee | {"toetsvorm": "TABB"} | read_marks(response)).status_code == 302
    aanvraag.refresh_from_db()
    assert (aanvraag.leerdoelen, aanvraag.toetsvorm) == ("Kan iets.", "TABB")


def test_the_other_steps_of_an_application(een, twee, aanvraag):
    """The period lies in the same row as the content: one is no conflict with the other."""
    stap = f"{EIGEN}/accreditaties/{aanvraag.pk}"
    inhoud, periode = open_form(twee, f"{stap}/inhoud"), open_form(twee, f"{stap}/periode")
    assert een.post(f"{stap}/periode", open_form(een, f"{stap}/periode") | {"maanden": "48"}).status_code == 302
    assert twee.post(f"{stap}/inhoud", inhoud | {"toetsvorm": "TABB"}).status_code == 302
    response = twee.post(f"{stap}/periode", periode | {"geldig_van": "2027-02-01"})
    assert read_staat(response) == {"Voor hoe lang?": "4 jaar"}
    adres = f"{EIGEN}/accreditaties/onderdelen/{aanvraag.onderdelen.first().pk}"
    regel = open_form(twee, adres)
    assert een.post(adres, open_form(een, adres) | {"tijd": "20 uur"}).status_code == 302
    assert list(read_staat(twee.post(adres, regel | {"leefwereld-gedrag": "1 uur"})).values()) == ["20 uur"]


def test_the_courses_of_an_opleider(een, twee, aanbod):
    rijen = {
        f"{EIGEN}/{aanbod.opleiding.pk}/wijzigen": (Opleiding, "naam"),
        f"{EIGEN}/modules/{aanbod.recht.pk}": (Module, "naam"),
        f"{EIGEN}/uitvoeringen/{aanbod.uitvoering.pk}/wijzigen": (Uitvoering, "plaats"),
        f"{EIGEN}/bijeenkomsten/{aanbod.bijeenkomsten[0].pk}": (Bijeenkomst, "eigen_code"),
    }
    for adres, (model, naam) in rijen.items():
        velden = open_form(twee, adres)
        assert een.post(adres, open_form(een, adres) | {naam: "van-een"}).status_code == 302
        response = twee.post(adres, velden | {"eigen_code": "van-twee"})
        assert list(read_staat(response).values()) == ["van-een"]
        assert model.objects.filter(**{naam: "van-een"}).count() == 1


def test_what_was_delivered(een, twee, geboekt):
    adres = f"/opleider/deelnames/{geboekt.pk}"
    velden = open_form(twee, adres) | {"reden": "De lijst klopte niet."}
    assert een.post(adres, open_form(een, adres) | {"reden": "Te veel.", "minuten": "30"}).status_code == 302
    response = twee.post(adres, velden | {"kenmerk": "c-2"})
    assert read_staat(response) == {"Netto minuten": "30"}
    geboekt.refresh_from_db()
    assert (geboekt.minuten, geboekt.kenmerk) == (30, "c-1")


def test_of_many_colleagues_at_the_same_moment_one_is_saved(een, aanvraag, transactional_db):
    adres = f"{EIGEN}/accreditaties/{aanvraag.pk}/inhoud"
    velden = open_form(een, adres)
    tabs = [f"Tab {nummer}" for nummer in range(MENSEN)]

    def save():
        tekst = tabs.pop()
        return tekst, een.post(adres, velden | {"leerdoelen": tekst}).status_code

    statuses = dict(take_together(save))
    aanvraag.refresh_from_db()
    assert sorted(statuses.values()) == [200] * (MENSEN - 1) + [302]
    assert statuses[aanvraag.leerdoelen] == 302


@pytest.mark.parametrize(
    "adres",
    [
        f"/mijn/dilemmas/{'x' * 80}",
        "/mijn/dilemmas/bestaat-niet",
        f"/mijn/reflecties/{'9' * 80}",
        "/mijn/reflecties/1",
        f"/mijn/reflecties/nieuw/{'x' * 80}",
        f"/mijn/activiteiten/{'9' * 80}",
        f"{EIGEN}/{'9' * 80}/wijzigen",
        f"{EIGEN}/uitvoeringen/{'9' * 80}/wijzigen",
    ],
)
def test_a_page_that_does_not_exist_keeps_no_draft(een, adres):
    gebruiker = een.get("/mijn/dilemmas").context["user"]
    for knop in ("_concept", "_opnieuw", "_nieuwste"):
        assert een.post(adres, {"tekst": "x", knop: "0"}).status_code == 404
    assert not gebruiker.concepten.exists()


def test_a_page_of_somebody_else_keeps_no_draft(professional, sign_in, aanvraag):
    adres = f"{EIGEN}/accreditaties/{aanvraag.pk}/inhoud"
    assert sign_in(professional).post(adres, {"leerdoelen": "x", "_concept": "0"}).status_code == 404
    assert not professional.concepten.exists()
