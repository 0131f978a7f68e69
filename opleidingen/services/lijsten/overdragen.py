"""Hand a list over to the one delivery service; after that nothing of its rows stays here."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from opleidingen.aanleverlijsten import load_inhoud, load_lezing, load_rijen
from opleidingen.models import Aanleverlijst, Lijstblok
from opleidingen.rijen import HOOGSTE_AANTAL, Rij, split_delen
from opleidingen.services.achtergrond import accept_aanlevering
from opleidingen.services.lijsten.beoordelen import read_rijen
from opleidingen.services.lijsten.ronde import Ronde


def hand_over(lijst: Aanleverlijst, ronde: Ronde, *, op: datetime) -> None:
    """Deliver every row, also the wrong ones: each gets its answer. Those go in one transaction when they are few.

    More rows are kept part by part, so that they stop nobody; should this be killed between the last part and the
    end, the rows are delivered twice, and of each the second one is known already.
    """
    if lijst.aantal <= HOOGSTE_AANTAL:
        with transaction.atomic():
            _deliver(lijst, ronde, op=op)
    else:
        _deliver(lijst, ronde, op=op)


def _deliver(lijst: Aanleverlijst, ronde: Ronde, *, op: datetime) -> None:
    delen = split_delen(_read_rijen(lijst, ronde))
    aanlevering = accept_aanlevering(delen, opleider=lijst.opleider, op=op, door=lijst.door, vorm=lijst.vorm)
    with transaction.atomic():
        ronde.note(status=Aanleverlijst.Status.GEBOEKT, aanlevering=aanlevering, inhoud=b"")
        lijst.blokken.all().delete()


def _read_rijen(lijst: Aanleverlijst, ronde: Ronde) -> Iterator[Rij]:
    lezing = load_lezing(lijst, load_inhoud(lijst))
    gedaan = 0
    for pk in lijst.blokken.order_by("eerste").values_list("pk", flat=True):
        rijen = read_rijen(load_rijen(Lijstblok.objects.get(pk=pk)), lezing)
        yield from rijen
        gedaan += len(rijen)
        ronde.note(gedaan=gedaan, totaal=lijst.aantal)
