import pytest
from django.utils import timezone

from accounts.models import Ledenuitnodiging, Lidmaatschap
from accounts.services.gebruikers import create_gebruiker
from tests.conftest import make_lid

PATH = "/opleider/leden"
Rol = Lidmaatschap.Rol


@pytest.fixture
def beheerder(opleider, medewerker, sign_in):
    return sign_in(medewerker(opleider))


def messages(client, response):
    return [str(message) for message in client.get(response["Location"]).context["messages"]]


def test_a_colleague_is_asked_and_not_added(beheerder, professional, mailoutbox):
    response = beheerder.post(PATH, {"email": professional.email, "rol": "medewerker"})
    assert messages(beheerder, response) == ["We mailden een uitnodiging aan noor@voorbeeld.example."]
    assert [mail.to for mail in mailoutbox] == [[professional.email]]
    assert not professional.lidmaatschappen.exists()
    assert "Wacht op antwoord van je collega" in beheerder.get(PATH).content.decode()


def test_who_is_here_already_is_told_and_kept(beheerder, opleider, professional):
    make_lid(opleider, professional)
    response = beheerder.post(PATH, {"email": professional.email, "rol": "medewerker"})
    assert response.context["form"].errors["email"] == ["Deze collega hoort al bij je organisatie."]
    assert response.context["form"]["email"].value() == professional.email


def test_mailing_again_and_taking_back(beheerder, mailoutbox):
    beheerder.post(PATH, {"email": "a@voorbeeld.example", "rol": "beheerder"})
    uitnodiging = Ledenuitnodiging.objects.get()
    response = beheerder.post(f"{PATH}/uitnodigingen/{uitnodiging.pk}/opnieuw")
    said = "We mailden a@voorbeeld.example een nieuwe link. De vorige werkt niet meer."
    assert messages(beheerder, response)[-1] == said
    assert (len(mailoutbox), Ledenuitnodiging.objects.get().rol) == (2, "beheerder")
    response = beheerder.post(f"{PATH}/uitnodigingen/{uitnodiging.pk}/intrekken")
    assert messages(beheerder, response)[0].endswith("is ingetrokken. De link werkt niet meer.")
    assert not Ledenuitnodiging.objects.exists()


def test_a_link_that_works_no_longer_is_shown_as_such(beheerder):
    beheerder.post(PATH, {"email": "a@voorbeeld.example", "rol": "medewerker"})
    assert "Werkt tot" in beheerder.get(PATH).content.decode()
    Ledenuitnodiging.objects.update(verloopt_op=timezone.now())
    assert "Werkt niet meer" in beheerder.get(PATH).content.decode()


def test_a_role_that_does_not_exist_is_refused(beheerder, professional):
    response = beheerder.post(PATH, {"email": professional.email, "rol": "directeur"})
    assert set(response.context["form"].errors) == {"rol"}


def test_another_role(beheerder, opleider, professional):
    lid = make_lid(opleider, professional, Rol.MEDEWERKER)
    response = beheerder.post(f"{PATH}/{lid.pk}", {"rol": "beheerder"})
    assert messages(beheerder, response) == ["De rol van Noor van den Heuvel is aangepast."]
    assert professional.lidmaatschappen.get(geldig_tot=None).rol == "beheerder"


def test_the_last_administrator_cannot_step_down(beheerder, opleider):
    eigen = Lidmaatschap.objects.get(organisatie=opleider)
    response = beheerder.post(f"{PATH}/{eigen.pk}", {"rol": "medewerker"})
    assert response.context["form"].non_field_errors()[0].startswith("Je organisatie houdt dan geen beheerder over.")
    response = beheerder.post(f"{PATH}/{eigen.pk}/beeindigen")
    assert messages(beheerder, response)[0].startswith("Je organisatie houdt dan geen beheerder over.")


def test_ending_asks_first(beheerder, opleider, professional):
    lid = make_lid(opleider, professional, Rol.MEDEWERKER)
    path = f"{PATH}/{lid.pk}/beeindigen"
    assert "Het eigen account en dossier blijven gewoon bestaan." in beheerder.get(path).content.decode()
    assert professional.lidmaatschappen.get().geldig_tot is None
    response = beheerder.post(path)
    assert messages(beheerder, response) == ["Noor van den Heuvel werkt niet meer namens Hogeschool Rivierenland."]
    assert beheerder.post(path).status_code == 404


@pytest.mark.parametrize("page", ["", "/beeindigen"])
def test_somebody_else_s_colleague_does_not_exist(beheerder, werkgever, professional, page):
    lid = make_lid(werkgever, professional)
    assert beheerder.get(f"{PATH}/{lid.pk}{page}").status_code == 404
    assert beheerder.post(f"{PATH}/{lid.pk}{page}", {"rol": "beheerder"}).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_costs_the_same_however_long(beheerder, opleider, aantal, django_assert_num_queries):
    for n in range(aantal):
        make_lid(opleider, create_gebruiker(email=f"{n}@voorbeeld.example", voornaam="A", achternaam="B"))
        beheerder.post(PATH, {"email": f"nieuw-{n}@voorbeeld.example", "rol": "medewerker"})
    beheerder.get(PATH)
    with django_assert_num_queries(6):
        beheerder.get(PATH)
