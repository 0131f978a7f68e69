"""The language can say what every register in the field asks, without a line of code for any of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from register.criteria import Overdracht, Termijn, check_dossier, load_reglementen, toets
from tests.register.criteria.bouw import doe, eis_van
from tests.register.criteria.registers.elders import ELDERS
from tests.register.criteria.registers.gevallen import GEVALLEN, UUR

ALLE = GEVALLEN | ELDERS
REGLEMENTEN = load_reglementen(Path(__file__).parent)


def test_every_reglement_here_has_its_dossiers():
    assert sorted(REGLEMENTEN) == sorted(ALLE)


@pytest.mark.parametrize(
    ("naam", "dossier", "verwacht"),
    [(naam, *paar) for naam, geval in ALLE.items() for paar in geval.dossiers()],
)
def test_it_tells_just_meeting_from_just_missing(naam, dossier, verwacht):
    uitkomst = toets(REGLEMENTEN[naam], dossier, peildatum=ALLE[naam].peildatum)
    assert {eis.code: eis.oordeel for eis in uitkomst.eisen if eis.oordeel not in ("voldaan", "nvt")} == verwacht
    assert uitkomst.voldaan is (not verwacht)
    assert check_dossier(REGLEMENTEN[naam], dossier) == []


@pytest.mark.parametrize(
    ("peildatum", "vereist"),
    [("2020-02-29", 184), ("2020-03-01", Decimal("147")), ("2022-12-31", Decimal("147")), ("2023-01-01", 184)],
)
def test_the_norm_of_nurses_is_lighter_for_a_while(peildatum, vereist):
    """0.8 × 184 = 147.2, rounded down to a quarter."""
    naam = "verpleegkundigen-2018-01-01"
    uitkomst = toets(REGLEMENTEN[naam], GEVALLEN[naam].haalt, peildatum=date.fromisoformat(peildatum))
    assert eis_van(uitkomst, "totaal").vereist == vereist


VIT = REGLEMENTEN["vit-2020-01-01"]


def vit(uren, erfenis=0, jaar=2026):
    """One year at VIT: hours of intervisie and what the year before left."""
    termijn = Termijn(date(jaar, 1, 1), date(jaar + 1, 1, 1))
    haalt = GEVALLEN["vit-2020-01-01"].haalt
    activiteiten = (doe("a", f"{jaar}-05-01", "intervisie", uren * UUR, deelnemers=4),)
    overdrachten = (Overdracht("intervisie", Decimal(erfenis)),)
    dossier = replace(haalt, termijn=termijn, activiteiten=activiteiten, overdrachten=overdrachten)
    (eis,) = toets(VIT, dossier, peildatum=date(jaar, 12, 31)).eisen
    return eis


@pytest.mark.parametrize(
    ("uren", "erfenis", "oordeel", "vereist", "tekort", "over"),
    [
        (15, 0, "voldaan", 15, 0, 0),
        (18, 0, "voldaan", 15, 0, 3),
        (30, 0, "voldaan", 15, 0, 5),
        (10, 5, "voldaan", 15, 0, 0),
        (10, 9, "voldaan", 15, 0, 0),
        (12, 0, "tekort", 15, 3, -3),
        (18, -3, "voldaan", 18, 0, 0),
        (17, -3, "tekort", 18, 1, -1),
        (2, -3, "tekort", 18, 16, -15),
    ],
)
def test_vit_hands_on_a_surplus_and_a_shortage(uren, erfenis, oordeel, vereist, tekort, over):
    eis = vit(uren, erfenis)
    assert (eis.oordeel, eis.vereist, eis.tekort, eis.overdracht) == (oordeel, vereist, tekort, over)


def test_a_surplus_of_one_year_helps_the_next():
    eerst = vit(18, jaar=2025)
    assert vit(12, eerst.overdracht).oordeel == "voldaan"
