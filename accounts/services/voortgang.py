"""Follow work in the background for the person who asked for it."""

from datetime import datetime
from functools import partial

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Gebruiker, Voortgang
from accounts.models.voortgang import BEWAREN

Status = Voortgang.Status


@transaction.atomic
def start_voortgang(gebruiker: Gebruiker, *, wat: str, op: datetime) -> Voortgang | None:
    """Begin something in place of what came out of it before; None when it runs already."""
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)  # two clicks at one moment wait for each other
    eerder = Voortgang.objects.filter(gebruiker=gebruiker, wat=wat)
    if any(voortgang.loopt_op(op) for voortgang in eerder):
        return None
    remove_voortgangen(eerder)
    return Voortgang.objects.create(gebruiker=gebruiker, wat=wat, aangemaakt_op=op, verloopt_op=op + BEWAREN)


def note_stap(voortgang: Voortgang, *, gedaan: int, totaal: int) -> None:
    """Tell how far it is, at once and for everybody who looks."""
    Voortgang.objects.filter(pk=voortgang.pk).update(status=Status.BEZIG, gedaan=gedaan, totaal=totaal)


@transaction.atomic
def finish_voortgang(voortgang: Voortgang, bestand: File, *, op: datetime) -> bool:
    """Keep the file; it can be fetched for as long as `BEWAREN`. False when somebody began anew in the meantime."""
    lopend = Voortgang.objects.select_for_update().filter(pk=voortgang.pk).first()
    if lopend is None:
        return False
    lopend.bestand.save("", bestand, save=False)
    lopend.status, lopend.gedaan, lopend.verloopt_op = Status.GEREED, lopend.totaal, op + BEWAREN
    lopend.save()
    return True


def fail_voortgang(voortgang: Voortgang) -> None:
    Voortgang.objects.filter(pk=voortgang.pk).update(status=Status.MISLUKT)


def remove_verlopen(*, op: datetime) -> int:
    """Erase what can no longer be fetched. Answers how much there was."""
    return remove_voortgangen(Voortgang.objects.filter(verloopt_op__lte=op))


@transaction.atomic
def remove_voortgangen(voortgangen: QuerySet[Voortgang]) -> int:
    """A file goes when it is certain that its row went."""
    weg = list(voortgangen)
    for voortgang in weg:
        if voortgang.bestand:
            transaction.on_commit(partial(voortgang.bestand.delete, save=False))
    Voortgang.objects.filter(pk__in=[voortgang.pk for voortgang in weg]).delete()
    return len(weg)
