"""Deliver with whatever key: a test key has everything checked, books nothing, and is told so in a list."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.models import Organisatie, Sleutel
from opleidingen.antwoord import Aanleverantwoord, pack_regels
from opleidingen.models import Proefaanlevering
from opleidingen.rijen import Rij
from opleidingen.services.aanleveren import submit_aanlevering, try_aanlevering

BEWAARTIJD = timedelta(days=30)
"""How long somebody who builds a connection can read back what a trial was answered."""


def deliver_rijen(
    rijen: Sequence[Rij],
    *,
    opleider: Organisatie,
    peildatum: date,
    op: datetime,
    door: str,
    sleutel: Sleutel,
    vorm: str,
) -> Aanleverantwoord:
    """Book these rows, or with a test key try them. See `submit_aanlevering` and `submit_proef`."""
    if sleutel.is_test:
        return submit_proef(rijen, sleutel=sleutel, peildatum=peildatum, op=op, vorm=vorm)
    return submit_aanlevering(
        rijen, opleider=opleider, peildatum=peildatum, op=op, door=door, sleutel=sleutel, vorm=vorm
    )


@transaction.atomic
def submit_proef(
    rijen: Sequence[Rij], *, sleutel: Sleutel, peildatum: date, op: datetime, vorm: str
) -> Aanleverantwoord:
    """Answer every row as a real delivery would and book nothing.

    Of a test key the answers are kept for who builds the connection; with another key it is a single try.
    """
    antwoord = try_aanlevering(rijen, opleider=sleutel.organisatie, peildatum=peildatum, op=op)
    if not sleutel.is_test:
        return antwoord
    Proefaanlevering.objects.create(
        opleider=sleutel.organisatie,
        sleutel=sleutel,
        vorm=vorm,
        ingediend_op=op,
        totalen=antwoord.totalen,
        antwoord=pack_regels(antwoord.regels),
    )
    return antwoord


def delete_old_proeven(*, op: datetime) -> int:
    """Erase trials that nobody reads back any more; returns how many."""
    return Proefaanlevering.objects.filter(ingediend_op__lt=op - BEWAARTIJD).delete()[0]
