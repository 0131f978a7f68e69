"""`manage.py bezorg_webhooks`: send webhooks for as long as it runs. Any number may run side by side.

Beside the worker of the queue, so that a receiver that is slow holds up no mail.
"""

import logging
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from accounts.services.webhookbezorging import deliver_volgende

PAUZE = 1.0
"""Seconds between two looks when there is nothing to do."""
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Bezorgt webhooks, tot iemand hem stopt. Wat hij niet afmaakt, pakt een volgende op."

    def handle(self, **options: object) -> None:
        stop = threading.Event()
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, lambda *_: stop.set())
        while not stop.is_set():
            if not deliver_if_due():
                close_old_connections()
                stop.wait(PAUZE)


def deliver_if_due() -> bool:
    """Whatever goes wrong with one message must not end the worker: its row waits for another try."""
    try:
        return deliver_volgende(op=timezone.now())
    except Exception:
        logger.exception("Een bericht bezorgen ging mis.")
        return False
