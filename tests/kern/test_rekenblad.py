import csv
from io import StringIO

import pytest

from kern.rekenblad import guard_cell, write_csv


@pytest.mark.parametrize("cel", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_cell_that_looks_like_a_formula_is_quoted(cel):
    assert guard_cell(cel) == f"'{cel}"


@pytest.mark.parametrize("cel", ["", "Geregistreerd", "a=1", "'=1"])
def test_any_other_cell_stays(cel):
    assert guard_cell(cel) == cel


def test_a_spreadsheet_reads_back_what_was_written():
    doel = StringIO()
    write_csv(doel, ["naam", "tekst"], [["Yıldız", 'een; "twee"\nregels'], ["=1", ""]])
    tekst = doel.getvalue()
    assert tekst.startswith("\ufeff")
    rijen = list(csv.reader(StringIO(tekst[1:], newline=""), delimiter=";"))
    assert rijen == [["naam", "tekst"], ["Yıldız", 'een; "twee"\nregels'], ["'=1", ""]]
