from decimal import Decimal

import pytest

from register.criteria import TEKORT, VOLDAAN, VOORLOPIG, EisUitkomst, Stap
from register.regelgeving import find_reglement
from register.views.eisbeeld import describe_stand, measure_ring, name_oordeel
from register.views.volgende_stap import name_stap
from tests.register.bouw import REGLEMENT


def make_eis(oordeel, behaald, definitief, vereist, eenheid="punten"):
    behaald, definitief, vereist = Decimal(behaald), Decimal(definitief), Decimal(vereist)
    tekort = max(vereist - behaald, Decimal(0))
    return EisUitkomst("totaal", "Punten", "3.1", oordeel, behaald, definitief, vereist, tekort, eenheid)


@pytest.mark.parametrize(
    ("eis", "ring"),
    [
        (make_eis(TEKORT, 0, 0, 120), (0, 0)),
        (make_eis(TEKORT, 60, 30, 120), (25, 25)),
        (make_eis(TEKORT, "119.99", "119.99", 120), (99, 0)),
        (make_eis(VOORLOPIG, 130, 119, 120), (99, 1)),
        (make_eis(VOORLOPIG, 130, 0, 120), (0, 100)),
        (make_eis(VOLDAAN, 500, 120, 120), (100, 0)),
    ],
)
def test_ring_is_full_only_when_it_suffices(eis, ring):
    assert measure_ring(eis) == ring


def test_longest_gap_has_no_part_of_a_ring():
    assert measure_ring(make_eis(TEKORT, 30, 30, 24, "maanden"), hoogstens=True) == (0, 0)
    assert describe_stand(make_eis(VOLDAAN, 0, 0, 24, "maanden"), hoogstens=True) == "Geen onderbreking"
    stand = describe_stand(make_eis(TEKORT, "24.5", 24, 24, "maanden"), hoogstens=True)
    assert stand == "Langste onderbreking: 24,5 maanden"


@pytest.mark.parametrize(
    ("eis", "stand", "woord"),
    [
        (make_eis(TEKORT, "6.5", 0, 40, "uren"), "6,5 van 40 uur", "Onderweg"),
        (make_eis(TEKORT, 0, 0, 1, "punten"), "0 van 1 punt", "Nog te beginnen"),
        (make_eis(VOLDAAN, "3820.00", 3820, 2080, "uren"), "3.820 van 2.080 uur", "Klaar"),
        (make_eis(VOORLOPIG, 1, 0, 1, "bewijs"), "Wacht op bevestiging", "Voorlopig klaar"),
        (make_eis(TEKORT, 2, 2, 5, "aantal"), "2 van 5", "Onderweg"),
    ],
)
def test_stand_is_as_short_as_can_be(eis, stand, woord):
    assert (describe_stand(eis), name_oordeel(eis)) == (stand, woord)


SCHOLING = ("leercirkel", "scholing", "training-beroepscode")


@pytest.mark.parametrize(
    ("stap", "woorden"),
    [
        (Stap(Decimal(6), "uren", ("intervisie", "supervisie")), "6 uur intervisie of supervisie"),
        (Stap(Decimal(12), "punten", SCHOLING, geaccrediteerd=True), "12 punten geaccrediteerde scholing"),
        (Stap(Decimal(1), "aantal", ("training-beroepscode",)), "1 keer training over de beroepscode"),
        (
            Stap(Decimal("2.5"), "punten", ("lezen", "meelopen"), dimensie="leefwereld", waarde="economie"),
            "2,5 punten over economie",
        ),
        (Stap(Decimal(2), "aantal", ("reflectie",)), "2 keer reflectie"),
    ],
)
def test_step_is_named_in_words(stap, woorden):
    assert name_stap(stap, find_reglement(REGLEMENT)) == woorden
