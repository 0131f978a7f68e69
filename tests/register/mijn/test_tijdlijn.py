"""The term as a line: bars per quarter, today, reminders."""

from datetime import date, timedelta

import pytest

from register.toetsing import toets_registratie
from register.views.tijdlijn import draw_tijdlijn
from tests.register.bouw import complete_profiel, deliver_scholing, log_activiteit, start_termijn

VAN = date(2022, 3, 1)
PEILDATUM = date(2024, 9, 1)


@pytest.fixture
def termijn(professional):
    return start_termijn(professional, VAN)


def draw(registratie, peildatum=PEILDATUM):
    return draw_tijdlijn(toets_registratie(registratie, peildatum=peildatum))


def test_no_term_no_line(professional):
    assert draw(complete_profiel(professional)) is None


def test_bars_hold_what_was_learned_in_each_quarter(termijn, professional):
    deliver_scholing(professional, date(2022, 5, 31))
    log_activiteit(termijn.registratie, date(2022, 6, 1), minuten=9600)
    log_activiteit(termijn.registratie, VAN - timedelta(days=1))
    log_activiteit(termijn.registratie, PEILDATUM + timedelta(days=1))
    lijn = draw(termijn.registratie)
    assert len(lijn.kwartalen) == 20
    assert [(deel.definitief, deel.voorlopig) for deel in lijn.kwartalen[:3]] == [(9600, 0), (0, 9600), (0, 0)]
    assert sum(deel.minuten for deel in lijn.kwartalen) == 19200
    eerste, tweede = lijn.kwartalen[:2]
    assert (eerste.van, eerste.laatste) == (VAN, date(2022, 5, 31))
    assert (eerste.y, eerste.hoogte, eerste.hoogte_voorlopig) == (12, 40, 0)
    assert (tweede.y_voorlopig, tweede.hoogte, tweede.hoogte_voorlopig) == (12, 0, 40)


def test_little_is_still_seen(termijn, professional):
    deliver_scholing(professional, date(2022, 4, 1))
    log_activiteit(termijn.registratie, date(2023, 4, 1), minuten=15)
    assert draw(termijn.registratie).kwartalen[4].hoogte_voorlopig == 2


def test_today_and_the_reminders_have_their_place(termijn):
    lijn = draw(termijn.registratie)
    assert (lijn.van, lijn.tot, lijn.nu) == (VAN, date(2027, 3, 1), 50)
    assert [herinnering.dag for herinnering in lijn.herinneringen] == [
        date(2026, 9, 1),
        date(2026, 12, 7),
        date(2027, 1, 18),
        date(2027, 2, 22),
    ]
    assert draw(termijn.registratie, VAN).nu == 0


def test_the_figures_stand_in_a_table(termijn, professional, sign_in):
    log_activiteit(termijn.registratie, date(2023, 4, 1), minuten=90)
    page = sign_in(professional).get("/mijn").content.decode()
    assert "1 maart 2023 t/m 31 mei 2023" in page
    assert "1 uur 30 min" in page
