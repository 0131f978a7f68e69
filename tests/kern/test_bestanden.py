"""Files from outside: what is taken, what is refused, and what of it is left behind."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kern.bestanden import (
    BEWIJS,
    FOTO,
    HEIC,
    JPEG,
    MB,
    PDF,
    clean_bestandsnaam,
    draw_bestandsnaam,
    list_extensies,
    name_soorten,
    read_upload,
)
from kern.fouten import Fouten
from kern.uitgifte import answer_bestand

PDF_BYTES = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def draw(formaat: str, *, maat=(800, 600), modus="RGB", **options) -> bytes:
    uit = BytesIO()
    Image.new(modus, maat, (200, 30, 30, 128)[: len(modus)] if modus != "L" else 90).save(uit, formaat, **options)
    return uit.getvalue()


def read(naam: str, inhoud: bytes, *, soorten=BEWIJS, max_bytes=5 * MB, **options) -> tuple[bytes, str]:
    return read_upload(SimpleUploadedFile(naam, inhoud), soorten=soorten, max_bytes=max_bytes, **options)


def refusal(*args, **options) -> str:
    with pytest.raises(Fouten) as fouten:
        read(*args, **options)
    return fouten.value.fouten[0].code


@pytest.mark.parametrize(
    ("naam", "formaat"), [("foto.jpg", "JPEG"), ("FOTO.JPEG", "JPEG"), ("foto.png", "PNG"), ("foto.heic", "HEIF")]
)
def test_a_picture_becomes_a_fresh_jpeg(naam, formaat):
    inhoud, mediatype = read(naam, draw(formaat), zijde=512)
    with Image.open(BytesIO(inhoud)) as beeld:
        assert (mediatype, beeld.format, beeld.size, beeld.mode) == ("image/jpeg", "JPEG", (512, 384), "RGB")


def test_a_small_picture_is_not_blown_up():
    with Image.open(BytesIO(read("foto.png", draw("PNG", maat=(40, 30)), zijde=512)[0])) as beeld:
        assert beeld.size == (40, 30)


def test_place_and_device_are_left_behind_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "GEHEIM-MERK"
    exif.get_ifd(0x8825)[1] = "N"
    inhoud, _ = read("foto.jpg", draw("JPEG", exif=exif, comment=b"GEHEIME-OPMERKING"))
    with Image.open(BytesIO(inhoud)) as beeld:
        assert (beeld.size, dict(beeld.getexif()), "comment" in beeld.info) == ((600, 800), {}, False)
    assert b"GEHEIM" not in inhoud


def test_what_hides_behind_a_picture_does_not_come_along():
    assert b"<script>" not in read("foto.png", draw("PNG") + b"<script>alert(1)</script>")[0]


def test_what_was_see_through_becomes_white():
    inhoud, _ = read("foto.png", draw("PNG", modus="RGBA", maat=(8, 8)))
    with Image.open(BytesIO(inhoud)) as beeld:
        assert min(beeld.getpixel((4, 4))) > 130


def test_a_pdf_stays_as_it_is():
    assert read("bewijs.pdf", PDF_BYTES) == (PDF_BYTES, "application/pdf")


@pytest.mark.parametrize(
    ("naam", "inhoud", "code"),
    [
        ("leeg.pdf", b"", "bestand-leeg"),
        ("bladzijde.html", b"<html>", "bestand-soort"),
        ("foto", draw("JPEG"), "bestand-soort"),
        ("foto.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'>", "bestand-inhoud"),
        ("foto.png", draw("JPEG"), "bestand-inhoud"),
        ("foto.jpg", PDF_BYTES, "bestand-inhoud"),
        ("foto.heic", draw("PNG"), "bestand-inhoud"),
        ("half.jpg", draw("JPEG")[:300], "bestand-onleesbaar"),
        ("stuk.png", draw("PNG")[:60], "bestand-onleesbaar"),
        ("half.pdf", PDF_BYTES[:20], "bestand-onleesbaar"),
        ("leeg.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40, "bestand-onleesbaar"),
    ],
)
def test_refused_with_a_reason(naam, inhoud, code):
    assert refusal(naam, inhoud) == code


def test_kinds_are_those_that_were_asked():
    assert refusal("bewijs.pdf", PDF_BYTES, soorten=FOTO) == "bestand-soort"


def test_too_large_is_refused_unread():
    assert refusal("bewijs.pdf", PDF_BYTES + b"x" * MB, max_bytes=MB) == "bestand-te-groot"


def test_a_size_that_lies_changes_nothing():
    upload = SimpleUploadedFile("bewijs.pdf", PDF_BYTES + b"x" * MB)
    upload.size = 10
    with pytest.raises(Fouten) as fouten:
        read_upload(upload, soorten=[PDF], max_bytes=MB)
    assert fouten.value.fouten[0].code == "bestand-te-groot"


@pytest.mark.parametrize("maat", [(8000, 8000), (20000, 20000)])
def test_a_bomb_of_pixels_is_refused(maat):
    bom = draw("PNG", maat=maat, modus="L")
    assert len(bom) < MB
    assert refusal("bom.png", bom) == "bestand-pixels"


def test_words_for_people_and_for_the_file_window():
    assert (name_soorten([PDF]), name_soorten(BEWIJS)) == ("PDF", "PDF, JPEG, PNG of HEIC")
    assert list_extensies([JPEG, HEIC]) == ".heic,.heif,.jpeg,.jpg"


def test_names_tell_nothing_and_are_never_the_same():
    namen = {draw_bestandsnaam("application/pdf") for _ in range(50)}
    assert len(namen) == 50
    assert {(len(naam), naam[-4:]) for naam in namen} == {(47, ".pdf")}


@pytest.mark.parametrize(
    ("getypt", "naam"),
    [
        ("Bewijs van deelname.PDF", "Bewijs van deelname.pdf"),
        ("C:\\Users\\noor\\scan.pdf", "scan.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("e\u0301e\u0301n\u202efdp.exe", "één fdp.pdf"),
        ('a"; filename="b.html', "a filename b.pdf"),
        ("\n..", "bestand.pdf"),
        ("x" * 300, "x" * 100 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_what_misleads(getypt, naam):
    assert clean_bestandsnaam(getypt, "application/pdf") == naam


def test_a_picture_can_be_a_download():
    response = answer_bestand(ContentFile(b"inhoud"), "image/jpeg", "foto.jpg", is_bijlage=True)
    assert b"".join(response) == b"inhoud"
    assert response["Content-Disposition"] == 'attachment; filename="foto.jpg"'


@pytest.mark.parametrize(("mediatype", "hoe"), [("image/jpeg", "inline"), ("application/pdf", "attachment")])
def test_a_file_is_handed_out_in_a_sandbox(mediatype, hoe):
    response = answer_bestand(ContentFile(b"inhoud"), mediatype, "bewijs")
    assert b"".join(response) == b"inhoud"
    assert {naam: response[naam] for naam in ("Content-Type", "X-Content-Type-Options", "Cache-Control")} == {
        "Content-Type": mediatype,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"].partition(";")[0] == hoe
