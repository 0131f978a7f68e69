"""The status on any day, as known at any moment. Pure: no database here."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kern.periode import add_months
from register.status import (
    GELDIG,
    IN_REGISTER,
    SLUIT,
    Behandeling,
    Looptijd,
    Registerstatus,
    Status,
    Voorval,
    explain_refusal,
    status_op,
)

DAG = timedelta(days=1)
VAN, TOT = date(2022, 3, 1), date(2027, 3, 1)
dagen = st.dates(date(2020, 1, 1), date(2032, 12, 31))
soorten = st.sampled_from(
    "geschorst schorsing-opgeheven onder-voorwaarden voorwaarden-vervuld doorgehaald hersteld waarschuwing"
    " uitgeschreven teruggekeerd".split()
)


def op(dag: date, uur: int = 11) -> datetime:
    return datetime.combine(dag, time(uur), tzinfo=UTC)


def termijn(van: date = VAN, maanden: int = 60) -> Looptijd:
    return Looptijd(van, add_months(van, maanden), op(van))


def voorval(soort: str, van: date, tot: date | None = None, bekend: datetime | None = None) -> Voorval:
    return Voorval(soort, van, tot, bekend or op(van))


def word(dag: date, *voorvallen: Voorval, termijnen=(), behandelingen=(), **meer) -> str:
    return status_op(termijnen or [termijn()], voorvallen, behandelingen, peildatum=dag, **meer).soort


def days_around(dag: date) -> tuple[date, date, date]:
    return dag - DAG, dag, dag + DAG


def test_without_a_term_somebody_is_in_the_leerregister():
    assert status_op([], [], peildatum=VAN) == Status(Registerstatus.LEERREGISTER)


def test_the_day_before_the_day_and_the_day_after():
    assert [word(dag) for dag in days_around(VAN)] == ["leerregister", "geregistreerd", "geregistreerd"]
    assert [word(dag) for dag in days_around(TOT)] == ["geregistreerd", "verlopen", "verlopen"]


def test_a_term_from_29_february_ends_on_the_28th():
    schrikkel = (termijn(date(2024, 2, 29)),)
    assert schrikkel[0].geldig_tot == date(2029, 2, 28)
    assert word(date(2029, 2, 27), termijnen=schrikkel) == "geregistreerd"
    assert word(date(2029, 2, 28), termijnen=schrikkel) == "verlopen"


def test_the_next_term_joins_without_a_gap():
    termijnen = (termijn(), termijn(TOT))
    status = [status_op(termijnen, [], peildatum=dag) for dag in days_around(TOT)]
    assert [(item.soort, item.geldig_van) for item in status] == [
        ("geregistreerd", VAN),
        ("geregistreerd", TOT),
        ("geregistreerd", TOT),
    ]


@pytest.mark.parametrize(
    ("soort", "woord"),
    [("geschorst", "geschorst"), ("onder-voorwaarden", "onderVoorwaarden"), ("doorgehaald", "doorgehaald")],
)
def test_a_measure_holds_from_its_day_until_the_day_that_ends_it(soort, woord):
    begin, einde = date(2024, 2, 28), date(2024, 2, 29)
    sluit = next(sluit for sluit, opent in SLUIT.items() if opent == soort)
    zelf = voorval(soort, begin, einde)
    met = (voorval(soort, begin), voorval(sluit, einde))
    for voorvallen in ((zelf,), met):
        assert [word(dag, *voorvallen) for dag in (begin - DAG, begin, einde)] == [
            "geregistreerd",
            woord,
            "geregistreerd",
        ]


def test_a_condition_ends_with_the_next_term_granted_and_no_other():
    """What the office sets after it granted the next term holds on into that term."""
    volgende = Looptijd(TOT, add_months(TOT, 60), op(date(2026, 11, 1)))
    for bekend, woord in ((date(2026, 10, 1), "geregistreerd"), (date(2026, 12, 1), "onderVoorwaarden")):
        voorwaarde = voorval("onder-voorwaarden", date(2026, 12, 1), bekend=op(bekend))
        dagen = [word(dag, voorwaarde, termijnen=[termijn(), volgende]) for dag in days_around(TOT)]
        assert dagen == ["onderVoorwaarden", woord, woord]


def test_a_condition_may_follow_on_the_one_of_the_term_before():
    volgende = Looptijd(TOT, add_months(TOT, 60), op(date(2026, 11, 1)))
    termijnen, eerder = [termijn(), volgende], voorval("onder-voorwaarden", VAN)
    for dag, reden in ((TOT - DAG, "Op die dag gelden er al voorwaarden. Sluit die eerst af."), (TOT, None)):
        nieuw = voorval("onder-voorwaarden", dag, bekend=op(date(2026, 11, 1)))
        assert explain_refusal(nieuw, termijnen=termijnen, gebeurtenissen=[eerder]) == reden
    vervuld = voorval("voorwaarden-vervuld", TOT)
    assert explain_refusal(vervuld, termijnen=termijnen, gebeurtenissen=[eerder]) == (
        "Op die dag gelden er geen voorwaarden. Er is niets om af te sluiten."
    )


def test_a_warning_changes_no_status_but_is_a_measure():
    status = status_op([termijn()], [voorval("waarschuwing", VAN)], peildatum=VAN)
    assert (status.soort, [item.soort for item in status.maatregelen]) == ("geregistreerd", ["waarschuwing"])


def test_the_end_of_a_measure_is_known_in_its_answer():
    voorvallen = [voorval("geschorst", date(2024, 1, 1)), voorval("schorsing-opgeheven", date(2024, 2, 1))]
    status = status_op([termijn()], voorvallen, peildatum=date(2024, 1, 15))
    assert [(item.geldig_van, item.geldig_tot) for item in status.maatregelen] == [
        (date(2024, 1, 1), date(2024, 2, 1))
    ]


def test_suspended_at_the_end_of_the_term_is_expired():
    assert word(TOT, voorval("geschorst", VAN)) == "verlopen"


def test_struck_off_cuts_the_term_short_and_outlives_it():
    doorhaling = voorval("doorgehaald", date(2025, 6, 1))
    for dag in (date(2025, 6, 1), TOT, date(2031, 1, 1)):
        status = status_op([termijn(), termijn(TOT)], [doorhaling], peildatum=dag)
        assert (status.soort, status.geldig_van, status.geldig_tot) == ("doorgehaald", VAN, date(2025, 6, 1))


def test_hidden_and_past_measures_are_not_shown_to_the_public():
    verborgen = Voorval("berisping", VAN, None, op(VAN), openbaar=False)
    tot_juni = Voorval("waarschuwing", VAN, None, op(VAN), zichtbaar_tot=date(2022, 6, 1))
    status = status_op([termijn()], [verborgen, tot_juni], peildatum=VAN)
    assert [item.soort for item in status.public_maatregelen(date(2022, 5, 31))] == ["waarschuwing"]
    assert status.public_maatregelen(date(2022, 6, 1)) == ()


class TestApplication:
    """An application from before the end keeps the registration alive until the decision."""

    def test_open_in_time(self):
        behandelingen = (Behandeling(op(TOT - DAG)),)
        status = status_op([termijn()], [], behandelingen, peildatum=date(2027, 8, 1))
        assert (status.soort, status.geldig_van, status.geldig_tot) == ("geregistreerd", VAN, None)
        assert status_op([termijn()], [], behandelingen, peildatum=VAN).geldig_tot == TOT

    def test_too_late(self):
        assert word(TOT, behandelingen=(Behandeling(op(TOT)),)) == "verlopen"

    def test_the_dutch_day_decides(self):
        """28 February 23.30 UTC is 1 March in the Netherlands."""
        te_laat = datetime(2027, 2, 28, 23, 30, tzinfo=UTC)
        assert word(TOT, behandelingen=(Behandeling(te_laat),)) == "verlopen"
        assert word(TOT, behandelingen=(Behandeling(te_laat - timedelta(hours=1)),)) == "geregistreerd"

    def test_until_the_decision(self):
        besluit = date(2027, 5, 10)
        behandelingen = (Behandeling(op(TOT - DAG), op(besluit)),)
        assert [word(dag, behandelingen=behandelingen) for dag in days_around(besluit)] == [
            "geregistreerd",
            "verlopen",
            "verlopen",
        ]

    def test_as_known_before_the_decision(self):
        besluit = op(date(2027, 5, 10))
        behandelingen = (Behandeling(op(TOT - DAG), besluit),)
        dag = date(2027, 6, 1)
        assert word(dag, behandelingen=behandelingen, bekend_op=besluit - DAG) == "geregistreerd"
        assert word(dag, behandelingen=behandelingen, bekend_op=besluit) == "verlopen"
        assert word(dag, behandelingen=behandelingen, bekend_op=op(TOT - 2 * DAG)) == "verlopen"


class TestAsKnown:
    """What the register knew at a moment can be asked for ever."""

    def test_a_measure_recorded_later_with_an_earlier_day(self):
        laat = voorval("geschorst", date(2024, 1, 1), bekend=op(date(2024, 3, 1)))
        assert word(date(2024, 2, 1), laat) == "geschorst"
        assert word(date(2024, 2, 1), laat, bekend_op=op(date(2024, 2, 1))) == "geregistreerd"

    def test_a_term_that_was_not_granted_yet(self):
        assert word(VAN, bekend_op=op(VAN) - DAG) == "leerregister"

    @given(dagen, st.lists(st.tuples(soorten, dagen, dagen), max_size=6), dagen)
    def test_what_comes_later_changes_nothing_that_was_known(self, peildatum, rijen, moment):
        voorvallen = [Voorval(soort, van, None, op(bekend)) for soort, van, bekend in rijen]
        bekend = [item for item in voorvallen if item.vastgelegd_op <= op(moment)]
        toen = status_op([termijn()], voorvallen, peildatum=peildatum, bekend_op=op(moment))
        assert toen == status_op([termijn()], bekend, peildatum=peildatum, bekend_op=op(moment))


class TestSteps:
    """A step that cannot be made is refused with a sentence that says why."""

    @pytest.mark.parametrize(
        ("soort", "zin"),
        [
            ("schorsing-opgeheven", "Op die dag loopt er geen schorsing. Er is niets om op te heffen."),
            ("voorwaarden-vervuld", "Op die dag gelden er geen voorwaarden. Er is niets om af te sluiten."),
            ("hersteld", "Op die dag is er geen doorhaling. Er is niets om te herstellen."),
            (
                "teruggekeerd",
                "Op die dag staat deze persoon niet uitgeschreven. Er is niets om ongedaan te maken.",
            ),
        ],
    )
    def test_nothing_to_end(self, soort, zin):
        assert explain_refusal(voorval(soort, VAN), termijnen=[termijn()], gebeurtenissen=[]) == zin

    @pytest.mark.parametrize("soort", ["geschorst", "onder-voorwaarden", "doorgehaald", "uitgeschreven"])
    def test_not_twice(self, soort):
        eerder = [voorval(soort, VAN)]
        zin = explain_refusal(voorval(soort, VAN + DAG), termijnen=[termijn()], gebeurtenissen=eerder)
        assert "al" in zin.split()

    @pytest.mark.parametrize("dag", [VAN - DAG, TOT])
    def test_outside_a_term(self, dag):
        zin = explain_refusal(voorval("geschorst", dag), termijnen=[termijn()], gebeurtenissen=[])
        assert zin == "Deze persoon staat op die dag niet in het register. Kies een dag binnen een lopende termijn."

    def test_an_end_before_the_begin(self):
        nieuw = voorval("geschorst", VAN, VAN)
        assert "einddatum" in explain_refusal(nieuw, termijnen=[termijn()], gebeurtenissen=[])

    def test_an_earlier_day_that_breaks_what_was_recorded(self):
        eerder = [voorval("geschorst", date(2024, 1, 1)), voorval("schorsing-opgeheven", date(2024, 3, 1))]
        nieuw = voorval("schorsing-opgeheven", date(2024, 2, 1), bekend=op(date(2024, 4, 1)))
        zin = explain_refusal(nieuw, termijnen=[termijn()], gebeurtenissen=eerder)
        assert zin == "Deze datum past niet bij wat later is vastgelegd. Kies een latere datum."

    def test_after_a_doorhaling_only_its_repair(self):
        eerder = [voorval("doorgehaald", VAN)]
        for soort, mag in (("geschorst", False), ("waarschuwing", False), ("hersteld", True)):
            zin = explain_refusal(voorval(soort, VAN + DAG), termijnen=[termijn()], gebeurtenissen=eerder)
            assert (zin is None) == mag

    @given(st.lists(st.tuples(soorten, dagen), max_size=12))
    def test_accepted_steps_keep_to_the_order(self, rijen):
        """Whatever is tried, among what was accepted every end has its begin and nothing runs twice."""
        aanvaard: list[Voorval] = []
        for nummer, (soort, dag) in enumerate(rijen):
            nieuw = Voorval(soort, dag, None, op(date(2026, 1, 1)) + timedelta(minutes=nummer))
            if explain_refusal(nieuw, termijnen=[termijn()], gebeurtenissen=aanvaard) is None:
                aanvaard.append(nieuw)
        open_nu: set[str] = set()
        for item in sorted(aanvaard, key=lambda item: (item.geldig_van, item.vastgelegd_op)):
            if item.soort in SLUIT:
                assert SLUIT[item.soort] in open_nu
                open_nu.remove(SLUIT[item.soort])
            elif item.soort != "waarschuwing":
                assert item.soort not in open_nu
                open_nu.add(item.soort)


@given(dagen, st.lists(st.tuples(soorten, st.dates(VAN, TOT)), max_size=8))
def test_every_day_has_one_status_that_agrees_with_itself(peildatum, rijen):
    voorvallen = [
        Voorval(soort, van, None, op(van) + timedelta(minutes=nummer)) for nummer, (soort, van) in enumerate(rijen)
    ]
    status = status_op([termijn()], voorvallen, peildatum=peildatum)
    assert status.is_geldig == (status.soort in GELDIG)
    assert status.in_register == (status.soort in IN_REGISTER)
    if status.in_register:
        assert status.geldig_van <= peildatum < status.geldig_tot
    if status.soort in (Registerstatus.VERLOPEN, Registerstatus.DOORGEHAALD) or status.is_uitgeschreven:
        assert status.geldig_tot <= peildatum
    assert status_op([termijn()], voorvallen[::-1], peildatum=peildatum) == status
