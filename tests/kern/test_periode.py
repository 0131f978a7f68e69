from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kern.periode import Periode, add_months, count_months, find_gaps

DAGEN = st.dates(date(1900, 1, 1), date(2150, 1, 1))
MAANDEN = st.integers(0, 240)


@pytest.mark.parametrize(
    ("dag", "maanden", "verwacht"),
    [
        (date(2024, 2, 29), 60, date(2029, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 12, 15), 0, date(2024, 12, 15)),
        (date(2024, 1, 1), -1, date(2023, 12, 1)),
    ],
)
def test_add_months_takes_the_last_day_where_the_month_is_too_short(dag, maanden, verwacht):
    assert add_months(dag, maanden) == verwacht


@pytest.mark.parametrize(
    ("van", "tot", "maanden"),
    [
        (date(2024, 2, 29), date(2025, 2, 27), 11),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2024, 1, 15), date(2024, 2, 14), 0),
        (date(2024, 1, 15), date(2024, 2, 15), 1),
        (date(2024, 1, 15), date(2024, 1, 15), 0),
        (date(2024, 2, 15), date(2024, 1, 15), 0),
    ],
)
def test_count_months_counts_whole_months(van, tot, maanden):
    assert count_months(van, tot) == maanden


@given(DAGEN, MAANDEN)
def test_counting_gives_back_the_months_that_were_added(dag, maanden):
    assert count_months(dag, add_months(dag, maanden)) == maanden


@given(DAGEN, DAGEN, MAANDEN)
def test_a_later_day_never_lands_earlier(een, ander, maanden):
    vroeg, laat = sorted([een, ander])
    assert add_months(vroeg, maanden) <= add_months(laat, maanden)


@pytest.mark.parametrize(
    ("dag", "erin"),
    [(date(2021, 12, 31), False), (date(2022, 1, 1), True), (date(2026, 12, 31), True), (date(2027, 1, 1), False)],
)
def test_a_period_has_its_first_day_and_not_its_end(dag, erin):
    assert (dag in Periode(date(2022, 1, 1), date(2027, 1, 1))) is erin


def test_a_period_without_end_goes_on():
    assert date(2199, 1, 1) in Periode(date(2022, 1, 1))


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="kan niet eindigen"):
        Periode(date(2022, 1, 2), date(2022, 1, 1))


def test_periods_that_follow_each_other_share_no_day():
    een, ander = Periode(date(2022, 1, 1), date(2023, 1, 1)), Periode(date(2023, 1, 1))
    assert een.intersect(ander) is None


def test_intersect_keeps_the_days_of_both():
    een, ander = Periode(date(2022, 1, 1)), Periode(date(2021, 1, 1), date(2022, 3, 1))
    assert een.intersect(ander) == Periode(date(2022, 1, 1), date(2022, 3, 1))


@given(DAGEN, st.integers(1, 120), st.integers(1, 24))
def test_the_pieces_of_a_period_join_up(van, maanden, stap):
    periode = Periode(van, add_months(van, maanden))
    delen = periode.split(stap)
    assert [delen[0].van, *(deel.tot for deel in delen)] == [*(deel.van for deel in delen), periode.tot]
    assert len(delen) == -(-maanden // stap)


def test_years_from_29_february_are_counted_from_the_first_day():
    delen = Periode(date(2024, 2, 29), date(2029, 2, 28)).split(12)
    assert [deel.van for deel in delen] == [
        date(2024, 2, 29),
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]


@given(DAGEN, st.integers(0, 400), st.lists(st.tuples(st.integers(-50, 450), st.integers(0, 90)), max_size=6))
def test_gaps_are_exactly_the_days_that_nothing_covers(van, lengte, stukken):
    binnen = Periode(van, van + timedelta(lengte))
    periodes = [Periode(van + timedelta(begin), van + timedelta(begin + duur)) for begin, duur in stukken]
    vrij = {dag for gat in find_gaps(binnen, periodes) for dag in days(gat)}
    assert vrij == {dag for dag in days(binnen) if not any(dag in periode for periode in periodes)}


def days(periode):
    return {periode.van + timedelta(nummer) for nummer in range(periode.dagen)}


def test_work_without_end_leaves_no_gap_after_it():
    binnen = Periode(date(2022, 1, 1), date(2023, 1, 1))
    assert find_gaps(binnen, [Periode(date(2022, 3, 1))]) == (Periode(date(2022, 1, 1), date(2022, 3, 1)),)


@pytest.mark.parametrize("vraag", [lambda periode: periode.dagen, lambda periode: periode.split(12)])
def test_what_needs_an_end_says_so(vraag):
    with pytest.raises(ValueError, match="zonder einde"):
        vraag(Periode(date(2022, 1, 1)))
