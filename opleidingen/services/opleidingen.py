"""An opleider keeps its own courses and their modules. What carries completions never goes: it is ended."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Max, Model
from django.utils.text import slugify

from accounts.models import Gebruiker, Organisatie
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten
from opleidingen.eigen_aanbod import is_aangevraagd, is_geleverd
from opleidingen.models import Bijeenkomst, Module, Opleiding, Uitvoering

CODE_LENGTE = 40
Rij = TypeVar("Rij", bound=Model)
CODE_BEZET = Fout("code-bezet", "Deze code is al in gebruik. Kies een andere.", "code")
TE_VEEL_ERAAN = Fout(
    "blijft-bestaan",
    "Dit kan niet weg: er zijn deelnames op geboekt, of er is accreditatie voor gevraagd. Beëindigen kan wel.",
)


@transaction.atomic
def create_opleiding(
    opleider: Organisatie, *, naam: str, code: str = "", door: Gebruiker, op: datetime, **velden: Any
) -> Opleiding:
    """Add a course; without a code it gets one from its name. Raises Fouten when the code is taken.

    The same while nothing hangs on the first is a button that was pressed twice: that answers the one that is there.
    Locks the opleider: the second waits here for the first.
    """
    Organisatie.objects.select_for_update(no_key=True).get(pk=opleider.pk)
    if eerder := _find_kale(opleider, {"naam": naam, **velden} | ({"code": code} if code else {})):
        return eerder
    vrij = code or choose_code(naam, Opleiding.objects.values_list("code", flat=True))
    opleiding = insert_row(Opleiding(opleider=opleider, naam=naam, code=vrij, **velden))
    write_logregel("opleiding-toegevoegd", door=refer(door), onderwerp=refer(opleiding), op=op)
    return opleiding


def _find_kale(opleider: Organisatie, velden: dict[str, Any]) -> Opleiding | None:
    """A course that is the same in all that was sent, is still offered, and has nothing below it."""
    kaal = {"beeindigd_op": None, "modules": None, "uitvoeringen": None, "accreditaties": None}
    return Opleiding.objects.filter(opleider=opleider, **velden, **kaal).order_by("pk").first()


@transaction.atomic
def save_opleiding(opleiding: Opleiding, *, door: Gebruiker, op: datetime, **velden: Any) -> None:
    """Change what a course says of itself. Raises Fouten when its code is taken."""
    save_row(opleiding, velden)
    write_logregel("opleiding-gewijzigd", door=refer(door), onderwerp=refer(opleiding), op=op)


@transaction.atomic
def create_module(
    opleiding: Opleiding, *, naam: str, code: str = "", door: Gebruiker, op: datetime, **velden: Any
) -> Module:
    """Add a module at the end. Raises Fouten when the course has one with this code."""
    Opleiding.objects.select_for_update().get(pk=opleiding.pk)
    vrij = code or choose_code(naam, opleiding.modules.values_list("code", flat=True))
    laatste = opleiding.modules.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0
    module = insert_row(Module(opleiding=opleiding, naam=naam, code=vrij, volgorde=laatste + 1, **velden))
    write_logregel("module-toegevoegd", door=refer(door), onderwerp=refer(module), op=op)
    return module


@transaction.atomic
def save_module(module: Module, *, door: Gebruiker, op: datetime, **velden: Any) -> None:
    save_row(module, velden)
    write_logregel("module-gewijzigd", door=refer(door), onderwerp=refer(module), op=op)


@transaction.atomic
def move_module(module: Module, *, omhoog: bool) -> None:
    """Change places with the module before or after it; at the end nothing happens."""
    modules = list(
        Module.objects.select_for_update().filter(opleiding=module.opleiding_id).order_by("volgorde", "pk")
    )
    plaats = [item.pk for item in modules].index(module.pk)
    naar = plaats + (-1 if omhoog else 1)
    if 0 <= naar < len(modules):
        modules[plaats], modules[naar] = modules[naar], modules[plaats]
    for volgorde, item in enumerate(modules, 1):
        item.volgorde = volgorde
    Module.objects.bulk_update(modules, ["volgorde"])


@transaction.atomic
def end_aanbod(rij: Opleiding | Module | Uitvoering, *, door: Gebruiker, op: datetime) -> None:
    """Offer this no longer. What was delivered and what still comes about earlier days goes on counting."""
    if rij.beeindigd_op is None:
        rij.beeindigd_op = op
        rij.save(update_fields=["beeindigd_op"])
        write_logregel(f"{rij._meta.model_name}-beeindigd", door=refer(door), onderwerp=refer(rij), op=op)


@transaction.atomic
def resume_aanbod(rij: Opleiding | Module | Uitvoering, *, door: Gebruiker, op: datetime) -> None:
    """Offer this again."""
    if rij.beeindigd_op is not None:
        rij.beeindigd_op = None
        rij.save(update_fields=["beeindigd_op"])
        write_logregel(f"{rij._meta.model_name}-hervat", door=refer(door), onderwerp=refer(rij), op=op)


@transaction.atomic
def remove_aanbod(rij: Opleiding | Module | Uitvoering | Bijeenkomst, *, door: Gebruiker, op: datetime) -> None:
    """Erase what was never used. Raises Fouten for what carries completions, or an application that was sent."""
    type(rij).objects.select_for_update().get(pk=rij.pk)
    if is_geleverd(rij) or (isinstance(rij, Opleiding | Module) and is_aangevraagd(rij)):
        raise Fouten(TE_VEEL_ERAAN, status=409)
    write_logregel(f"{rij._meta.model_name}-verwijderd", door=refer(door), onderwerp=refer(rij), op=op)
    rij.delete()


def choose_code(naam: str, bezet: Any) -> str:
    """A free code made of a name: `motiverende-gespreksvoering`, or with a number behind it."""
    basis = slugify(naam)[:CODE_LENGTE].strip("-") or "code"
    taken = {code for code in bezet if code.startswith(basis[: CODE_LENGTE - 4])}
    nummers = (f"{basis[: CODE_LENGTE - 4].strip('-')}-{nummer}" for nummer in range(2, 1000))
    return next(code for code in (basis, *nummers) if code not in taken)


def insert_row(rij: Rij) -> Rij:
    """Add a row. Raises Fouten when its code is taken, also by somebody who was just ahead."""
    try:
        with transaction.atomic():
            rij.save(force_insert=True)
    except IntegrityError as fault:
        raise Fouten(CODE_BEZET, status=409) from fault
    return rij


def save_row(rij: Model, velden: dict[str, Any]) -> None:
    """Change a row. Raises Fouten when its code is taken."""
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    try:
        with transaction.atomic():
            rij.save(update_fields=[*velden])
    except IntegrityError as fault:
        raise Fouten(CODE_BEZET, status=409) from fault
