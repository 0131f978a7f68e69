import json
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.mail import PAUZES, deliver_bericht, enqueue_bericht, render_bericht, send_bericht
from accounts.versleuteling import encrypt

WACHTRIJ = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def test_the_first_line_is_the_subject_and_signs_stay_as_they_are(professional, opleider, mailoutbox):
    opleider.naam = "Brood & Rozen <Zwolle>"
    send_bericht(professional, "accounts/organisatie-toegelaten", {"organisatie": opleider})
    [bericht] = mailoutbox
    assert (bericht.subject, bericht.to) == (
        "Brood & Rozen <Zwolle> is toegelaten tot het SAM-register",
        [professional.email],
    )
    assert bericht.body == (
        "Dag Noor,\n\n"
        "Het registerkantoor heeft Brood & Rozen <Zwolle> toegelaten als opleider.\n\n"
        "Je kunt nu aan de slag. Jij bent beheerder: je nodigt collega's uit en maakt\n"
        "sleutels voor jullie systemen. Begin hier:\n"
        "http://localhost:8000/opleider\n\n"
        "Met vriendelijke groet,\nhet SAM-register\nhttp://localhost:8000\n"
    )


def test_to_an_address_without_a_person_it_greets_politely(opleider):
    _, tekst = render_bericht("accounts/organisatie-toegelaten", {"organisatie": opleider})
    assert tekst.startswith("Goedendag,\n\n")


def test_a_mail_leaves_only_when_the_act_holds(professional, opleider, settings):
    settings.TASKS = WACHTRIJ
    for holds in (False, True):
        with transaction.atomic():
            send_bericht(professional, "accounts/organisatie-toegelaten", {"organisatie": opleider})
            transaction.set_rollback(not holds)
        assert DBTaskResult.objects.count() == int(holds)


def test_what_a_mail_says_cannot_be_read_in_the_queue(db, settings):
    settings.TASKS = WACHTRIJ
    enqueue_bericht("noor@voorbeeld.example", "Kies een wachtwoord", "http://localhost:8000/geheim")
    row = str(DBTaskResult.objects.values().get())
    assert [text for text in ("noor@", "Kies", "geheim") if text in row] == []


VERZEGELD = encrypt(json.dumps(["noor@voorbeeld.example", "Onderwerp", "Tekst"])).decode()


def refuse(*args, **kwargs):
    raise SMTPServerDisconnected("weg")


def test_a_mail_server_that_is_down_is_asked_again_later(db, settings, monkeypatch):
    settings.TASKS = WACHTRIJ
    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    before = timezone.now()
    deliver_bericht.func(VERZEGELD, 2)
    later = DBTaskResult.objects.get()
    assert later.args_kwargs["args"] == [VERZEGELD, 3]
    assert timedelta(0) <= later.run_after - before - PAUZES[2] < timedelta(seconds=5)


def test_after_the_last_time_the_task_fails_in_the_open(db, settings, monkeypatch):
    settings.TASKS = WACHTRIJ
    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    with pytest.raises(SMTPServerDisconnected):
        deliver_bericht.func(VERZEGELD, len(PAUZES))
    assert DBTaskResult.objects.count() == 0
