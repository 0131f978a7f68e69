"""Evidence with an activity: what is kept, who may fetch it, and that a wrong file loses nothing."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from accounts.models import Logregel, Raadpleging
from kern.bestanden import MB
from kern.fouten import Fouten
from register.bewijsregels import Stuk, load_bewijsregels
from register.models import Activiteit, Document
from register.services.aanvragen import submit_aanvraag, withdraw_aanvraag
from register.services.documenten import add_documenten
from register.services.registraties import open_registratie
from tests.klok import VANDAAG
from tests.register.bouw import log_activiteit

INVOER = {"soort": "lezen", "titel": "Artikel over schaarste", "datum": "2026-11-20", "duur": "1,5"}
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
NIEUW = "/mijn/activiteiten/nieuw"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "bestanden"


@pytest.fixture
def activiteit(professional) -> Activiteit:
    return log_activiteit(open_registratie(professional), VANDAAG)


@pytest.fixture
def document(activiteit) -> Document:
    return add_documenten(activiteit, [make_stuk()], op=timezone.now())[0]


def make_stuk(inhoud: bytes = PDF) -> Stuk:
    return Stuk("Bewijs van deelname.pdf", inhoud, "application/pdf")


def upload(naam: str, inhoud: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, inhoud)


def draw(formaat: str) -> bytes:
    uit = BytesIO()
    Image.new("RGB", (80, 60), (200, 30, 30)).save(uit, formaat)
    return uit.getvalue()


def list_files() -> list[Path]:
    return [path for path in Path(default_storage.location).rglob("*") if path.is_file()]


def test_evidence_comes_along_with_an_activity(professional, sign_in):
    bewijs = [upload("Bewijs <van> deelname.PDF"), upload("foto.heic", draw("HEIF"))]
    response = sign_in(professional).post(NIEUW, INVOER | {"bewijs": bewijs})
    assert response["Location"] == "/mijn/dossier"
    pdf, foto = Document.objects.order_by("pk")
    assert (pdf.naam, pdf.mediatype, pdf.grootte) == ("Bewijs van deelname.pdf", "application/pdf", len(PDF))
    assert (foto.naam, foto.mediatype) == ("foto.jpg", "image/jpeg")
    assert pdf.sha256 == hashlib.sha256(PDF).hexdigest()
    assert "deelname" not in pdf.bestand.name
    assert len(list_files()) == 2
    assert [regel.handeling for regel in Logregel.objects.all()] == ["document-toegevoegd"] * 2


def test_a_wrong_file_loses_nothing_that_was_typed(professional, sign_in):
    bewijs = [upload("bladzijde.html", b"<html>"), upload("foto.jpg", PDF), upload("goed.pdf")]
    response = sign_in(professional).post(NIEUW, INVOER | {"toelichting": "Wat ik leerde.", "bewijs": bewijs})
    assert response.context["form"].errors == {
        "bewijs": [
            "bladzijde.html: Dit soort bestand kunnen we niet gebruiken. Kies een PDF, JPEG, PNG of HEIC.",
            "foto.jpg: Dit bestand heet JPEG, maar is iets anders. Bewaar het opnieuw als JPEG.",
        ]
    }
    page = response.content.decode()
    assert "Wat ik leerde." in page
    assert "Kies je bestand straks opnieuw." in page
    assert '<details class="meer" open>' in page
    assert (Activiteit.objects.count(), list_files()) == (0, [])


def test_a_file_far_over_the_limit_is_answered_kindly(professional, sign_in):
    """It comes before what was typed, and yet all of that is there."""
    groot = upload("groot.pdf", b"%PDF-" + b"x" * 21 * MB)
    response = sign_in(professional).post(NIEUW, {"bewijs": [groot]} | INVOER)
    melding = "groot.pdf: Dit bestand is te groot. Kies een bestand van hoogstens 20 MB."
    assert response.context["form"].errors == {"bewijs": [melding]}
    assert 'value="Artikel over schaarste"' in response.content.decode()


def test_more_files_than_fit_are_refused_together(activiteit, professional, sign_in):
    add_documenten(activiteit, [make_stuk(PDF + b"%d" % nummer) for nummer in range(4)], op=timezone.now())
    bewijs = [upload("vijf.pdf", PDF + b"5"), upload("zes.pdf", PDF + b"6")]
    response = sign_in(professional).post(f"/mijn/activiteiten/{activiteit.pk}", INVOER | {"bewijs": bewijs})
    melding = "Bij één activiteit passen 5 bestanden. Nu zouden het er 6 zijn. Kies er minder."
    assert response.context["form"].errors == {"bewijs": [melding]}
    activiteit.refresh_from_db()
    assert (activiteit.titel, Document.objects.count(), len(list_files())) == ("Lezen over schaarste", 4, 4)


def test_more_files_than_a_request_may_hold_is_no_crash(professional, sign_in):
    bewijs = [upload(f"{nummer}.pdf", PDF + b"%d" % nummer) for nummer in range(11)]
    response = sign_in(professional).post(NIEUW, INVOER | {"bewijs": bewijs})
    assert (response.status_code, Document.objects.count()) == (400, 0)


def test_the_same_file_is_kept_once(activiteit, document):
    assert add_documenten(activiteit, [make_stuk(), make_stuk()], op=timezone.now()) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(
            activiteit=activiteit, naam="x", grootte=1, sha256=document.sha256, toegevoegd_op=timezone.now()
        )


def test_the_page_lists_the_files_with_their_size(activiteit, document, professional, sign_in):
    page = sign_in(professional).get(f"/mijn/activiteiten/{activiteit.pk}").content.decode()
    assert f'<a href="/mijn/documenten/{document.pk}">Bewijs van deelname.pdf</a>' in page
    assert f"{len(PDF)}\xa0bytes" in page
    assert 'accept=".heic,.heif,.jpeg,.jpg,.pdf,.png,image/*"' in page
    assert "capture" not in page


def test_a_file_goes_to_its_owner_as_a_download_in_a_sandbox(document, professional, sign_in):
    response = sign_in(professional).get(f"/mijn/documenten/{document.pk}")
    assert b"".join(response.streaming_content) == PDF
    assert {naam: response[naam] for naam in HEADERS} == HEADERS


HEADERS = {
    "Content-Type": "application/pdf",
    "Content-Disposition": 'attachment; filename="Bewijs van deelname.pdf"',
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
}


def test_a_picture_is_a_download_too(activiteit, professional, sign_in):
    [foto] = add_documenten(activiteit, [Stuk("foto.jpg", draw("JPEG"), "image/jpeg")], op=timezone.now())
    response = sign_in(professional).get(f"/mijn/documenten/{foto.pk}")
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8\xff")
    assert response["Content-Disposition"] == 'attachment; filename="foto.jpg"'


@pytest.mark.parametrize("suffix", ["", "/wissen"])
def test_evidence_of_another_does_not_exist(document, collega, sign_in, suffix):
    client = sign_in(collega)
    address = f"/mijn/documenten/{document.pk}{suffix}"
    assert (client.post(address) if suffix else client.get(address)).status_code == 404
    assert len(list_files()) == 1


def test_erasing_takes_the_file_after_the_commit(document, professional, sign_in, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        response = sign_in(professional).post(f"/mijn/documenten/{document.pk}/wissen")
    assert response["Location"] == f"/mijn/activiteiten/{document.activiteit_id}"
    assert (Document.objects.count(), len(list_files())) == (0, 1)
    for callback in callbacks:
        callback()
    assert list_files() == []
    laatste = Logregel.objects.order_by("volgnummer").last()
    assert (laatste.handeling, laatste.inhoud["sha256"]) == ("document-verwijderd", document.sha256)


def test_a_file_that_is_gone_is_not_found(document, professional, sign_in):
    default_storage.delete(document.bestand.name)
    assert sign_in(professional).get(f"/mijn/documenten/{document.pk}").status_code == 404


@pytest.fixture
def bewijs_bij_aanvraag(volle_termijn):
    """Evidence of somebody whose application waits."""
    activiteit = log_activiteit(volle_termijn.registratie, VANDAAG)
    [document] = add_documenten(activiteit, [make_stuk()], op=timezone.now())
    return document, submit_aanvraag(volle_termijn.registratie, soort="herregistratie", op=timezone.now())


def test_the_office_fetches_evidence_while_it_assesses_and_its_owner_reads_that(
    bewijs_bij_aanvraag, beoordelaar, professional, sign_in
):
    document, aanvraag = bewijs_bij_aanvraag
    client = sign_in(beoordelaar)
    page = client.get(f"/kantoor/aanvragen/{aanvraag.pk}").content.decode()
    assert f'<a href="/kantoor/documenten/{document.pk}">Bewijs van deelname.pdf</a>' in page
    response = client.get(f"/kantoor/documenten/{document.pk}")
    assert b"".join(response.streaming_content) == PDF
    assert {naam: response[naam] for naam in HEADERS} == HEADERS
    look = Raadpleging.objects.latest("pk")
    vandaag = timezone.localdate()
    assert (look.gebruiker, look.door, look.wat) == (professional, beoordelaar, "bewijs opgehaald")
    assert look.reden == f"Beoordeling van je aanvraag van {vandaag:%d-%m-%Y}"


def test_the_office_sees_nothing_once_the_application_is_settled(bewijs_bij_aanvraag, beoordelaar, sign_in):
    document, aanvraag = bewijs_bij_aanvraag
    withdraw_aanvraag(aanvraag, op=timezone.now())
    assert sign_in(beoordelaar).get(f"/kantoor/documenten/{document.pk}").status_code == 404
    assert not Raadpleging.objects.exists()


def test_the_office_sees_nothing_of_an_entry_that_was_taken_out(bewijs_bij_aanvraag, beoordelaar, sign_in):
    document, _ = bewijs_bij_aanvraag
    Activiteit.objects.filter(pk=document.activiteit_id).update(verwijderd_op=timezone.now())
    assert sign_in(beoordelaar).get(f"/kantoor/documenten/{document.pk}").status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    activiteit, professional, sign_in, django_assert_num_queries, aantal
):
    add_documenten(activiteit, [make_stuk(PDF + b"%d" % nummer) for nummer in range(aantal)], op=timezone.now())
    client = sign_in(professional)
    with django_assert_num_queries(7):  # session, person, draft, activity, statuses, rooms, files
        page = client.get(f"/mijn/activiteiten/{activiteit.pk}").content.decode()
    assert page.count('<a href="/mijn/documenten/') == aantal


def test_rules_of_evidence_are_checked(tmp_path):
    path = tmp_path / "bewijsregels.toml"
    path.write_text("[[regels]]\ngeldig_van = 2026-01-01\nbestanden_hoogstens = 0\nmb_hoogstens = 21\n")
    with pytest.raises(Fouten) as fouten:
        load_bewijsregels(path)
    assert [fout.plaats for fout in fouten.value.fouten] == [
        "bewijsregels.toml.regels.1.bestanden_hoogstens",
        "bewijsregels.toml.regels.1.mb_hoogstens",
    ]
