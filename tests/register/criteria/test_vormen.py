"""Every construct of the language that the registers of the field use in one way only, at its edges."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.criteria import Ontheffing, Overdracht, Persoon, Termijn, toets
from tests.register.criteria.bouw import TERMIJN, doe, map_, regels, teken, toon, werk

SLOT = date(2026, 12, 31)


def eis(inhoud, code="proef", artikel='artikel = "1"'):
    return f'[eisen.{code}]\ntitel = "Proef"\nuitleg = "Je doet dit."\n{artikel}\n{inhoud}\n'


def judge(tekst, dossier, peildatum=SLOT, maanden=60):
    return toets(regels(tekst, maanden), dossier, peildatum=peildatum).eisen[0]


def numbers(uitkomst):
    return uitkomst.oordeel, uitkomst.behaald, uitkomst.vereist, uitkomst.tekort


UREN = 'vorm = "minimum"\neenheid = "uren"\nselectie = {}\n'
PUNTEN = 'vorm = "minimum"\neenheid = "punten"\nselectie = {}\n'


@pytest.mark.parametrize(
    ("datums", "verwacht"),
    [
        (("2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31"), ("voldaan", 4, 4, 0)),
        (("2022-03-31", "2022-04-01", "2022-09-30", "2022-12-31"), ("voldaan", 4, 4, 0)),
        (("2022-03-31", "2022-03-31", "2022-09-30", "2022-12-31"), ("tekort", 3, 4, 1)),
    ],
)
def test_a_minimum_per_quarter(datums, verwacht):
    gedaan = [doe(str(nummer), datum, "lezen", 60) for nummer, datum in enumerate(datums)]
    dossier = map_(*gedaan, termijn=Termijn(date(2022, 1, 1), date(2023, 1, 1)))
    assert numbers(judge(eis(UREN + 'minstens = 1\nper = "kwartaal"'), dossier, maanden=12)) == verwacht


OVERDRACHT = UREN + 'minstens = 10\nper = "jaar"\n'


@pytest.mark.parametrize(
    ("uren", "extra", "tekort", "over"),
    [
        ((10, 10, 10), "", 0, None),
        ((15, 5, 10), "", 5, None),
        ((15, 5, 10), "overdracht_hoogstens = 4", 1, 0),
        ((15, 5, 10), "overdracht_hoogstens = 5", 0, 0),
        ((20, 5, 6), "overdracht_hoogstens = 5", 4, 0),
        ((5, 15, 10), "tekort_inhalen = true", 0, 0),
        ((5, 14, 10), "tekort_inhalen = true", 1, -1),
        ((5, 10, 15), "tekort_inhalen = true", 0, 0),
        ((5, 4, 30), "tekort_inhalen = true", 1, 0),
        ((10, 10, 4), "tekort_inhalen = true", 6, -6),
        ((10, 10, 99), "overdracht_hoogstens = 5", 0, 5),
    ],
)
def test_surplus_and_shortage_go_from_year_to_year(uren, extra, tekort, over):
    """A shortage may be made up in the next year only: (5, 4, 30) stays an hour short for ever."""
    gedaan = [doe(str(jaar), f"202{jaar + 2}-06-01", "lezen", aantal * 60) for jaar, aantal in enumerate(uren)]
    dossier = map_(*gedaan, termijn=Termijn(date(2022, 1, 1), date(2025, 1, 1)))
    uitkomst = judge(eis(OVERDRACHT + extra), dossier, maanden=36)
    assert (uitkomst.vereist, uitkomst.tekort, uitkomst.overdracht) == (30, tekort, over)


@given(st.lists(st.integers(0, 20), min_size=3, max_size=3), st.integers(0, 2), st.integers(0, 10), st.booleans())
def test_an_hour_more_never_hurts_whatever_is_handed_on(uren, jaar, hoogstens, inhalen):
    tekst = eis(OVERDRACHT + f"overdracht_hoogstens = {hoogstens}\ntekort_inhalen = {str(inhalen).lower()}")
    termijn = Termijn(date(2022, 1, 1), date(2025, 1, 1))
    gedaan = [doe(str(index), f"202{index + 2}-06-01", "lezen", aantal * 60) for index, aantal in enumerate(uren)]
    meer = [*gedaan, doe("meer", f"202{jaar + 2}-07-01", "lezen", 60)]
    voor, na = (judge(tekst, map_(*een, termijn=termijn), maanden=36) for een in (gedaan, meer))
    assert na.tekort <= voor.tekort


@pytest.mark.parametrize(("waarde", "tekort"), [("4", 6), ("5", 5), ("9", 5), ("-3", 10)])
def test_what_the_term_before_left_counts_as_far_as_the_rule_allows(waarde, tekort):
    dossier = map_(overdrachten=(Overdracht("proef", Decimal(waarde)),))
    assert judge(eis(UREN + "minstens = 10\noverdracht_hoogstens = 5"), dossier).tekort == tekort


SPREIDING = 'vorm = "spreiding"\ndimensie = "thema"\neenheid = "uren"\nminstens = 2\nselectie = {}\n'


@pytest.mark.parametrize(
    ("extra", "verwacht", "open_waarden"),
    [
        ("", ("tekort", 3, 6, 3), {"recht", "geld"}),
        ("aantal_waarden = 2", ("tekort", 3, 4, 1), {"recht"}),
        ("aantal_waarden = 1", ("voldaan", 2, 2, 0), set()),
        ('waarden = ["recht", "geld"]', ("tekort", 1, 4, 3), {"recht", "geld"}),
        ('waarden = ["gedrag"]', ("voldaan", 2, 2, 0), set()),
    ],
)
def test_all_or_k_of_n_values(extra, verwacht, open_waarden):
    dossier = map_(
        doe("a", "2024-01-01", "lezen", 180, thema="gedrag"), doe("b", "2024-01-01", "lezen", 60, thema="recht")
    )
    uitkomst = judge(eis(SPREIDING + extra), dossier)
    assert numbers(uitkomst) == verwacht
    assert {stap.waarde for stap in uitkomst.stappen} == open_waarden


def test_one_activity_touches_several_values_wholly_or_in_part():
    heel = doe("a", "2024-01-01", "lezen", 120, thema=["gedrag", "recht", "geld"])
    assert judge(eis(SPREIDING), map_(heel)).tekort == 0
    deels = replace(heel, kenmerkminuten={"thema": {"recht": 90}})
    assert judge(eis(SPREIDING), map_(deels)).tekort == Decimal("0.5")


def test_parts_of_one_whole_are_one_time_and_each_its_own_hours():
    delen = [doe(f"a/{soort}", "2024-01-01", soort, 60, geheel="a", thema="recht") for soort in ("lezen", "cursus")]
    ander = doe("b", "2024-01-01", "lezen", 60, thema="recht")
    keren = 'vorm = "minimum"\neenheid = "aantal"\nminstens = 3\nselectie = {}\n'
    uitkomst = judge(eis(keren), map_(*delen, ander))
    assert (uitkomst.behaald, uitkomst.tekort) == (2, 1)
    assert judge(eis(UREN + "minstens = 3"), map_(*delen, ander)).behaald == 3


@pytest.mark.parametrize(
    ("van", "lezen", "cursus", "verwacht"),
    [
        ("behaald", 4, 6, ("voldaan", 4, 4, 0)),
        ("behaald", 4, 7, ("tekort", 4, Decimal("4.4"), Decimal("0.4"))),
        ("vereist", 8, 100, ("voldaan", 8, 8, 0)),
        ("vereist", 7, 1, ("tekort", 7, 8, 1)),
    ],
)
def test_a_minimum_share(van, lezen, cursus, verwacht):
    aandeel = f'vorm = "aandeel"\nvan = "totaal"\nminstens_deel = 40\naandeel_van = "{van}"\n'
    tekst = eis(aandeel + 'selectie = { soorten = ["lezen"] }') + eis(UREN + "minstens = 20", "totaal")
    dossier = map_(doe("a", "2024-01-01", "lezen", lezen * 60), doe("b", "2024-01-01", "cursus", cursus * 60))
    assert numbers(judge(tekst, dossier)) == verwacht


def deel(code, inhoud):
    return f'[eisen.proef.onderdelen.{code}]\ntitel = "Deel"\n{inhoud}\n'


LEZEN = deel("lezen", 'vorm = "minimum"\neenheid = "uren"\nminstens = 1\nselectie = { soorten = ["lezen"] }')
KIJKEN = deel("kijken", 'vorm = "minimum"\neenheid = "uren"\nminstens = 1\nselectie = { soorten = ["kijken"] }')
VOG = deel("vog", 'vorm = "bewijs"\nbewijs = "vog"')


@pytest.mark.parametrize(
    ("minstens", "gedaan", "bewijs", "verwacht"),
    [
        ('"alle"', ("lezen", "kijken"), "B", ("voldaan", 3, 3, 0)),
        ('"alle"', ("lezen", "kijken"), "C", ("voorlopig", 3, 3, 0)),
        ('"alle"', ("lezen",), "B", ("tekort", 2, 3, 1)),
        ("1", ("lezen",), None, ("voldaan", 1, 1, 0)),
        ("1", (), None, ("tekort", 0, 1, 1)),
        ("2", ("lezen",), "C", ("voorlopig", 2, 2, 0)),
        ("2", ("lezen",), None, ("tekort", 1, 2, 1)),
    ],
)
def test_all_of_any_of_and_k_of(minstens, gedaan, bewijs, verwacht):
    tekst = eis(f'vorm = "combinatie"\nminstens = {minstens}') + LEZEN + KIJKEN + VOG
    bewijzen = (toon("vog", vertrouwen=bewijs),) if bewijs else ()
    dossier = map_(*(doe(soort, "2024-01-01", soort, 60) for soort in gedaan), bewijzen=bewijzen)
    uitkomst = judge(tekst, dossier)
    assert numbers(uitkomst) == verwacht
    assert [onderdeel.code for onderdeel in uitkomst.onderdelen] == ["proef.lezen", "proef.kijken", "proef.vog"]


def test_a_combination_of_which_no_part_applies_does_not_apply():
    alleen = 'alleen = { beroepen = ["jeugd"] }\n'
    tekst = (
        eis('vorm = "combinatie"') + LEZEN.replace("titel", alleen + "titel") + VOG.replace("titel", alleen + "titel")
    )
    assert judge(tekst, map_()).oordeel == "nvt"
    assert judge(tekst, map_(persoon=Persoon(frozenset({"jeugd"})))).oordeel == "tekort"


def test_parts_that_do_not_apply_are_not_asked_for():
    alleen = 'alleen = { beroepen = ["jeugd"] }\n'
    tekst = eis('vorm = "combinatie"\nminstens = 2') + LEZEN.replace("titel", alleen + "titel") + VOG
    assert numbers(judge(tekst, map_(bewijzen=(toon("vog"),)))) == ("voldaan", 1, 1, 0)


@pytest.mark.parametrize(("datum", "oordeel"), [("2021-12-31", "tekort"), ("2022-01-01", "voldaan")])
def test_a_statement_may_have_to_be_of_this_term(datum, oordeel):
    tekst = eis('vorm = "verklaring"\nverklaring = "code"\nin_termijn = true')
    assert judge(tekst, map_(verklaringen=(teken("code", datum),))).oordeel == oordeel


@pytest.mark.parametrize(
    ("voorwaarde", "persoon", "termijn", "oordeel"),
    [
        ('beroepen = ["jeugd"]', Persoon(frozenset({"jeugd", "wmo"})), TERMIJN, "tekort"),
        ('beroepen = ["jeugd"]', Persoon(frozenset({"wmo"})), TERMIJN, "nvt"),
        ('niveaus = ["hbo"]', Persoon(niveau="hbo"), TERMIJN, "tekort"),
        ('niveaus = ["hbo"]', Persoon(niveau="mbo"), TERMIJN, "nvt"),
        ('niveaus = ["hbo"]', Persoon(), TERMIJN, "nvt"),
        ('termijn = "eerste"', Persoon(), replace(TERMIJN, volgnummer=2), "nvt"),
        ('termijn = "latere"', Persoon(), replace(TERMIJN, volgnummer=2), "tekort"),
        ("termijn_begint_van = 2022-01-01", Persoon(), TERMIJN, "tekort"),
        ("termijn_begint_van = 2022-01-02", Persoon(), TERMIJN, "nvt"),
        ("termijn_begint_tot = 2022-01-02", Persoon(), TERMIJN, "tekort"),
        ("termijn_begint_tot = 2022-01-01", Persoon(), TERMIJN, "nvt"),
    ],
)
def test_an_eis_for_some_people_or_terms_only(voorwaarde, persoon, termijn, oordeel):
    tekst = eis(UREN + f"minstens = 1\nalleen = {{ {voorwaarde} }}")
    assert judge(tekst, map_(persoon=persoon, termijn=termijn)).oordeel == oordeel


ONTHEFFING = (
    '[ontheffingen.ziekte]\ntitel = "Ziekte"\nartikel = "9"\nwerking = "factor"\nfactor = 0.5\neisen = ["proef"]\n'
)


@pytest.mark.parametrize(
    ("minstens", "datums", "vereist"),
    [
        (10, (), 10),
        (10, ("2024-01-01",), 5),
        (10, ("2024-01-01", "2025-01-01"), Decimal("2.5")),
        (5, ("2024-01-01", "2025-01-01"), Decimal("1.25")),
        (Decimal("2.75"), ("2024-01-01",), Decimal("1.25")),
        (10, ("2027-01-01",), 10),
    ],
)
def test_a_personal_factor_lightens_the_norm_to_a_quarter(minstens, datums, vereist):
    ontheffingen = tuple(Ontheffing("ziekte", date.fromisoformat(datum)) for datum in datums)
    tekst = eis(PUNTEN + f"minstens = {minstens}") + ONTHEFFING
    assert judge(tekst, map_(ontheffingen=ontheffingen)).vereist == vereist


NAAR_RATO = '[naar_rato]\neisen = ["proef"]\n'


@pytest.mark.parametrize(
    ("instap", "vereist"),
    [
        (None, 120),
        ("2021-06-01", 120),
        ("2022-01-01", 120),
        ("2024-07-01", 60),
        ("2024-07-02", 58),
        ("2026-12-31", 0),
    ],
)
def test_who_joins_a_running_term_needs_its_share_in_whole_months(instap, vereist):
    termijn = replace(TERMIJN, instap_datum=date.fromisoformat(instap) if instap else None)
    assert judge(eis(PUNTEN + "minstens = 120") + NAAR_RATO, map_(termijn=termijn)).vereist == vereist


@pytest.mark.parametrize(
    ("instap", "naar_rato", "vereist"),
    [
        (date(2024, 7, 1), "", 12),
        (date(2024, 7, 1), NAAR_RATO, 10),
        (date(2023, 12, 31), "", 16),
        (date(2024, 1, 1), "", 12),
        (date(2024, 1, 2), "", 12),
    ],
)
def test_who_joins_a_running_term_owes_nothing_for_the_years_before(instap, naar_rato, vereist):
    """From July 2024: three yearly pieces are left, of which the first is half a year."""
    termijn = replace(TERMIJN, instap_datum=instap)
    tekst = eis(UREN + 'minstens = 4\nper = "jaar"') + naar_rato
    assert judge(tekst, map_(termijn=termijn)).vereist == vereist


@pytest.mark.parametrize(
    ("datum", "oordeel"), [("2016-12-30", "tekort"), ("2016-12-31", "voldaan"), ("2026-12-31", "voldaan")]
)
def test_a_proof_may_be_so_many_months_old(datum, oordeel):
    tekst = eis('vorm = "bewijs"\nbewijs = "vog"\nhoogstens_maanden_oud = 120')
    assert judge(tekst, map_(bewijzen=(toon("vog", datum),))).oordeel == oordeel


@pytest.mark.parametrize(("datum", "behaald"), [("2021-12-31", 1), ("2026-12-31", 1), ("2027-01-01", 0)])
def test_what_was_ever_done_counts_from_before_the_term_too(datum, behaald):
    tekst = eis('vorm = "minimum"\neenheid = "aantal"\nminstens = 1\nvenster = "ooit"\nselectie = {}')
    assert judge(tekst, map_(doe("a", datum, "lezen", 60))).behaald == behaald


@pytest.mark.parametrize(
    ("van", "tot", "vertrouwen", "oordeel"),
    [
        ("2026-12-31", None, "B", "voldaan"),
        ("2026-12-31", "2027-01-01", "C", "voorlopig"),
        ("2022-01-01", "2026-12-31", "B", "tekort"),
        ("2027-01-01", None, "B", "tekort"),
    ],
)
def test_work_today(van, tot, vertrouwen, oordeel):
    dossier = map_(werkperiodes=(werk("w", van, tot, "1", vertrouwen),))
    assert judge(eis('vorm = "werk"\nmeet = "nu"'), dossier).oordeel == oordeel
