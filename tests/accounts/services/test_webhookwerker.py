"""The worker as a process of its own, that a test kills while it waits for a receiver."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as product
from django.db import connection
from django.utils import timezone

from accounts.models import Webhook, Webhookbezorging
from accounts.services.webhooks import create_webhook, send_proef
from accounts.versleuteling import encrypt
from tests.accounts.ontvanger import Ontvanger, make_autoriteit, run_ontvanger

GEDULD = 30


@pytest.fixture
def ontvanger(tmp_path) -> Iterator[tuple[Ontvanger, Path]]:
    autoriteit = make_autoriteit(tmp_path)
    with run_ontvanger(autoriteit) as ontvanger:
        yield ontvanger, autoriteit.ca


@pytest.fixture
def start(ontvanger, tmp_path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start a worker on the database of this test."""
    ontvanger, ca = ontvanger
    part = connection.settings_dict
    url = f"sqlite:///{part['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgres://{part['USER']}:{part['PASSWORD']}@{part['HOST']}:{part['PORT']}/{part['NAME']}"
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "WEBHOOK_EIGEN_ADRESSEN": ontvanger.plek,
        "SSL_CERT_FILE": str(ca),
    }
    started: list[subprocess.Popen[bytes]] = []

    def make() -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", "bezorg_webhooks"]
        with (tmp_path / "werker.log").open("ab") as log:
            started.append(subprocess.Popen(command, cwd=product.BASE_DIR, env=environment, stdout=log, stderr=log))
        return started[-1]

    yield make
    for process in started:
        process.kill()
        process.wait()


def wait_until(is_true: Callable[[], bool]) -> None:
    until = time.monotonic() + GEDULD
    while not is_true():
        assert time.monotonic() < until, "dit duurt te lang"
        time.sleep(0.05)


@pytest.fixture
def webhook(transactional_db, opleider, medewerker, ontvanger, settings) -> Webhook:
    ontvanger, _ = ontvanger
    settings.WEBHOOK_EIGEN_ADRESSEN = [ontvanger.plek]
    soorten, door = ["aanlevering.verwerkt"], medewerker(opleider)
    return create_webhook(opleider, url=ontvanger.url("/stil"), soorten=soorten, door=door, op=timezone.now())[0]


def test_what_a_killed_worker_had_in_hand_another_delivers(webhook, ontvanger, start):
    ontvanger, _ = ontvanger
    bezorging = send_proef(webhook, op=timezone.now())
    werker = start()
    wait_until(lambda: len(ontvanger.ontvangen) == 1)
    werker.send_signal(signal.SIGKILL)
    werker.wait()
    bezorging.refresh_from_db()
    assert (bezorging.status, bezorging.uitkomsten.count()) == ("wacht", 0)

    ontvanger.handler.send_stil = ontvanger.handler.send_status
    Webhookbezorging.objects.update(volgende_op=timezone.now())  # the minute that it is left to the first one is over
    werker = start()
    wait_until(lambda: Webhookbezorging.objects.get().status == "bezorgd")
    assert [headers["webhook-id"] for _, headers, _ in ontvanger.ontvangen] == [bezorging.kenmerk] * 2
    werker.terminate()
    assert werker.wait(GEDULD) == 0


def test_a_message_that_nobody_foresaw_does_not_end_the_worker(webhook, ontvanger, start, tmp_path):
    ontvanger, _ = ontvanger
    ontvanger.handler.send_stil = ontvanger.handler.send_status
    stuk = Webhook.objects.get()
    stuk.pk, stuk.geheim = None, encrypt("whsec_a")  # no secret that we would make
    stuk.save()
    send_proef(stuk, op=timezone.now())
    goed = send_proef(webhook, op=timezone.now())
    werker = start()
    wait_until(lambda: Webhookbezorging.objects.get(pk=goed.pk).status == "bezorgd")
    assert werker.poll() is None
    assert "whsec_a" not in (tmp_path / "werker.log").read_text()
