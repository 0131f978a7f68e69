"""Reflections that are open, and an invitation: the demonstration has none, because nobody there opened anything."""

from datetime import timedelta

from django.utils import timezone

from accounts.geheimen import hash_geheim
from accounts.models import Gebruiker
from beroepscode.models import Reflectie
from beroepscode.opengesteld import find_kantoor
from beroepscode.services.bevestigingen import ask_bevestiging
from beroepscode.services.openstellingen import open_voor_collega, open_voor_kantoor

UITNODIGING = "een-uitnodiging"


def add_openstellingen(gebruiker: Gebruiker) -> None:
    """One that another asks this person to confirm, one that the office may read, one of their own that is open."""
    op, tot = timezone.now(), timezone.localdate() + timedelta(days=14)
    ander = Reflectie.objects.exclude(gebruiker=gebruiker).exclude(bevestigingen__bevestiger=gebruiker).first()
    ask_bevestiging(ander, gebruiker.email, tot_datum=tot, op=op)
    open_voor_kantoor(ander, find_kantoor(), tot_datum=tot, op=op)
    ander.bevestigingen.create(
        gevraagd_aan="nieuw@elders.example", gevraagd_op=op, uitnodiging_hash=hash_geheim(UITNODIGING)
    )
    eigen = Reflectie.objects.filter(gebruiker=gebruiker).first()
    open_voor_collega(eigen, "een.collega.met.een.lange.naam@gemeente-waterstad.example", tot_datum=tot, op=op)
