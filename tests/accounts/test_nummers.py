import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import damm

from accounts.nummers import draw_nummer, format_nummer, is_nummer, normalize_nummer


def make_nummer(body: int) -> str:
    return f"{body}{damm.calc_check_digit(str(body))}"


nummers = st.integers(10**6, 10**7 - 1).map(make_nummer)


def typos(nummer: str) -> list[str]:
    """Every number that differs in exactly one digit."""
    return [nummer[:i] + digit + nummer[i + 1 :] for i in range(8) for digit in "0123456789" if digit != nummer[i]]


def swaps(nummer: str) -> list[str]:
    """Every number in which two different neighbours changed places."""
    return [nummer[:i] + nummer[i + 1] + nummer[i] + nummer[i + 2 :] for i in range(7) if nummer[i] != nummer[i + 1]]


@given(nummers)
def test_every_single_digit_typo_is_caught(nummer):
    assert is_nummer(nummer)
    assert [typo for typo in typos(nummer) if is_nummer(typo)] == []


@given(nummers)
def test_every_swap_of_two_different_neighbours_is_caught(nummer):
    assert [swap for swap in swaps(nummer) if is_nummer(swap)] == []


def test_every_fault_in_a_spread_of_numbers_is_caught():
    spread = [make_nummer(body) for body in range(10**6, 10**7, 19_937)]
    assert len(spread) == 452
    assert [fault for nummer in spread for fault in typos(nummer) + swaps(nummer) if is_nummer(fault)] == []


def test_the_check_itself_does_not_depend_on_the_first_digit():
    """Typos that make a leading zero are caught by the check digit too, not only because a zero may not lead."""
    nummer = make_nummer(1_234_567)
    assert not damm.is_valid("0" + nummer[1:])


@pytest.mark.parametrize(
    "typed",
    [
        "{0}",
        " {0} ",
        "{1} {2}",
        "SAM-{1} {2}",
        "sam{0}",
        "SAM {1}-{2}",
        "nr. {0}",
        "Nr: {0}",
        "{1}.{2}",
        "{1}‑{2}",
        "{1}\u00a0{2}",
        "'{0}",
        "#{0}",
        "SAM_{0}",
    ],
)
def test_what_people_type_around_a_number_is_taken_away(typed):
    nummer = make_nummer(3_826_150)
    assert normalize_nummer(typed.format(nummer, nummer[:4], nummer[4:])) == nummer


@pytest.mark.parametrize(
    "text", ["", "1", "0" * 8, "1234567", "123456789", "١٢٣٤٥٦٧٨", "1234567a", "1e7", "-1234567"]
)
def test_anything_else_is_no_number(text):
    assert not is_nummer(text)


def test_a_drawn_number_is_a_number_that_no_spreadsheet_shortens():
    drawn = {draw_nummer() for _ in range(200)}
    assert [nummer for nummer in drawn if not is_nummer(nummer) or str(int(nummer)) != nummer] == []
    assert len(drawn) > 190


def test_a_number_is_read_in_two_groups():
    assert format_nummer("12345678") == "1234 5678"
