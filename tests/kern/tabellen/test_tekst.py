"""CSV and pasted text, as Excel and other systems write them."""

import csv
from io import StringIO
from time import sleep

import pytest

from kern.tabellen.grenzen import Grenzen
from tests.kern.tabellen.bouw import find_weigering, make_delen, open_tabel, pack, read

CODERINGEN = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
RIJEN = [["Registratienummer", "Achternaam"], ["12345672", 'Čapek, "van"\nder'], ["", ""], ["007", "Müller–Östberg"]]


def write(rijen: list[list[str]], scheiding: str, einde: str = "\r\n") -> str:
    uit = StringIO()
    csv.writer(uit, delimiter=scheiding, lineterminator=einde).writerows(rijen)
    return uit.getvalue()


@pytest.mark.parametrize("codering", CODERINGEN)
@pytest.mark.parametrize("scheiding", [";", ",", "\t", "|"])
@pytest.mark.parametrize("einde", ["\r\n", "\n", "\r"])
def test_every_encoding_separator_and_line_end_reads_the_same(codering, scheiding, einde):
    rijen = [[cel.replace("Č", "Ç") for cel in rij] for rij in RIJEN] if codering == "cp1252" else RIJEN
    gelezen = read(write(rijen, scheiding, einde).encode(codering))
    assert gelezen == [(1, rijen[0]), (2, rijen[1]), (4, rijen[3])]


def test_one_late_letter_decides_the_encoding():
    """The first megabyte is plain ASCII; the ë in the last row tells Windows-1252 from UTF-8."""
    begin = b"nummer;naam\r\n" + b"1;Jansen\r\n" * 200_000
    assert read(begin + "2;Zoë\r\n".encode("cp1252"))[-1][1] == ["2", "Zoë"]
    assert read(begin + "2;Zoë\r\n".encode())[-1][1] == ["2", "Zoë"]


def test_a_letter_across_two_pieces_stays_whole():
    inhoud = "naam;plaats\r\nZoë;Ede\r\n".encode()
    assert [[rij.cellen for rij in open_tabel(inhoud, stuk=stuk).rijen][1] for stuk in (1, 2, 3, 16)] == [
        ["Zoë", "Ede"]
    ] * 4


def test_a_line_that_names_the_separator_is_no_row():
    assert read(b"sep=,\r\na,b;c\r\n1,2\r\n") == [(2, ["a", "b;c"]), (3, ["1", "2"])]


def test_a_comma_in_names_is_no_separator():
    assert read(b"1;Berg, van den;x\r\n2;Vries, de;x\r\n")[1][1] == ["2", "Vries, de", "x"]


def test_one_column_is_a_table_too():
    assert read(b"12345672\n12345680\n") == [(1, ["12345672"]), (2, ["12345680"])]


def test_rows_of_different_length_and_empty_ends():
    assert read(b"a;b;c\n1;;\n;;\n1;2;3;;;;\n") == [(1, ["a", "b", "c"]), (2, ["1"]), (4, ["1", "2", "3"])]


def test_progress_goes_from_nothing_to_all():
    tabel = open_tabel(b"a;b\r\n" * 300_000)
    delen = [tabel.gelezen() for nummer, _ in enumerate(tabel.rijen) if nummer % 50_000 == 0]
    assert delen == sorted(delen)
    assert (delen[0] < 0.3, tabel.gelezen()) == (True, 1.0)


@pytest.mark.parametrize(
    ("inhoud", "code"),
    [
        (b"", "bestand-leeg"),
        (b"a;b\r\n1;\x00\r\n", "tekens-nul"),
        ("a;b\r\n1;\0\r\n".encode("utf-16"), "tekens-nul"),
        (b"naam\r\nJ\x81n\r\n", "tekens-onbekend"),
        ("a;b".encode("utf-16") + b"\x00", "tekens-onbekend"),
        (b'a;b\r\n1;"open\r\n' + b"2;x\r\n" * 40_000, "aanhalingsteken"),
        (b"a;" * 300 + b"b", "te-veel-kolommen"),
        (b"%PDF-1.7", "bestand-soort"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "bestand-xls"),
        (b"\xef\xbb\xbf <html><table>", "bestand-html"),
        (b"<?xml version='1.0'?><x/>", "bestand-html"),
    ],
)
def test_what_is_no_table_is_refused(inhoud, code):
    assert find_weigering(inhoud) == code


@pytest.mark.parametrize(
    ("grenzen", "code"),
    [
        (Grenzen(tekstbytes=19), "bestand-te-groot"),
        (Grenzen(rijen=4), "te-veel-rijen"),
        (Grenzen(cellen=9), "te-veel-cellen"),
        (Grenzen(kolommen=1), "te-veel-kolommen"),
        (Grenzen(regel=3), "regel-te-lang"),
    ],
)
def test_each_limit_refuses_one_beyond_it(grenzen, code):
    assert find_weigering(b"a;b\n" * 5, grenzen) == code


def test_at_each_limit_a_table_is_still_read():
    grenzen = Grenzen(tekstbytes=20, rijen=5, cellen=10, kolommen=2, regel=4)
    assert find_weigering(b"a;b\n" * 5, grenzen) == ""


def test_time_is_a_limit():
    assert find_weigering(b"a;b\n" * 5000, Grenzen(seconden=-1)) == "bestand-duurt-te-lang"


def test_time_that_others_take_for_a_row_does_not_count():
    for inhoud in (b"a;b\n" * 6000, pack(make_delen("<row><c><v>1</v></c></row>" * 6000))):
        rijen = iter(open_tabel(inhoud, Grenzen(seconden=1)).rijen)
        next(rijen)
        sleep(1.1)
        assert sum(1 for _ in rijen) == 5999
