import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from accounts.models import Gebruiker, Ledenuitnodiging, Logregel, Organisatie
from accounts.queries import find_lidmaatschappen
from accounts.services.gebruikers import create_gebruiker
from accounts.services.ledenuitnodigingen import (
    accept_uitnodiging,
    delete_old_uitnodigingen,
    find_uitnodiging,
    invite_lid,
    withdraw_uitnodiging,
)
from kern.fouten import Fouten

OP = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # the 23rd in Amsterdam
DAG = date(2026, 11, 23)
ADRES = "nieuw@voorbeeld.example"


@pytest.fixture
def baas(opleider, medewerker) -> Gebruiker:
    return medewerker(opleider)


@pytest.fixture
def nodig_uit(opleider, baas):
    def make(email: str = ADRES, rol: str = "medewerker", op: datetime = OP) -> Ledenuitnodiging:
        return invite_lid(opleider, email=email, rol=rol, door=baas, op=op)

    return make


def read_code(mail) -> str:
    return re.search(r"/uitnodiging/([\w-]+)", mail.body)[1]


def codes(caught) -> list[str]:
    return [fout.code for fout in caught.value.fouten]


def test_a_mail_with_a_link_that_is_kept_nowhere(nodig_uit, mailoutbox, opleider, baas):
    uitnodiging = nodig_uit(" NIEUW@voorbeeld.example")
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([ADRES], "Hogeschool Rivierenland nodigt je uit voor het SAM-register")
    assert "Sam Bakker vraagt je om namens Hogeschool Rivierenland te werken, als medewerker." in mail.body
    assert "tot 7 december 2026, 00.30 uur" in mail.body
    code = read_code(mail)
    assert find_uitnodiging(code) == uitnodiging
    assert code not in str(Ledenuitnodiging.objects.values().get()) + str(list(Logregel.objects.values()))
    assert find_uitnodiging(code + "x") is None
    assert not opleider.lidmaatschappen.exclude(gebruiker=baas).exists()


def test_who_has_an_account_is_called_by_name(nodig_uit, professional, mailoutbox):
    nodig_uit(professional.email)
    assert mailoutbox[0].body.startswith("Dag Noor,")


def test_whoever_opens_the_link_acts_from_today(nodig_uit, collega, opleider, baas, mailoutbox):
    uitnodiging = nodig_uit(rol="beheerder")
    lid = accept_uitnodiging(uitnodiging, gebruiker=collega, op=OP)
    assert (lid.gebruiker, lid.organisatie, lid.rol, lid.geldig_van) == (collega, opleider, "beheerder", DAG)
    assert list(find_lidmaatschappen(collega, soort="opleider", peildatum=DAG)) == [lid]
    assert (mailoutbox[1].to, mailoutbox[1].subject) == (
        [baas.email],
        "Yusuf Yıldız werkt nu namens Hogeschool Rivierenland",
    )
    regel = Logregel.objects.get(handeling="lid-toegevoegd")
    assert (regel.door, regel.inhoud["rol"]) == (f"gebruiker:{collega.pk}", "beheerder")


def test_a_link_works_once(nodig_uit, collega, professional):
    uitnodiging = nodig_uit()
    accept_uitnodiging(uitnodiging, gebruiker=collega, op=OP)
    with pytest.raises(Fouten) as caught:
        accept_uitnodiging(uitnodiging, gebruiker=professional, op=OP)
    assert codes(caught) == ["uitnodiging-werkt-niet"]


@pytest.mark.parametrize(("later", "werkt"), [(timedelta(days=14, seconds=-1), True), (timedelta(days=14), False)])
def test_a_link_works_for_two_weeks(nodig_uit, collega, later, werkt):
    uitnodiging = nodig_uit()
    if werkt:
        assert accept_uitnodiging(uitnodiging, gebruiker=collega, op=OP + later)
    else:
        with pytest.raises(Fouten, match="uitnodiging-werkt-niet"):
            accept_uitnodiging(uitnodiging, gebruiker=collega, op=OP + later)


def test_sending_again_ends_the_link_before(nodig_uit, mailoutbox):
    eerste = nodig_uit()
    tweede = nodig_uit(rol="beheerder", op=OP + timedelta(days=20))
    assert (eerste.pk, tweede.rol) == (tweede.pk, "beheerder")
    oud, nieuw = map(read_code, mailoutbox)
    assert (find_uitnodiging(oud), find_uitnodiging(nieuw)) == (None, tweede)
    assert tweede.verloopt_op == OP + timedelta(days=34)


def test_taking_back(nodig_uit, collega, baas, mailoutbox):
    uitnodiging = nodig_uit()
    withdraw_uitnodiging(uitnodiging, door=baas, op=OP)
    assert find_uitnodiging(read_code(mailoutbox[0])) is None
    with pytest.raises(Fouten, match="uitnodiging-werkt-niet"):
        accept_uitnodiging(uitnodiging, gebruiker=collega, op=OP)


def test_nobody_is_a_member_twice(nodig_uit, baas):
    with pytest.raises(Fouten) as caught:
        nodig_uit(baas.email)
    assert codes(caught) == ["al-lid"]
    uitnodiging = nodig_uit()
    with pytest.raises(Fouten) as caught:
        accept_uitnodiging(uitnodiging, gebruiker=baas, op=OP)
    assert codes(caught) == ["zelf-al-lid"]
    assert Ledenuitnodiging.objects.exists()


def test_an_organisation_that_is_no_longer_admitted_lets_nobody_in(nodig_uit, collega, opleider):
    uitnodiging = nodig_uit()
    Organisatie.objects.filter(pk=opleider.pk).update(beeindigd_op=OP)
    with pytest.raises(Fouten, match="uitnodiging-werkt-niet"):
        accept_uitnodiging(uitnodiging, gebruiker=collega, op=OP)


def test_mail_to_a_list_of_addresses_is_stopped(nodig_uit):
    for nummer in range(50):
        nodig_uit(f"{nummer}@voorbeeld.example")
    with pytest.raises(Fouten) as caught:
        nodig_uit()
    assert (codes(caught), caught.value.status) == (["te-vaak"], 429)
    assert nodig_uit(op=OP + timedelta(hours=1))


def test_whether_an_address_has_an_account_makes_no_difference(nodig_uit):
    create_gebruiker(email="wel@voorbeeld.example", voornaam="A", achternaam="B", email_bevestigd=False)
    wel, niet = nodig_uit("wel@voorbeeld.example"), nodig_uit("niet@voorbeeld.example")
    assert (wel.rol, wel.verloopt_op) == (niet.rol, niet.verloopt_op)


def test_who_asked_may_be_gone(nodig_uit, collega, mailoutbox):
    uitnodiging = nodig_uit()
    Ledenuitnodiging.objects.update(door=None)
    accept_uitnodiging(uitnodiging, gebruiker=collega, op=OP)
    assert len(mailoutbox) == 1


def test_whom_nobody_heard_of_is_forgotten(nodig_uit):
    nodig_uit()
    verloopt = OP + timedelta(days=14)
    assert delete_old_uitnodigingen(op=verloopt + timedelta(days=30, seconds=-1)) == 0
    assert delete_old_uitnodigingen(op=verloopt + timedelta(days=30)) == 1
    call_command("ruim_uitnodigingen_op")
