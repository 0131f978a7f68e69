"""What completions count for, as the dossier reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opleidingen.dossiers import Deelnamefeit, collect_deelnames
from opleidingen.models import Accreditatieonderdeel, Deelname
from opleidingen.waarde import Deel, Onderdeel, divide_minuten, select_onderdelen, take_from

RECHT = Deel("scholing", 600, {"leefwereld": {"wet-en-regelgeving": 600}})
GESPREK = Deel("scholing", 360, {"leefwereld": {"gedrag": 240, "economie": 120}})


@pytest.fixture
def delen(professional):
    """The parts of the only completion."""

    def collect() -> tuple[Deel, ...]:
        (feit,) = collect_deelnames([professional.pk])
        return feit.delen

    return collect


def test_a_whole_course(deliver, rij, professional):
    deliver(rij())
    deelname = Deelname.objects.get()
    assert collect_deelnames([professional.pk]) == [
        Deelnamefeit(
            id=deelname.pk,
            gebruiker_id=professional.pk,
            datum=deelname.eind_datum,
            titel="Effectieve Klantmanager",
            opleider="Hogeschool Rivierenland",
            delen=(RECHT, GESPREK),
        )
    ]


def test_a_module(deliver, rij, delen, professional):
    deliver(rij(modulecode="gesprek"))
    assert delen() == (GESPREK,)
    assert collect_deelnames([professional.pk])[0].titel == "Effectieve Klantmanager: Gesprek"


def test_a_meeting_counts_for_its_module(deliver, rij, delen):
    deliver(rij(uitvoeringscode="2026-1", bijeenkomstcode="dag-1"))
    assert delen() == (Deel("scholing", 300, {"leefwereld": {"wet-en-regelgeving": 300}}),)


def test_part_of_the_minutes_counts_pro_rata(deliver, rij, delen):
    deliver(rij(minuten=480))
    assert delen() == (
        Deel("scholing", 300, {"leefwereld": {"wet-en-regelgeving": 300}}),
        Deel("scholing", 180, {"leefwereld": {"gedrag": 120, "economie": 60}}),
    )


def test_what_is_granted_for_the_whole_course_goes_before_the_modules(deliver, rij, delen, aanbod):
    Accreditatieonderdeel.objects.create(accreditatie=aanbod.accreditatie, categorie="intervisie", minuten=120)
    deliver(rij())
    assert delen() == (Deel("intervisie", 120, {}),)


def test_modules_and_the_whole_edition_never_count_twice(deliver, rij, professional):
    deliver(rij(uitvoeringscode="2026-1", modulecode="recht", eindDatum="2026-03-02"), rij(uitvoeringscode="2026-1"))
    first, whole = collect_deelnames([professional.pk])
    assert first.delen == (RECHT,)
    assert [deel.minuten for deel in whole.delen] == [360, 0]


def test_another_edition_counts_again(deliver, rij, professional):
    deliver(rij(eindDatum="2026-05-29"), rij(uitvoeringscode="2026-1"))
    assert [sum(deel.minuten for deel in feit.delen) for feit in collect_deelnames([professional.pk])] == [960, 960]


def test_withdrawn_is_left_out(deliver, rij, professional, django_now):
    deliver(rij())
    Deelname.objects.update(ingetrokken_op=django_now)
    assert collect_deelnames([professional.pk]) == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries(deliver, rij, professional, collega, django_assert_num_queries, aantal):
    deliver(*[rij(eindDatum=f"2026-0{maand}-01") for maand in range(1, aantal + 1)])
    with django_assert_num_queries(2):
        assert len(collect_deelnames([professional.pk, collega.pk])) == aantal


ONDERDELEN = st.lists(
    st.builds(Onderdeel, st.sampled_from(["scholing", "reflectie"]), st.integers(1, 5000), st.none()),
    min_size=1,
    max_size=6,
)


@given(ONDERDELEN, st.integers(0, 40_000))
def test_shares_add_up_to_what_was_attended(onderdelen, minuten):
    toegekend = sum(onderdeel.minuten for onderdeel in onderdelen)
    delen = divide_minuten(onderdelen, minuten)
    assert sum(deel.minuten for deel in delen) == min(minuten, toegekend)
    assert all(0 <= deel.minuten <= onderdeel.minuten for deel, onderdeel in zip(delen, onderdelen, strict=True))


@given(ONDERDELEN)
def test_all_minutes_give_exactly_what_is_granted(onderdelen):
    toegekend = sum(onderdeel.minuten for onderdeel in onderdelen)
    assert [deel.minuten for deel in divide_minuten(onderdelen, toegekend)] == [o.minuten for o in onderdelen]


def test_module_without_minutes_of_its_own_has_none():
    assert select_onderdelen([Onderdeel("scholing", 60)], 1) == ()


def test_taking_stops_at_what_is_left():
    over = {"scholing": 90}
    assert take_from(over, [Deel("scholing", 60, {}), Deel("scholing", 60, {"t": {"a": 60}})]) == (
        Deel("scholing", 60, {}),
        Deel("scholing", 30, {"t": {"a": 30}}),
    )
    assert over == {"scholing": 0}
