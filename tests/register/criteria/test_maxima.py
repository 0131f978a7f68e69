"""What counts at most: nested maxima, shares, and filling by date, then id."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.criteria import Dossier, Onbruikbaar, toets
from tests.register.criteria.bouw import PEILDATUM, TERMIJN, doe, map_, regels
from tests.register.criteria.strategieen import activiteiten

TOTAAL = """
[eisen.totaal]
vorm = "minimum"
titel = "Totaal"
uitleg = "Je haalt 30 punten."
artikel = "1"
eenheid = "punten"
minstens = 30
selectie = {}
"""
PER_SOORT_EN_JAAR = """
[maxima.per-soort-en-jaar]
titel = "Per soort en jaar"
artikel = "3"
voor = ["totaal"]
eenheid = "punten"
hoogstens = 5
per = "jaar"
per_soort = true
selectie = { groepen = ["informeel"], vertrouwen = ["B", "C"] }
"""


def maximum(inhoud, code="informeel"):
    kop = f'[maxima.{code}]\ntitel = "Informeel"\nartikel = "2"\nvoor = ["totaal"]\neenheid = "punten"\n'
    return kop + inhoud + ("" if "selectie" in inhoud else '\nselectie = { groepen = ["informeel"] }\n')


def over(selectie, rest="hoogstens = 5"):
    return f"{rest}\nselectie = {{ {selectie} }}"


def waarden(uitkomst):
    return {item.id: str(item.telt[0].waarde) for item in uitkomst.activiteiten}


GRENZEN = {
    "hoogstens = 10": lambda totaal: 10,
    "aandeel = 25": lambda totaal: totaal / 4,
    'aandeel = 25\naandeel_van = "vereist"': lambda totaal: Decimal("7.5"),
}


@pytest.mark.parametrize("grens", GRENZEN)
@given(gedaan=activiteiten(st.sampled_from(["cursus", "lezen", "kijken", "intervisie"]), st.just({})))
def test_nested_maxima_hold_and_agree_with_filling_by_date(grens, gedaan):
    reglement = regels(TOTAAL + maximum(grens) + PER_SOORT_EN_JAAR)
    uitkomst = toets(reglement, Dossier(termijn=TERMIJN, activiteiten=gedaan), peildatum=date(2026, 12, 31))
    (eis,) = uitkomst.eisen
    telt = {item.id: item.telt[0].waarde for item in uitkomst.activiteiten if item.telt}
    informeel = sum(telt.get(item.id, 0) for item in gedaan if item.soort in ("lezen", "kijken"))
    assert sum(telt.values()) == eis.behaald
    assert informeel <= GRENZEN[grens](eis.behaald)
    assert all(0 <= deel.geteld <= deel.hoogstens and deel.afgevallen >= 0 for deel in uitkomst.maxima)


def test_maxima_fill_by_date_and_then_by_id():
    dossier = map_(
        doe("later", "2024-01-02", "lezen", 240),
        doe("b", "2024-01-01", "lezen", 240),
        doe("a", "2024-01-01", "lezen", 240),
    )
    uitkomst = toets(regels(TOTAAL + maximum("hoogstens = 6")), dossier, peildatum=PEILDATUM)
    assert waarden(uitkomst) == {"a": "4.00", "b": "2.00", "later": "0.00"}
    assert [item.telt[0].reden for item in uitkomst.activiteiten] == [
        "Telt mee.",
        "Het maximum voor 'Informeel' is vol.",
        "Het maximum voor 'Informeel' is vol.",
    ]
    (vol,) = uitkomst.maxima
    assert (vol.eis, vol.geteld, vol.hoogstens, vol.afgevallen) == ("totaal", 6, 6, 6)


@pytest.mark.parametrize(
    ("cursus", "lezen", "totaal"),
    [(900, 600, "20.00"), (900, 300, "20.00"), (900, 240, "19.00"), (0, 600, "0.00"), (15, 60, "0.33")],
)
def test_a_share_is_a_share_of_what_counts(cursus, lezen, totaal):
    """A quarter of the total may be informal: beside 15 points that is 5."""
    dossier = map_(doe("c", "2024-01-01", "cursus", cursus), doe("l", "2024-01-01", "lezen", lezen))
    (eis,) = toets(regels(TOTAAL + maximum("aandeel = 25")), dossier, peildatum=PEILDATUM).eisen
    assert str(eis.behaald) == totaal


def test_two_shares_make_room_for_each_other_together():
    """Half the total may be lezen and a quarter kijken: with 5 points of courses 10 and 5 fit."""
    lezen = maximum('aandeel = 50\nselectie = { soorten = ["lezen"] }\n', "lezen")
    kijken = maximum('aandeel = 25\nselectie = { soorten = ["kijken"] }\n', "kijken")
    gedaan = [doe(soort, "2024-01-01", soort, 6000) for soort in ("lezen", "kijken")]
    dossier = map_(doe("c", "2024-01-01", "cursus", 300), *gedaan)
    uitkomst = toets(regels(TOTAAL + lezen + kijken), dossier, peildatum=PEILDATUM)
    assert waarden(uitkomst) == {"c": "5.00", "lezen": "10.00", "kijken": "5.00"}


@pytest.mark.parametrize(
    ("regel", "gedaan", "vol"),
    [
        (maximum("hoogstens = 6"), {"lezen": 240}, ()),
        (maximum("hoogstens = 6"), {"lezen": 360}, ("kijken", "lezen")),
        (maximum("hoogstens = 6\nper_soort = true"), {"lezen": 360}, ("lezen",)),
        (maximum('hoogstens = 6\nper = "jaar"'), {"lezen": 360}, ()),
        (maximum("aandeel = 25"), {"lezen": 60, "cursus": 600}, ()),
        (maximum("aandeel = 25"), {"lezen": 600, "cursus": 600}, ("kijken", "lezen")),
    ],
)
def test_the_next_step_names_what_no_longer_helps(regel, gedaan, vol):
    dossier = map_(*(doe(soort, "2024-01-01", soort, minuten) for soort, minuten in gedaan.items()))
    (eis,) = toets(regels(TOTAAL + regel), dossier, peildatum=PEILDATUM).eisen
    assert [stap.vol for stap in eis.stappen] == [vol]


def test_a_maximum_per_year_starts_anew_each_year_of_the_term():
    dossier = map_(
        doe("a", "2022-12-31", "lezen", 600),
        doe("b", "2023-01-01", "lezen", 600),
        doe("c", "2023-12-31", "lezen", 60),
    )
    uitkomst = toets(regels(TOTAAL + PER_SOORT_EN_JAAR), dossier, peildatum=PEILDATUM)
    assert waarden(uitkomst) == {"a": "5.00", "b": "5.00", "c": "0.00"}


def test_what_is_voorlopig_takes_no_room_from_what_is_definitief():
    """As if everything that still has to be confirmed were refused: then the later entry counts."""
    dossier = map_(doe("a", "2024-01-01", "lezen", 360, "C"), doe("b", "2024-01-02", "lezen", 360, "B"))
    (eis,) = toets(regels(TOTAAL + maximum("hoogstens = 6")), dossier, peildatum=PEILDATUM).eisen
    assert (eis.behaald, eis.definitief) == (6, 6)


@pytest.mark.parametrize(
    ("dag", "punten"), [("2024-05-31", 10), ("2024-06-01", 6), ("2025-05-31", 6), ("2025-06-01", 10)]
)
def test_a_maximum_is_in_force_from_its_first_day_until_its_end(dag, punten):
    regel = maximum("hoogstens = 6\ngeldig_van = 2024-06-01\ngeldig_tot = 2025-06-01")
    dossier = map_(doe("a", "2024-01-01", "lezen", 600))
    (eis,) = toets(regels(TOTAAL + regel), dossier, peildatum=date.fromisoformat(dag)).eisen
    assert eis.behaald == punten


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        (over('soorten = ["lezen", "cursus"]'), over('soorten = ["lezen", "kijken"]')),
        ('hoogstens = 5\nper = "jaar"', "hoogstens = 5\nper_soort = true"),
        ("aandeel = 10", "hoogstens = 5\nselectie = {}"),
        (over('soorten = ["lezen"], deelnemers_hoogstens = 8'), over("deelnemers_hoogstens = 5")),
        (over('soorten = ["lezen"], deelnemers_minstens = 3'), over("deelnemers_minstens = 5")),
        (over('soorten = ["lezen"], minuten_minstens = 3'), over("minuten_minstens = 5")),
        (over('soorten = ["lezen"], organisaties_minstens = 3'), over("organisaties_minstens = 5")),
        (over('soorten = ["lezen"], vertrouwen = ["A", "B"]'), over('vertrouwen = ["B"]')),
        (over('soorten = ["lezen"]'), over("geaccrediteerd = true")),
        (over('kenmerken = { thema = ["recht"] }'), over('kenmerken = { thema = ["geld"] }')),
    ],
)
def test_maxima_that_cross_are_refused(een, ander):
    with pytest.raises(Onbruikbaar, match=r"maxima.b.selectie: Dit maximum en 'a' overlappen elkaar half"):
        regels(TOTAAL + maximum(een + "\n", "a") + maximum(ander + "\n", "b"))


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        (over('soorten = ["lezen"]'), over('soorten = ["kijken"]')),
        (over("geaccrediteerd = true"), over("geaccrediteerd = false")),
        ('hoogstens = 5\nper = "kwartaal"', 'hoogstens = 9\nper = "jaar"'),
        (over('soorten = ["lezen"], deelnemers_minstens = 4'), "hoogstens = 9"),
        (over("deelnemers_minstens = 4"), over("deelnemers_hoogstens = 3")),
    ],
)
def test_maxima_that_lie_apart_or_inside_each_other_are_fine(een, ander):
    reglement = regels(TOTAAL + maximum(een + "\n", "a") + maximum(ander + "\n", "b"))
    assert list(reglement.maxima) == ["a", "b"]
