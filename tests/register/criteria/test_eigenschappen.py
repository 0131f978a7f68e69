"""What holds for every dossier and every day."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from register.criteria import dossier_from_json, dossier_to_json, toets, uitkomst_to_json
from register.criteria.uitkomst import TEKORT, VOLDAAN, VOORLOPIG
from tests.register.criteria.bouw import CONCEPT
from tests.register.criteria.strategieen import DOSSIERS, PEILDATUMS

BETER = {TEKORT: 0, VOORLOPIG: 1, VOLDAAN: 2}
PEILDATUM = date(2026, 12, 31)


@given(DOSSIERS, st.randoms(use_true_random=False), PEILDATUMS)
def test_the_order_of_entries_never_matters(dossier, toeval, peildatum):
    geschud = list(dossier.activiteiten)
    toeval.shuffle(geschud)
    werk = tuple(reversed(dossier.werkperiodes))
    ander = replace(dossier, activiteiten=tuple(geschud), werkperiodes=werk)
    assert toets(CONCEPT, ander, peildatum=peildatum) == toets(CONCEPT, dossier, peildatum=peildatum)


@given(DOSSIERS, PEILDATUMS)
def test_what_happens_after_the_peildatum_does_not_exist(dossier, peildatum):
    bekend = replace(
        dossier,
        activiteiten=tuple(item for item in dossier.activiteiten if item.datum <= peildatum),
        werkperiodes=tuple(item for item in dossier.werkperiodes if item.van <= peildatum),
        ontheffingen=tuple(item for item in dossier.ontheffingen if item.besluit_datum <= peildatum),
        verklaringen=tuple(item for item in dossier.verklaringen if item.geldig_van <= peildatum),
    )
    assert toets(CONCEPT, bekend, peildatum=peildatum) == toets(CONCEPT, dossier, peildatum=peildatum)


@given(DOSSIERS, st.data())
def test_one_more_entry_never_makes_an_eis_worse(dossier, data):
    weg = data.draw(st.sampled_from(dossier.activiteiten)) if dossier.activiteiten else None
    minder = replace(dossier, activiteiten=tuple(item for item in dossier.activiteiten if item is not weg))
    voor, na = (toets(CONCEPT, een, peildatum=PEILDATUM).eisen for een in (minder, dossier))
    for eerst, later in zip(voor, na, strict=True):
        assert later.behaald >= eerst.behaald
        assert BETER.get(later.oordeel, 9) >= BETER.get(eerst.oordeel, 9)


@given(DOSSIERS, PEILDATUMS)
def test_definitief_is_a_part_of_what_was_reached_and_short_is_what_lacks(dossier, peildatum):
    for eis in toets(CONCEPT, dossier, peildatum=peildatum).eisen:
        if eis.code == "werkonderbreking":
            assert eis.definitief >= eis.behaald
            continue
        assert 0 <= eis.definitief <= eis.behaald
        if eis.oordeel == VOORLOPIG or eis.oordeel == TEKORT:
            assert eis.tekort == max(eis.vereist - eis.behaald, 0)
            assert (eis.tekort > 0) is (eis.oordeel == TEKORT)
            assert bool(eis.stappen) is (eis.oordeel == TEKORT)


@given(DOSSIERS, PEILDATUMS)
def test_what_the_entries_add_is_what_the_eis_has(dossier, peildatum):
    """The sums (any order) and the filling by date and id agree, whatever the maxima."""
    uitkomst = toets(CONCEPT, dossier, peildatum=peildatum)
    for eis in uitkomst.eisen:
        if eis.code in ("totaal", "geaccrediteerd", "intervisie-bijeenkomsten", "reflectie"):
            telt = [deel.waarde for item in uitkomst.activiteiten for deel in item.telt if deel.eis == eis.code]
            assert sum(telt) == eis.behaald


@given(DOSSIERS)
def test_a_dossier_survives_json(dossier):
    assert dossier_from_json(dossier_to_json(dossier)) == dossier


@given(DOSSIERS, PEILDATUMS)
def test_an_outcome_has_only_plain_json_values(dossier, peildatum):
    def check(waarde):
        assert type(waarde) in (dict, list, str, bool, type(None))
        for deel in waarde.values() if isinstance(waarde, dict) else waarde if isinstance(waarde, list) else ():
            check(deel)

    check(uitkomst_to_json(toets(CONCEPT, dossier, peildatum=peildatum)))
