"""Erase lists: when the opleider says so, and when their time is over."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from opleidingen.models import Aanleverlijst


@transaction.atomic
def remove_lijsten(lijsten: QuerySet[Aanleverlijst]) -> int:
    """Erase these lists with their rows. A file goes when it is certain that its row went. Answers how many."""
    weg = list(lijsten)
    for lijst in weg:
        if lijst.bestand:
            transaction.on_commit(partial(lijst.bestand.storage.delete, lijst.bestand.name))
    Aanleverlijst.objects.filter(pk__in=[lijst.pk for lijst in weg]).delete()
    return len(weg)


def remove_verlopen(*, op: datetime) -> int:
    """Erase what nobody touched for `models.lijst.BEWAREN`, and what is left of lists that were booked."""
    return remove_lijsten(Aanleverlijst.objects.filter(verloopt_op__lte=op))
