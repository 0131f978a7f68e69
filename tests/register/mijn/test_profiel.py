from datetime import date

import pytest
from django.utils import timezone

from accounts.models import Logregel
from register.models import Profiel
from register.services.profielen import save_profiel
from register.services.registraties import open_registratie
from tests.register.bouw import complete_profiel

INVOER = {
    "beroep": "werkcoach",
    "werkgever": "UWV",
    "functie": "Werkcoach",
    "telefoon": "06 1234 5678",
    "over_mij": "",
}


def test_profile_is_filled_in(professional, sign_in):
    client = sign_in(professional)
    assert "Vertel wat je doet" in client.get("/mijn/profiel").content.decode()
    page = client.post("/mijn/profiel", INVOER, follow=True).content.decode()
    assert "Je profiel is compleet" in page
    profiel = open_registratie(professional).profiel
    assert (profiel.beroep, profiel.telefoon) == ("werkcoach", "06 1234 5678")


def test_page_tells_who_sees_what(professional, sign_in):
    page = sign_in(professional).get("/mijn/profiel").content.decode()
    assert "Je status en je termijn. Niet je dossier, je uren of dit profiel." in page
    assert professional.nummer in page


def test_half_a_profile_may_be_saved(professional, sign_in):
    page = sign_in(professional).post("/mijn/profiel", {"werkgever": "UWV"}, follow=True).content.decode()
    assert "Vertel wat je doet" in page
    assert open_registratie(professional).profiel.werkgever == "UWV"


def test_faults_are_told_and_nothing_typed_is_lost(professional, sign_in):
    response = sign_in(professional).post("/mijn/profiel", INVOER | {"beroep": "koning", "telefoon": "bel maar"})
    assert response.context["form"].errors == {
        "beroep": ["Kies een van de mogelijkheden."],
        "telefoon": ["Dit is geen telefoonnummer. Schrijf het als 06 12345678."],
    }
    assert "bel maar" in response.content.decode()
    assert open_registratie(professional).profiel.werkgever == ""


def test_other_work_needs_a_new_confirmation(professional, sign_in):
    complete_profiel(professional, bevestigd=date(2026, 1, 5))
    client = sign_in(professional)
    same = {"beroep": "klantmanager", "werkgever": "Gemeente Waterstad", "functie": "Klantmanager"}
    client.post("/mijn/profiel", same | {"telefoon": "0612345678"})
    assert open_registratie(professional).profiel.werk_bevestigd_op is not None
    client.post("/mijn/profiel", same | {"werkgever": "UWV"})
    profiel = open_registratie(professional).profiel
    assert profiel.werk_bevestigd_op is None
    assert profiel.identiteit_bevestigd_op is not None


@pytest.mark.parametrize(("veld", "blijft"), [("telefoon", True), ("functie", False)])
def test_a_confirmation_in_the_meantime_is_not_overwritten(professional, veld, blijft):
    """The page read the profile before the office confirmed it and another page kept a photo."""
    complete_profiel(professional)
    oud = open_registratie(professional).profiel
    nu = timezone.now()
    Profiel.objects.update(foto="foto/nieuw.jpg", identiteit_bevestigd_op=nu, werk_bevestigd_op=nu)
    setattr(oud, veld, "0612345678")
    save_profiel(oud, gewijzigd=[veld], op=nu)
    profiel = open_registratie(professional).profiel
    assert getattr(profiel, veld) == "0612345678"
    assert (profiel.foto.name, profiel.identiteit_bevestigd_op) == ("foto/nieuw.jpg", nu)
    assert (profiel.werk_bevestigd_op == nu) == blijft
    assert Logregel.objects.filter(handeling="werk-bevestiging-vervallen").exists() == (not blijft)


def test_profession_of_before_stays_a_choice(professional, sign_in):
    profiel = complete_profiel(professional).profiel
    profiel.beroep = "lantaarnopsteker"
    profiel.save()
    sign_in(professional).post("/mijn/profiel", INVOER | {"beroep": "lantaarnopsteker"})
    assert open_registratie(professional).profiel.beroep == "lantaarnopsteker"


def fill(profiel, **velden):
    for naam, waarde in velden.items():
        setattr(profiel, naam, waarde)
    profiel.save()


ALLES = {
    "andere_beroepen": ["werkcoach"],
    "werkterreinen": ["inkomen", "schulden"],
    "talen": ["turks", "engels"],
    "telefoon": "0612345678",
}


def test_public_and_not_public_stand_side_by_side(professional, termijn, sign_in, django_assert_num_queries):
    profiel = termijn.registratie.profiel
    fill(profiel, **ALLES, openbaar=["talen"])
    termijn.registratie.werkperiodes.create(
        werkgever="UWV", functie="Werkcoach", van_datum=date(2024, 1, 1), uren_per_week=16
    )
    client = sign_in(professional)
    client.get("/mijn/profiel")
    with django_assert_num_queries(6):
        page = client.get("/mijn/profiel").content.decode()
    iedereen, _, jij = page.partition("Dit zie alleen jij")
    assert "Turks, Engels" in iedereen.partition("Dit ziet iedereen die je certificaat controleert")[2]
    for besloten in ("Klantmanager, Werkcoach", "Werkcoach bij UWV", "0612345678", professional.email):
        assert (besloten in iedereen, besloten in jij) == (False, True)


def test_nothing_is_public_until_that_is_said(professional, termijn, client):
    fill(termijn.registratie.profiel, **ALLES, foto="foto/bestaat-niet.jpg")
    page = client.get(f"/c/{termijn.certificaat.code}").content.decode()
    for woord in ("Klantmanager", "Turks", "0612345678", "/foto", "Wat de professional zelf laat zien"):
        assert woord not in page


def test_what_is_switched_on_is_what_others_see(professional, termijn, client):
    fill(termijn.registratie.profiel, **ALLES, openbaar=["beroep", "werk"])
    for werkgever, tot in (("UWV", None), ("Gemeente Oudeveen", date(2024, 6, 1))):
        termijn.registratie.werkperiodes.create(
            werkgever=werkgever, functie="Werkcoach", van_datum=date(2024, 1, 1), tot_datum=tot, uren_per_week=16
        )
    url = f"/c/{termijn.certificaat.code}"
    page = client.get(url).content.decode()
    for woord in (
        "Klantmanager, Werkcoach",
        "Inkomen en bestaanszekerheid, Schuldhulpverlening",
        "Werkcoach bij UWV",
    ):
        assert woord in page
    for woord in ("Oudeveen", "Turks", "0612345678"):
        assert woord not in page


def test_choices_are_kept_and_strange_ones_refused(professional, sign_in):
    client = sign_in(professional)
    keuzes = {"werkterreinen": ["werk"], "talen": ["pools", "fries"], "openbaar": ["talen", "foto"]}
    client.post("/mijn/profiel", INVOER | keuzes)
    profiel = open_registratie(professional).profiel
    assert (profiel.werkterreinen, profiel.talen, profiel.openbaar) == (
        ["werk"],
        ["pools", "fries"],
        ["talen", "foto"],
    )
    response = client.post("/mijn/profiel", INVOER | {"talen": ["klingon"], "openbaar": ["telefoon"]})
    assert set(response.context["form"].errors) == {"talen", "openbaar"}
    assert open_registratie(professional).profiel.openbaar == ["talen", "foto"]
