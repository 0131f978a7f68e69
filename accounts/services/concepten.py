"""Drafts: what somebody typed and has not sent yet. Older text never overwrites newer text.

Whoever saves says which version they started from. Is there a newer one, then the save is refused and the newer text
handed back: people choose, not the clock. The text goes into the cipher and nowhere else.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.views.decorators.debug import sensitive_variables

from accounts.models import Concept, Gebruiker
from accounts.versleuteling import decrypt, encrypt
from kern.fouten import Fout, Fouten

LANGSTE_INHOUD = 200_000  # bytes; the longest form of the register takes half of it
LANGSTE_NAAM = Concept._meta.get_field("formulier").max_length
MEESTE_CONCEPTEN = 50
BEWAARTIJD = timedelta(days=90)
HOOGSTE_VERSIE = 1_000_000_000

Velden = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, repr=False)
class Stand:
    """A draft as it stands. `velden` is None when there is no text; the version goes on counting."""

    versie: int = 0
    bewaard_op: datetime | None = None
    velden: Velden | None = None


class NieuwerConcept(Exception):  # noqa: N818 - a state of things, not a mistake
    """There is newer text than the one that was to be saved; `stand` holds it."""

    def __init__(self, stand: Stand) -> None:
        super().__init__("er is nieuwere tekst")
        self.stand = stand


def make_merk(gebruiker: Gebruiker) -> str:
    """By which a browser knows whose text it keeps, without saying who that is. The same after signing in again."""
    return salted_hmac("accounts.concept", str(gebruiker.pk), algorithm="sha256").hexdigest()[:24]


@sensitive_variables()
def load_concept(gebruiker: Gebruiker, formulier: str) -> Stand:
    concept = Concept.objects.filter(gebruiker=gebruiker, formulier=formulier).first()
    return _read(concept) if concept else Stand()


@sensitive_variables()
@transaction.atomic
def save_concept(gebruiker: Gebruiker, formulier: str, velden: Velden, *, versie: int, op: datetime) -> Stand:
    """Save what somebody typed, on top of `versie`.

    Raises NieuwerConcept when there is a newer version, and Fouten for what is too much to keep.
    """
    inhoud = json.dumps(dict(velden), ensure_ascii=False)
    _refuse_too_much(gebruiker, formulier, inhoud)
    claim = Concept(gebruiker=gebruiker, formulier=formulier, versie=0, bewaard_op=op)
    Concept.objects.bulk_create([claim], ignore_conflicts=True)
    concept = Concept.objects.select_for_update().get(gebruiker=gebruiker, formulier=formulier)
    if concept.versie > versie:
        raise NieuwerConcept(_read(concept))
    concept.inhoud, concept.versie, concept.bewaard_op = encrypt(inhoud), versie + 1, op
    concept.save()
    return Stand(concept.versie, op, velden)


def discard_concept(gebruiker: Gebruiker, formulier: str, *, versie: int = HOOGSTE_VERSIE, op: datetime) -> bool:
    """Throw the text away. False when there is text newer than `versie`: that stays."""
    concepten = Concept.objects.filter(gebruiker=gebruiker, formulier=formulier)
    concepten.filter(versie__lte=versie).update(inhoud=None, versie=F("versie") + 1, bewaard_op=op)
    return not concepten.filter(inhoud__isnull=False).exists()


def delete_old_concepten(*, op: datetime) -> int:
    """Erase what nobody touched for `BEWAARTIJD`; returns how many drafts went."""
    return Concept.objects.filter(bewaard_op__lt=op - BEWAARTIJD).delete()[0]


def _refuse_too_much(gebruiker: Gebruiker, formulier: str, inhoud: str) -> None:
    if len(formulier) > LANGSTE_NAAM:
        raise Fouten(Fout("concept-onbekend", "Van dit formulier kun je geen concept bewaren."), status=404)
    if len(inhoud.encode()) > LANGSTE_INHOUD:
        melding = "Je tekst is te lang om als concept te bewaren. Maak hem korter, of bewaar een deel ergens anders."
        raise Fouten(Fout("concept-te-lang", melding), status=413)
    andere = Concept.objects.filter(gebruiker=gebruiker, inhoud__isnull=False).exclude(formulier=formulier)
    if andere.count() >= MEESTE_CONCEPTEN:
        melding = f"Je hebt al {MEESTE_CONCEPTEN} concepten. Rond er eerst een af, of begin er een opnieuw."
        raise Fouten(Fout("te-veel-concepten", melding), status=413)


@sensitive_variables()
def _read(concept: Concept) -> Stand:
    """A draft that none of our keys opens any more counts as no text."""
    try:
        velden = json.loads(decrypt(concept.inhoud)) if concept.inhoud is not None else None
    except InvalidToken:
        velden = None
    return Stand(concept.versie, concept.bewaard_op, velden)
