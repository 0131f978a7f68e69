"""The photo: kept small and bare, seen by its owner, and by others only when that was said."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from register.forms.profielen import MEESTE_FOTO_BYTES
from register.models import Profiel
from register.services.profielen import save_foto
from register.services.registraties import open_registratie
from register.services.uitschrijven import leave_register
from tests.register.bouw import moment, strike_off


def draw_foto(naam: str = "ik.png", maat=(900, 1200)) -> SimpleUploadedFile:
    uit = BytesIO()
    Image.new("RGB", maat, (20, 90, 120)).save(uit, "PNG")
    return SimpleUploadedFile(naam, uit.getvalue())


@pytest.fixture
def met_foto(professional, sign_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = sign_in(professional)
    client.post("/mijn/profiel/foto/kiezen", {"foto": draw_foto()})
    return client


def profiel_of(gebruiker) -> Profiel:
    return Profiel.objects.get(registratie__gebruiker=gebruiker)


def show(gebruiker, *soorten) -> None:
    Profiel.objects.filter(registratie__gebruiker=gebruiker).update(openbaar=list(soorten))


def test_photo_is_kept_small_under_a_name_that_says_nothing(professional, met_foto, settings):
    naam = profiel_of(professional).foto.name
    assert naam.startswith("foto/")
    assert len(naam) == len("foto/") + 32 + len(".jpg")
    with Image.open(settings.MEDIA_ROOT / naam) as beeld:
        assert (beeld.format, beeld.size) == ("JPEG", (384, 512))


def test_owner_sees_it_in_a_sandbox(met_foto):
    response = met_foto.get("/mijn/profiel/foto")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(response).startswith(b"\xff\xd8\xff")


def test_others_see_it_only_when_that_was_said(professional, termijn, met_foto, client):
    url = f"/c/{termijn.certificaat.code}"
    assert client.get(f"{url}/foto").status_code == 404
    assert "/foto" not in client.get(url).content.decode()
    show(professional, "foto")
    response = client.get(f"{url}/foto")
    assert (response.status_code, b"".join(response)[:3]) == (200, b"\xff\xd8\xff")
    assert f"{url}/foto" in client.get(url).content.decode()


@pytest.mark.parametrize("einde", ["uitgeschreven", "doorgehaald", "ingetrokken"])
def test_no_longer_valid_no_longer_shown(einde, professional, termijn, met_foto, client, beoordelaar):
    show(professional, "foto", "beroep")
    dag = termijn.geldig_van
    if einde == "uitgeschreven":
        leave_register(termijn.registratie, op=moment(dag))
    elif einde == "doorgehaald":
        strike_off(termijn, beoordelaar, dag)
    else:
        termijn.certificaat.ingetrokken_op = moment(dag)
        termijn.certificaat.save()
    url = f"/c/{termijn.certificaat.code}"
    assert client.get(f"{url}/foto").status_code == 404
    assert "Klantmanager" not in client.get(url).content.decode()


def test_a_new_photo_takes_the_place_of_the_old_file(
    professional, met_foto, settings, django_capture_on_commit_callbacks
):
    oud = profiel_of(professional).foto.name
    with django_capture_on_commit_callbacks(execute=True):
        met_foto.post("/mijn/profiel/foto/kiezen", {"foto": draw_foto(maat=(300, 300))})
    nieuw = profiel_of(professional).foto.name
    assert [default_storage.exists(naam) for naam in (oud, nieuw)] == [False, True]


def test_the_file_that_is_erased_is_the_last_one(professional, met_foto, django_capture_on_commit_callbacks):
    """Also for a page that read the profile before another page kept a newer photo."""
    oud = profiel_of(professional)
    met_foto.post("/mijn/profiel/foto/kiezen", {"foto": draw_foto(maat=(300, 300))})
    tussen = profiel_of(professional).foto.name
    with django_capture_on_commit_callbacks(execute=True):
        save_foto(oud, draw_foto(), max_bytes=MEESTE_FOTO_BYTES)
    laatste = profiel_of(professional).foto.name
    assert [default_storage.exists(naam) for naam in (tussen, laatste)] == [False, True]


def test_erased_is_erased_and_not_public_any_more(professional, met_foto, django_capture_on_commit_callbacks):
    show(professional, "foto", "talen")
    naam = profiel_of(professional).foto.name
    with django_capture_on_commit_callbacks(execute=True):
        met_foto.post("/mijn/profiel/foto/wissen")
    profiel = profiel_of(professional)
    assert (profiel.foto.name, profiel.openbaar, default_storage.exists(naam)) == ("", ["talen"], False)
    assert met_foto.get("/mijn/profiel/foto").status_code == 404


@pytest.mark.parametrize(
    ("bestand", "zin"),
    [
        (SimpleUploadedFile("ik.jpg", b"<svg onload=alert(1)>"), "Dit bestand heet JPEG, maar is iets anders."),
        (SimpleUploadedFile("ik.svg", b"<svg/>"), "Kies een JPEG, PNG of HEIC."),
        (SimpleUploadedFile("ik.pdf", b"%PDF-1.7 %%EOF"), "Kies een JPEG, PNG of HEIC."),
        (None, "Kies een bestand"),
    ],
)
def test_faults_are_told(bestand, zin, professional, sign_in):
    response = sign_in(professional).post("/mijn/profiel/foto/kiezen", {"foto": bestand} if bestand else {"foto": ""})
    assert response.status_code == 200
    assert profiel_of(professional).foto.name == ""
    if bestand:
        assert zin in response.content.decode()
    else:
        assert list(response.context["form"].errors) == ["foto"]


def test_nobody_sees_the_photo_of_another(met_foto, collega, sign_in):
    open_registratie(collega)
    assert sign_in(collega).get("/mijn/profiel/foto").status_code == 404


def test_a_file_that_is_gone_is_not_found(professional, met_foto):
    default_storage.delete(profiel_of(professional).foto.name)
    assert met_foto.get("/mijn/profiel/foto").status_code == 404
