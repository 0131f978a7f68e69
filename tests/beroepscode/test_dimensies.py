import tomllib
from datetime import date
from pathlib import Path

import pytest

from beroepscode.dimensies import find_naam, find_waarden, load_dimensies
from beroepscode.groepsregels import load_groepsregels, regel_op
from kern.fouten import Fouten

REGLEMENTEN = sorted((Path(__file__).parents[2] / "register" / "reglementen").glob("*.toml"))


@pytest.mark.parametrize("path", REGLEMENTEN, ids=lambda path: path.stem)
def test_dimensions_of_the_reglement_are_our_kenmerken(path):
    reglement = tomllib.loads(path.read_text())
    for code, dimensie in reglement["dimensies"].items():
        ours = {waarde.code: waarde.naam for waarde in find_waarden(code, reglement["geldig_van"])}
        assert dimensie["waarden"] == ours


def test_dimension_takes_its_values_from_a_code_or_lists_them():
    vandaag = date(2026, 11, 22)
    assert len(find_waarden("kernwaarde", vandaag)) == 5
    assert find_waarden("kernwaarde", date(2015, 12, 31)) == ()
    assert [waarde.code for waarde in find_waarden("kennisbron", vandaag)] == ["wetenschap", "praktijk", "inwoner"]
    assert find_naam("leefwereld", "politiek-bestuurlijk", vandaag) == "Politiek-bestuurlijke realiteit"
    assert find_naam("leefwereld", "iets-van-vroeger", vandaag) == "iets-van-vroeger"


def test_faults_in_a_dimension_are_named(tmp_path):
    (tmp_path / "kleur.toml").write_text('code = "geur"\nnaam = "Kleur"\nstatus = "concept"\n')
    with pytest.raises(Fouten) as gevangen:
        load_dimensies(tmp_path)
    assert [fout.plaats for fout in gevangen.value.fouten] == ["kleur.toml.waarden", "kleur.toml.code"]


def test_rule_of_a_meeting_counts_its_limits_in():
    regel = regel_op(date(2026, 11, 22), "intervisie")
    assert regel.check_aantal(3) == regel.check_aantal(8) == ""
    assert regel.check_aantal(2) == (
        "Voor intervisie gaat het om 3 tot en met 8 mensen, jijzelf meegeteld. Nu zijn het er 2."
    )
    assert regel.check_aantal(9).endswith("Nu zijn het er 9.")
    assert regel_op(date(2015, 12, 31), "intervisie") is None


def test_faults_in_the_rules_are_named(tmp_path):
    path = tmp_path / "regels.toml"
    path.write_text(
        '[[regels]]\nsoort = "x"\ngeldig_van = 2020-01-01\ndeelnemers_minstens = 4\ndeelnemers_hoogstens = 3\n'
    )
    with pytest.raises(Fouten) as gevangen:
        load_groepsregels(path)
    assert [fout.plaats for fout in gevangen.value.fouten] == [
        "regels.toml.regels.1.minuten_hoogstens",
        "regels.toml.regels.1.deelnemers_hoogstens",
        "regels.toml.groepen",
        "regels.toml.vragen",
        "regels.toml.ritmes",
    ]
