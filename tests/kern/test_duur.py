from datetime import time

import pytest

from kern.duur import count_minuten, format_duur, parse_duur


@pytest.mark.parametrize(
    ("text", "minuten"),
    [
        ("1,5", 90),
        ("1.5 uur", 90),
        ("1:30", 90),
        ("1u30", 90),
        ("90 min", 90),
        ("90", 90),
        (" 2 ", 120),
        ("8", 480),
        ("25", 25),
        ("1 uur en 15 minuten", 75),
        ("0,25 UUR", 15),
    ],
)
def test_duration_is_read_as_people_type_it(text, minuten):
    assert parse_duur(text) == minuten


@pytest.mark.parametrize("text", ["", "een uurtje", "-1", "1,5 min", "1:75", "1,555", "123456"])
def test_what_is_no_duration_is_told_how(text):
    with pytest.raises(ValueError, match=r"^Schrijf de tijd als 1,5 uur, 1:30 of 90 min\.$"):
        parse_duur(text)


def test_number_that_can_be_both_is_asked_back():
    with pytest.raises(ValueError, match=r"^Bedoel je 15 minuten of 15 uur\? Zet het erbij\.$"):
        parse_duur("15")


@pytest.mark.parametrize(("minuten", "text"), [(0, "0 min"), (45, "45 min"), (60, "1 uur"), (90, "1 uur 30 min")])
def test_duration_is_written_as_people_say_it(minuten, text):
    assert format_duur(minuten) == text


@pytest.mark.parametrize("minuten", [1, 9, 59, 60, 61, 1440])
def test_what_is_written_can_be_read(minuten):
    assert parse_duur(format_duur(minuten)) == minuten


def test_minutes_between_two_times():
    assert count_minuten(time(14, 45), time(16, 30)) == 105
