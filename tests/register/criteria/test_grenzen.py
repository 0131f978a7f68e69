"""The day before, the day and the day after; 29 February; a longer term; work at the edges."""

from dataclasses import replace
from datetime import date

import pytest

from register.criteria import Dossier, Ontheffing, Termijn, toets
from tests.register.criteria.bouw import CONCEPT, PEILDATUM, TERMIJN, doe, eis_van, map_, regels, werk

LANG_NA = date(2035, 1, 1)


def punten_op(datum, termijn=TERMIJN, peildatum=LANG_NA, **rest):
    dossier = Dossier(termijn=termijn, activiteiten=(doe("a", datum, "lezen", 60),), **rest)
    uitkomst = toets(CONCEPT, dossier, peildatum=peildatum)
    return eis_van(uitkomst, "totaal").behaald, [item.telt[0].reden for item in uitkomst.activiteiten]


VOOR, NA = "De activiteit ligt voor het begin van je termijn.", "De activiteit ligt na het einde van je termijn."
MEE = "Telt mee."


@pytest.mark.parametrize(
    ("datum", "verwacht"),
    [
        ("2021-12-31", (0, [VOOR])),
        ("2022-01-01", (1, [MEE])),
        ("2022-01-02", (1, [MEE])),
        ("2026-12-31", (1, [MEE])),
        ("2027-01-01", (0, [NA])),
        ("2027-01-02", (0, [NA])),
    ],
)
def test_an_entry_counts_from_the_first_day_of_the_term_until_its_end(datum, verwacht):
    assert punten_op(datum) == verwacht


@pytest.mark.parametrize(
    ("datum", "verwacht"), [("2026-11-21", (1, [MEE])), ("2026-11-22", (1, [MEE])), ("2026-11-23", (0, []))]
)
def test_an_entry_exists_up_to_and_including_the_peildatum(datum, verwacht):
    assert punten_op(datum, peildatum=PEILDATUM) == verwacht


@pytest.mark.parametrize(("datum", "punten"), [("2029-02-27", 1), ("2029-02-28", 0), ("2029-03-01", 0)])
def test_a_term_from_29_february_ends_on_28_february(datum, punten):
    termijn = Termijn(date(2024, 2, 29), date(2029, 2, 28))
    assert punten_op(datum, termijn)[0] == punten


@pytest.mark.parametrize(
    ("datum", "jaar"), [("2025-02-27", 0), ("2025-02-28", 1), ("2028-02-28", 3), ("2028-02-29", 4)]
)
def test_years_of_a_term_from_29_february(datum, jaar):
    termijn = Termijn(date(2024, 2, 29), date(2029, 2, 28))
    dossier = Dossier(termijn=termijn, activiteiten=(doe("a", datum, "intervisie", 240),))
    stappen = eis_van(toets(CONCEPT, dossier, peildatum=date(2029, 2, 27)), "intervisie-per-jaar").stappen
    begin = [date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]
    assert [stap.van for stap in stappen] == [dag for nummer, dag in enumerate(begin) if nummer != jaar]


ZIEK = Ontheffing("ziekte", date(2026, 6, 1), 6)


@pytest.mark.parametrize(("datum", "punten"), [("2027-01-01", 1), ("2027-06-30", 1), ("2027-07-01", 0)])
def test_an_extension_moves_the_end_of_the_term(datum, punten):
    assert punten_op(datum, ontheffingen=(ZIEK,))[0] == punten


@pytest.mark.parametrize(("peildatum", "tot"), [("2026-05-31", "2027-01-01"), ("2026-06-01", "2027-07-01")])
def test_an_extension_exists_from_the_day_it_was_granted(peildatum, tot):
    uitkomst = toets(CONCEPT, map_(ontheffingen=(ZIEK,)), peildatum=date.fromisoformat(peildatum))
    assert uitkomst.termijn_tot == date.fromisoformat(tot)


def test_no_number_of_extensions_runs_out_of_calendar():
    eeuwig = tuple(Ontheffing("ziekte", date(2026, 6, 1), 600) for _ in range(200))
    assert toets(CONCEPT, map_(ontheffingen=eeuwig), peildatum=LANG_NA).termijn_tot == date(2077, 1, 1)


def test_an_extension_lengthens_the_last_year_and_adds_no_norm():
    gedaan = [doe(str(jaar), f"{jaar}-02-01", "intervisie", 240) for jaar in (2022, 2023, 2024, 2025, 2027)]
    eis = eis_van(toets(CONCEPT, map_(*gedaan, ontheffingen=(ZIEK,)), peildatum=LANG_NA), "intervisie-per-jaar")
    assert (eis.vereist, eis.oordeel) == (20, "voldaan")


@pytest.mark.parametrize(
    ("van", "maanden", "oordeel"),
    [("2023-12-31", "23.97", "voldaan"), ("2024-01-01", "24.00", "voldaan"), ("2024-01-02", "24.04", "tekort")],
)
def test_24_months_without_work_is_allowed_and_a_day_more_is_not(van, maanden, oordeel):
    dossier = map_(werkperiodes=(werk("w", van, None, "36"),))
    eis = eis_van(toets(CONCEPT, dossier, peildatum=PEILDATUM), "werkonderbreking")
    assert (str(eis.behaald), eis.oordeel) == (maanden, oordeel)


@pytest.mark.parametrize(
    ("peildatum", "uren"),
    [("2021-12-31", 0), ("2022-01-01", 1), ("2022-01-07", 7), ("2026-12-31", 1826), ("2030-01-01", 1826)],
)
def test_work_counts_by_the_day_within_the_term_and_up_to_the_peildatum(peildatum, uren):
    dossier = map_(werkperiodes=(werk("w", "2020-01-01", None, "7"),))
    assert eis_van(toets(CONCEPT, dossier, peildatum=date.fromisoformat(peildatum)), "werkervaring").behaald == uren


def test_work_at_two_places_at_once_adds_up_and_leaves_one_gap():
    periodes = (werk("a", "2022-01-01", "2022-07-02", "14"), werk("b", "2022-04-02", "2022-10-01", "14"))
    uitkomst = toets(CONCEPT, map_(werkperiodes=periodes), peildatum=date(2022, 12, 31))
    assert (eis_van(uitkomst, "werkervaring").behaald, eis_van(uitkomst, "werkonderbreking").behaald) == (728, 3)


EIS = """
[eisen.lezen]
vorm = "minimum"
titel = "Lezen"
uitleg = "Je leest een uur."
artikel = "1"
eenheid = "uren"
minstens = 1
selectie = { soorten = ["lezen"] }
geldig_van = 2024-06-01
geldig_tot = 2025-06-01
"""


@pytest.mark.parametrize(
    ("peildatum", "oordeel"),
    [("2024-05-31", "nvt"), ("2024-06-01", "tekort"), ("2025-05-31", "tekort"), ("2025-06-01", "nvt")],
)
def test_an_eis_is_in_force_from_its_first_day_until_its_end(peildatum, oordeel):
    uitkomst = toets(regels(EIS), map_(), peildatum=date.fromisoformat(peildatum))
    assert eis_van(uitkomst, "lezen").oordeel == oordeel
    assert uitkomst.voldaan is (oordeel == "nvt")


def test_a_minute_short_is_short():
    dossier = map_(doe("a", "2024-05-01", "lezen", 59))
    eis = eis_van(toets(regels(EIS), dossier, peildatum=date(2024, 7, 1)), "lezen")
    assert (str(eis.behaald), str(eis.tekort)) == ("0.98", "0.02")


def test_only_whole_quarters_make_points():
    dossier = map_(*(doe(str(minuten), "2024-05-01", "lezen", minuten) for minuten in (14, 15, 29, 30)))
    uitkomst = toets(CONCEPT, replace(dossier), peildatum=PEILDATUM)
    assert {item.id: str(item.punten) for item in uitkomst.activiteiten} == {
        "14": "0.00",
        "15": "0.25",
        "29": "0.25",
        "30": "0.50",
    }
