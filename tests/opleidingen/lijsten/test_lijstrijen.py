"""From cells to a row: columns recognized, Excel's damage undone, and nothing guessed."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.nummers import draw_nummer, is_nummer
from kern.tabellen import Tabelrij
from opleidingen.formaten.codeboek import Codeboek
from opleidingen.formaten.kolommen import (
    Kop,
    find_kop,
    find_missing,
    guess,
    list_onbekend,
    load_kolommen,
    make_vingerafdruk,
    normalize_kop,
    recognize,
)
from opleidingen.formaten.lijstrijen import Lezing, clean_cel, make_rij, read_minuten, read_nummer, read_velden
from opleidingen.rijen import GebrekkigeRij

VELDEN = tuple(load_kolommen())


def make_boek() -> Codeboek:
    boek = Codeboek()
    boek.add_opleiding("eksd", "K-12", "Effectieve Klantmanager")
    boek.add_opleiding("0012", "", "Twaalf")
    boek.add_opleiding("a", "", "Dubbel")
    boek.add_opleiding("b", "", "Dubbel")
    boek.add_delen("uitvoeringscode", [("eksd", "2026-1", "VJ26"), ("eksd", "007", "")])
    return boek


def read(**velden: str):
    return make_rij(velden, Lezing((), make_boek()))


def test_no_heading_stands_for_two_columns():
    namen = [naam for kolom in load_kolommen().values() for naam in {normalize_kop(naam) for naam in kolom.namen}]
    assert {naam for naam in namen if namen.count(naam) > 1} == set()


@pytest.mark.parametrize(
    ("kop", "velden"),
    [
        (("Registratie-nr.", "ACHTERNAAM", "Cursus", "Datum afgerond"), (*VELDEN[:3], "eindDatum")),
        (
            ("Last name", "Course short name", "Completed on", "Registration number"),
            ("achternaam", "opleidingscode", "eindDatum", "registratienummer"),
        ),
        (("Voornaam", "SAM nummer", "Kleur"), ("", "registratienummer", "")),
        (("Datum", "Einddatum"), ("eindDatum", "")),
        (("'=Einddatum", "  Uren "), ("eindDatum", "uren")),
    ],
)
def test_headings_in_any_order_language_and_spelling(kop, velden):
    assert recognize(kop) == velden


@pytest.mark.parametrize("zaad", range(10))
def test_any_order_of_our_own_headings(zaad):
    volgorde = Random(zaad).sample(VELDEN, len(VELDEN))
    assert recognize([load_kolommen()[veld].naam for veld in volgorde]) == tuple(volgorde)


def test_headings_are_found_below_a_title():
    rijen = [Tabelrij(1, ["Groep 3"]), Tabelrij(3, ["Nummer", "Datum", "Kleur"]), Tabelrij(4, ["1", "2", "3"])]
    assert find_kop(rijen) == Kop(1, ("registratienummer", "eindDatum", ""))
    assert find_kop(rijen[:1]) is None


def test_what_is_not_used_is_named_and_what_misses_too():
    kop = ("Nummer", "Voornaam", "Kleur", "")
    assert list_onbekend(kop, recognize(kop)) == ["Kleur"]
    assert [kolom.veld for kolom in find_missing(recognize(kop), {"eindDatum": "2026-01-01"})] == ["opleidingscode"]


def test_a_heading_is_the_same_however_it_is_written():
    assert make_vingerafdruk(["Reg. nr", "Datum"]) == make_vingerafdruk(["REGNR", " datum "])
    assert make_vingerafdruk(["Datum", "Reg. nr"]) != make_vingerafdruk(["Reg. nr", "Datum"])


def test_without_headings_the_cells_say_what_they_seem_to_be():
    rijen = [Tabelrij(n, ["x", draw_nummer(), "22-11-2026", "eksd"]) for n in range(5)]
    assert guess(rijen, make_boek().is_opleiding) == ("", "registratienummer", "eindDatum", "opleidingscode")
    assert guess([], make_boek().is_opleiding) == ()


@pytest.mark.parametrize(
    ("geschreven", "bedoeld"),
    [
        ("eksd", "eksd"),
        ("EKSD", "eksd"),
        ("k-12", "eksd"),
        ("effectieve  klantmanager", "eksd"),
        ("12", "0012"),
        ("Dubbel", "Dubbel"),
        ("iets", "iets"),
    ],
)
def test_a_course_by_its_code_own_code_name_or_without_its_zeros(geschreven, bedoeld):
    assert read(opleidingscode=geschreven).opleidingscode == bedoeld


def test_a_part_is_looked_for_in_its_course_alone():
    assert read(opleidingscode="K-12", uitvoeringscode="vj26").uitvoeringscode == "2026-1"
    assert read(opleidingscode="eksd", uitvoeringscode="7").uitvoeringscode == "007"
    assert read(opleidingscode="0012", uitvoeringscode="vj26").uitvoeringscode == "vj26"


@pytest.mark.parametrize("nummer", [draw_nummer() for _ in range(50)], ids=range(50))
def test_a_number_survives_every_way_that_excel_writes_it(nummer):
    wetenschap = f"{nummer[0]},{nummer[1:]}E+07"
    for vorm in (nummer, f"{nummer},00", f"{nummer}.0", wetenschap, wetenschap.replace(",", ".")):
        assert read_nummer(vorm) == nummer


@given(st.integers(min_value=0, max_value=5))
def test_a_rounded_number_is_never_filled_up(cijfers):
    nummer = draw_nummer()
    rij = read(registratienummer=f"{nummer[0]},{nummer[1 : 1 + cijfers]}E+07")
    assert isinstance(rij, GebrekkigeRij)
    assert rij.fouten == ("registratienummer-afgerond",)
    assert not is_nummer(rij.registratienummer)


@pytest.mark.parametrize(
    ("minuten", "uren", "uitkomst"),
    [
        ("480", "", 480),
        ("480,0", "", 480),
        ("8:00", "", 480),
        ("", "6,5", 390),
        ("", "8:30", 510),
        ("90", "2", 90),
        ("-5", "", -5),
        ("6,5", "", None),
        ("veel", "", None),
        ("1E999", "", None),
        ("NaN", "", None),
        ("", "", None),
    ],
)
def test_minutes_and_hours(minuten, uren, uitkomst):
    assert read_minuten(minuten, uren) == uitkomst


def test_minutes_that_are_no_number_are_told():
    assert read(minuten="veel").fouten == ("minuten-geen-getal",)
    assert type(read()) is not GebrekkigeRij


def test_days_in_any_notation_and_by_the_year_that_the_sheet_counts_from():
    assert read(eindDatum="22 november 2026").eind_datum == "2026-11-22"
    assert read(eindDatum="11/22/2026").eind_datum == "11/22/2026"
    lezing = Lezing((), make_boek(), is_1904=True)
    assert make_rij({"eindDatum": "44886"}, lezing).eind_datum == date(2026, 11, 22).isoformat()


def test_a_correction_goes_before_a_cell_and_a_cell_before_what_holds_for_all():
    lezing = Lezing(
        ("opleidingscode", "eindDatum", ""),
        make_boek(),
        vast={"opleidingscode": "vast", "minuten": "5"},
        vervangen={"eindDatum": {"x": "22-11-2026"}},
    )
    assert read_velden(["", " x ", "weg"], {}, lezing) == {
        "opleidingscode": "vast",
        "eindDatum": "22-11-2026",
        "minuten": "5",
    }
    assert read_velden(["cel", "x"], {"eindDatum": "zelf"}, lezing)["eindDatum"] == "zelf"
    assert read_velden(["cel"], {}, lezing)["opleidingscode"] == "cel"


def test_a_cell_loses_what_nobody_sees():
    assert clean_cel(" \u200b1234\xa05678\ufeff\n") == "1234 5678"
    assert clean_cel("'=1") == "=1"
    assert clean_cel("'t Hart") == "'t Hart"
    assert clean_cel("a\0b") == "ab"
