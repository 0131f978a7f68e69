"""Meetings of intervisie and supervisie: one member enters, everybody answers for themselves."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time

from django.db import transaction

from accounts.models import Gebruiker
from accounts.services.concepten import discard_concept
from accounts.services.logboek import refer, write_logregel
from beroepscode.models import Aanwezigheid, Afspraak, Bijeenkomst, Groep
from beroepscode.queries import find_genoemden, find_overlap
from beroepscode.services.aanwezigheden import ask_aanwezigheid, clear_antwoord
from kern.duur import count_minuten
from kern.fouten import Fout, Fouten

ELDERS = Fout(
    "overlap",
    "Op dit moment was je al bij een andere bijeenkomst. Was dit dezelfde? Dan staat die er al.",
    "begin_tijd",
)
AL_VASTGELEGD = Fout("al-vastgelegd", "Een collega heeft deze bijeenkomst net vastgelegd, of afgezegd.")
AL_BEVESTIGD = Fout("al-bevestigd", "Een collega heeft deze bijeenkomst al bevestigd. Zij blijft daarom staan.")
GEWIST = Fout("gewist", "Deze bijeenkomst is net gewist.")
MOMENT = ("datum", "begin_tijd", "eind_tijd")


@transaction.atomic
def record_bijeenkomst(
    invoerder: Gebruiker,
    *,
    soort: str,
    datum: date,
    begin_tijd: time,
    eind_tijd: time,
    thema: str,
    deelnemers: Sequence[str],
    leden: Iterable[Gebruiker] = (),
    werkvorm: str = "",
    aanleiding: str = "",
    groep: Groep | None = None,
    afspraak: Afspraak | None = None,
    op: datetime,
) -> Bijeenkomst:
    """Enter a meeting with the others who were there: `leden` of the group, or named by e-mail address or number.

    Who enters it is present at once; the others receive a mail and answer. Raises Fouten for who is at another
    meeting at that time, and when a colleague recorded the planned meeting (`afspraak`) a moment ago.
    """
    _refuse_elders(invoerder, datum=datum, begin_tijd=begin_tijd, eind_tijd=eind_tijd)
    bijeenkomst = Bijeenkomst.objects.create(
        soort=soort,
        datum=datum,
        begin_tijd=begin_tijd,
        eind_tijd=eind_tijd,
        minuten=count_minuten(begin_tijd, eind_tijd),
        thema=thema,
        werkvorm=werkvorm,
        aanleiding=aanleiding,
        groep=groep,
        ingevoerd_door=invoerder,
    )
    if afspraak:
        _settle_afspraak(afspraak, bijeenkomst)
    bijeenkomst.aanwezigen.create(gebruiker=invoerder, genoemd_als=invoerder.email, bevestigd_op=op)
    for lid in leden:
        ask_aanwezigheid(bijeenkomst.aanwezigen.create(gebruiker=lid), op=op)
    add_deelnemers(bijeenkomst, deelnemers, op=op)
    write_logregel("bijeenkomst-ingevoerd", door=refer(invoerder), onderwerp=refer(bijeenkomst), op=op)
    return bijeenkomst


@transaction.atomic
def add_deelnemers(bijeenkomst: Bijeenkomst, genoemd: Iterable[str], *, op: datetime) -> None:
    """Name people who were there. Two names of one person are one row and one request; the unknown receive no mail.

    Locks the meeting, so that of two who are named at once neither stands there twice. Raises Fouten when it is gone.
    """
    bijeenkomst = _lock(bijeenkomst)
    genoemd = list(genoemd)
    bekend = find_genoemden(genoemd)
    gevraagd = set(bijeenkomst.aanwezigen.values_list("gebruiker", flat=True))
    for naam in genoemd:
        mens = bekend.get(naam)
        if mens is None:
            bijeenkomst.aanwezigen.create(genoemd_als=naam)
        elif mens.pk not in gevraagd:
            gevraagd.add(mens.pk)
            ask_aanwezigheid(bijeenkomst.aanwezigen.create(gebruiker=mens, genoemd_als=naam), op=op)


@transaction.atomic
def correct_bijeenkomst(
    bijeenkomst: Bijeenkomst,
    *,
    datum: date,
    begin_tijd: time,
    eind_tijd: time,
    thema: str,
    werkvorm: str,
    aanleiding: str,
    aanwezigen: Collection[int],
    op: datetime,
) -> int:
    """Set right what was entered; answers how many people are asked again.

    `aanwezigen`: ids of those who were there after all; the others named are taken off. Another time asks again
    everybody who booked the old time or said that it was wrong; another day also who said they were not there. Raises
    Fouten when the one who entered it is at another meeting at the new time, and when the meeting is gone.
    """
    bijeenkomst = _lock(bijeenkomst)
    nieuw = {"datum": datum, "begin_tijd": begin_tijd, "eind_tijd": eind_tijd}
    _refuse_elders(bijeenkomst.ingevoerd_door, **nieuw, behalve=bijeenkomst.pk)
    anders = {naam for naam in MOMENT if getattr(bijeenkomst, naam) != nieuw[naam]}
    minuten = count_minuten(begin_tijd, eind_tijd)
    feiten = nieuw | {"minuten": minuten, "thema": thema, "werkvorm": werkvorm, "aanleiding": aanleiding}
    for naam, waarde in feiten.items():
        setattr(bijeenkomst, naam, waarde)
    bijeenkomst.gecorrigeerd_op = op
    bijeenkomst.save()
    anderen = bijeenkomst.aanwezigen.exclude(gebruiker=bijeenkomst.ingevoerd_door_id).select_related("gebruiker")
    anderen = list(anderen.select_for_update(of=("self",)).order_by("pk"))
    bijeenkomst.aanwezigen.filter(pk__in=[ander.pk for ander in anderen if ander.pk not in aanwezigen]).delete()
    geraakt = [ander for ander in anderen if ander.pk in aanwezigen and _touches(ander, anders)]
    for ander in geraakt:
        clear_antwoord(ander)
        ask_aanwezigheid(ander, op=op, gecorrigeerd=True)
    write_logregel(
        "bijeenkomst-gecorrigeerd", door=refer(bijeenkomst.ingevoerd_door), onderwerp=refer(bijeenkomst), op=op
    )
    return len(geraakt)


@transaction.atomic
def delete_bijeenkomst(bijeenkomst: Bijeenkomst, *, op: datetime) -> None:
    """Take a meeting back. Raises Fouten when somebody else confirmed it (`is_los`), or when it is gone already."""
    bijeenkomst = _lock(bijeenkomst)
    if not is_los(bijeenkomst):
        raise Fouten(AL_BEVESTIGD, status=409)
    write_logregel(
        "bijeenkomst-verwijderd", door=refer(bijeenkomst.ingevoerd_door), onderwerp=refer(bijeenkomst), op=op
    )
    discard_concept(bijeenkomst.ingevoerd_door, f"bijeenkomst-{bijeenkomst.pk}-wijzigen", op=op)
    bijeenkomst.delete()


def is_los(bijeenkomst: Bijeenkomst) -> bool:
    """True while nobody but the one who entered it has confirmed the meeting."""
    anderen = bijeenkomst.aanwezigen.exclude(gebruiker=bijeenkomst.ingevoerd_door_id)
    return not anderen.filter(bevestigd_op__isnull=False).exists()


def _lock(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """The meeting as it is now; who answers for it waits."""
    rijen = Bijeenkomst.objects.select_for_update(of=("self",)).select_related("ingevoerd_door")
    huidig = rijen.filter(pk=bijeenkomst.pk).first()
    if huidig is None:
        raise Fouten(GEWIST, status=409)
    return huidig


def _touches(ander: Aanwezigheid, anders: set[str]) -> bool:
    """Whether somebody must answer again: what they were asked about changed, and they can be asked."""
    if not ander.gebruiker_id or not anders:
        return False
    return "datum" in anders or ander.betwist_op is None


def _settle_afspraak(afspraak: Afspraak, bijeenkomst: Bijeenkomst) -> None:
    open_ = Afspraak.objects.filter(pk=afspraak.pk, bijeenkomst=None, afgezegd_op=None)
    if not open_.update(bijeenkomst=bijeenkomst):
        raise Fouten(AL_VASTGELEGD, status=409)


def _refuse_elders(
    gebruiker: Gebruiker, *, datum: date, begin_tijd: time, eind_tijd: time, behalve: int | None = None
) -> None:
    """Nobody is in two places. Locks the person, so that a button pressed twice makes one meeting."""
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    elders = find_overlap(gebruiker, datum=datum, begin_tijd=begin_tijd, eind_tijd=eind_tijd)
    if elders.exclude(bijeenkomst=behalve).exists():
        raise Fouten(ELDERS, status=409)
