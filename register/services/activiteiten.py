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
    the first.
    """
    Registratie.objects.select_for_update().get(pk=activiteit.registratie_id)
    if has_dubbel(activiteit, soort=soort, titel=titel, datum=datum, minuten=minuten):
        raise Fouten(DUBBEL, status=409)
    is_new = activiteit.pk is None
    activiteit.soort, activiteit.titel, activiteit.datum = soort, titel, datum
    activiteit.minuten, activiteit.leefwereld, activiteit.toelichting = minuten, leefwereld, toelichting
    activiteit.save()
    if not is_new:
        _write(activiteit, "activiteit-gewijzigd", op=op)
    return activiteit


@transaction.atomic
def remove_activiteit(activiteit: Activiteit, *, op: datetime) -> None:
    """Take an activity out of the dossier; `restore_activiteit` brings it back."""
    activiteit.verwijderd_op = op
    activiteit.save(update_fields=["verwijderd_op"])
    _write(activiteit, "activiteit-verwijderd", op=op)


@transaction.atomic
def restore_activiteit(activiteit: Activiteit, *, op: datetime) -> None:
    activiteit.verwijderd_op = None
    activiteit.save(update_fields=["verwijderd_op"])
    _write(activiteit, "activiteit-teruggezet", op=op)


def _write(activiteit: Activiteit, handeling: str, *, op: datetime) -> None:
    door = f"gebruiker:{activiteit.registratie.gebruiker_id}"
    write_logregel(handeling, door=door, onderwerp=f"activiteit:{activiteit.pk}", op=op)
