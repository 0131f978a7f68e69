"""The demonstration register: the same people for the same day, every phase in it, and made only once."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count

from accounts.models import Gebruiker, Logregel
from accounts.nummers import is_nummer
from accounts.services.sleutels import use_sleutel
from accounts.versleuteling import decrypt
from beroepscode.models import Aanwezigheid, Bijeenkomst, Reflectie
from opleidingen.models import Aanleverregel, Deelname, Opleiding
from register.demonstratie.catalogus import EFFECTIEVE_KLANTMANAGER
from register.demonstratie.fill import ZAAD, fill_demonstratie
from register.demonstratie.personages import PROFESSIONALS, VASTE_ROLLEN, Fase, draw_personages
from register.demonstratie.toegang import find_certificaatcode, give_sleutel, give_wachtwoord
from register.models import Certificaat, Registratie
from register.toetsing import toets_registratie

PEILDATUM = date(2026, 11, 22)
OORDELEN = {"voldaan", "voorlopig", "tekort"}


@pytest.fixture(scope="module")
def _filled(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Filled once for this module; what a test changes is undone by its own transaction inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert fill_demonstratie(PEILDATUM) is True
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstratie(_filled, db) -> None:
    """The demonstration register on the peildatum."""


def count_all() -> dict[str, int]:
    models = (Gebruiker, Registratie, Deelname, Reflectie, Bijeenkomst, Aanwezigheid, Certificaat, Logregel)
    return {model.__name__: model.objects.count() for model in models}


def toets(fase: Fase):
    naam = next(naam for naam, rol in VASTE_ROLLEN.items() if rol[0] is fase)
    registratie = Registratie.objects.select_related("profiel", "gebruiker").get(gebruiker__email=naam.email)
    return toets_registratie(registratie, peildatum=PEILDATUM)


def test_people_are_the_same_each_time():
    one, other = draw_personages(Random(ZAAD)), draw_personages(Random(ZAAD))
    assert one == other
    assert (len(one), len({personage.naam.email for personage in one})) == (PROFESSIONALS, PROFESSIONALS)
    assert {personage.fase for personage in one} == set(Fase)
    assert sum(not personage.naam.achternaam.isascii() for personage in one) > 15
    assert sum(bool(personage.naam.tussenvoegsel) for personage in one) > 25


def test_a_leap_day_will_do(db):
    assert fill_demonstratie(date(2028, 2, 29)) is True
    assert Registratie.objects.count() == PROFESSIONALS


def test_a_day_before_there_was_a_code_will_not(db):
    with pytest.raises(CommandError, match="Kies een peildatum vanaf 2026-01-01"):
        call_command("demonstratie", peildatum=date(2025, 12, 31))
    assert Registratie.objects.count() == 0


def test_every_role_stands_where_it_should(demonstratie):
    status = {fase: toets(fase).status.soort.value for fase in {rol[0] for rol in VASTE_ROLLEN.values()}}
    assert status == {
        Fase.IN_TERMIJN: "geregistreerd",
        Fase.GEREED_EERSTE: "leerregister",
        Fase.GEREED_HERREGISTRATIE: "geregistreerd",
        Fase.HERGEREGISTREERD: "geregistreerd",
        Fase.GESCHORST: "geschorst",
        Fase.VERLOPEN: "verlopen",
        Fase.LEERREGISTER: "leerregister",
        Fase.EERSTE_AANGEVRAAGD: "leerregister",
        Fase.HERREGISTRATIE_AANGEVRAAGD: "geregistreerd",
    }
    assert {eis.oordeel for eis in toets(Fase.IN_TERMIJN).uitkomst.eisen} >= OORDELEN
    assert toets(Fase.GEREED_EERSTE).uitkomst.voldaan
    assert toets(Fase.GEREED_HERREGISTRATIE).uitkomst.voldaan
    assert toets(Fase.EERSTE_AANGEVRAAGD).loopbaan.open_aanvraag_id is not None


def test_a_second_time_changes_nothing(demonstratie):
    before = count_all()
    assert fill_demonstratie(date(2027, 3, 1)) is False
    assert count_all() == before


def test_it_holds_what_it_promises(demonstratie):
    assert Registratie.objects.count() == PROFESSIONALS
    assert all(is_nummer(nummer) for nummer in Gebruiker.objects.values_list("registratienummer", flat=True))
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == Gebruiker.objects.count()
    opleiding = Opleiding.objects.get(code=EFFECTIEVE_KLANTMANAGER.code)
    assert (opleiding.modules.count(), opleiding.uitvoeringen.count()) == (len(EFFECTIEVE_KLANTMANAGER.lessen), 2)
    assert Counter(Aanleverregel.objects.values_list("uitkomst", flat=True)) == {"geparkeerd": 1}
    assert Deelname.objects.count() > 5 * PROFESSIONALS
    groups = Bijeenkomst.objects.annotate(aantal=Count("aanwezigen")).values_list("aantal", flat=True)
    assert 3 <= min(groups) <= max(groups) <= 8


def test_reflections_can_be_read_by_whoever_holds_the_key_alone(demonstratie):
    reflectie = Reflectie.objects.first()
    assert len(decrypt(reflectie.tekst)) > 80
    assert decrypt(reflectie.tekst).encode() not in bytes(reflectie.tekst)


def test_the_chain_of_the_logboek_is_whole(demonstratie, capsys):
    call_command("controleer_logboek")
    assert capsys.readouterr().out.startswith("Het logboek klopt: ")


def test_passwords_and_keys_open_and_stay(demonstratie, django_user_model):
    email = give_wachtwoord("kantoor", "een-wachtwoord-van-de-test")
    assert django_user_model.objects.get(email=email).check_password("een-wachtwoord-van-de-test")
    sleutel = give_sleutel("opleider", "")
    assert give_sleutel("opleider", sleutel) == sleutel
    fresh = give_sleutel("opleider", "sam_zoek_geraakt")
    assert fresh != sleutel
    op = Logregel.objects.latest("volgnummer").op
    assert [use_sleutel(text, op=op) is None for text in (sleutel, fresh)] == [True, False]


def test_the_certificate_that_is_shown_is_valid(demonstratie, client):
    page = client.get(f"/c/{find_certificaatcode()}")
    assert page.status_code == 200
    assert "Geldig" in page.content.decode()
