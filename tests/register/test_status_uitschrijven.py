"""Who leaves by their own wish is in the Leerregister from that day, and can come back while a term runs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.status import Voorval, explain_refusal, status_op
from tests.register.test_status import DAG, TOT, VAN, dagen, days_around, op, termijn, voorval, word

WEG, TERUG = date(2024, 5, 6), date(2024, 9, 1)


def test_the_day_before_the_day_and_the_day_after():
    weg = voorval("uitgeschreven", WEG)
    assert [word(dag, weg) for dag in days_around(WEG)] == ["geregistreerd", "leerregister", "leerregister"]
    assert word(TOT + DAG, weg) == "leerregister"


def test_the_registration_is_cut_short_and_it_is_no_measure():
    status = status_op([termijn()], [voorval("uitgeschreven", WEG)], peildatum=date(2025, 1, 1))
    assert (status.geldig_van, status.geldig_tot, status.maatregelen) == (VAN, WEG, ())
    assert status.is_uitgeschreven


def test_who_never_had_a_term_did_not_leave():
    assert not status_op([], [], peildatum=VAN).is_uitgeschreven


def test_back_again():
    loop = [voorval("uitgeschreven", WEG), voorval("teruggekeerd", TERUG)]
    assert [word(dag, *loop) for dag in days_around(TERUG)] == ["leerregister"] + ["geregistreerd"] * 2
    assert word(TOT, *loop) == "verlopen"


def test_back_on_the_same_day_as_if_nothing_happened():
    loop = [voorval("uitgeschreven", WEG), Voorval("teruggekeerd", WEG, None, op(WEG, 12))]
    assert [word(dag, *loop) for dag in days_around(WEG)] == ["geregistreerd"] * 3


def test_a_term_that_was_granted_before_does_not_bring_somebody_back():
    termijnen = [termijn(), termijn(TOT)]
    weg = [voorval("uitgeschreven", WEG)]
    assert word(TOT + DAG, *weg, termijnen=termijnen) == "leerregister"
    assert word(TOT + DAG, *weg, voorval("teruggekeerd", TOT), termijnen=termijnen) == "geregistreerd"


def test_a_suspension_waits_for_who_comes_back():
    loop = [voorval("geschorst", date(2024, 1, 1)), voorval("uitgeschreven", WEG)]
    assert word(WEG, *loop) == "leerregister"
    assert word(TERUG, *loop, voorval("teruggekeerd", TERUG)) == "geschorst"


def test_leaving_is_no_way_out_of_a_doorhaling():
    weg, door = voorval("uitgeschreven", WEG), voorval("doorgehaald", TERUG)
    assert explain_refusal(door, termijnen=[termijn()], gebeurtenissen=[weg]) is None
    assert word(TERUG, weg, door) == "doorgehaald"
    assert word(TERUG + DAG, weg, door, voorval("teruggekeerd", TERUG + DAG)) == "doorgehaald"


@pytest.mark.parametrize("soort", ["geschorst", "waarschuwing", "onder-voorwaarden"])
def test_who_left_gets_no_other_measure(soort):
    weg = [voorval("uitgeschreven", WEG)]
    zin = explain_refusal(voorval(soort, TERUG), termijnen=[termijn()], gebeurtenissen=weg)
    assert zin.startswith("Deze persoon staat op die dag niet in het register.")


@given(st.lists(st.sampled_from(["uitgeschreven", "teruggekeerd"]), max_size=6), dagen)
def test_in_or_out_follows_the_last_step_that_was_accepted(soorten, peildatum):
    aanvaard: list[Voorval] = []
    for nummer, soort in enumerate(soorten):
        nieuw = voorval(soort, WEG + nummer * DAG)
        if explain_refusal(nieuw, termijnen=[termijn()], gebeurtenissen=aanvaard) is None:
            aanvaard.append(nieuw)
    laatste = next((item.soort for item in reversed(aanvaard) if item.geldig_van <= peildatum), "")
    zonder = word(peildatum)
    assert word(peildatum, *aanvaard) == ("leerregister" if laatste == "uitgeschreven" else zonder)
