"""The terms of accreditation as dated data, and its content as plain values."""

from dataclasses import replace
from datetime import date

import pytest

from kern.fouten import Fouten
from opleidingen.accreditatieinhoud import (
    Inhoud,
    Onderdeelinhoud,
    find_verschillen,
    is_anders,
    read_inhoud,
    scale_kenmerken,
    write_inhoud,
)
from opleidingen.accreditatieregels import accreditatieregel_op, load_accreditatieregels
from register.regelgeving import load_reglementen

DEEL = Onderdeelinhoud("recht", "Recht", "scholing", 600, {"leefwereld": {"economie": 240}})
INHOUD = Inhoud(date(2026, 1, 1), date(2028, 1, 1), "a", "b", "c", (DEEL,))
REGEL = """
[[regels]]
geldig_van = 2030-01-01
status = "concept"
begin_maanden_terug = 12
begin_maanden_vooruit = 0
uitvoering_maanden = 60
beslistermijn_weken = 8
bezwaar_weken = 0
periodes = [{ maanden = 12 }]
herinneringen = [{ maanden = 3 }, { weken = 1 }]
dimensies = [{ code = "leefwereld" }]
categorieen = [{ code = "scholing", naam = "Scholing" }, { code = "scholing", naam = "Nog eens" }]
"""


def test_what_a_course_can_count_as_is_a_soort_of_the_reglement():
    for reglement in load_reglementen().values():
        assert set(accreditatieregel_op(reglement.geldig_van).categorieen) <= set(reglement.soorten)


def test_before_the_first_rule_that_one_holds():
    assert accreditatieregel_op(date(2000, 1, 1)) == load_accreditatieregels()[0]


def test_every_fault_of_a_file_is_named(tmp_path):
    bestand = tmp_path / "regels.toml"
    bestand.write_text(REGEL)
    with pytest.raises(Fouten) as fouten:
        load_accreditatieregels(bestand)
    assert {fout.plaats for fout in fouten.value.fouten} == {
        "regels.toml.regels.1.begin_maanden_vooruit",
        "regels.toml.regels.1.uitvoering_maanden_vooruit",
        "regels.toml.regels.1.bezwaar_weken",
        "regels.toml.regels.1.herinneringen.2.maanden",
        "regels.toml.regels.1.herinneringen.2.weken",
        "regels.toml.regels.1.categorieen",
    }


def test_what_is_kept_reads_back_the_same():
    assert read_inhoud(write_inhoud(INHOUD)) == INHOUD


@pytest.mark.parametrize(("minuten", "anders"), [(600, False), (300, True)])
def test_other_than_asked(minuten, anders):
    toegekend = replace(INHOUD, onderdelen=(replace(DEEL, minuten=minuten),))
    assert is_anders(INHOUD, toegekend) is anders
    assert find_verschillen(INHOUD, toegekend) == [(DEEL, minuten)]


def test_not_granted_counts_as_nothing():
    assert find_verschillen(INHOUD, replace(INHOUD, onderdelen=())) == [(DEEL, 0)]
    assert is_anders(INHOUD, replace(INHOUD, geldig_tot=date(2027, 1, 1)))


def test_kenmerken_shrink_with_their_onderdeel():
    assert scale_kenmerken({"leefwereld": {"economie": 240, "gedrag": 1}}, 600, 300) == {
        "leefwereld": {"economie": 120}
    }
