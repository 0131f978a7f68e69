"""An opleider plans editions and their meetings."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import Gebruiker
from accounts.services.logboek import refer, write_logregel
from opleidingen.models import Bijeenkomst, Opleiding, Uitvoering
from opleidingen.services.opleidingen import choose_code, insert_row, save_row


@transaction.atomic
def create_uitvoering(
    opleiding: Opleiding, *, begin_datum: date, code: str = "", door: Gebruiker, op: datetime, **velden: Any
) -> Uitvoering:
    """Plan an edition; without a code it gets the year and month in which it begins. Raises Fouten: code taken."""
    vrij = code or choose_code(f"{begin_datum:%Y-%m}", opleiding.uitvoeringen.values_list("code", flat=True))
    uitvoering = insert_row(Uitvoering(opleiding=opleiding, code=vrij, begin_datum=begin_datum, **velden))
    write_logregel("uitvoering-toegevoegd", door=refer(door), onderwerp=refer(uitvoering), op=op)
    return uitvoering


@transaction.atomic
def save_uitvoering(uitvoering: Uitvoering, *, door: Gebruiker, op: datetime, **velden: Any) -> None:
    save_row(uitvoering, velden)
    write_logregel("uitvoering-gewijzigd", door=refer(door), onderwerp=refer(uitvoering), op=op)


@transaction.atomic
def copy_uitvoering(
    uitvoering: Uitvoering, *, begin_datum: date, plaats: str = "", code: str = "", door: Gebruiker, op: datetime
) -> Uitvoering:
    """The same edition on another first day: its last day and every meeting move by as many days."""
    verschil = begin_datum - uitvoering.begin_datum
    kopie = create_uitvoering(
        uitvoering.opleiding,
        begin_datum=begin_datum,
        eind_datum=uitvoering.eind_datum + verschil,
        plaats=plaats,
        code=code,
        door=door,
        op=op,
    )
    Bijeenkomst.objects.bulk_create(
        Bijeenkomst(uitvoering=kopie, module_id=dag.module_id, code=dag.code, datum=dag.datum + verschil)
        for dag in uitvoering.bijeenkomsten.order_by("datum", "pk")
    )
    return kopie


@transaction.atomic
def create_bijeenkomst(
    uitvoering: Uitvoering, *, code: str = "", door: Gebruiker, op: datetime, **velden: Any
) -> Bijeenkomst:
    """Plan a meeting; without a code it gets a number. Raises Fouten when the edition has one with this code."""
    bezet = list(uitvoering.bijeenkomsten.values_list("code", flat=True))
    vrij = code or choose_code(f"bijeenkomst-{len(bezet) + 1}", bezet)
    bijeenkomst = insert_row(Bijeenkomst(uitvoering=uitvoering, code=vrij, **velden))
    write_logregel("bijeenkomst-toegevoegd", door=refer(door), onderwerp=refer(bijeenkomst), op=op)
    return bijeenkomst


@transaction.atomic
def save_bijeenkomst(bijeenkomst: Bijeenkomst, *, door: Gebruiker, op: datetime, **velden: Any) -> None:
    save_row(bijeenkomst, velden)
    write_logregel("bijeenkomst-gewijzigd", door=refer(door), onderwerp=refer(bijeenkomst), op=op)
