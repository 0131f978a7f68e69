"""Meetings of intervisie and supervisie: one member enters, everybody answers for themselves."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.db import transaction

from accounts.mail import send_bericht
from accounts.models import Berichtsoort, Gebruiker
from accounts.services.logboek import refer, write_logregel
from beroepscode.models import Aanwezigheid, Bijeenkomst
from beroepscode.queries import find_genoemden, find_overlap
from kern.duur import count_minuten
from kern.fouten import Fout, Fouten

ELDERS = Fout(
    "overlap",
    "Op dit moment was je al bij een andere bijeenkomst. Was dit dezelfde? Dan staat die er al.",
    "begin_tijd",
)


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
    op: datetime,
) -> Bijeenkomst:
    """Enter a meeting with the others who were there, by normalized e-mail address or number.

    Who enters it is present at once; the others receive a mail and answer on their own page. Raises Fouten for who is
    at another meeting at that time.
    """
    _refuse_elders(invoerder, datum=datum, begin_tijd=begin_tijd, eind_tijd=eind_tijd)
    bijeenkomst = Bijeenkomst.objects.create(
        soort=soort,
        datum=datum,
        begin_tijd=begin_tijd,
        eind_tijd=eind_tijd,
        minuten=count_minuten(begin_tijd, eind_tijd),
        thema=thema,
        ingevoerd_door=invoerder,
    )
    bijeenkomst.aanwezigen.create(gebruiker=invoerder, genoemd_als=invoerder.email, bevestigd_op=op)
    add_deelnemers(bijeenkomst, deelnemers)
    write_logregel("bijeenkomst-ingevoerd", door=refer(invoerder), onderwerp=refer(bijeenkomst), op=op)
    return bijeenkomst


@transaction.atomic
def add_deelnemers(bijeenkomst: Bijeenkomst, genoemd: Iterable[str]) -> None:
    """Name people who were there. Two names of one person make one request; the unknown receive no mail."""
    genoemd = list(genoemd)
    bekend = find_genoemden(genoemd)
    gevraagd = set(bijeenkomst.aanwezigen.values_list("gebruiker", flat=True))
    for naam in genoemd:
        mens = bekend.get(naam)
        mens = mens if mens and mens.pk not in gevraagd else None
        bijeenkomst.aanwezigen.create(gebruiker=mens, genoemd_als=naam)
        if mens:
            gevraagd.add(mens.pk)
            context = {"invoerder": bijeenkomst.ingevoerd_door.naam, "bijeenkomst": bijeenkomst}
            send_bericht(mens, "beroepscode/bijeenkomst-bevestigen", context, soort=Berichtsoort.VERZOEK)


@transaction.atomic
def answer_aanwezigheid(aanwezigheid: Aanwezigheid, *, aanwezig: bool, op: datetime) -> None:
    """A participant says: I was there, or I was not. Raises Fouten for who was at another meeting at that time."""
    if aanwezig:
        moment = {naam: getattr(aanwezigheid.bijeenkomst, naam) for naam in ("datum", "begin_tijd", "eind_tijd")}
        _refuse_elders(aanwezigheid.gebruiker, **moment)
        aanwezigheid.bevestigd_op = op
    else:
        aanwezigheid.betwist_op = op
    aanwezigheid.save(update_fields=["bevestigd_op", "betwist_op"])
    write_logregel(
        "aanwezigheid-bevestigd" if aanwezig else "aanwezigheid-betwist",
        door=refer(aanwezigheid.gebruiker),
        onderwerp=refer(aanwezigheid.bijeenkomst),
        op=op,
    )


@transaction.atomic
def delete_bijeenkomst(bijeenkomst: Bijeenkomst, *, op: datetime) -> None:
    """Take a meeting back that nobody else has confirmed yet (`is_los`)."""
    write_logregel(
        "bijeenkomst-verwijderd", door=refer(bijeenkomst.ingevoerd_door), onderwerp=refer(bijeenkomst), op=op
    )
    bijeenkomst.delete()


def is_los(bijeenkomst: Bijeenkomst) -> bool:
    """True while nobody but the one who entered it has confirmed the meeting."""
    anderen = bijeenkomst.aanwezigen.exclude(gebruiker=bijeenkomst.ingevoerd_door_id)
    return not anderen.filter(bevestigd_op__isnull=False).exists()


def _refuse_elders(gebruiker: Gebruiker, *, datum: date, begin_tijd: time, eind_tijd: time) -> None:
    """Nobody is in two places. Locks the person, so that a button pressed twice makes one meeting."""
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    if find_overlap(gebruiker, datum=datum, begin_tijd=begin_tijd, eind_tijd=eind_tijd).exists():
        raise Fouten(ELDERS, status=409)
