from datetime import UTC, datetime

import pytest
from django.utils import timezone

from accounts.models import Logregel, Raadpleging
from accounts.services.logboek import BEGIN, hash_logregel, record_raadplegingen, refer, write_logregel

OP = datetime(2026, 11, 22, 10, 30, 15, 123456, tzinfo=UTC)


def test_the_first_row_starts_the_chain(db):
    regel = write_logregel("iets-gedaan", door="gebruiker:1", op=OP)
    assert (regel.volgnummer, regel.vorige) == (1, BEGIN)


def test_each_row_carries_the_hash_of_the_one_before(db):
    eerste = write_logregel("iets-gedaan", door="gebruiker:1", op=OP)
    tweede = write_logregel("nog-iets", door="gebruiker:1", op=OP)
    assert (tweede.volgnummer, tweede.vorige) == (2, eerste.hash)


def test_a_row_has_the_same_hash_when_it_comes_back_from_the_database(db):
    inhoud = {"z": [1, 2, None, True], "a": {"naam": "Ĳ 'é'", "getal": 10**17}}
    regel = write_logregel("iets", door="sleutel:3", onderwerp="aanvraag:7", inhoud=inhoud, op=OP)
    assert hash_logregel(Logregel.objects.get()) == regel.hash


def test_a_moment_in_another_time_zone_is_the_same_moment(db):
    elders = OP.astimezone(timezone.get_fixed_timezone(330))
    write_logregel("iets", door="register", op=elders)
    regel = Logregel.objects.get()
    assert hash_logregel(regel) == regel.hash


@pytest.mark.parametrize("inhoud", [{"punten": 1.5}, {"diep": [{"er": 1e22}]}])
def test_a_fraction_is_refused_because_databases_write_it_differently(db, inhoud):
    with pytest.raises(TypeError, match="Een breuk"):
        write_logregel("iets", door="register", inhoud=inhoud, op=OP)
    assert Logregel.objects.count() == 0


def test_a_reference_names_the_kind_and_the_number(professional):
    assert refer(professional) == f"gebruiker:{professional.pk}"


def test_everybody_who_was_looked_at_gets_a_row(
    professional, collega, kantoor, medewerker, django_assert_num_queries
):
    door = medewerker(kantoor)
    with django_assert_num_queries(1):
        record_raadplegingen(
            [professional.pk, collega.pk], wat="dossier", reden="aanvraag", door=door, organisatie=kantoor, op=OP
        )
    assert set(Raadpleging.objects.values_list("gebruiker", "door", "organisatie", "wat", "reden", "op")) == {
        (professional.pk, door.pk, kantoor.pk, "dossier", "aanvraag", OP),
        (collega.pk, door.pk, kantoor.pk, "dossier", "aanvraag", OP),
    }


def test_looking_at_yourself_is_not_noted(professional):
    record_raadplegingen([professional.pk], wat="dossier", door=professional, op=OP)
    assert Raadpleging.objects.count() == 0
