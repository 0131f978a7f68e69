"""Tell people at once that an opleider put something in their dossier, when that is how they want it."""

from collections import defaultdict
from collections.abc import Collection

from accounts.mail import send_bericht
from accounts.models import Berichtsoort, Gebruiker, Organisatie, Wanneer
from accounts.queries import find_directen
from opleidingen.beoordeling import Boeking
from opleidingen.models import Opleiding


def tell_geboekt(boekingen: Collection[Boeking], *, opleider: Organisatie) -> None:
    """One mail to each person who wants it at once; the others read it in the mail of the week.

    One query as long as nobody wants it at once. Belongs in the transaction that booked.
    """
    mensen = dict.fromkeys(boeking.sleutel[0] for boeking in boekingen)  # in order, which a database likes
    directen = set(find_directen(mensen, Berichtsoort.LEVERING)) if mensen else set()
    if not directen:
        return
    per_persoon: defaultdict[int, set[int]] = defaultdict(set)
    for gebruiker_id, opleiding_id, *_ in (boeking.sleutel for boeking in boekingen):
        if gebruiker_id in directen:
            per_persoon[gebruiker_id].add(opleiding_id)
    namen = dict(Opleiding.objects.filter(opleider=opleider).values_list("pk", "naam"))
    for gebruiker in Gebruiker.objects.filter(pk__in=directen):
        context = {"opleider": opleider, "opleidingen": sorted(namen[pk] for pk in per_persoon[gebruiker.pk])}
        send_bericht(gebruiker, "opleidingen/geboekt", context, soort=Berichtsoort.LEVERING, wanneer=Wanneer.DIRECT)
