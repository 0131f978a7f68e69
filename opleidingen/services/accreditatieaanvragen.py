"""An opleider prepares an application: begins one, from nothing or from an earlier one, and fills it in."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import Gebruiker
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten
from kern.periode import add_months
from opleidingen.accreditatieproces import TE_WIJZIGEN
from opleidingen.accreditatieregels import accreditatieregel_op
from opleidingen.accreditaties import find_lopende
from opleidingen.models import Accreditatie, Accreditatieonderdeel, Module, Opleiding
from opleidingen.waarde import Kenmerken

AL_BEGONNEN = Fout(
    "aanvraag-loopt", "Voor deze opleiding loopt al een aanvraag. Maak die eerst af, of trek haar in.", ""
)
BEEINDIGD = Fout("opleiding-beeindigd", "Deze opleiding is beëindigd. Bied haar eerst weer aan.")
LIGT_VAST = Fout("aanvraag-ligt-vast", "Deze aanvraag is verstuurd. Je kunt er nu niets aan veranderen.")
STAAT_ER_AL = Fout(
    "onderdeel-staat-er-al", "Dit staat al in je aanvraag. Pas die regel aan, of kies iets anders.", "categorie"
)
NIET_VERLENGBAAR = Fout("niet-te-verlengen", "Alleen een accreditatie met een einde kun je verlengen.")
OVER_TE_NEMEN = ("leerdoelen", "toetsvorm", "docenten")


@transaction.atomic
def start_aanvraag(
    opleiding: Opleiding,
    *,
    bron: Accreditatie | None = None,
    verleng: bool = False,
    door: Gebruiker,
    peildatum: date,
    op: datetime,
) -> tuple[Accreditatie, int]:
    """Begin an application, filled with what `bron` holds, and tell how many of its onderdelen fitted nowhere.

    With `verleng` its period joins where `bron` ends. Raises Fouten when one is under way already.
    """
    Opleiding.objects.select_for_update().get(pk=opleiding.pk)
    if opleiding.beeindigd_op:
        raise Fouten(BEEINDIGD, status=409)
    if find_lopende(opleiding):
        raise Fouten(AL_BEGONNEN, status=409)
    if verleng and (bron is None or bron.geldig_tot is None or bron.status != Accreditatie.Status.GEACCREDITEERD):
        raise Fouten(NIET_VERLENGBAAR, status=409)
    van = bron.geldig_tot if bron and verleng else peildatum
    accreditatie = Accreditatie.objects.create(
        opleiding=opleiding,
        geldig_van=van,
        geldig_tot=add_months(van, accreditatieregel_op(peildatum).langste_maanden),
        verlengt=bron if verleng else None,
        **({naam: getattr(bron, naam) for naam in OVER_TE_NEMEN} if bron else {}),
    )
    over = _copy_onderdelen(bron, accreditatie) if bron else 0
    write_logregel(
        "accreditatie-begonnen",
        door=refer(door),
        onderwerp=refer(accreditatie),
        inhoud={"bron": bron.pk} if bron else {},
        op=op,
    )
    return accreditatie, over


def _copy_onderdelen(bron: Accreditatie, naar: Accreditatie) -> int:
    """Copy what fits: for the whole course, or for a module with the same code. Returns how many did not."""
    modules = {module.code: module for module in naar.opleiding.modules.filter(beeindigd_op=None)}
    onderdelen = list(bron.onderdelen.select_related("module").order_by("pk"))
    passend = [deel for deel in onderdelen if deel.module is None or deel.module.code in modules]
    Accreditatieonderdeel.objects.bulk_create(
        Accreditatieonderdeel(
            accreditatie=naar,
            module=modules[deel.module.code] if deel.module else None,
            categorie=deel.categorie,
            minuten=deel.minuten,
            kenmerken=deel.kenmerken,
        )
        for deel in passend
    )
    return len(onderdelen) - len(passend)


@transaction.atomic
def save_onderdeel(
    accreditatie: Accreditatie,
    onderdeel: Accreditatieonderdeel | None = None,
    *,
    module: Module | None,
    categorie: str,
    minuten: int,
    kenmerken: Kenmerken,
) -> Accreditatieonderdeel:
    """Add an onderdeel, or change one. Raises Fouten when it stands there already, or the application is sent."""
    _lock(accreditatie)
    onderdeel = onderdeel or Accreditatieonderdeel(accreditatie=accreditatie)
    onderdeel.module, onderdeel.categorie = module, categorie
    onderdeel.minuten, onderdeel.kenmerken = minuten, kenmerken
    try:
        with transaction.atomic():
            onderdeel.save()
    except IntegrityError as fault:
        raise Fouten(STAAT_ER_AL, status=409) from fault
    return onderdeel


@transaction.atomic
def remove_onderdeel(onderdeel: Accreditatieonderdeel) -> None:
    """Take an onderdeel out of an application. Raises Fouten when that is sent."""
    _lock(onderdeel.accreditatie)
    onderdeel.delete()


@transaction.atomic
def save_aanvraag(accreditatie: Accreditatie, **velden: Any) -> None:
    """Change texts or period of an application. Raises Fouten when it is sent."""
    accreditatie = _lock(accreditatie)
    for naam, waarde in velden.items():
        setattr(accreditatie, naam, waarde)
    accreditatie.save(update_fields=[*velden])


@transaction.atomic
def discard_aanvraag(accreditatie: Accreditatie, *, door: Gebruiker, op: datetime) -> None:
    """Throw away an application that was never sent. Raises Fouten for one that was."""
    accreditatie = _lock(accreditatie)
    if accreditatie.status != Accreditatie.Status.CONCEPT:
        raise Fouten(LIGT_VAST, status=409)
    write_logregel("accreditatie-weggegooid", door=refer(door), onderwerp=refer(accreditatie), op=op)
    accreditatie.delete()


def _lock(accreditatie: Accreditatie) -> Accreditatie:
    """The application as it stands, held until the commit. Raises Fouten when the opleider may not change it."""
    accreditatie = Accreditatie.objects.select_for_update().get(pk=accreditatie.pk)
    if accreditatie.status not in TE_WIJZIGEN:
        raise Fouten(LIGT_VAST, status=409)
    return accreditatie
