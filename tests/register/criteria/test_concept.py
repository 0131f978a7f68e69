"""The concept reglement: a dossier that just meets it, and one that just misses it for every eis."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from register.criteria import Dossier, Onbruikbaar, toets
from tests.register.criteria.bouw import (
    CONCEPT,
    KERNWAARDEN,
    LEEFWERELDEN,
    PEILDATUM,
    TERMIJN,
    doe,
    eis_van,
    map_,
    teken,
    toon,
    werk,
)

JAREN = (2022, 2023, 2024, 2025, 2026)
TWEE_UUR_EN_HALF = 150
SCHOLING = tuple(
    doe(f"cursus-{waarde}", "2023-03-01", "scholing", 690, "A", geaccrediteerd=True, leefwereld=waarde)
    for waarde in LEEFWERELDEN
)
TRAINING = doe("training", "2022-06-01", "training-beroepscode", 120, "A", geaccrediteerd=True)
BIJEENKOMSTEN = tuple(
    doe(f"intervisie-{jaar}-{keer}", f"{jaar}-0{keer}-01", "intervisie", TWEE_UUR_EN_HALF)
    for jaar in JAREN
    for keer in (1, 2, 3)
)
INTERVISIE = (*BIJEENKOMSTEN, doe("intervisie-slot", "2026-09-01", "intervisie", TWEE_UUR_EN_HALF))
REFLECTIES = tuple(
    doe(f"reflectie-{waarde}", "2024-05-01", "reflectie", 60, kernwaarde=waarde) for waarde in KERNWAARDEN
)
OVERIG = (
    doe("lezen", "2025-01-01", "lezen", 900),
    doe("meelopen", "2025-01-02", "meelopen", 720),
)
WERK = (werk("eerst", "2022-01-01", "2022-12-31", "20"), werk("later", "2024-12-31", "2025-12-30", "20"))
VOLDOENDE = map_(*SCHOLING, TRAINING, *INTERVISIE, *REFLECTIES, *OVERIG, werkperiodes=WERK, verklaringen=(teken(),))


def oordelen(dossier, peildatum=PEILDATUM):
    return {eis.code: eis.oordeel for eis in toets(CONCEPT, dossier, peildatum=peildatum).eisen}


def change(*ids, **velden):
    """The dossier with some activities changed."""
    activiteiten = tuple(replace(item, **velden) if item.id in ids else item for item in VOLDOENDE.activiteiten)
    return replace(VOLDOENDE, activiteiten=activiteiten)


def work(*werkperiodes):
    return replace(VOLDOENDE, werkperiodes=werkperiodes)


def test_a_dossier_that_just_meets_everything_is_voldaan():
    uitkomst = toets(CONCEPT, VOLDOENDE, peildatum=PEILDATUM)
    assert {eis.code: (eis.oordeel, eis.behaald, eis.tekort) for eis in uitkomst.eisen} == {
        "verklaring": ("voldaan", 1, 0),
        "totaal": ("voldaan", 120, 0),
        "geaccrediteerd": ("voldaan", 48, 0),
        "intervisie-uren": ("voldaan", 40, 0),
        "intervisie-bijeenkomsten": ("voldaan", 16, 0),
        "intervisie-per-jaar": ("voldaan", 20, 0),
        "reflectie": ("voldaan", 5, 0),
        "kernwaarden": ("voldaan", 5, 0),
        "leefwerelden": ("voldaan", 16, 0),
        "training-beroepscode": ("voldaan", 1, 0),
        "werkervaring": ("voldaan", 2080, 0),
        "werkonderbreking": ("voldaan", 24, 0),
    }
    assert uitkomst.voldaan


NET_NIET = [
    (change("meelopen", minuten=719), {"totaal": "tekort"}),
    (change("training", minuten=119), {"totaal": "tekort", "geaccrediteerd": "tekort"}),
    (
        change("training", vertrouwen="C"),
        {"totaal": "voorlopig", "geaccrediteerd": "voorlopig", "training-beroepscode": "voorlopig"},
    ),
    (change("intervisie-slot", minuten=149, punten=Decimal("2.5")), {"intervisie-uren": "tekort"}),
    (
        change("intervisie-slot", soort="reflectie"),
        {"intervisie-uren": "tekort", "intervisie-bijeenkomsten": "tekort"},
    ),
    (change("intervisie-2022-1", "intervisie-2022-2", datum=date(2023, 1, 1)), {"intervisie-per-jaar": "tekort"}),
    (
        change("reflectie-betrokkenheid", vertrouwen="C"),
        {"totaal": "voorlopig", "reflectie": "tekort", "kernwaarden": "voorlopig"},
    ),
    (change("reflectie-betrokkenheid", kenmerken={"kernwaarde": {"deskundigheid"}}), {"kernwaarden": "tekort"}),
    (change("reflectie-betrokkenheid", kenmerken={}), {"reflectie": "tekort", "kernwaarden": "tekort"}),
    (change("cursus-economie", kenmerkminuten={"leefwereld": {"economie": 239}}), {"leefwerelden": "tekort"}),
    (change("training", soort="leercirkel"), {"training-beroepscode": "tekort"}),
    (change("lezen", soort="meelopen"), {"totaal": "tekort"}),
    (work(WERK[0], replace(WERK[1], uren_per_week=Decimal("19.99"))), {"werkervaring": "tekort"}),
    (work(WERK[0], replace(WERK[1], vertrouwen="C")), {"werkervaring": "voorlopig", "werkonderbreking": "voorlopig"}),
    (work(WERK[0], werk("later", "2025-01-01", "2025-12-31", "20")), {"werkonderbreking": "tekort"}),
    (replace(VOLDOENDE, verklaringen=(teken(tot="2026-11-22"),)), {"verklaring": "tekort"}),
    (replace(VOLDOENDE, verklaringen=(teken(van="2026-11-23"),)), {"verklaring": "tekort"}),
]


@pytest.mark.parametrize(("dossier", "afwijkend"), NET_NIET)
def test_a_dossier_that_just_misses_an_eis_misses_that_eis_alone(dossier, afwijkend):
    anders = {code: oordeel for code, oordeel in oordelen(dossier).items() if oordeel != "voldaan"}
    assert anders == afwijkend
    assert not toets(CONCEPT, dossier, peildatum=PEILDATUM).voldaan


def test_the_training_is_asked_in_the_first_term_only():
    later = replace(change("training", soort="leercirkel"), termijn=replace(TERMIJN, volgnummer=2))
    assert toets(CONCEPT, later, peildatum=PEILDATUM).voldaan
    assert oordelen(later)["training-beroepscode"] == "nvt"


EERSTE = Dossier(verklaringen=(teken(),), bewijzen=(toon("profiel"), toon("identiteit"), toon("werk")))


def test_a_first_registration_needs_four_things_and_no_term():
    uitkomst = toets(CONCEPT, EERSTE, peildatum=PEILDATUM, soort="eerste")
    assert [eis.code for eis in uitkomst.eisen] == ["profiel", "identiteit", "huidig-werk", "verklaring"]
    assert uitkomst.voldaan


@pytest.mark.parametrize(
    ("bewijzen", "oordeel"),
    [
        (EERSTE.bewijzen[1:], "tekort"),
        ((toon("profiel", vertrouwen="C"), *EERSTE.bewijzen[1:]), "voorlopig"),
        ((toon("profiel", tot="2026-11-22"), *EERSTE.bewijzen[1:]), "tekort"),
        ((toon("profiel", van="2026-11-23"), *EERSTE.bewijzen[1:]), "tekort"),
        ((toon("profiel", van="2026-11-22", tot="2026-11-23"), *EERSTE.bewijzen[1:]), "voldaan"),
    ],
)
def test_a_proof_must_hold_on_the_peildatum(bewijzen, oordeel):
    uitkomst = toets(CONCEPT, replace(EERSTE, bewijzen=bewijzen), peildatum=PEILDATUM, soort="eerste")
    assert eis_van(uitkomst, "profiel").oordeel == oordeel
    assert uitkomst.voldaan is (oordeel == "voldaan")


def test_reregistration_needs_a_term():
    with pytest.raises(Onbruikbaar, match="termijn: Ontbreekt"):
        toets(CONCEPT, EERSTE, peildatum=PEILDATUM)


def test_the_smallest_next_step_says_how_much_of_what():
    uitkomst = toets(
        CONCEPT, change("cursus-economie", kenmerkminuten={"leefwereld": {"economie": 120}}), peildatum=PEILDATUM
    )
    (stap,) = eis_van(uitkomst, "leefwerelden").stappen
    assert (stap.tekort, stap.eenheid, stap.dimensie, stap.waarde) == (2, "punten", "leefwereld", "economie")
    per_jaar = toets(CONCEPT, NET_NIET[5][0], peildatum=PEILDATUM)
    (stap,) = eis_van(per_jaar, "intervisie-per-jaar").stappen
    assert (stap.tekort, stap.soorten, stap.van, stap.tot) == (
        Decimal("1.5"),
        ("intervisie", "supervisie"),
        date(2022, 1, 1),
        date(2023, 1, 1),
    )
