"""The whole register judged at once: who falls short in time, and totals per eis."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.services.gebruikers import create_gebruiker
from kern.periode import add_months
from register.overzicht import count_eisen, find_achterblijvers
from tests.register.bouw import DAG, fill_dossier, start_termijn

PEILDATUM = date(2026, 11, 22)


def start(naam: str, tot: date, *, vol: bool = False):
    gebruiker = create_gebruiker(email=f"{naam}@x.example", voornaam=naam.capitalize(), achternaam="Vos")
    termijn = start_termijn(gebruiker, add_months(tot, -60))
    if vol:
        fill_dossier(termijn)
    return termijn


@pytest.fixture
def vier(db):
    """Who ends soon and falls short, who ends soon and does not, who has time, and whose term is over."""
    return [
        start("bo", PEILDATUM + 30 * DAG),
        start("an", PEILDATUM + 30 * DAG, vol=True),
        start("cor", PEILDATUM + timedelta(days=400)),
        start("dirk", PEILDATUM),
    ]


def test_who_falls_short_while_the_term_ends_within_half_a_year(vier):
    laatste, eerste = start("eva", add_months(PEILDATUM, 6)), start("fen", PEILDATUM + DAG)
    start("gijs", add_months(PEILDATUM, 6) + DAG)
    gevonden = find_achterblijvers(peildatum=PEILDATUM)
    assert [oordeel.geval.registratie for oordeel in gevonden] == [
        eerste.registratie,
        vier[0].registratie,
        laatste.registratie,
    ]
    assert [eis.code for eis in gevonden[1].tekorten][:2] == ["verklaring", "totaal"]


def test_totals_count_everybody_with_a_running_term(vier):
    totalen = {totaal.code: dict(totaal.oordelen) for totaal in count_eisen(peildatum=PEILDATUM)}
    assert totalen["totaal"] == {"tekort": 2, "voldaan": 1}
    assert totalen["verklaring"] == {"tekort": 2, "voldaan": 1}


def test_the_command_prints_a_line_for_every_eis(vier):
    uit = StringIO()
    call_command("toets_register", peildatum=PEILDATUM, stdout=uit)
    regels = uit.getvalue().splitlines()
    assert regels[0] == "sam-concept-2026-01-01"
    assert regels[1].split() == ["voldaan", "voorlopig", "tekort", "nvt"]
    assert ["totaal", "1", "0", "2", "0"] in [regel.split() for regel in regels]


def test_an_empty_register_says_so(db):
    uit = StringIO()
    call_command("toets_register", peildatum=PEILDATUM, stdout=uit)
    assert uit.getvalue() == "Er loopt geen termijn op deze dag.\n"


def test_blocks_add_up(vier, monkeypatch):
    heel = count_eisen(peildatum=PEILDATUM)
    monkeypatch.setattr("register.overzicht.BLOK", 1)
    assert count_eisen(peildatum=PEILDATUM) == heel
