from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import Voortgang
from accounts.models.voortgang import BEWAREN, VASTGELOPEN
from accounts.queries import find_voortgangen
from accounts.services.voortgang import (
    fail_voortgang,
    finish_voortgang,
    note_stap,
    remove_verlopen,
    start_voortgang,
)

NU = timezone.now()
SECONDE = timedelta(seconds=1)


@pytest.fixture
def map_(settings, tmp_path, transactional_db) -> Path:
    """The folder of the files. What is erased goes at a real commit."""
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "voortgang").mkdir()
    return tmp_path / "voortgang"


def finish(gebruiker, *, op=NU) -> Voortgang:
    voortgang = start_voortgang(gebruiker, wat="meenemen", op=op)
    assert finish_voortgang(voortgang, ContentFile(b"inhoud"), op=op) is True
    voortgang.refresh_from_db()
    return voortgang


def test_one_at_a_time_for_each_person(professional, collega):
    voortgang = start_voortgang(professional, wat="meenemen", op=NU)
    assert (voortgang.status, voortgang.loopt_op(NU)) == ("wacht", True)
    assert start_voortgang(professional, wat="meenemen", op=NU + VASTGELOPEN - SECONDE) is None
    assert start_voortgang(collega, wat="meenemen", op=NU) is not None
    assert start_voortgang(professional, wat="anders", op=NU) is not None


def test_what_died_on_the_way_can_be_asked_again(professional):
    eerste = start_voortgang(professional, wat="meenemen", op=NU)
    tweede = start_voortgang(professional, wat="meenemen", op=NU + VASTGELOPEN)
    assert [*find_voortgangen(professional, wat="meenemen", op=NU)] == [tweede]
    assert finish_voortgang(eerste, ContentFile(b"te laat"), op=NU) is False


def test_steps_are_told(professional):
    voortgang = start_voortgang(professional, wat="meenemen", op=NU)
    note_stap(voortgang, gedaan=3, totaal=8)
    voortgang.refresh_from_db()
    assert (voortgang.status, voortgang.gedaan, voortgang.totaal) == ("bezig", 3, 8)


def test_the_file_has_a_random_name_and_stays_seven_days(professional, map_):
    voortgang = finish(professional)
    (bestand,) = map_.iterdir()
    assert (bestand.read_bytes(), len(bestand.name)) == (b"inhoud", 32)
    assert (voortgang.status, voortgang.verloopt_op) == ("gereed", NU + timedelta(days=7))


def test_a_new_one_takes_the_place_of_the_old(professional, map_):
    oud = finish(professional)
    nieuw = finish(professional)
    assert not Voortgang.objects.filter(pk=oud.pk).exists()
    assert [path.name for path in map_.iterdir()] == [Path(nieuw.bestand.name).name]


def test_what_failed_does_not_stand_in_the_way(professional):
    voortgang = start_voortgang(professional, wat="meenemen", op=NU)
    fail_voortgang(voortgang)
    voortgang.refresh_from_db()
    assert voortgang.status == "mislukt"
    assert start_voortgang(professional, wat="meenemen", op=NU) is not None


def test_after_seven_days_it_is_gone(professional, collega, map_):
    finish(professional)
    ander = finish(collega, op=NU + SECONDE)
    assert remove_verlopen(op=NU + BEWAREN - SECONDE) == 0
    assert [*find_voortgangen(professional, wat="meenemen", op=NU + BEWAREN)] == []
    assert remove_verlopen(op=NU + BEWAREN) == 1
    assert [*Voortgang.objects.all()] == [ander]
    assert [path.name for path in map_.iterdir()] == [Path(ander.bestand.name).name]


def test_the_command_says_what_it_erased(professional, map_, capsys):
    finish(professional, op=NU - BEWAREN)
    call_command("ruim_bestanden_op")
    assert capsys.readouterr().out == "1 verlopen bestand gewist.\n0 bestanden zonder eigenaar gewist.\n"
    assert [*map_.iterdir()] == []


def test_a_file_stays_when_its_row_stays(professional, map_):
    voortgang = finish(professional)
    with transaction.atomic():
        remove_verlopen(op=NU + BEWAREN)
        transaction.set_rollback(True)
    voortgang.refresh_from_db()
    with voortgang.bestand.open() as bestand:
        assert bestand.read() == b"inhoud"
