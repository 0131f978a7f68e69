"""The rules of groups: what is advised, what is needed, and faults that are named."""

from datetime import date

import pytest

from beroepscode.groepsregels import (
    REGELS,
    find_ritme,
    ledenregel_op,
    load_groepsregels,
    regel_op,
    vraagregel_op,
)
from kern.fouten import Fouten

DAG = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("leden", "advies"),
    [
        (1, "Een groep heeft minstens 3 leden. Nodig nog iemand uit."),
        (2, "Een groep heeft minstens 3 leden. Nodig nog iemand uit."),
        (3, "Met 4 of meer leden gaat een bijeenkomst ook door als er iemand ziek is."),
        (4, ""),
        (8, ""),
        (
            9,
            "Een groep heeft hoogstens 8 leden. Nu zijn het er 9. "
            "Denk aan twee groepen: dan komt iedereen aan het woord.",
        ),
    ],
)
def test_size_is_advice(leden, advies):
    assert ledenregel_op(DAG).list_adviezen(leden) == ([advies] if advies else [])


@pytest.mark.parametrize(
    ("procent", "anderen", "nodig"), [(100, 5, 5), (100, 1, 2), (50, 5, 3), (50, 4, 2), (67, 7, 5), (1, 7, 2)]
)
def test_how_many_must_agree_before_somebody_goes(tmp_path, procent, anderen, nodig):
    path = tmp_path / "regels.toml"
    path.write_text(REGELS.read_text().replace("verwijderen_procent = 100", f"verwijderen_procent = {procent}"))
    assert ledenregel_op(DAG, path).count_nodig(anderen) == nodig


LATER = """
[[vragen]]
geldig_van = 2027-01-01
eerste_herinnering_dagen = 1
tweede_herinnering_dagen = 2
verval_dagen = 5
"""


def test_a_later_row_takes_over_on_its_day(tmp_path):
    path = tmp_path / "regels.toml"
    path.write_text(REGELS.read_text() + LATER)
    dagen = [date(2019, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [vraagregel_op(dag, path).verval_dagen for dag in dagen] == [30, 30, 5]
    assert vraagregel_op(DAG).herinneringen == (3, 10)
    assert regel_op(DAG, "supervisie").deelnemers_minstens == 2
    assert (find_ritme("kwartaal").weken, find_ritme("")) == (13, None)


FOUTEN = {
    "leden_gewenst = 4": ("leden_gewenst = 9", "groepen.1.leden_gewenst"),
    "verwijderen_procent = 100": ("verwijderen_procent = 101", "groepen.1.verwijderen_procent"),
    "tweede_herinnering_dagen = 10": ("tweede_herinnering_dagen = 3", "vragen.1.verval_dagen"),
    'code = "kwartaal"': ('code = "maand"', "ritmes"),
    "minuten_hoogstens = 480": ("minuten_hoogstens = 0", "regels.1.minuten_hoogstens"),
    "verval_dagen = 30": ("verval_dagen = 30\ngeheim = 1", "vragen.1.geheim"),
}


@pytest.mark.parametrize("goed", FOUTEN)
def test_each_planted_fault_is_found(tmp_path, goed):
    fout, plaats = FOUTEN[goed]
    path = tmp_path / "regels.toml"
    path.write_text(REGELS.read_text().replace(goed, fout, 1))
    with pytest.raises(Fouten) as gevangen:
        load_groepsregels(path)
    assert [fout.plaats for fout in gevangen.value.fouten] == [f"regels.toml.{plaats}"]


def test_a_file_that_is_no_toml_is_named(tmp_path):
    path = tmp_path / "regels.toml"
    path.write_text("[[regels")
    with pytest.raises(Fouten) as gevangen:
        load_groepsregels(path)
    assert [fout.code for fout in gevangen.value.fouten] == ["tekst-onleesbaar"]
