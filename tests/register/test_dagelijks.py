import re
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Logregel
from accounts.services.logboek import write_logregel
from register.management.commands.dagelijks import OPDRACHTEN


@pytest.fixture(autouse=True)
def queue_in_the_database(settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def run() -> str:
    out = StringIO()
    call_command("dagelijks", stdout=out, stderr=out)
    return out.getvalue()


def test_the_page_for_who_runs_the_machine_names_each_task():
    tabel = (settings.BASE_DIR / "docs/taken.md").read_text()
    assert sorted(re.findall(r"^\| `(\w+)` \|", tabel, re.MULTILINE)) == sorted(OPDRACHTEN)


@pytest.mark.django_db
def test_every_task_is_done_and_may_be_done_again():
    for _ in range(2):
        uitvoer = run()
        assert [opdracht for opdracht in OPDRACHTEN if f"{opdracht}: " not in uitvoer] == []


@pytest.mark.django_db
def test_what_fails_does_not_hold_up_the_rest():
    write_logregel("proef", door="systeem", op=timezone.now())
    Logregel.objects.update(handeling="vervalst")
    out = StringIO()

    with pytest.raises(CommandError, match="Mislukt: controleer_logboek\\."):
        call_command("dagelijks", stdout=out, stderr=out)
    assert "0 antwoorden gewist." in out.getvalue()


@pytest.mark.django_db
def test_a_fault_says_what_went_wrong_and_about_nobody(settings, tmp_path):
    """What a command raises may quote a row or the name of a file; its output is kept as a log is."""
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "noor@voorbeeld.example-38261504").symlink_to(tmp_path / "weg")
    out = StringIO()

    with pytest.raises(CommandError, match="Mislukt: ruim_bestanden_op\\."):
        call_command("dagelijks", stdout=out, stderr=out)
    assert "ruim_bestanden_op: FileNotFoundError: " in out.getvalue()
    assert "[e-mailadres]" in out.getvalue()
    assert "noor@voorbeeld" not in out.getvalue()
