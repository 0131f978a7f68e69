"""Another name: at once where it is the same name, with proof where the register built on it."""

from datetime import date
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Logregel, Naamswijziging, Raadpleging
from accounts.services.naamswijzigingen import decide_naamswijziging, read_bewijs
from kern.fouten import Fouten
from tests.register.bouw import complete_profiel, moment

PDF = b"%PDF-1.7 akte %%EOF"
NIEUW = {"voornaam": "Noor", "tussenvoegsel": "de", "achternaam": "Wit"}


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def vast(professional):
    """Somebody of the office saw who this is."""
    return complete_profiel(professional, bevestigd=date(2026, 1, 5))


@pytest.fixture
def gevraagd(professional, vast, sign_in) -> Naamswijziging:
    akte = SimpleUploadedFile("akte.pdf", PDF)
    sign_in(professional).post("/mijn/naam", NIEUW | {"reden": "Getrouwd.", "bewijs": akte})
    return Naamswijziging.objects.get()


def naam_of(gebruiker) -> tuple[str, str]:
    gebruiker.refresh_from_db()
    return gebruiker.naam, gebruiker.zoeknaam


@pytest.mark.parametrize(
    ("naam", "nieuw"),
    [
        ({"voornaam": "Noor", "tussenvoegsel": "van den", "achternaam": "Héuvel"}, "Noor van den Héuvel"),
        ({"voornaam": "Noor", "tussenvoegsel": "van der", "achternaam": "Heuvel"}, "Noor van der Heuvel"),
        ({"voornaam": "Nóór", "tussenvoegsel": "", "achternaam": "Heuvel"}, "Nóór Heuvel"),
    ],
)
def test_the_same_name_in_another_spelling_changes_at_once(naam, nieuw, professional, vast, sign_in):
    assert sign_in(professional).post("/mijn/naam", naam).status_code == 302
    assert naam_of(professional) == (nieuw, "heuvel")
    assert Logregel.objects.latest("volgnummer").handeling == "naam-gewijzigd"


def test_another_name_changes_at_once_as_long_as_nothing_rests_on_it(professional, sign_in):
    client = sign_in(professional)
    assert "Bewijs" not in client.get("/mijn/naam").content.decode()
    client.post("/mijn/naam", NIEUW)
    assert naam_of(professional) == ("Noor de Wit", "wit")


@pytest.mark.parametrize("naam", [NIEUW, {"voornaam": "Piet", "tussenvoegsel": "van den", "achternaam": "Heuvel"}])
def test_another_name_asks_a_reason_and_proof(naam, professional, vast, sign_in):
    response = sign_in(professional).post("/mijn/naam", naam)
    assert set(response.context["form"].errors) == {"reden", "bewijs"}
    assert f'value="{naam["achternaam"]}"' in response.content.decode()
    assert naam_of(professional) == ("Noor van den Heuvel", "heuvel")


def test_proof_that_is_none_is_refused(professional, vast, sign_in):
    vals = SimpleUploadedFile("akte.pdf", b"<html>")
    response = sign_in(professional).post("/mijn/naam", NIEUW | {"reden": "Getrouwd.", "bewijs": vals})
    assert response.context["form"].errors == {
        "bewijs": ["Dit bestand heet PDF, maar is iets anders. Bewaar het opnieuw als PDF."]
    }
    assert not Naamswijziging.objects.exists()


def test_request_waits_with_its_proof_encrypted(professional, gevraagd, sign_in):
    assert naam_of(professional) == ("Noor van den Heuvel", "heuvel")
    assert (gevraagd.oude_naam, gevraagd.nieuwe_naam) == ("Noor van den Heuvel", "Noor de Wit")
    with default_storage.open(gevraagd.bewijs.name) as bestand:
        assert b"akte" not in bestand.read()
    assert read_bewijs(gevraagd) == PDF
    assert "ligt bij het registerkantoor" in sign_in(professional).get("/mijn/naam").content.decode()


def test_office_looks_and_grants(professional, gevraagd, beoordelaar, sign_in, django_capture_on_commit_callbacks):
    client, url, bestand = sign_in(beoordelaar), f"/kantoor/naamswijzigingen/{gevraagd.pk}", gevraagd.bewijs.name
    assert "Noor de Wit" in client.get("/kantoor/naamswijzigingen").content.decode()
    client.get(url)
    response = client.get(f"{url}/bewijs")
    assert b"".join(response) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="bewijs.pdf"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, {"uitslag": "toegekend"})
    assert naam_of(professional) == ("Noor de Wit", "wit")
    assert not default_storage.exists(bestand)
    gevraagd.refresh_from_db()
    assert (gevraagd.bewijs.name, gevraagd.uitslag) == ("", "toegekend")
    assert mail.outbox[-1].subject == "Je naam in het register is veranderd"
    gekeken = set(Raadpleging.objects.filter(gebruiker=professional).values_list("wat", flat=True))
    assert gekeken == {"verzoek om een andere naam bekeken", "bewijs van je naam bekeken"}
    assert client.get(url).status_code == client.get(f"{url}/bewijs").status_code == 404


@pytest.mark.parametrize("wat", ["weg", "van een andere sleutel"])
def test_proof_that_cannot_be_read_is_no_proof_that_was_seen(wat, professional, gevraagd, beoordelaar, sign_in):
    if wat == "weg":
        default_storage.delete(gevraagd.bewijs.name)
    else:
        Path(gevraagd.bewijs.path).write_bytes(b"van een sleutel die weg is")
    client = sign_in(beoordelaar)
    assert client.get(f"/kantoor/naamswijzigingen/{gevraagd.pk}/bewijs").status_code == 404
    assert not Raadpleging.objects.filter(gebruiker=professional).exists()
    assert client.get(f"/kantoor/naamswijzigingen/{gevraagd.pk}").status_code == 200


def test_refusing_needs_a_reason_that_the_person_reads(professional, gevraagd, beoordelaar, sign_in):
    client, url = sign_in(beoordelaar), f"/kantoor/naamswijzigingen/{gevraagd.pk}"
    response = client.post(url, {"uitslag": "afgewezen"})
    assert response.context["form"].errors == {"toelichting": ["Schrijf waarom je het verzoek afwijst."]}
    client.post(url, {"uitslag": "afgewezen", "toelichting": "De akte is niet leesbaar."})
    assert naam_of(professional) == ("Noor van den Heuvel", "heuvel")
    assert "De akte is niet leesbaar." in mail.outbox[-1].body


def test_decided_once(gevraagd, beoordelaar, professional):
    besluit = {"uitslag": "toegekend", "toelichting": "", "op": moment(date(2026, 11, 1))}
    with pytest.raises(Fouten, match="eigen-naam"):
        decide_naamswijziging(gevraagd, **besluit, door=professional)
    decide_naamswijziging(gevraagd, **besluit, door=beoordelaar)
    with pytest.raises(Fouten, match="al-afgehandeld"):
        decide_naamswijziging(gevraagd, **besluit, door=beoordelaar)


def test_taken_back_with_its_proof(professional, gevraagd, sign_in, django_capture_on_commit_callbacks):
    client, bestand = sign_in(professional), gevraagd.bewijs.name
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/mijn/naam/intrekken")
    assert not default_storage.exists(bestand)
    assert client.post("/mijn/naam/intrekken").status_code == 404
    assert "Verander je naam" in client.get("/mijn/naam").content.decode()


def test_one_request_at_a_time(professional, gevraagd, sign_in):
    akte = SimpleUploadedFile("akte.pdf", PDF)
    sign_in(professional).post("/mijn/naam", NIEUW | {"reden": "Nog eens.", "bewijs": akte})
    assert Naamswijziging.objects.count() == 1


def test_certificate_keeps_the_name_it_was_issued_with(professional, termijn, beoordelaar, client, sign_in):
    akte = SimpleUploadedFile("akte.pdf", PDF)
    sign_in(professional).post("/mijn/naam", NIEUW | {"reden": "Getrouwd.", "bewijs": akte})
    sign_in(beoordelaar).post(
        f"/kantoor/naamswijzigingen/{Naamswijziging.objects.get().pk}", {"uitslag": "toegekend"}
    )
    assert naam_of(professional) == ("Noor de Wit", "wit")
    assert "Noor van den Heuvel" in client.get(f"/c/{termijn.certificaat.code}").content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_takes_one_number_of_queries(aantal, beoordelaar, sign_in, django_assert_num_queries):
    from accounts.services.gebruikers import create_gebruiker

    for nummer in range(aantal):
        wie = create_gebruiker(email=f"p{nummer}@voorbeeld.example", voornaam="P", achternaam="Q")
        wie.naamswijzigingen.create(
            oude_naam="P Q", voornaam="R", achternaam="S", reden="x", ingediend_op=moment(date(2026, 1, 1))
        )
    client = sign_in(beoordelaar)
    client.get("/kantoor/naamswijzigingen")
    with django_assert_num_queries(6):
        client.get("/kantoor/naamswijzigingen")
