"""Forms of intervisie: each is whole, its minutes add up, and a fault in a file is named."""

import re

import pytest

from beroepscode.dimensies import find_waarden
from beroepscode.werkvormen import WERKVORMEN, find_werkvorm, find_werkvormnaam, load_werkvormen
from kern.fouten import Fouten
from tests.klok import VANDAAG


def test_the_forms_that_the_field_asks_for():
    assert {werkvorm.code for werkvorm in load_werkvormen()} >= {
        "casuistiekbespreking", "incident", "leercirkel", "socratisch-gesprek", "teambudget"
    }  # fmt: skip


def test_each_says_in_two_sentences_what_it_is_for():
    lengtes = {werkvorm.code: len(re.findall(r"[.?!](?:\s|$)", werkvorm.waarvoor)) for werkvorm in load_werkvormen()}
    assert lengtes == dict.fromkeys(lengtes, 2)


def test_steps_follow_each_other_on_the_clock():
    for werkvorm in load_werkvormen():
        grenzen = [(stap.van, stap.tot) for stap in werkvorm.stappen]
        assert [van for van, _ in grenzen] == [0, *(tot for _, tot in grenzen[:-1])]
        assert grenzen[-1][1] == werkvorm.minuten <= 120


def test_teambudget_asks_advice_of_three():
    assert find_werkvorm("teambudget").deelnemers_minstens == 4
    assert (find_werkvormnaam("teambudget"), find_werkvormnaam("van-vroeger")) == ("Teambudget", "van-vroeger")


def test_faults_are_named(tmp_path):
    tekst = (WERKVORMEN / "incident.toml").read_text()
    (tmp_path / "anders.toml").write_text(
        tekst.replace("minuten = 15", "minuten = 0").replace("hoogstens = 8", "hoogstens = 2")
    )
    with pytest.raises(Fouten) as gevangen:
        load_werkvormen(tmp_path)
    assert [fout.plaats for fout in gevangen.value.fouten] == [
        "anders.toml.stappen.3.minuten",
        "anders.toml.deelnemers_hoogstens",
        "anders.toml.code",
    ]


def test_themes_run_from_a_to_z_without_the_q():
    letters = [waarde.naam[0] for waarde in find_waarden("thema", VANDAAG)]
    assert "".join(letters) == "ABCDEFGHIJKLMNOPRSTUVWXYZ"


def test_anybody_opens_a_form_and_prints_it(client):
    page = client.get("/werkvormen/incident").content.decode()
    assert page.count("werkvorm__stap") == len(find_werkvorm("incident").stappen)
    assert "data-afdrukken" in page
    assert all(werkvorm.naam in client.get("/werkvormen").content.decode() for werkvorm in load_werkvormen())
    assert client.get("/werkvormen/bestaat-niet").status_code == 404
