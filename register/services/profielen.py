from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.services.logboek import refer, write_logregel
from kern.bestanden import FOTO, Upload, read_upload
from register.models import Openbaar, Profiel

FOTO_ZIJDE = 512
WERK = ("beroep", "werkgever", "functie")


@transaction.atomic
def save_profiel(profiel: Profiel, *, gewijzigd: list[str], op: datetime) -> Profiel:
    """Save what the professional filled in; `gewijzigd` names the fields that changed.

    Who works somewhere else, or does something else, needs a new confirmation of that work.
    """
    if profiel.werk_bevestigd_op and set(gewijzigd).intersection(WERK):
        profiel.werk_bevestigd_op = None
        door = f"gebruiker:{profiel.registratie.gebruiker_id}"
        write_logregel("werk-bevestiging-vervallen", door=door, onderwerp=refer(profiel), op=op)
    profiel.save()
    return profiel


@transaction.atomic
def save_foto(profiel: Profiel, upload: Upload, *, max_bytes: int) -> None:
    """Keep a photo, drawn again to fit in 512 × 512 pixels, in the place of the one before. Raises Fouten."""
    inhoud, _ = read_upload(upload, soorten=FOTO, max_bytes=max_bytes, zijde=FOTO_ZIJDE)
    _forget_file(profiel)
    profiel.foto.save("foto.jpg", ContentFile(inhoud), save=False)
    profiel.save(update_fields=["foto"])


@transaction.atomic
def remove_foto(profiel: Profiel) -> None:
    """Erase the photo, and the word that others may see it: a next one is shown only when that is said again."""
    _forget_file(profiel)
    profiel.foto = ""
    profiel.openbaar = [soort for soort in profiel.openbaar if soort != Openbaar.FOTO]
    profiel.save(update_fields=["foto", "openbaar"])


def _forget_file(profiel: Profiel) -> None:
    """Erase the file once it is sure that no row points at it any more."""
    if profiel.foto:
        storage, naam = profiel.foto.storage, profiel.foto.name
        transaction.on_commit(lambda: storage.delete(naam))
