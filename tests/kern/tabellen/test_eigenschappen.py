"""Any table, written in any format, reads back as the same rows at the same places."""

import csv
from datetime import date
from io import BytesIO, StringIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from accounts.nummers import is_nummer
from kern.rekenblad import stream_xlsx, unguard_cell, write_csv
from kern.tabellen.datums import parse_datum
from tests.kern.tabellen.bouw import read

LETTERS = st.characters(codec="cp1252", exclude_categories=["Cc", "Cs"], include_characters="\n")
CEL = st.text(LETTERS, max_size=12).filter(lambda cel: not cel or cel.strip())
TABEL = st.lists(st.lists(CEL, min_size=2, max_size=5), min_size=1, max_size=12).filter(lambda t: any(map(any, t)))
CODERING = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
VORM = st.tuples(CODERING, st.sampled_from([";", ",", "\t", "|"]), st.sampled_from(["\r\n", "\n", "\r"]))


def expect(tabel: list[list[str]]) -> list[tuple[int, list[str]]]:
    """What must come back: rows that hold something, without their empty ends."""
    rijen = []
    for plaats, rij in enumerate(tabel, 1):
        gevuld = [nummer for nummer, cel in enumerate(rij, 1) if cel]
        if gevuld:
            rijen.append((plaats, rij[: gevuld[-1]]))
    return rijen


@settings(max_examples=150, deadline=None)
@given(tabel=TABEL, vorm=VORM)
def test_csv(tabel, vorm):
    codering, scheiding, einde = vorm
    kop = ["Kolom"] * max(map(len, tabel))  # what separates shows in whole rows
    uit = StringIO()
    writer = csv.writer(uit, delimiter=scheiding, lineterminator=einde, quoting=csv.QUOTE_ALL)
    writer.writerows([kop] * 14 + tabel)
    assert read(uit.getvalue().encode(codering))[14:] == [(plaats + 14, rij) for plaats, rij in expect(tabel)]


@settings(max_examples=60, deadline=None)
@given(tabel=TABEL.filter(lambda tabel: not any("_x" in cel for rij in tabel for cel in rij)))
def test_xlsx_of_another_program(tabel):
    boek = Workbook(write_only=True)
    blad = boek.create_sheet()
    for rij in tabel:
        cellen = [WriteOnlyCell(blad, value=None) for _ in rij]
        for cel, tekst in zip(cellen, rij, strict=True):
            if tekst:
                cel.value, cel.data_type = tekst, "s"
        blad.append(cellen)
    uit = BytesIO()
    boek.save(uit)
    assert read(uit.getvalue()) == expect(tabel)


@settings(max_examples=100, deadline=None)
@given(tabel=TABEL)
def test_what_we_write_ourselves(tabel):
    tekst = StringIO()
    kop = [str(nummer) for nummer in range(5)]
    write_csv(tekst, kop, tabel)
    for inhoud in (b"".join(stream_xlsx(kop, tabel)), tekst.getvalue().encode()):
        gelezen = [(plaats, [unguard_cell(cel) for cel in rij]) for plaats, rij in read(inhoud)[1:]]
        assert gelezen == [(plaats + 1, rij) for plaats, rij in expect(tabel)]


@given(dag=st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_day_reads_the_same_in_every_notation(dag):
    serie = (dag - date(1899, 12, 30)).days
    namen = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
    vormen = [
        dag.isoformat(),
        f"{dag:%d-%m-%Y}",
        f"{dag.day}/{dag.month}/{dag.year}",
        f"{dag.day} {namen[dag.month - 1]} {dag.year}",
        f"{dag:%d.%m.%Y} 14:30",
        f"{dag:%Y%m%d}",
        str(serie),
    ]
    assert {parse_datum(vorm) for vorm in vormen} == {dag}
    assert parse_datum(str(serie - 1462), is_1904=True) == dag


def test_days_in_words():
    assert {
        parse_datum(tekst) for tekst in ("22 november 2026", "zo 22 november 2026", "22-nov-26", "22 NOV. 2026")
    } == {date(2026, 11, 22)}


def test_what_is_no_day():
    for tekst in ("11/22/2026", "30-2-2026", "22 foo 2026", "1234", "12345678", "", "22-11", "x" * 100, "٢٢-11-2026"):
        assert parse_datum(tekst) is None


def test_no_number_of_the_register_begins_with_a_zero():
    """So nothing has to be put back in front of a number: what lost a digit is refused by its check digit."""
    assert not any(is_nummer(f"0{rest:07}") for rest in range(10_000))
