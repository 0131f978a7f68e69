"""What is recognised in a text as somebody's data, and what is left alone."""

import signal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beroepscode.herkenning import find_gegevens, is_bsn, is_iban, quote
from tests.klok import VANDAAG


def found(text: str) -> list[tuple[str, str]]:
    return [(vondst.soort, text[vondst.begin : vondst.einde]) for vondst in find_gegevens(text, VANDAAG)]


@pytest.mark.parametrize(
    ("text", "gevonden"),
    [
        ("zijn bsn is 111222333.", [("bsn", "111222333")]),
        ("1234.56.782", [("bsn", "1234.56.782")]),
        ("met een nul ervoor: 012345672", [("bsn", "012345672")]),
        (
            "Bel 06-12345678 of +31 6 1234 5678",
            [("telefoonnummer", "06-12345678"), ("telefoonnummer", "+31 6 1234 5678")],
        ),
        ("thuis 020 123 45 67", [("telefoonnummer", "020 123 45 67")]),
        ("mail jan.jansen@gemeente.nl.", [("e-mailadres", "jan.jansen@gemeente.nl")]),
        ("NL91 ABNA 0417 1643 00 is het", [("rekeningnummer", "NL91 ABNA 0417 1643 00")]),
        ("nl91abna0417164300", [("rekeningnummer", "nl91abna0417164300")]),
        ("DE89370400440532013000", [("rekeningnummer", "DE89370400440532013000")]),
        ("Dorpsstraat 12, 1234 AB Stad", [("postcode", "12, 1234 AB")]),
        ("op 1234AB 12 woont", [("postcode", "1234AB 12")]),
        ("postcode 1234ab 12a", [("postcode", "1234ab 12")]),
        ("geboren op 3 mei 2019", [("geboortedatum", "3 mei 2019")]),
        ("geb. 1-2-24", [("geboortedatum", "1-2-24")]),
        ("ze is van 12-03-1984", [("geboortedatum", "12-03-1984")]),
        ("1984-03-12", [("geboortedatum", "1984-03-12")]),
        ("BSN 111222333 en 06-12345678", [("bsn", "111222333"), ("telefoonnummer", "06-12345678")]),
    ],
)
def test_what_can_be_recognised_is_named_with_its_place(text, gevonden):
    assert found(text) == gevonden


@pytest.mark.parametrize(
    "text",
    [
        "111222334",  # fails the elfproef
        "000000000",
        "NL91ABNA0417164301",  # fails mod 97
        "het gesprek van 22-11-2026 om 14.30 uur",
        "de afspraak van 3 mei 2024",
        "31-02-1984",  # no such day
        "Bel 0800-1234567 of 14 020",
        "een schuld van 1.234.567,89 euro",
        "in 2024 WW gehad en 3 keer gebeld",
        "artikel 12.3, lid 4",
        "kamer 12 in 1234",
        "1234 AB",  # no house number
        "vijf mensen, twee kinderen",
        "",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(("jaar", "gevonden"), [(2016, False), (2015, True), (1906, True), (1905, False)])
def test_a_day_without_a_word_is_a_birthday_when_it_lies_far_enough_back(jaar, gevonden):
    assert bool(found(f"1 januari {jaar}")) is gevonden


def test_check_digits_are_what_they_are():
    assert [nummer for nummer in ("111222333", "123456782", "12345672", "123456789") if is_bsn(nummer)] == [
        "111222333",
        "123456782",
        "12345672",
    ]
    assert is_iban("NL91ABNA0417164300")
    assert not is_iban("NL19ABNA0417164300")


@given(st.text(max_size=300))
def test_places_lie_in_the_text_and_never_overlap(text):
    vondsten = find_gegevens(text, VANDAAG)
    grenzen = [0, *(grens for vondst in vondsten for grens in (vondst.begin, vondst.einde)), len(text)]
    assert grenzen == sorted(grenzen)


@pytest.mark.parametrize("text", ["1" * 100_000, "1234 AB " * 12_500, "a@" * 50_000, "NL12" * 25_000, "x." * 50_000])
def test_a_long_text_takes_no_longer_than_its_length(text):
    """Each would take minutes with a pattern that begins anew at every sign; the alarm is what would end it."""

    def too_long(*_: object) -> None:
        raise AssertionError("herkennen duurt te lang")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(60)
    try:
        find_gegevens(text, VANDAAG)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_a_hint_shows_the_place_between_its_words():
    text = f"{'lang verhaal ' * 5}bel me\nop 06-12345678 en vraag naar {'iemand ' * 9}"
    [vondst] = find_gegevens(text, VANDAAG)
    hint = quote(text, vondst)
    assert (hint.naam, hint.gevonden) == ("een telefoonnummer", "06-12345678")
    assert hint.voor == "…erhaal lang verhaal bel me op "
    assert hint.na == " en vraag naar iemand iemand i…"
