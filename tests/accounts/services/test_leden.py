from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Lidmaatschap, Logregel
from accounts.queries import find_lidmaatschappen
from accounts.services.leden import change_rol, end_lid, start_lid
from kern.fouten import Fouten

OP = datetime(2026, 11, 22, 10, tzinfo=UTC)
DAG = date(2026, 11, 22)


@pytest.fixture
def baas(opleider, medewerker):
    return medewerker(opleider)


@pytest.fixture
def lid(opleider, baas, professional):
    return start_lid(professional, opleider, "medewerker", DAG)


def codes(caught):
    return [fout.code for fout in caught.value.fouten]


def test_a_colleague_may_act_from_today(lid, professional):
    def found(dag):
        return list(find_lidmaatschappen(professional, soort="opleider", peildatum=dag))

    assert found(DAG - timedelta(days=1)) == []
    assert found(DAG) == [lid]


def test_an_ended_membership_stays_as_a_fact(lid, professional, baas):
    end_lid(lid, door=baas, op=OP + timedelta(days=10))
    lid.refresh_from_db()
    assert (lid.geldig_van, lid.geldig_tot) == (DAG, DAG + timedelta(days=10))
    assert not find_lidmaatschappen(professional, soort="opleider", peildatum=DAG + timedelta(days=10)).exists()


def test_a_membership_that_began_today_ends_without_a_trace_but_in_the_logboek(lid, baas):
    end_lid(lid, door=baas, op=OP)
    assert not Lidmaatschap.objects.filter(pk=lid.pk).exists()
    assert Logregel.objects.get(handeling="lid-beeindigd").onderwerp == f"lidmaatschap:{lid.pk}"


def test_another_role_begins_today(lid, baas, opleider, professional):
    change_rol(lid, rol="beheerder", door=baas, op=OP + timedelta(days=3))
    rows = Lidmaatschap.objects.filter(gebruiker=professional).order_by("geldig_van")
    assert list(rows.values_list("rol", "geldig_van", "geldig_tot")) == [
        ("medewerker", DAG, DAG + timedelta(days=3)),
        ("beheerder", DAG + timedelta(days=3), None),
    ]


def test_the_same_role_changes_nothing(lid, baas):
    change_rol(lid, rol="medewerker", door=baas, op=OP)
    assert not Logregel.objects.filter(handeling="rol-gewijzigd").exists()


def test_the_last_administrator_stays(lid, baas):
    eigen = baas.lidmaatschappen.get()
    for leave in (
        lambda: end_lid(eigen, door=baas, op=OP),
        lambda: change_rol(eigen, rol="medewerker", door=baas, op=OP),
    ):
        with pytest.raises(Fouten) as caught:
            leave()
        assert codes(caught) == ["laatste-beheerder"]


def test_an_administrator_may_leave_when_another_remains(lid, baas):
    change_rol(lid, rol="beheerder", door=baas, op=OP)
    end_lid(baas.lidmaatschappen.get(), door=baas, op=OP)
    assert not find_lidmaatschappen(baas, soort="opleider", peildatum=DAG).exists()
