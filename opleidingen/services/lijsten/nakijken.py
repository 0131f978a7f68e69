"""Judge all rows of a list again: after somebody said what a column or a value means."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from opleidingen.aanleverlijsten import load_inhoud, load_lezing, load_rijen
from opleidingen.models import Aanleverlijst, Lijstblok
from opleidingen.services.lijsten.beoordelen import judge_lijstrijen, seal_blok
from opleidingen.services.lijsten.ronde import Ronde


def judge_lijst(lijst: Aanleverlijst, ronde: Ronde, *, op: datetime) -> None:
    """Block after block; what was corrected by hand stays. Can be done again."""
    lezing = load_lezing(lijst, load_inhoud(lijst))
    totalen: dict[str, int] = {}
    gedaan = 0
    for pk in lijst.blokken.order_by("eerste").values_list("pk", flat=True):
        blok = Lijstblok.objects.get(pk=pk)
        rijen = load_rijen(blok)
        judge_lijstrijen(rijen, lezing, opleider=lijst.opleider, op=timezone.now())
        seal_blok(blok, rijen, lezing)
        gedaan += blok.aantal
        with transaction.atomic():
            ronde.note(gedaan=gedaan, totaal=lijst.aantal)
            blok.save()
        totalen = {uitkomst: totalen.get(uitkomst, 0) + aantal for uitkomst, aantal in blok.totalen.items()}
    ronde.note(status=Aanleverlijst.Status.KLAAR, totalen=totalen)
