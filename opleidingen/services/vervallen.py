"""Parked rows are kept for a term: the opleider is told before, then number and surname are erased."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from accounts.mail import send_bericht
from accounts.models import Organisatie
from kern.fouten import Fouten
from opleidingen.aanleverregels import aanleverregels_op
from opleidingen.meldingen import GEPARKEERD_VERVALLEN
from opleidingen.models import Aanleverregel, Geparkeerd, Uitkomst
from opleidingen.services.plaatsen import find_regel, lock_geparkeerd, move_regel

PERSOONSVELDEN = ("registratienummer", "achternaam")
OPEN = Q(deelname=None, ingetrokken_op=None)


def warn_opleiders(*, op: datetime) -> int:
    """Tell every opleider which rows lapse soon, in one mail; returns how many mails. Each row is told of once."""
    vandaag = timezone.localdate(op)
    laatste = vandaag + aanleverregels_op(vandaag).waarschuwtijd
    rijen = Geparkeerd.objects.filter(OPEN, gewaarschuwd_op=None, bewaren_tot__lte=laatste)
    opleiders = Organisatie.objects.filter(pk__in=rijen.values("opleider")).order_by("pk")
    for opleider in opleiders:
        _warn(opleider, rijen.filter(opleider=opleider), op)
    return len(opleiders)


@transaction.atomic
def _warn(opleider: Organisatie, rijen: QuerySet[Geparkeerd], op: datetime) -> None:
    wat = rijen.aggregate(aantal=Count("pk"), eerste=Min("bewaren_tot"))
    rijen.update(gewaarschuwd_op=op)
    send_bericht(opleider.email, "opleidingen/geparkeerd-vervalt", {"opleider": opleider, **wat})


def erase_vervallen(*, op: datetime) -> int:
    """Erase what was kept long enough and was told of in time, and what was withdrawn too long ago to be put back.

    Each row in a transaction of its own: what somebody claims at this moment is left alone. Returns how many.
    """
    vandaag = timezone.localdate(op)
    regels = aanleverregels_op(vandaag)
    voorbij = OPEN & Q(bewaren_tot__lte=vandaag, gewaarschuwd_op__lte=op - regels.waarschuwtijd)
    voorbij |= Q(ingetrokken_op__lte=op - regels.hersteltijd)
    return sum(_erase(geparkeerd) for geparkeerd in list(Geparkeerd.objects.filter(voorbij).order_by("pk")))


@transaction.atomic
def _erase(geparkeerd: Geparkeerd) -> bool:
    """The delivery keeps the row and its answer; who it was about is gone."""
    try:
        gevonden = lock_geparkeerd(geparkeerd)
    except Fouten:
        return False
    if gevonden.deelname_id or gevonden.ingetrokken_op != geparkeerd.ingetrokken_op:
        return False
    regel = (
        move_regel(gevonden, Uitkomst.AFGEWEZEN, GEPARKEERD_VERVALLEN) if gevonden.is_open else find_regel(gevonden)
    )
    _forget(regel)
    gevonden.delete()
    return True


def _forget(regel: Aanleverregel) -> None:
    regel.gegevens = {naam: waarde for naam, waarde in regel.gegevens.items() if naam not in PERSOONSVELDEN}
    regel.save(update_fields=["gegevens"])
