"""Somebody guesses: what an opleider learns by trying, and that an honest one with a bad file loses nothing."""

import sys
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.nummers import draw_nummer
from accounts.services.gebruikers import create_gebruiker
from accounts.services.sleutels import create_sleutel
from opleidingen.beoordeling import Beoordelaar
from opleidingen.models import Deelname, Persoonsvraag
from opleidingen.persoonsvragen import Vraag, decide_vragen
from opleidingen.rijen import Rij
from opleidingen.services import boeken
from opleidingen.services.persoonsvragen import delete_old_vragen
from tests.conftest import make_organisatie
from tests.opleidingen.conftest import make_opleiding

NIET_GEVONDEN, NIET_NAGEKEKEN = "persoon-niet-gevonden", "persoon-niet-nagekeken"
GRENZEN = {"per_uur": 20, "per_dag": 50, "een_op_geboekt": 20, "per_nummer": 5}
NAMEN = [f"Naam{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(200)]


@pytest.fixture(autouse=True)
def grenzen(settings):
    settings.PERSOONSVRAGEN = GRENZEN


@pytest.fixture
def at(monkeypatch):
    """Let it be so much later."""
    begin = timezone.now()

    def make(later: timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: begin + later)

    make(timedelta())
    return make


def draw_unknown(aantal: int) -> list[str]:
    return [draw_nummer() for _ in range(aantal)]


def codes(response) -> list[str | None]:
    assert response.status_code in (200, 201), response.content
    return [regel.get("code") for regel in response.json()["regels"]]


def test_the_scanner_of_numbers_hears_twenty_an_hour_and_fifty_a_day(deliver, rij, aanbod, at):
    """A whole day of trying numbers without a name, as fast as the calls go."""
    gehoord = Counter()
    for uur in range(24):
        at(timedelta(hours=uur, seconds=uur))
        for proef in (True, False):
            gehoord.update(
                codes(deliver(*[rij(registratienummer=n, achternaam=None) for n in draw_unknown(30)], proef=proef))
            )
    assert gehoord[NIET_GEVONDEN] == GRENZEN["per_dag"]
    assert gehoord[NIET_NAGEKEKEN] == 24 * 60 - GRENZEN["per_dag"]


def test_beyond_the_limit_a_match_looks_like_no_match(deliver, rij, at):
    regels = [rij(registratienummer=nummer) for nummer in draw_unknown(20)]
    assert codes(deliver(*regels, proef=True)) == [NIET_GEVONDEN] * 20
    response = deliver(rij(), rij(registratienummer=draw_nummer()), rij(achternaam="Jansen"))
    [goed, mis, naam] = response.json()["regels"]
    strip = [{k: v for k, v in regel.items() if k != "regel"} for regel in (goed, mis, naam)]
    assert strip == [strip[0]] * 3
    assert (goed["uitkomst"], goed["code"]) == ("afgewezen", NIET_NAGEKEKEN)
    assert "Stuur de regel over een uur opnieuw" in goed["melding"]
    assert not Deelname.objects.exists()


def test_an_hour_later_the_honest_opleider_sends_the_same_file_and_loses_nothing(deliver, rij, at):
    bestand = [*(rij(registratienummer=nummer) for nummer in draw_unknown(20)), rij(), rij(modulecode="recht")]
    assert codes(deliver(*bestand)) == [NIET_GEVONDEN] * 20 + [NIET_NAGEKEKEN] * 2
    at(timedelta(hours=1, seconds=1))
    assert codes(deliver(*bestand)) == [NIET_GEVONDEN] * 20 + [None] * 2
    assert Deelname.objects.count() == 2


def test_the_same_question_is_counted_once(deliver, rij, at):
    regels = [rij(registratienummer=nummer) for nummer in draw_unknown(15)]
    for _ in range(4):
        assert codes(deliver(*regels)) == [NIET_GEVONDEN] * 15
    assert Persoonsvraag.objects.count() == 15


def test_what_is_wrong_in_itself_costs_nothing(deliver, rij, at):
    fout = [
        rij(registratienummer="12345678"),
        rij(opleidingscode="x", achternaam="Jansen"),
        rij(eindDatum="gisteren"),
    ]
    deliver(*fout * 20)
    assert Persoonsvraag.objects.count() == 0
    assert codes(deliver(rij())) == [None]


def test_five_surnames_on_one_number_a_day(deliver, rij, at, settings):
    settings.PERSOONSVRAGEN = GRENZEN | {"per_uur": 10_000, "per_dag": 10_000}
    regels = [rij(achternaam=naam) for naam in NAMEN]
    assert Counter(codes(deliver(*regels, proef=True))) == {NIET_GEVONDEN: 5, NIET_NAGEKEKEN: 195}
    # Also the right name, and in whatever order it is asked.
    assert codes(deliver(rij(), proef=True)) == [NIET_NAGEKEKEN]
    at(timedelta(days=1, seconds=1))
    assert codes(deliver(rij(), *(rij(achternaam=naam) for naam in NAMEN[:6]), proef=True))[0] == NIET_NAGEKEKEN
    at(timedelta(days=2, seconds=2))
    assert codes(deliver(rij(), rij(achternaam="Jansen"))) == [None, NIET_GEVONDEN]


def test_others_are_not_stopped(deliver, rij, at):
    ander = make_organisatie("opleider", "Een ander")
    make_opleiding(ander, code="ander")
    _, tekst = create_sleutel(ander, naam="LMS", scopes=["aanleveren"])
    deliver(*[rij(registratienummer=nummer) for nummer in draw_unknown(30)])
    assert codes(deliver(rij(opleidingscode="ander"), Authorization=f"Bearer {tekst}")) == [None]


def test_a_second_key_and_a_test_key_share_the_limit(deliver, rij, opleider, at):
    deliver(*[rij(registratienummer=nummer) for nummer in draw_unknown(30)])
    for is_test in (True, False):
        _, tekst = create_sleutel(opleider, naam="x", scopes=["aanleveren"], is_test=is_test)
        assert codes(deliver(rij(), Authorization=f"Bearer {tekst}")) == [NIET_NAGEKEKEN]


def test_who_books_much_may_be_wrong_more_often(deliver, rij, aanbod, at):
    mensen = [
        create_gebruiker(email=f"{n}@voorbeeld.example", voornaam="A", achternaam="Smit").registratienummer
        for n in range(100)
    ]
    deliver(*[rij(registratienummer=nummer, achternaam="Smit") for nummer in mensen])
    gehoord = Counter(codes(deliver(*[rij(registratienummer=nummer) for nummer in draw_unknown(60)])))
    assert gehoord[NIET_GEVONDEN] == GRENZEN["per_uur"] + 100 // GRENZEN["een_op_geboekt"]


def test_nothing_that_was_asked_can_be_read_back(deliver, rij, professional):
    deliver(rij(achternaam="Jansen"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT nummer, vraag FROM opleidingen_persoonsvraag")
        tekst = str(cursor.fetchall())
    assert professional.registratienummer not in tekst
    assert "jansen" not in tekst.lower()


def test_yesterday_s_questions_are_erased(deliver, rij, at):
    deliver(rij(achternaam="Jansen"))
    assert delete_old_vragen(op=timezone.now() + timedelta(hours=23)) == 0
    assert delete_old_vragen(op=timezone.now() + timedelta(hours=24)) == 1


def test_a_question_that_was_not_erased_yet_can_be_asked_again(deliver, rij, at):
    deliver(rij(achternaam="Jansen"))
    at(timedelta(days=1, seconds=1))
    assert codes(deliver(rij(achternaam="Jansen"))) == [NIET_GEVONDEN]
    assert Persoonsvraag.objects.get().gesteld_op == timezone.now()


def learn(deliver, rij) -> int:
    """How many rows a guesser is told about, of three hundred numbers in five calls."""
    return sum(
        code == NIET_GEVONDEN
        for _ in range(5)
        for code in codes(deliver(*[rij(registratienummer=nummer) for nummer in draw_unknown(60)], proef=True))
    )


def test_a_hole_is_found(deliver, rij, at, monkeypatch):
    """With the limit taken out the same guesser learns all: what `learn` measures is the limit."""
    assert learn(deliver, rij) == GRENZEN["per_uur"]
    monkeypatch.setattr(boeken, "limit_persoonsvragen", lambda oordeel, *args, **kwargs: oordeel)
    assert learn(deliver, rij) == 300


def test_where_it_stops_says_nothing_about_the_next_row():
    """The first row that is held back comes after the last one that was counted, whatever it is."""
    missers = [(regel, Vraag(f"n{regel}", f"v{regel}")) for regel in (2, 5, 9)]
    assert decide_vragen(missers, gesteld={}, over=2, per_nummer=5).vanaf == 6
    assert decide_vragen(missers, gesteld={}, over=0, per_nummer=5).vanaf == 0
    assert decide_vragen(missers, gesteld={}, over=4, per_nummer=5).vanaf is None
    assert decide_vragen(missers, gesteld={"v2": "n2"}, over=2, per_nummer=5).vanaf == 10


def trace_calls(work) -> list[str]:
    """The names of everything that `work` calls, in order."""
    calls: list[str] = []
    sys.setprofile(lambda frame, event, arg: calls.append(frame.f_code.co_qualname) if event == "call" else None)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("achternaam", ["van den Heuvel", "Jansen"])
def test_an_unknown_number_and_another_name_take_the_same_work(achternaam):
    """Time must not tell what the answer does not: the same steps for a match, another name and nobody."""
    rij = Rij(registratienummer="15726541", achternaam=achternaam)
    traces = [
        trace_calls(lambda personen=personen: Beoordelaar({}, personen, date(2026, 6, 1)).judge([rij], ["15726541"]))
        for personen in ({"15726541": (1, "heuvel")}, {})
    ]
    assert traces[0] == traces[1] != []
