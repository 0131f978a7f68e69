"""The steps of an application after it was filled in. Each is one row of the history, one logregel and at most one
mail to the other side. What follows what stands in `accreditatieproces`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.mail import send_bericht
from accounts.models import Gebruiker
from accounts.queries import find_beheerders, find_leden
from accounts.services.logboek import refer, write_logregel
from accounts.services.webhooks import announce
from kern.fouten import Fout, Fouten
from opleidingen.accreditatieinhoud import (
    Inhoud,
    find_beginfouten,
    find_eindfouten,
    find_gebreken,
    is_anders,
    scale_kenmerken,
    write_inhoud,
)
from opleidingen.accreditatieproces import HANDELINGEN, OPLEIDER, Handeling, find_fouten
from opleidingen.accreditatieregels import accreditatieregel_op
from opleidingen.accreditaties import INDIENINGEN, collect_inhoud, find_gevraagd
from opleidingen.models import Accreditatie

NIETS_TOEGEKEND = Fout("niets-toegekend", "Ken minstens één onderdeel tijd toe, of stel voor om af te wijzen.")
ANDERS_ZONDER_REDEN = Fout("reden-ontbreekt", "Je kent iets anders toe dan gevraagd. Schrijf op waarom.", "reden")
BESLOTEN = (Accreditatie.Status.GEACCREDITEERD, Accreditatie.Status.AFGEWEZEN)
BEZWAAR_TE_LAAT = Fout("bezwaar-te-laat", "De termijn voor bezwaar is voorbij. Je kunt wel opnieuw aanvragen.")


@dataclass(frozen=True, slots=True)
class Toekenning:
    """What the office grants: the period, and net minutes by onderdeel (its pk); 0: not granted."""

    geldig_van: date
    geldig_tot: date
    minuten: Mapping[int, int]


@transaction.atomic
def submit_accreditatie(accreditatie: Accreditatie, *, reden: str = "", door: Gebruiker, op: datetime) -> None:
    """Send an application to the office, or send it again with what the office asked for.

    Raises Fouten with all that still misses; `plaats` says at which step of the form.
    """
    accreditatie = _lock(accreditatie)
    handeling = HANDELINGEN["aanvullen" if accreditatie.ingediend_op else "indienen"]
    inhoud = collect_inhoud(accreditatie)
    vandaag = timezone.localdate(op)
    regel = accreditatieregel_op(vandaag)
    gebreken = find_gebreken(inhoud, regel, gevraagd=vandaag, aansluitend=accreditatie.aansluitend)
    fouten = (*_judge(accreditatie, handeling, door, reden), *gebreken)
    if fouten:
        raise Fouten(*fouten, status=409)
    accreditatie.ingediend_op = op
    _take(accreditatie, handeling, reden=reden, inhoud=inhoud, door=door, op=op)


@transaction.atomic
def grant_accreditatie(
    accreditatie: Accreditatie, toekenning: Toekenning, *, reden: str = "", door: Gebruiker, op: datetime
) -> None:
    """Accredit a course, on an application or on bezwaar. Granting something else than was asked takes a reason."""
    accreditatie = _lock(accreditatie)
    in_bezwaar = accreditatie.status == Accreditatie.Status.BEZWAAR
    handeling = HANDELINGEN["bezwaar-gegrond" if in_bezwaar else "accrediteren"]
    fouten = [*_judge(accreditatie, handeling, door, reden)]
    regel, van = accreditatieregel_op(timezone.localdate(op)), toekenning.geldig_van
    gevraagd = timezone.localdate(accreditatie.ingediend_op or op)
    fouten += find_beginfouten(van, regel, gevraagd=gevraagd, aansluitend=accreditatie.aansluitend)
    fouten += find_eindfouten(van, toekenning.geldig_tot, regel)
    if not any(toekenning.minuten.values()):
        fouten.append(NIETS_TOEGEKEND)
    if fouten:
        raise Fouten(*fouten, status=409)
    gevraagd = find_gevraagd(list(accreditatie.stappen.order_by("pk"))) or collect_inhoud(accreditatie)
    _grant_onderdelen(accreditatie, toekenning)
    accreditatie.geldig_van, accreditatie.geldig_tot = toekenning.geldig_van, toekenning.geldig_tot
    accreditatie.besloten_op, accreditatie.bezwaar_tot = op, None
    toegekend = collect_inhoud(accreditatie)
    if is_anders(gevraagd, toegekend) and not reden.strip():
        raise Fouten(ANDERS_ZONDER_REDEN, status=409)
    _take(accreditatie, handeling, reden=reden, inhoud=toegekend, door=door, op=op)


@transaction.atomic
def take_stap(accreditatie: Accreditatie, handeling: str, *, reden: str = "", door: Gebruiker, op: datetime) -> None:
    """Do any other step of the process. Raises Fouten when it does not fit, or this person may not take it."""
    accreditatie = _lock(accreditatie)
    stap = HANDELINGEN[handeling]
    fouten = [*_judge(accreditatie, stap, door, reden)]
    vandaag = timezone.localdate(op)
    te_laat = accreditatie.bezwaar_tot is None or vandaag >= accreditatie.bezwaar_tot
    if handeling == "bezwaar-maken" and not fouten and te_laat:
        fouten.append(BEZWAAR_TE_LAAT)
    if fouten:
        raise Fouten(*fouten, status=409)
    if stap.naar == Accreditatie.Status.AFGEWEZEN:
        weken = accreditatieregel_op(vandaag).bezwaar_weken
        accreditatie.bezwaar_tot = vandaag + timedelta(weeks=weken) if handeling == "afwijzen" else None
        accreditatie.besloten_op = op
    elif handeling == "bezwaar-maken":
        accreditatie.ingediend_op = op
    _take(accreditatie, stap, reden=reden, door=door, op=op)


def find_laatste(accreditatie: Accreditatie) -> dict[str, int | None]:
    """Who took each kind of step last."""
    return dict(accreditatie.stappen.order_by("pk").values_list("handeling", "door_id"))


def _lock(accreditatie: Accreditatie) -> Accreditatie:
    """Held until the commit, so that of two people who decide at the same moment only one does."""
    return Accreditatie.objects.select_for_update().get(pk=accreditatie.pk)


def _judge(accreditatie: Accreditatie, stap: Handeling, door: Gebruiker, reden: str) -> tuple[Fout, ...]:
    eerder = find_laatste(accreditatie)
    return find_fouten(stap, status=accreditatie.status, wie=door.pk, reden=reden, eerder=eerder)


def _take(
    accreditatie: Accreditatie,
    stap: Handeling,
    *,
    reden: str,
    inhoud: Inhoud | None = None,
    door: Gebruiker,
    op: datetime,
) -> None:
    """Everything that each step does: the new status, the row of the history, the mail and the logregel."""
    van, accreditatie.status = accreditatie.status, stap.naar
    accreditatie.save()
    accreditatie.stappen.create(
        handeling=stap.code,
        van=van,
        naar=stap.naar,
        door=door,
        reden=reden.strip(),
        inhoud=write_inhoud(inhoud) if inhoud else None,
        op=op,
    )
    if not stap.intern:
        _tell(accreditatie, stap, {"accreditatie": accreditatie, "reden": reden.strip()})
    if stap.door != OPLEIDER and stap.naar in BESLOTEN:
        opleiding = accreditatie.opleiding
        bericht = {"opleidingscode": opleiding.code, "accreditatieId": accreditatie.pk, "status": stap.naar}
        announce(opleiding.opleider, "accreditatie.besloten", bericht, op=op)
    details = {"van": van, "naar": stap.naar}
    write_logregel(
        f"accreditatie-{stap.code}", door=refer(door), onderwerp=refer(accreditatie), inhoud=details, op=op
    )


def _grant_onderdelen(accreditatie: Accreditatie, toekenning: Toekenning) -> None:
    """Bring minutes to what is granted, kenmerken in proportion; what is not granted goes."""
    for onderdeel in accreditatie.onderdelen.all():
        minuten = toekenning.minuten.get(onderdeel.pk, onderdeel.minuten)
        if not minuten:
            onderdeel.delete()
        elif minuten != onderdeel.minuten:
            onderdeel.kenmerken = scale_kenmerken(onderdeel.kenmerken, onderdeel.minuten, minuten)
            onderdeel.minuten = minuten
            onderdeel.save(update_fields=["minuten", "kenmerken"])


def _tell(accreditatie: Accreditatie, stap: Handeling, context: dict[str, Any]) -> None:
    """Mail to the other side: the office, or those who act for the opleider in this matter."""
    sjabloon = f"opleidingen/accreditatie/{stap.code}"
    if stap.door == OPLEIDER:
        send_bericht(settings.CONTACT_EMAIL, sjabloon, context)
        return
    for gebruiker in _find_ontvangers(accreditatie):
        send_bericht(gebruiker, sjabloon, context)


def _find_ontvangers(accreditatie: Accreditatie) -> list[Gebruiker]:
    """The administrators of the opleider, and whoever sent the application when that is somebody else of theirs."""
    opleider = accreditatie.opleiding.opleider
    mensen = {lid.gebruiker_id: lid.gebruiker for lid in find_beheerders(opleider)}
    afzenders = accreditatie.stappen.filter(handeling__in=INDIENINGEN).values("door")
    for lid in find_leden(opleider).filter(gebruiker__in=afzenders):
        mensen.setdefault(lid.gebruiker_id, lid.gebruiker)
    return list(mensen.values())
