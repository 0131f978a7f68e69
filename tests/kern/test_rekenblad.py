import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from kern.rekenblad import LANGSTE_CEL, guard_cell, stream_csv, stream_xlsx, unguard_cell, write_csv


@pytest.mark.parametrize("cel", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"])
def test_a_cell_that_looks_like_a_formula_is_quoted(cel):
    assert guard_cell(cel) == f"'{cel}"
    assert unguard_cell(guard_cell(cel)) == cel


@pytest.mark.parametrize("cel", ["", "Geregistreerd", "a=1", "'=1"])
def test_any_other_cell_stays(cel):
    assert guard_cell(cel) == cel


@pytest.mark.parametrize("cel", ["", "'t Hart", "'", "d'=1"])
def test_an_apostrophe_of_somebody_stays(cel):
    assert unguard_cell(cel) == cel


def test_headings_are_quoted_too():
    doel = StringIO()
    write_csv(doel, ["=kop"], [])
    assert doel.getvalue() == '\ufeff"\'=kop"\r\n'


def test_excel_reads_back_what_was_written():
    """Every cell is text: no formula, no lost zero, and no sign that XML does not know."""
    rijen = [["00123456", "=1+1"], ["1 <&> 2\n", "a\x00b\x1b"], ["", "x" * 40_000]]
    blad = load_workbook(BytesIO(b"".join(stream_xlsx(["nummer", "tekst"], rijen)))).active
    assert [[cel.value for cel in rij] for rij in blad.rows] == [
        ["nummer", "tekst"],
        ["00123456", "'=1+1"],
        ["1 <&> 2\n", "ab"],
        ["", "x" * LANGSTE_CEL],
    ]
    assert {(cel.data_type, cel.number_format) for cel in blad[2]} == {("s", "@")}


def test_the_same_rows_are_the_same_file():
    een, ander = (b"".join(stream_xlsx(["a"], [["b"]])) for _ in range(2))
    assert een == ander


def test_a_spreadsheet_reads_back_what_was_written():
    doel = StringIO()
    write_csv(doel, ["naam", "tekst"], [["Yıldız", 'een; "twee"\nregels'], ["=1", ""]])
    tekst = doel.getvalue()
    assert tekst.startswith("\ufeff")
    rijen = list(csv.reader(StringIO(tekst[1:], newline=""), delimiter=";"))
    assert rijen == [["naam", "tekst"], ["Yıldız", 'een; "twee"\nregels'], ["'=1", ""]]


def test_pieces_make_the_same_csv():
    rijen = [[str(nummer), "=1"] for nummer in range(1201)]
    doel = StringIO()
    write_csv(doel, ["a", "b"], rijen)
    stukken = list(stream_csv(["a", "b"], rijen))
    assert (len(stukken), b"".join(stukken)) == (3, doel.getvalue().encode())


def test_rows_leave_while_they_come_by():
    """What is read of the pieces decides how many rows are asked for."""
    gevraagd = []
    rijen = ([gevraagd.append(nummer) or str(nummer)] for nummer in range(5000))
    next(stream_xlsx(["a"], rijen))
    assert len(gevraagd) < 600
