import re

import pytest

from accounts.models import Sleutel
from accounts.services.sleutels import create_sleutel, use_sleutel

PATH = "/opleider/sleutels"


@pytest.fixture
def beheerder(opleider, medewerker, sign_in):
    return sign_in(medewerker(opleider))


def test_a_new_key_is_shown_once_and_works(beheerder, opleider):
    response = beheerder.post(PATH, {"naam": "Leeromgeving"})
    tekst = re.search(r"sam_[0-9a-f]{12}_[0-9a-f]{48}", response.content.decode())[0]
    assert tekst.split("_")[2] not in beheerder.get(PATH).content.decode()
    assert "no-store" in response["Cache-Control"]
    sleutel = Sleutel.objects.get()
    assert (sleutel.naam, sleutel.organisatie, sleutel.scopes) == ("Leeromgeving", opleider, ["aanleveren"])
    assert use_sleutel(tekst, op=sleutel.aangemaakt_op) == sleutel


@pytest.mark.parametrize(
    ("soort", "scopes", "is_test"),
    [("aanleveren", ["aanleveren"], False), ("lezen", ["lezen"], False), ("test", ["aanleveren"], True)],
)
def test_an_opleider_chooses_what_a_key_may_do(beheerder, soort, scopes, is_test):
    beheerder.post(PATH, {"naam": "Leeromgeving", "soort": soort})
    sleutel = Sleutel.objects.get()
    assert (sleutel.scopes, sleutel.is_test) == (scopes, is_test)


def test_the_page_says_what_a_key_does_not_do(beheerder):
    page = beheerder.post(PATH, {"naam": "Proef", "soort": "test"}).content.decode()
    assert "We boeken niets" in page
    assert "Proef (testsleutel)" in page
    beheerder.post(PATH, {"naam": "Kijken", "soort": "lezen"})
    assert "Kijken (alleen bekijken)" in beheerder.get(PATH).content.decode()


def test_a_kind_of_key_that_does_not_exist_is_not_made(beheerder, werkgever, medewerker, sign_in):
    beheerder.post(PATH, {"naam": "x", "soort": "alles"})
    assert Sleutel.objects.count() == 0
    sign_in(medewerker(werkgever)).post("/werkgever/sleutels", {"naam": "HR", "soort": "test"})
    assert (Sleutel.objects.get().scopes, Sleutel.objects.get().is_test) == (["verifieren"], False)


def test_an_employer_receives_a_key_to_verify(werkgever, medewerker, sign_in):
    sign_in(medewerker(werkgever)).post("/werkgever/sleutels", {"naam": "HR"})
    assert Sleutel.objects.get().scopes == ["verifieren"]


def test_a_key_without_a_purpose_is_not_made(beheerder):
    assert set(beheerder.post(PATH, {"naam": " "}).context["form"].errors) == {"naam"}
    assert Sleutel.objects.count() == 0


def test_revoking_asks_first(beheerder, opleider):
    sleutel, _ = create_sleutel(opleider, naam="Oud", scopes=["aanleveren"])
    path = f"{PATH}/{sleutel.pk}/intrekken"
    assert "Trek de sleutel “Oud” in" in beheerder.get(path).content.decode()
    sleutel.refresh_from_db()
    assert sleutel.ingetrokken_op is None
    assert beheerder.post(path)["Location"] == PATH
    sleutel.refresh_from_db()
    assert sleutel.ingetrokken_op is not None
    assert beheerder.post(path).status_code == 404


def test_somebody_else_s_key_does_not_exist(beheerder, werkgever):
    sleutel, _ = create_sleutel(werkgever, naam="Van een ander", scopes=["verifieren"])
    assert beheerder.post(f"{PATH}/{sleutel.pk}/intrekken").status_code == 404
    assert "Van een ander" not in beheerder.get(PATH).content.decode()


def test_without_keys_the_page_says_how_to_begin(beheerder):
    assert "Je hebt nog geen sleutel" in beheerder.get(PATH).content.decode()


def test_keys_that_work_come_first(beheerder, opleider):
    for naam in ("eerste", "tweede", "derde"):
        create_sleutel(opleider, naam=naam, scopes=["aanleveren"])
    beheerder.post(f"{PATH}/{Sleutel.objects.get(naam='derde').pk}/intrekken")
    assert [sleutel.naam for sleutel in beheerder.get(PATH).context["sleutels"]] == ["tweede", "eerste", "derde"]


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_costs_the_same_however_long(beheerder, opleider, aantal, django_assert_num_queries):
    for n in range(aantal):
        create_sleutel(opleider, naam=f"s{n}", scopes=["aanleveren"])
    with django_assert_num_queries(5):
        beheerder.get(PATH)
