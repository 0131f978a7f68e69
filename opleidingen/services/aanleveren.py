"""The service behind every way to deliver completions: book at once and answer. See `achtergrond` for more rows."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.models import Organisatie, Sleutel
from accounts.services.logboek import refer, write_logregel
from accounts.services.webhooks import announce
from opleidingen.antwoord import Aanleverantwoord, count_totalen
from opleidingen.models import Aanleverdeel, Aanlevering
from opleidingen.rijen import Rij
from opleidingen.services.boeken import book_deel, try_rijen
from opleidingen.services.vertellen import tell_geboekt


def try_aanlevering(
    rijen: Sequence[Rij], *, opleider: Organisatie, peildatum: date, op: datetime
) -> Aanleverantwoord:
    """The answers that a delivery of these rows would get; books nothing. `peildatum` is the day of delivery."""
    regels = try_rijen(rijen, opleider=opleider, peildatum=peildatum, op=op)
    return Aanleverantwoord(None, count_totalen(regels), regels, proef=True)


@transaction.atomic(savepoint=False)
def submit_aanlevering(
    rijen: Sequence[Rij],
    *,
    opleider: Organisatie,
    peildatum: date,
    op: datetime,
    door: str,
    sleutel: Sleutel | None = None,
    vorm: str = Aanlevering.Vorm.JSON,
) -> Aanleverantwoord:
    """Book the completions in `rijen` and answer every row, in a number of queries that does not grow with them.

    A booked completion counts at once (trust A). `peildatum` is the day of delivery, `op` its moment, `door` who did
    it for the logboek ("sleutel:3"). For more rows than `rijen.HOOGSTE_AANTAL` there is
    `achtergrond.accept_aanlevering`.
    """
    aanlevering = Aanlevering(
        opleider=opleider, sleutel=sleutel, door=door, vorm=vorm, ingediend_op=op, verwerkt_op=op, aantal=len(rijen)
    )
    deel = Aanleverdeel(aanlevering=aanlevering, volgnummer=1, eerste_regel=1, aantal=len(rijen))
    geboekt = book_deel(deel, rijen, aanlevering=aanlevering, peildatum=peildatum, op=op)
    aanlevering.totalen = deel.totalen
    aanlevering.save(force_insert=True)
    deel.save(force_insert=True)
    tell_geboekt(geboekt.boekingen, opleider=opleider)
    log_aanlevering(aanlevering, [deel.vingerafdruk], op=op)
    return Aanleverantwoord(aanlevering.pk, aanlevering.totalen, geboekt.regels)


def log_aanlevering(aanlevering: Aanlevering, vingerafdrukken: Iterable[str], *, op: datetime) -> None:
    """Tell the system of the opleider and the logboek that every row has its answer. Last in its transaction."""
    bericht = {"aanleveringId": str(aanlevering.pk), "totalen": aanlevering.totalen}
    announce(aanlevering.opleider, "aanlevering.verwerkt", bericht, op=op)
    vingerafdruk = hashlib.sha256("".join(vingerafdrukken).encode()).hexdigest()
    inhoud = {"totalen": aanlevering.totalen, "vingerafdruk": vingerafdruk}
    write_logregel("aanlevering", door=aanlevering.door, onderwerp=refer(aanlevering), inhoud=inhoud, op=op)
