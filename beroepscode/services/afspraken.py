"""Plan the meetings of a group. Each plan, change and cancellation reaches every member as a calendar invitation."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from accounts.mail import send_bericht
from accounts.models import Berichtsoort, Gebruiker
from accounts.queries import find_wanneer
from accounts.services.logboek import refer, write_logregel
from beroepscode.agenda import AFZEGGEN, UITNODIGEN, write_uitnodiging
from beroepscode.groepen import find_geplande
from beroepscode.models import Afspraak, Groep, Komst
from beroepscode.queries import NOG_EENS
from kern.fouten import Fout, Fouten

VOORBIJ = Fout("afspraak-voorbij", "Deze bijeenkomst is afgezegd of al vastgelegd. Er verandert niets meer aan.")


@transaction.atomic
def plan_afspraak(
    groep: Groep,
    *,
    door: Gebruiker,
    datum: date,
    begin_tijd: time,
    eind_tijd: time,
    plaats: str,
    gastheer: Gebruiker | None,
    werkvorm: str,
    aanleiding: str,
    op: datetime,
) -> Afspraak:
    """Plan a meeting; whoever plans it can come.

    The same again within a minute is a button that was pressed twice: that answers the one that is there, and nobody
    hears of it. Locks the group: the second waits here for the first.
    """
    Groep.objects.select_for_update().filter(pk=groep.pk).first()
    plan = {
        "groep": groep,
        "datum": datum,
        "begin_tijd": begin_tijd,
        "eind_tijd": eind_tijd,
        "plaats": plaats,
        "gastheer": gastheer,
        "werkvorm": werkvorm,
        "aanleiding": aanleiding,
        "gepland_door": door,
    }
    net = Afspraak.objects.filter(**plan, aangemaakt_op__gt=op - NOG_EENS, afgezegd_op=None, bijeenkomst=None)
    if eerder := net.first():
        return eerder
    afspraak = Afspraak.objects.create(**plan, aangemaakt_op=op)
    Komst.objects.create(afspraak=afspraak, gebruiker=door, kan=True, gezegd_op=op)
    _send(afspraak, _find_leden(groep), "beroepscode/afspraak-gepland", op=op, door=door)
    write_logregel("afspraak-gepland", door=refer(door), onderwerp=refer(afspraak), op=op)
    return afspraak


@transaction.atomic
def change_afspraak(afspraak: Afspraak, *, door: Gebruiker, op: datetime, **velden: object) -> None:
    """Change a plan. At another time everybody says again whether they can come.

    `velden` are those of `plan_afspraak`. Raises Fouten when the meeting was called off or recorded.
    """
    afspraak = _lock(afspraak)
    verzet = any(getattr(afspraak, naam) != velden[naam] for naam in ("datum", "begin_tijd", "eind_tijd"))
    for naam, waarde in velden.items():
        setattr(afspraak, naam, waarde)
    afspraak.volgnummer += 1
    afspraak.save()
    if verzet:
        afspraak.komsten.all().delete()
        Komst.objects.create(afspraak=afspraak, gebruiker=door, kan=True, gezegd_op=op)
    _send(afspraak, _find_leden(afspraak.groep), "beroepscode/afspraak-gewijzigd", op=op, door=door, verzet=verzet)
    write_logregel("afspraak-gewijzigd", door=refer(door), onderwerp=refer(afspraak), op=op)


@transaction.atomic
def cancel_afspraak(afspraak: Afspraak, *, door: Gebruiker, op: datetime) -> None:
    """Call a meeting off. Raises Fouten when that was done, or when it was recorded."""
    afspraak = _lock(afspraak)
    afspraak.afgezegd_op = op
    afspraak.volgnummer += 1
    afspraak.save(update_fields=["afgezegd_op", "volgnummer"])
    leden = _find_leden(afspraak.groep)
    _send(afspraak, leden, "beroepscode/afspraak-afgezegd", op=op, methode=AFZEGGEN, door=door)
    write_logregel("afspraak-afgezegd", door=refer(door), onderwerp=refer(afspraak), op=op)


@transaction.atomic
def say_komst(afspraak: Afspraak, gebruiker: Gebruiker, *, kan: bool, op: datetime) -> None:
    """Say whether one can come; the last word counts. Raises Fouten when the meeting is no more."""
    afspraak = _lock(afspraak)
    Komst.objects.update_or_create(afspraak=afspraak, gebruiker=gebruiker, defaults={"kan": kan, "gezegd_op": op})


def send_afspraken(groep: Groep, gebruiker: Gebruiker, *, op: datetime) -> None:
    """Send a new member everything that is planned."""
    for afspraak in find_geplande(groep, vandaag=timezone.localdate(op)):
        _send(afspraak, [gebruiker], "beroepscode/afspraak-gepland", op=op, door=afspraak.gepland_door)


def withdraw_afspraken(groep: Groep, gebruiker: Gebruiker, *, op: datetime) -> None:
    """Take what is planned out of the calendar of somebody who leaves; they are host no more."""
    for afspraak in find_geplande(groep, vandaag=timezone.localdate(op)):
        _send(afspraak, [gebruiker], "beroepscode/afspraak-niet-meer", op=op, methode=AFZEGGEN)
    komend = Afspraak.objects.filter(groep=groep, bijeenkomst=None)
    komend.filter(gastheer=gebruiker).update(gastheer=None)
    Komst.objects.filter(afspraak__in=komend, gebruiker=gebruiker).delete()


def _lock(afspraak: Afspraak) -> Afspraak:
    rijen = Afspraak.objects.select_for_update(of=("self",)).select_related("groep")
    afspraak = rijen.get(pk=afspraak.pk)
    if afspraak.afgezegd_op or afspraak.bijeenkomst_id:
        raise Fouten(VOORBIJ, status=409)
    return afspraak


def _find_leden(groep: Groep) -> list[Gebruiker]:
    return list(Gebruiker.objects.filter(groepslidmaatschappen__groep=groep).order_by("pk"))


def _send(
    afspraak: Afspraak,
    naar: Iterable[Gebruiker],
    sjabloon: str,
    *,
    op: datetime,
    methode: str = UITNODIGEN,
    door: Gebruiker | None = None,
    verzet: bool = False,
) -> None:
    naar = list(naar)
    wanneer = find_wanneer([mens.pk for mens in naar], Berichtsoort.GROEP)
    context = {"afspraak": afspraak, "groep": afspraak.groep, "verzet": verzet}
    for mens in naar:
        wie = "Je" if door is None or door == mens else door.naam
        send_bericht(
            mens,
            sjabloon,
            context | {"wie": wie, "door": door},
            soort=Berichtsoort.GROEP,
            wanneer=wanneer[mens.pk],
            agenda=write_uitnodiging(afspraak, mens, methode=methode, op=op),
        )
