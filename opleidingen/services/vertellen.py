"""Tell people at once that an opleider put something in their dossier, when that is how they want it."""

from collections import defaultdict
from collections.abc import Iterable

from accounts.mail import send_bericht
from accounts.models import Berichtsoort, Gebruiker, Organisatie, Wanneer
from accounts.queries import find_directen
from opleidingen.beoordeling import Boeking
from opleidingen.models import Opleiding


def tell_geboekt(boekingen: Iterable[Boeking], *, opleider: Organisatie) -> None:
    """One mail to each person who wants it at once; the others read it in the mail of the week.

    One query as long as nobody wants it at once. Belongs in the transaction that booked.
    """
    per_persoon: defaultdict[int, set[int]] = defaultdict(set)
    for boeking in boekingen:
        gebruiker_id, opleiding_id, *_ = boeking.sleutel
        per_persoon[gebruiker_id].add(opleiding_id)
    directen = find_directen(list(per_persoon), Berichtsoort.LEVERING) if per_persoon else []
    if not directen:
        return
    namen = dict(Opleiding.objects.filter(opleider=opleider).values_list("pk", "naam"))
    for gebruiker in Gebruiker.objects.filter(pk__in=directen):
        context = {"opleider": opleider, "opleidingen": sorted(namen[pk] for pk in per_persoon[gebruiker.pk])}
        send_bericht(gebruiker, "opleidingen/geboekt", context, soort=Berichtsoort.LEVERING, wanneer=Wanneer.DIRECT)
