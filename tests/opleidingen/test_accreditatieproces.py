"""The process as data: every status with every step, and who may take it."""

from dataclasses import replace

import pytest

from opleidingen.accreditatieproces import (
    AFWIJZERS,
    BIJ_KANTOOR,
    BINNENSKAMERS,
    HANDELINGEN,
    KANTOOR,
    LOPEND,
    OPLEIDER,
    find_fouten,
    find_handelingen,
    may_do,
    show_status,
)
from opleidingen.models import Accreditatie

STATUSSEN = Accreditatie.Status.values
# What each side can do, written out once more: the table itself must not change by accident.
KAN = {
    ("concept", OPLEIDER): {"indienen", "intrekken"},
    ("ingediend", OPLEIDER): {"intrekken"},
    ("ingediend", KANTOOR): {"aanvulling-vragen", "accrediteren", "afwijzing-voorstellen"},
    ("aanvulling-gevraagd", OPLEIDER): {"aanvullen", "intrekken"},
    ("afwijzing-voorgesteld", OPLEIDER): {"intrekken"},
    ("afwijzing-voorgesteld", KANTOOR): {"afwijzen", "voorstel-terugnemen"},
    ("afgewezen", OPLEIDER): {"bezwaar-maken"},
    ("bezwaar", OPLEIDER): {"bezwaar-intrekken"},
    ("bezwaar", KANTOOR): {"bezwaar-gegrond", "ongegrond-voorstellen"},
    ("ongegrond-voorgesteld", OPLEIDER): {"bezwaar-intrekken"},
    ("ongegrond-voorgesteld", KANTOOR): {"bezwaar-ongegrond", "ongegrond-terugnemen"},
}


@pytest.mark.parametrize("door", [OPLEIDER, KANTOOR])
@pytest.mark.parametrize("status", STATUSSEN)
def test_what_each_side_can_do(status, door):
    assert {handeling.code for handeling in find_handelingen(status, door)} == KAN.get((status, door), set())


def test_the_table_knows_every_status_and_no_other():
    genoemd = {status for handeling in HANDELINGEN.values() for status in (*handeling.van, handeling.naar)}
    assert genoemd == set(STATUSSEN)
    assert set(LOPEND) | {"geaccrediteerd", "afgewezen", "ingetrokken"} == set(STATUSSEN)
    assert set(BIJ_KANTOOR) == {status for status, door in KAN if door == KANTOOR}


@pytest.mark.parametrize("status", STATUSSEN)
@pytest.mark.parametrize("handeling", HANDELINGEN.values(), ids=lambda handeling: handeling.code)
def test_a_step_fits_its_own_statuses_alone(status, handeling):
    fouten = find_fouten(handeling, status=status, wie=1, reden="Daarom.", eerder={})
    assert [fout.code for fout in fouten] == ([] if status in handeling.van else ["stap-past-niet"])


@pytest.mark.parametrize("handeling", HANDELINGEN.values(), ids=lambda handeling: handeling.code)
def test_a_step_asks_for_its_reason(handeling):
    fouten = find_fouten(handeling, status=handeling.van[0], wie=1, reden="  ", eerder={})
    assert [fout.code for fout in fouten] == (["reden-ontbreekt"] if handeling.reden else [])


def test_what_the_office_decides_over_a_refusal_needs_other_people():
    uitgesloten = {code: set(handeling.niet_door) for code, handeling in HANDELINGEN.items() if handeling.niet_door}
    assert uitgesloten == {
        "afwijzen": {"afwijzing-voorstellen"},
        "bezwaar-gegrond": set(AFWIJZERS),
        "ongegrond-voorstellen": set(AFWIJZERS),
        "ongegrond-terugnemen": set(AFWIJZERS),
        "bezwaar-ongegrond": {*AFWIJZERS, "ongegrond-voorstellen"},
    }


def test_who_took_part_may_not_decide():
    afwijzen = HANDELINGEN["afwijzen"]
    assert may_do(afwijzen, wie=2, eerder={"afwijzing-voorstellen": 1})
    assert not may_do(afwijzen, wie=1, eerder={"afwijzing-voorstellen": 1})
    fouten = find_fouten(
        afwijzen, status="afwijzing-voorgesteld", wie=1, reden="", eerder={"afwijzing-voorstellen": 1}
    )
    assert [fout.code for fout in fouten] == ["reden-ontbreekt", "tweede-beoordelaar"]


def test_planted_hole_lets_one_person_refuse():
    """Without its `niet_door` a step asks for nobody else: the tests above must find that."""
    lek = replace(HANDELINGEN["afwijzen"], niet_door=())
    assert may_do(lek, wie=1, eerder={"afwijzing-voorstellen": 1})


def test_the_opleider_does_not_see_what_is_still_discussed():
    assert {status: show_status(status) for status in BINNENSKAMERS} == {
        "afwijzing-voorgesteld": "ingediend",
        "ongegrond-voorgesteld": "bezwaar",
    }
    assert {h.naar for h in HANDELINGEN.values() if h.intern} == {*BINNENSKAMERS, "ingediend", "bezwaar"}
