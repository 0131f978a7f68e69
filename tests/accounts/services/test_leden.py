from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Lidmaatschap, Logregel
from accounts.queries import find_lidmaatschappen
from accounts.services.gebruikers import create_gebruiker
from accounts.services.leden import add_lid, change_rol, end_lid
from kern.fouten import Fouten

OP = datetime(2026, 11, 22, 10, tzinfo=UTC)
DAG = date(2026, 11, 22)


@pytest.fixture
def baas(opleider, medewerker):
    return medewerker(opleider)


@pytest.fixture
def lid(opleider, baas, professional):
    return add_lid(opleider, email=professional.email, rol="medewerker", door=baas, op=OP)


def codes(caught):
    return [fout.code for fout in caught.value.fouten]


def test_a_colleague_may_act_from_today(lid, professional, mailoutbox):
    def found(dag):
        return list(find_lidmaatschappen(professional, soort="opleider", peildatum=dag))

    assert found(DAG - timedelta(days=1)) == []
    assert found(DAG) == [lid]
    assert mailoutbox[0].subject == "Je werkt nu namens Hogeschool Rivierenland in het SAM-register"
    assert "toegevoegd als medewerker" in mailoutbox[0].body


def test_the_address_may_be_typed_in_any_case(opleider, baas, professional):
    assert (
        add_lid(opleider, email=" NOOR@voorbeeld.example", rol="medewerker", door=baas, op=OP).gebruiker
        == professional
    )


@pytest.mark.parametrize("email", ["niemand@voorbeeld.example", "nog-niet@voorbeeld.example"])
def test_only_somebody_who_confirmed_the_address_can_be_added(opleider, baas, email):
    create_gebruiker(email="nog-niet@voorbeeld.example", voornaam="A", achternaam="B", email_bevestigd=False)
    with pytest.raises(Fouten) as caught:
        add_lid(opleider, email=email, rol="medewerker", door=baas, op=OP)
    assert codes(caught) == ["geen-account"]


def test_trying_a_list_of_addresses_is_stopped(opleider, baas, professional):
    for n in range(20):
        with pytest.raises(Fouten, match="geen-account"):
            add_lid(opleider, email=f"{n}@voorbeeld.example", rol="medewerker", door=baas, op=OP)
    with pytest.raises(Fouten, match="te-vaak"):
        add_lid(opleider, email=professional.email, rol="medewerker", door=baas, op=OP)
    later = OP + timedelta(hours=1)
    assert (
        add_lid(opleider, email=professional.email, rol="medewerker", door=baas, op=later).gebruiker == professional
    )


def test_nobody_is_a_member_twice(lid, opleider, baas, professional):
    with pytest.raises(Fouten) as caught:
        add_lid(opleider, email=professional.email, rol="beheerder", door=baas, op=OP)
    assert codes(caught) == ["al-lid"]


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
