"""What a professional logs. Nothing is lost by accident: what goes away can come back."""

from datetime import date, datetime

from django.db import transaction

from accounts.services.logboek import write_logregel
from kern.fouten import Fout, Fouten
from register.models import Activiteit, Registratie
from register.queries import has_dubbel

DUBBEL = Fout(
    "dubbel", "Dit staat al in je dossier. Deed je het echt twee keer? Geef het dan een andere titel.", "titel"
)
TERUG_DUBBEL = Fout(
    "dubbel",
    "Precies dit staat al in je dossier. Deed je het echt twee keer? Geef wat er staat dan eerst een andere titel.",
)
VERWIJDERD = Fout("verwijderd", "Je haalde dit net uit je dossier. Zet het daar eerst terug.")


@transaction.atomic
def save_activiteit(
    activiteit: Activiteit,
    *,
    soort: str,
    titel: str,
    datum: date,
    minuten: int,
    leefwereld: str = "",
    toelichting: str = "",
    op: datetime,
) -> Activiteit:
    """Fill a new or existing activity and save it. The logboek keeps that one was changed afterwards.

    Raises Fouten for the same entry twice: nearly always a button that was pressed twice. The second waits here for
    the first. And for an activity that was taken out of the dossier in the meantime.
    """
    is_new = activiteit.pk is None
    _lock_dossier(activiteit)
    if not is_new and Activiteit.objects.filter(pk=activiteit.pk, verwijderd_op__isnull=False).exists():
        raise Fouten(VERWIJDERD, status=409)
    if has_dubbel(activiteit, soort=soort, titel=titel, datum=datum, minuten=minuten):
        raise Fouten(DUBBEL, status=409)
    activiteit.soort, activiteit.titel, activiteit.datum = soort, titel, datum
    activiteit.minuten, activiteit.leefwereld, activiteit.toelichting = minuten, leefwereld, toelichting
    activiteit.save()
    if not is_new:
        _write(activiteit, "activiteit-gewijzigd", op=op)
    return activiteit


@transaction.atomic
def remove_activiteit(activiteit: Activiteit, *, op: datetime) -> None:
    """Take an activity out of the dossier; `restore_activiteit` brings it back."""
    _lock_dossier(activiteit)
    activiteit.verwijderd_op = op
    activiteit.save(update_fields=["verwijderd_op"])
    _write(activiteit, "activiteit-verwijderd", op=op)


@transaction.atomic
def restore_activiteit(activiteit: Activiteit, *, op: datetime) -> None:
    """Bring an activity back. Raises Fouten when the dossier holds the same by now: it would count twice."""
    _lock_dossier(activiteit)
    activiteit.refresh_from_db()
    velden = ("soort", "titel", "datum", "minuten")
    if has_dubbel(activiteit, **{naam: getattr(activiteit, naam) for naam in velden}):
        raise Fouten(TERUG_DUBBEL, status=409)
    activiteit.verwijderd_op = None
    activiteit.save(update_fields=["verwijderd_op"])
    _write(activiteit, "activiteit-teruggezet", op=op)


def _lock_dossier(activiteit: Activiteit) -> None:
    """Let one change at a time through to what somebody logged."""
    Registratie.objects.select_for_update().get(pk=activiteit.registratie_id)


def _write(activiteit: Activiteit, handeling: str, *, op: datetime) -> None:
    door = f"gebruiker:{activiteit.registratie.gebruiker_id}"
    write_logregel(handeling, door=door, onderwerp=f"activiteit:{activiteit.pk}", op=op)
