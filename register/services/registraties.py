"""Open a registration, and confirm what the register must know of somebody before the first term."""

import hashlib
from datetime import datetime

from django.db import transaction

from accounts.models import Gebruiker
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten
from register.models import Profiel, Registratie
from register.services.profielen import WERK

BEVESTIGBAAR = {"identiteit": "identiteit_bevestigd_op", "werk": "werk_bevestigd_op"}


def open_registratie(gebruiker: Gebruiker) -> Registratie:
    """The registration of this person with its profiel; made when there is none yet. One query when there is."""
    registratie = Registratie.objects.select_related("profiel").filter(gebruiker=gebruiker).first()
    if registratie is None:
        with transaction.atomic():
            registratie, _ = Registratie.objects.get_or_create(gebruiker=gebruiker)
            Profiel.objects.get_or_create(registratie=registratie)
    registratie.gebruiker = gebruiker
    return registratie


@transaction.atomic
def confirm_profiel(
    registratie: Registratie, *, wat: str, hoe: str, gezien: str, door: Gebruiker, op: datetime
) -> None:
    """Let the office confirm `identiteit` or `werk`, and note how it knows.

    `gezien` is the mark of what stood on the page (`mark_profiel`): nobody must confirm other facts than those.
    Raises Fouten when the facts changed since, and the second time.
    """
    refuse_eigen(registratie, door)
    profielen = Profiel.objects.select_for_update(of=("self",)).select_related("registratie__gebruiker")
    profiel, veld = profielen.get(registratie=registratie), BEVESTIGBAAR[wat]
    if getattr(profiel, veld):
        raise Fouten(Fout("al-bevestigd", "Dit is al bevestigd. Je hoeft niets meer te doen."), status=409)
    if gezien != mark_profiel(profiel, wat):
        raise Fouten(Fout("gewijzigd", "Deze gegevens zijn net veranderd. Lees ze nog eens en kies dan."), status=409)
    setattr(profiel, veld, op)
    profiel.save(update_fields=[veld])
    write_logregel(f"{wat}-bevestigd", door=refer(door), onderwerp=refer(registratie), inhoud={"hoe": hoe}, op=op)


def mark_profiel(profiel: Profiel, wat: str) -> str:
    """A mark that changes with anything the office confirms: who it is and, for `werk`, what they do and where."""
    feiten = [profiel.registratie.gebruiker.naam]
    if wat == "werk":
        feiten += [getattr(profiel, naam) for naam in WERK]
    return hashlib.sha256("\n".join(feiten).encode()).hexdigest()


def refuse_eigen(registratie: Registratie, door: Gebruiker) -> None:
    """Nobody handles their own registration. Raises Fouten."""
    if registratie.gebruiker_id == door.pk:
        raise Fouten(Fout("eigen-registratie", "Dit is je eigen registratie. Vraag een collega."), status=409)
