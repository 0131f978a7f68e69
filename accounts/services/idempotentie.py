"""Answer a repeated call with the answer of the first one, so that a sender who lost it may simply send again."""

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import Idempotentie, Organisatie
from kern.fouten import Fout, Fouten

HOOGSTE_LENGTE = 255
FAST = 1
BEWAARTIJD = timedelta(days=30)
"""How long a call can be repeated. An answer holds what the sender wrote beside each row, so it does not stay."""


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What a call was answered: the HTTP status and the body."""

    status: int
    inhoud: bytes


@transaction.atomic
def answer_once(organisatie: Organisatie, sleutel: str, *, inhoud: bytes, work: Callable[[], Antwoord]) -> Antwoord:
    """Do `work` for the first call with this `Idempotency-Key`; answer every later one with what the first received.

    The row is claimed before the work begins. A second caller waits at that row until the first has committed, or
    takes over when the first failed: claim, work and answer stand or fall together.

    Raises Fouten with status 409 when the key was used for something else than `inhoud`, and 400 for a key that is
    too long.
    """
    if len(sleutel) > HOOGSTE_LENGTE:
        melding = f"De Idempotency-Key is te lang. Gebruik hoogstens {HOOGSTE_LENGTE} tekens."
        raise Fouten(Fout("idempotency-key-te-lang", melding, "Idempotency-Key"))
    vingerafdruk = hashlib.sha256(inhoud).hexdigest()
    claim = Idempotentie(organisatie=organisatie, sleutel=sleutel, vingerafdruk=vingerafdruk)
    Idempotentie.objects.bulk_create([claim], ignore_conflicts=True)
    aanroep = Idempotentie.objects.select_for_update().get(organisatie=organisatie, sleutel=sleutel)
    if aanroep.vingerafdruk != vingerafdruk:
        melding = "Deze Idempotency-Key hoort bij een andere inhoud. Gebruik voor elke nieuwe inhoud een nieuwe."
        raise Fouten(Fout("idempotency-key-al-gebruikt", melding, "Idempotency-Key"), status=409)
    if aanroep.status is not None:
        return Antwoord(aanroep.status, zlib.decompress(aanroep.antwoord))
    antwoord = work()
    aanroep.status, aanroep.antwoord = antwoord.status, zlib.compress(antwoord.inhoud, FAST)
    aanroep.save(update_fields=["status", "antwoord"])
    return antwoord


def delete_old_aanroepen(*, op: datetime) -> int:
    """Forget answers that nobody asks for again; returns how many. The delivery itself stays."""
    return Idempotentie.objects.filter(aangemaakt_op__lt=op - BEWAARTIJD).delete()[0]
