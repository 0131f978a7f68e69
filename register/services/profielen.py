from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.services.logboek import refer, write_logregel
from kern.bestanden import FOTO, Upload, read_upload
from register.models import Openbaar, Profiel

FOTO_ZIJDE = 512
WERK = ("beroep", "werkgever", "functie")


@transaction.atomic
def save_profiel(profiel: Profiel, *, gewijzigd: Iterable[str], op: datetime) -> Profiel:
    """Save what the professional filled in; `gewijzigd` names the fields that changed. Returns the row as it is kept.

    The rest of `profiel` may be old by now: what the office confirmed meanwhile stands. Who works somewhere else, or
    does something else, needs a new confirmation of that work.
    """
    bewaard = _lock(profiel)
    anders = [naam for naam in gewijzigd if getattr(bewaard, naam) != getattr(profiel, naam)]
    for naam in anders:
        setattr(bewaard, naam, getattr(profiel, naam))
    vervalt = bewaard.werk_bevestigd_op is not None and not set(anders).isdisjoint(WERK)
    if vervalt:
        bewaard.werk_bevestigd_op = None
    bewaard.save(update_fields=[*anders, "werk_bevestigd_op"])
    if vervalt:
        door = f"gebruiker:{bewaard.registratie.gebruiker_id}"
        write_logregel("werk-bevestiging-vervallen", door=door, onderwerp=refer(bewaard), op=op)
    return bewaard


@transaction.atomic
def save_foto(profiel: Profiel, upload: Upload, *, max_bytes: int) -> None:
    """Keep a photo, drawn again to fit in 512 × 512 pixels, in the place of the one before. Raises Fouten."""
    inhoud, _ = read_upload(upload, soorten=FOTO, max_bytes=max_bytes, zijde=FOTO_ZIJDE)
    profiel.foto = _lock(profiel).foto
    _forget_file(profiel)
    profiel.foto.save("foto.jpg", ContentFile(inhoud), save=False)
    profiel.save(update_fields=["foto"])


@transaction.atomic
def remove_foto(profiel: Profiel) -> None:
    """Erase the photo, and the word that others may see it: a next one is shown only when that is said again."""
    profiel = _lock(profiel)
    _forget_file(profiel)
    profiel.foto = ""
    profiel.openbaar = [soort for soort in profiel.openbaar if soort != Openbaar.FOTO]
    profiel.save(update_fields=["foto", "openbaar"])


def _lock(profiel: Profiel) -> Profiel:
    """Read a profiel afresh and keep others from changing it until the transaction ends."""
    return Profiel.objects.select_for_update(of=("self",)).select_related("registratie").get(pk=profiel.pk)


def _forget_file(profiel: Profiel) -> None:
    """Erase the file once it is sure that no row points at it any more."""
    if profiel.foto:
        storage, naam = profiel.foto.storage, profiel.foto.name
        transaction.on_commit(lambda: storage.delete(naam))
