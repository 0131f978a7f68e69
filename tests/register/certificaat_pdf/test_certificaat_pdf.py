"""The certificate, read back from the PDF: its text, its picture and the QR in that picture."""

import unicodedata
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL.Image import Image
from pypdf import PdfReader

from register.certificaat_pdf import Certificaatgegevens, draw_certificaat
from register.certificaat_pdf.blad import KOLOM, fit_naam
from register.certificaat_pdf.letters import NAAM, measure, split_stukken
from register.certificaat_pdf.rozet import grow

GEGEVENS = Certificaatgegevens(
    naam="Noor van den Heuvel",
    registratienummer="1234 5678",
    geldig_van=date(2024, 2, 29),
    geldig_tot=date(2029, 2, 28),
    reglement="Registratiereglement (concept), versie 1 januari 2026",
    concept=True,
    code="7K3M-9QTR-2WXB-4HPZ",
    controle_url="https://register.example/c/7K3M-9QTR-2WXB-4HPZ",
    uitgegeven_datum=date(2024, 2, 29),
)
NAMEN = [
    "Zdeněk Čapek",
    "Łukasz Żółć",
    "Ğülşen Iğdır",
    "Þórr Ægisson",
    "Đorđe Žižek",
    "Győző Őry",
    "Ștefan Țurcanu",
    "Ġorġ Ħaż-Żebbuġ",
    "Ĳsbrand d’Hondt",
    "Νίκος Παπαδόπουλος",
    "Олександр Шевченко",
    "Giorgi გიორგი",
    "Արամ Խաչատրյան",
    "Nguyễn Thị Hằng",
]


def read_text(pdf: bytes) -> str:
    return " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


def take_picture(pdf: bytes) -> Image:
    """The lower right quarter of the page, where the QR stands."""
    return pypdfium2.PdfDocument(pdf)[0].render(scale=2, crop=(400, 0, 0, 620)).to_pil()


def read_qr(pdf: bytes) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(take_picture(pdf))]


def test_page_says_who_how_long_and_how_to_check():
    tekst = read_text(draw_certificaat(GEGEVENS))

    for stuk in (
        "Noor van den Heuvel",
        "1234 5678",
        "29 februari 2024",
        "27 februari 2029",
        "7K3M-9QTR-2WXB-4HPZ",
        "Controleer op register.example/c",
        "Het reglement is een concept.",
    ):
        assert stuk in tekst


def test_the_day_of_the_end_itself_is_not_printed():
    assert "28 februari 2029" not in read_text(draw_certificaat(GEGEVENS))


def test_reglement_in_force_is_not_called_a_concept():
    assert "concept." not in read_text(draw_certificaat(replace(GEGEVENS, concept=False)))


def test_page_is_a4_in_dutch_with_a_title():
    lezer = PdfReader(BytesIO(draw_certificaat(GEGEVENS)))

    assert [round(float(side)) for side in lezer.pages[0].mediabox[2:]] == [595, 842]
    assert lezer.metadata.title == "Certificaat van registratie 1234 5678"
    assert lezer.trailer["/Root"]["/Lang"] == "nl"


@pytest.mark.parametrize("naam", NAMEN)
def test_every_european_name_stands_on_the_page(naam):
    tekst = read_text(draw_certificaat(replace(GEGEVENS, naam=naam)))

    assert unicodedata.normalize("NFKC", naam) in unicodedata.normalize("NFKC", tekst)


def test_typefaces_are_embedded():
    bronnen = PdfReader(BytesIO(draw_certificaat(replace(GEGEVENS, naam="Νίκος Čapek")))).pages[0]["/Resources"]
    gebruikt = {
        str(font["/BaseFont"]).rpartition("+")[2]: "/FontFile2" in font["/FontDescriptor"]
        for font in (item.get_object() for item in bronnen["/Font"].values())
        if "/FontDescriptor" in font
    }

    assert all(gebruikt.values())
    assert set(gebruikt) == {"Fraunces-9ptBlack", "NotoSerifDisplay-Regular"}


def test_accent_typed_apart_becomes_one_letter():
    assert split_stukken("C\u030capek", NAAM) == [(NAAM, "Čapek")]


def test_letter_that_no_typeface_has_is_written_in_latin():
    assert split_stukken("李", NAAM) == [(NAAM, "Li")]


def test_letters_from_two_typefaces_alternate():
    assert split_stukken("Jan Νίκος", NAAM) == [("FrauncesNaam", "Jan "), ("NotoSerif", "Νίκος")]


@pytest.mark.parametrize(
    ("naam", "regels"),
    [
        ("Li", 1),
        ("Noor van den Heuvel", 1),
        ("Włodzimierz Šćepanović-Öztürk van der Meulen tot Babberich", 2),
        ("Adriaan " * 30, None),
        ("W" * 240, None),
    ],
)
def test_every_name_fits_between_the_margins(naam, regels):
    gezet, grootte = fit_naam(naam.strip())

    assert regels is None or len(gezet) == regels
    assert max(measure(regel, NAAM, grootte) for regel in gezet) <= KOLOM + 0.01
    assert draw_certificaat(replace(GEGEVENS, naam=naam)).startswith(b"%PDF")


def test_two_hundred_codes_are_read_from_the_picture():
    adressen = [f"https://register.example/c/{n * 7919:04X}-9QTR-2WXB-4HPZ" for n in range(200)]

    gelezen = [read_qr(draw_certificaat(replace(GEGEVENS, controle_url=adres))) for adres in adressen]

    assert gelezen == [[adres] for adres in adressen]


def test_same_values_give_the_same_bytes():
    assert draw_certificaat(GEGEVENS) == draw_certificaat(GEGEVENS)


def test_each_code_grows_its_own_rosette():
    golven = {grow(f"7K3M-{n:04d}") for n in range(500)}

    assert len(golven) == 500
    assert grow("7K3M-0001") == grow("7K3M-0001")
