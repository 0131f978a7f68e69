from datetime import date
from pathlib import Path

import pytest

from beroepscode.dimensies import find_waarden
from kern.fouten import Fouten
from register.criteria import BEVESTIGD, Activiteit
from register.groei import Stand, choose_leesstof, count_minuten, draw_trap, find_stil, list_jaren
from register.leesstof import load_leesstof
from tests.klok import VANDAAG

WAARDEN = [("gedrag", "Gedrag"), ("economie", "Economie"), ("recht", "Recht")]


def make(datum: date, minuten: int = 60, waarden: tuple[str, ...] = (), **delen: int) -> Activiteit:
    return Activiteit(
        id=str(datum),
        datum=datum,
        soort="scholing",
        minuten=minuten,
        vertrouwen=BEVESTIGD,
        kenmerken={"leefwereld": frozenset(waarden)},
        kenmerkminuten={"leefwereld": delen} if delen else {},
    )


def test_years_run_from_the_first_entry_to_now_and_no_further_back_than_a_picture_holds():
    assert list_jaren([make(date(2024, 12, 31))], VANDAAG) == (2024, 2025, 2026)
    assert list_jaren([], VANDAAG) == (2026,)
    assert list_jaren([make(date(2001, 1, 1))], VANDAAG) == tuple(range(2019, 2027))
    assert list_jaren([make(date(2030, 1, 1))], VANDAAG) == (2026,)


def test_minutes_of_a_value_per_year_whole_or_the_part_that_an_accreditation_names():
    activiteiten = [
        make(date(2025, 3, 1), 90, ("gedrag", "economie")),
        make(date(2025, 9, 1), 30, ("gedrag",)),
        make(date(2026, 1, 1), 480, ("gedrag",), economie=120),
    ]
    rijen = count_minuten(activiteiten, "leefwereld", WAARDEN, (2025, 2026))
    assert [(rij.code, [cel.minuten for cel in rij.cellen]) for rij in rijen] == [
        ("gedrag", [120, 480]),
        ("economie", [90, 120]),
        ("recht", [0, 0]),
    ]
    assert [[cel.straal for cel in rij.cellen] for rij in rijen] == [[7, 14], [6, 7], [0, 0]]
    assert [rij.code for rij in find_stil(rijen, 2026)] == ["recht"]


def test_what_is_there_is_always_seen():
    rijen = count_minuten(
        [make(VANDAAG, 1, ("gedrag",)), make(VANDAAG, 9999, ("recht",))], "leefwereld", WAARDEN, [2026]
    )
    assert [rij.cellen[0].straal for rij in rijen] == [3, 0, 14]


def test_levels_are_a_line_of_steps_from_their_day_to_today():
    standen = [Stand(date(2026, 1, 1), 2), Stand(date(2024, 1, 1), 1)]
    trap = draw_trap("taal", "Taal", standen, van=date(2024, 1, 1), tot=date(2028, 1, 1), hoogste=3)
    assert trap.punten == "6.0,50 50.0,50 50.0,30 94.0,30"
    assert trap.nu == Stand(date(2026, 1, 1), 2)
    leeg = draw_trap("taal", "Taal", [], van=VANDAAG, tot=VANDAAG, hoogste=3)
    assert (leeg.punten, leeg.nu) == ("", None)


def test_level_of_today_alone_is_a_point_at_the_beginning():
    trap = draw_trap("taal", "Taal", [Stand(VANDAAG, 3)], van=VANDAAG, tot=VANDAAG, hoogste=3)
    assert trap.punten == "6.0,10 6.0,10"


def test_reading_list_names_values_that_exist_and_is_chosen_by_what_it_touches():
    stukken = load_leesstof()
    for stuk in stukken:
        for dimensie, waarde in stuk.raakt:
            assert waarde in {bekend.code for bekend in find_waarden(dimensie, VANDAAG)}
    gezocht = {("leefwereld", "economie"), ("leefwereld", "wet-en-regelgeving")}
    gekozen = choose_leesstof(stukken, gezocht, hoogstens=2)
    assert [stuk.titel for stuk in gekozen] == ["Werkwijzers van Divosa", "Cijfers over rondkomen van het Nibud"]
    assert choose_leesstof(stukken, set(), hoogstens=3) == []


def test_all_faults_of_a_reading_list_are_named_at_once(tmp_path: Path):
    path = tmp_path / "leesstof.toml"
    path.write_text('[[leesstof]]\ntitel = "X"\nadres = "http://x.nl"\nraakt = ["taal"]\nsoort = "boek"\n')
    with pytest.raises(Fouten) as fouten:
        load_leesstof(path)
    assert sorted(fout.plaats for fout in fouten.value.fouten) == [
        f"leesstof.toml.leesstof.1.{veld}" for veld in ("adres", "raakt", "soort", "waarom")
    ]
