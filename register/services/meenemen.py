"""Make everything of somebody into a file they can fetch, in the background."""

from datetime import datetime
from tempfile import TemporaryFile

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.kluis import Kluis
from accounts.mail import send_bericht
from accounts.models import Gebruiker, Voortgang
from accounts.services.logboek import refer, write_logregel
from accounts.services.voortgang import (
    fail_voortgang,
    finish_voortgang,
    note_stap,
    remove_verlopen,
    start_voortgang,
)
from register.meenemen import write_pakket

MEENEMEN = "meenemen"


@transaction.atomic
def ask_meenemen(gebruiker: Gebruiker, *, op: datetime) -> None:
    """Begin making the file; asking again while that goes on changes nothing."""
    voortgang = start_voortgang(gebruiker, wat=MEENEMEN, op=op)
    if voortgang:
        pack_meenemen.enqueue(voortgang.pk)
        write_logregel("meenemen-gevraagd", door=refer(gebruiker), onderwerp=refer(gebruiker), op=op)


@task
def pack_meenemen(voortgang_id: int) -> None:
    """Not one transaction, so that everybody sees how far it is. Clears up what others left to expire."""
    remove_verlopen(op=timezone.now())
    voortgang = Voortgang.objects.select_related("gebruiker").filter(pk=voortgang_id).first()
    if voortgang is None:
        return
    try:
        make_bestand(voortgang, op=timezone.now())
    except Exception:
        fail_voortgang(voortgang)
        raise


def make_bestand(voortgang: Voortgang, *, op: datetime) -> None:
    with TemporaryFile() as bestand:
        kluis = Kluis(bestand)
        write_pakket(
            voortgang.gebruiker,
            kluis,
            op=op,
            note=lambda gedaan, totaal: note_stap(voortgang, gedaan=gedaan, totaal=totaal),
        )
        kluis.close()
        with transaction.atomic():
            if finish_voortgang(voortgang, File(bestand), op=op):
                send_bericht(voortgang.gebruiker, "register/meenemen-gereed", {})
