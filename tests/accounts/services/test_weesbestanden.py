"""Files without a row go, and no others."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Voortgang
from accounts.services.weesbestanden import remove_weesbestanden


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "bestanden"


def keep(naam: str, *, uren: int = 48) -> str:
    naam = default_storage.save(naam, ContentFile(b"inhoud"))
    toen = (timezone.now() - timedelta(hours=uren)).timestamp()
    os.utime(default_storage.path(naam), (toen, toen))
    return naam


def test_only_what_belongs_to_nobody_and_is_old_is_erased(professional):
    nu = timezone.now()
    bekend, wees, jong = keep("voortgang/aa"), keep("bewijs/bb/cc.pdf"), keep("bewijs/bb/dd.pdf", uren=1)
    Voortgang.objects.create(
        gebruiker=professional, wat="x", bestand=bekend, aangemaakt_op=nu, verloopt_op=nu + timedelta(days=1)
    )
    assert remove_weesbestanden(op=nu) == 1
    assert [default_storage.exists(naam) for naam in (bekend, wees, jong)] == [True, False, True]


@pytest.mark.django_db
def test_without_any_file_there_is_nothing_to_do():
    assert remove_weesbestanden(op=timezone.now()) == 0


@pytest.mark.django_db
def test_the_command_tells_how_much_went(capsys):
    keep("bewijs/bb/cc.pdf")
    call_command("ruim_bestanden_op")
    assert capsys.readouterr().out == "0 verlopen bestanden gewist.\n1 bestand zonder eigenaar gewist.\n"
