"""Xlsx as Excel, as openpyxl and as careless programs write it."""

from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_STORED

import pytest
from openpyxl import Workbook

from kern.tabellen.grenzen import Grenzen
from tests.kern.tabellen.bouw import HOOFD, find_weigering, make_delen, open_tabel, pack, read, read_cellen


def save(boek: Workbook) -> bytes:
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


def test_a_file_of_excel_reads_as_people_see_it():
    boek = Workbook()
    blad = boek.active
    blad.append(["nummer", "datum", "tijd", "klaar", "minuten"])
    blad.append([12345672, date(2026, 11, 22), time(8, 30), True, 480.0])
    blad.append(["00123456", datetime.fromisoformat("2026-11-22T14:05"), None, False, 1.5])
    assert read(save(boek)) == [
        (1, ["nummer", "datum", "tijd", "klaar", "minuten"]),
        (2, ["12345672", "2026-11-22", "08:30", "WAAR", "480"]),
        (3, ["00123456", "2026-11-22 14:05", "", "ONWAAR", "1.5"]),
    ]


@pytest.mark.parametrize("cel", ['<c r="A1"><v>1.2345672E7</v></c>', '<c r="A1" t="n"><v>12345672.0</v></c>'])
def test_a_number_keeps_its_digits(cel):
    assert read_cellen(f'<row r="1">{cel}</row>') == [["12345672"]]


@pytest.mark.parametrize(
    ("getal", "tekst"),
    [("0.1", "0.1"), ("0.30000000000000004", "0.3"), ("1E400", "1E400"), ("NaN", "NaN"), ("x", "x"), ("-5", "-5")],
)
def test_odd_numbers_stay_readable(getal, tekst):
    assert read_cellen(f"<row><c><v>{getal}</v></c></row>") == [[tekst]]


def test_texts_are_shared_or_in_the_cell_and_lose_their_looks():
    teksten = (
        "<si><t>een</t></si><si><r><rPr><b/></rPr><t>van </t></r><r><t>Dam</t></r>"
        "<rPh sb='0' eb='1'><t>x</t></rPh></si><si><t/></si><si><t>a_x000D_b_x0000_</t></si>"
    )
    rijen = (
        '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="s"><v>3</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>'
        '<c r="B2" t="str"><f>A1&amp;B1</f><v>formule</v></c><c r="C2" t="e"><v>#N/B</v></c>'
        '<c r="D2" t="d"><v>2026-11-22</v></c></row>'
    )
    assert read_cellen(rijen, teksten=teksten) == [
        ["van Dam", "een", "a\rb"],
        ["inline", "formule", "#N/B", "2026-11-22"],
    ]


@pytest.mark.parametrize(
    ("stijl", "getal", "tekst"),
    [
        (1, "46348", "2026-11-22"),
        (2, "46348", "2026-11-22"),
        (2, "46348.5", "2026-11-22 12:00"),
        (3, "46348", "46348"),
        (0, "46348", "46348"),
        (1, "1", "1900-01-01"),
        (1, "59", "1900-02-28"),
        (1, "61", "1900-03-01"),
        (1, "-1", "-1"),
        (1, "99999999", "99999999"),
        (9, "46348", "46348"),
    ],
)
def test_days_are_numbers_with_a_format(stijl, getal, tekst):
    assert read_cellen(f'<row><c s="{stijl}"><v>{getal}</v></c></row>') == [[tekst]]


def test_old_macs_count_from_1904():
    cellen = '<row><c s="1"><v>44886</v></c><c><v>44886</v></c></row>'
    tabel = open_tabel(pack(make_delen(cellen, werkmap='<workbookPr date1904="1"/>')))
    assert [rij.cellen for rij in tabel.rijen] == [["2026-11-22", "44886"]]
    assert tabel.is_1904


def test_a_formula_without_a_value_is_an_empty_cell():
    assert read_cellen("<row><c><f>NOW()</f></c><c><v>1</v></c></row>") == [["", "1"]]


def test_cells_and_rows_may_lack_an_address_or_lie_apart():
    rijen = (
        '<row><c><v>1</v></c></row><row r="9"><c r="C9"><v>2</v></c><c><v>3</v></c></row><row r="4"/>'
        '<row r="x"><c/><c><v>4</v></c></row>'
    )
    assert read(pack(make_delen(rijen))) == [(1, ["1"]), (9, ["", "", "2", "3"]), (11, ["", "4"])]


def test_prefixes_of_names_are_free():
    delen = make_delen("")
    delen["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{HOOFD}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData>'
        "</x:worksheet>"
    )
    assert read(pack(delen, ZIP_STORED)) == [(1, ["1"])]


def test_a_broken_style_or_chart_does_no_harm():
    delen = make_delen(
        "<row><c><v>1</v></c></row>", stijlen=f'<styleSheet xmlns="{HOOFD}"><fills><fill/></fills></styleSheet>'
    )
    delen["docProps/core.xml"] = "<kapot"
    assert read(pack(delen)) == [(1, ["1"])]


def test_the_first_visible_sheet_that_holds_something_is_read():
    boek = Workbook()
    boek.active.title = "Leeg"
    verborgen = boek.create_sheet("Verborgen")
    verborgen.append(["x"])
    verborgen.sheet_state = "hidden"
    boek.create_sheet("Lijst").append(["a"])
    boek.create_sheet("Toelichting").append(["b"])
    tabel = open_tabel(save(boek))
    assert ([rij.cellen for rij in tabel.rijen], tabel.herkend, tabel.overgeslagen) == (
        [["a"]],
        "Excel, blad Lijst",
        ("Toelichting",),
    )


@pytest.mark.parametrize(
    ("delen", "code"),
    [
        ({"iets.txt": "x"}, "bestand-geen-xlsx"),
        ({"xl/workbook.bin": "x"}, "bestand-xlsb"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "bestand-ods"),
        (make_delen(""), "bestand-leeg"),
        (make_delen("<row><c><v>1</v></c>"), "bestand-onleesbaar"),
        (make_delen('<row><c t="s"><v>0</v></c></row>'), "bestand-onleesbaar"),
        (make_delen('<row><c r="ABCD1"><v>0</v></c></row>'), "bestand-onleesbaar"),
        (make_delen('<row><c r="ZZZ1"><v>0</v></c></row>'), "te-veel-kolommen"),
        (make_delen("<row><c><v>1</v></c></row>", werkmap="<!-- \x00 -->"), "bestand-onleesbaar"),
    ],
)
def test_what_is_no_workbook_is_refused(delen, code):
    assert find_weigering(pack(delen)) == code


def test_a_zip_cut_off_or_packed_strangely_is_refused():
    heel = pack(make_delen("<row><c><v>1</v></c></row>"))
    assert find_weigering(heel[:-30]) == "bestand-onleesbaar"
    assert find_weigering(heel[: len(heel) // 2]) == "bestand-onleesbaar"
    assert find_weigering(pack(make_delen("<row><c><v>1</v></c></row>"), ZIP_BZIP2)) == "bestand-onleesbaar"


def test_bytes_that_changed_are_refused():
    heel = bytearray(pack(make_delen("<row><c><v>1</v></c></row>"), ZIP_STORED))
    plek = heel.index(b"<v>1</v>") + 3
    heel[plek] = ord("2")
    assert find_weigering(bytes(heel)) == "bestand-onleesbaar"


@pytest.mark.parametrize(
    ("grenzen", "code"),
    [
        (Grenzen(xlsxbytes=100), "bestand-te-groot"),
        (Grenzen(rijen=2), "te-veel-rijen"),
        (Grenzen(cellen=5), "te-veel-cellen"),
        (Grenzen(kolommen=1), "te-veel-kolommen"),
        (Grenzen(cel=2), "cel-te-lang"),
        (Grenzen(uitgepakt=100), "bestand-te-groot"),
        (Grenzen(seconden=-1), "bestand-duurt-te-lang"),
    ],
)
def test_each_limit_refuses_one_beyond_it(grenzen, code):
    rijen = "<row><c><v>100</v></c><c><v>200</v></c></row>" * 3
    assert find_weigering(pack(make_delen(rijen)), grenzen) == code
