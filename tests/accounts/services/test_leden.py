from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

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


def test_who_was_sent_away_does_not_come_back(lid, baas, professional):
    """The other administrator waited, with the page of before, until the membership was ended."""
    gelezen = Lidmaatschap.objects.get(pk=lid.pk)
    end_lid(lid, door=baas, op=OP + timedelta(days=3))
    for act in (
        lambda: change_rol(gelezen, rol="beheerder", door=baas, op=OP + timedelta(days=3)),
        lambda: change_rol(gelezen, rol="medewerker", door=baas, op=OP + timedelta(days=3)),
        lambda: end_lid(gelezen, door=baas, op=OP + timedelta(days=5)),
    ):
        with pytest.raises(Fouten) as caught:
            act()
        assert (codes(caught), caught.value.status) == (["lid-gewijzigd"], 409)
    rows = Lidmaatschap.objects.filter(gebruiker=professional)
    assert [(row.rol, row.geldig_tot) for row in rows] == [("medewerker", DAG + timedelta(days=3))]


@pytest.mark.parametrize("dagen", [0, 3])
def test_a_role_that_is_changed_twice_at_once_changes_once(dagen, lid, baas, professional):
    """Also on the first day, when the row of before is gone."""
    gelezen, op = Lidmaatschap.objects.get(pk=lid.pk), OP + timedelta(days=dagen)
    change_rol(lid, rol="beheerder", door=baas, op=op)
    with pytest.raises(Fouten) as caught:
        change_rol(gelezen, rol="beheerder", door=baas, op=op)
    assert (codes(caught), caught.value.status) == (["lid-gewijzigd"], 409)
    assert Lidmaatschap.objects.get(gebruiker=professional, geldig_tot=None).rol == "beheerder"
    assert Logregel.objects.filter(handeling="rol-gewijzigd").count() == 1


def test_of_many_at_the_same_moment_one_wins(opleider, medewerker, professional, transactional_db):
    """Each read the row before any of them wrote."""
    baas, lid = medewerker(opleider), start_lid(professional, opleider, "medewerker", DAG)
    samen = Barrier(4)

    def act(nummer):
        with closing(connection):
            gelezen, later = Lidmaatschap.objects.get(pk=lid.pk), OP + timedelta(days=3)
            samen.wait()
            try:
                if nummer:
                    change_rol(gelezen, rol="beheerder", door=baas, op=later)
                else:
                    end_lid(gelezen, door=baas, op=later)
            except Fouten as fouten:
                return fouten.fouten[0].code
            return "gelukt"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(act, range(4))) == ["gelukt"] + ["lid-gewijzigd"] * 3
    assert Lidmaatschap.objects.filter(gebruiker=professional, geldig_tot=None).count() <= 1
