"""Correct, withdraw and restore a completion. What it was stays on record, with the reason, and the person hears it.

Not the person: a completion of somebody else is withdrawn and delivered again.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.mail import send_bericht
from accounts.models import Berichtsoort, Gebruiker, Sleutel
from accounts.services.logboek import refer, write_logregel
from accounts.services.webhooks import announce
from kern.fouten import Fout, Fouten
from opleidingen.aanbod import Adres, Leereenheid, find_leereenheid
from opleidingen.aanleverregels import aanleverregels_op
from opleidingen.beoordeling import KENMERK_LENGTE
from opleidingen.correcties import VELDEN, judge_reden
from opleidingen.dossiers import collect_onderdelen
from opleidingen.meldingen import MELDINGEN
from opleidingen.models import Deelname, Deelnamewijziging
from opleidingen.queries import load_aanbod
from opleidingen.waarde import select_onderdelen, sum_minuten

Soort = Deelnamewijziging.Soort
AL_INGETROKKEN = Fout("al-ingetrokken", "Deze deelname is al ingetrokken. Herstel haar eerst, of lever opnieuw aan.")
NIET_INGETROKKEN = Fout("niet-ingetrokken", "Deze deelname is niet ingetrokken. Je hoeft niets te doen.")
STAAT_ER_AL = Fout(
    "deelname-staat-er-al",
    "Van deze deelnemer staat deze deelname er al. Trek een van beide in als dat niet klopt.",
)
ADRES = ("uitvoeringscode", "modulecode", "bijeenkomstcode", "eindDatum")
PLAATSEN = {naam.lower(): naam for naam in VELDEN}


def find_correctie_tot(deelname: Deelname) -> date:
    """The first day on which nothing about this completion changes any more: by the rules of the day of booking."""
    geboekt = timezone.localdate(deelname.geboekt_op)
    return aanleverregels_op(geboekt).find_correctie_tot(geboekt)


@transaction.atomic
def correct_deelname(
    deelname: Deelname,
    velden: Mapping[str, str | int | None],
    *,
    reden: str,
    door: Gebruiker | Sleutel,
    peildatum: date,
    op: datetime,
) -> Deelname:
    """Change what `velden` names, judged like a delivery of today. Nothing happens when everything stays as it was.

    Without minutes they stay, unless the correction points at another part: then those of that part count. Raises
    Fouten: 422 for what does not fit, 409 for a completion that cannot be changed (any more) or that exists already.
    """
    deelname = _lock(deelname)
    _refuse(deelname, reden, peildatum, ingetrokken=False)
    oud = describe_deelname(deelname)
    nieuw = oud | dict(velden)
    eenheid = _find_eenheid(deelname, oud, nieuw, peildatum)
    if nieuw["minuten"] is None or (_points(oud) != _points(nieuw) and "minuten" not in velden):
        nieuw["minuten"] = eenheid.minuten
    nieuw["kenmerk"] = (nieuw["kenmerk"] or "").strip()
    if fouten := [*_judge_rest(nieuw, eenheid)]:
        raise Fouten(*fouten, status=422)
    _fill(deelname, eenheid, nieuw)
    nieuw = describe_deelname(deelname)
    if oud == nieuw:
        return deelname
    _save(deelname)
    verschil = [naam for naam in oud if oud[naam] != nieuw[naam]]
    _record(
        deelname,
        Soort.GECORRIGEERD,
        reden=reden,
        door=door,
        op=op,
        oud={naam: oud[naam] for naam in verschil},
        nieuw={naam: nieuw[naam] for naam in verschil},
    )
    return deelname


@transaction.atomic
def withdraw_deelname(
    deelname: Deelname, *, reden: str, door: Gebruiker | Sleutel, peildatum: date, op: datetime
) -> Deelname:
    """Take a completion out of the sums. It stays to be seen, with the reason. Delivered again it is booked anew."""
    deelname = _lock(deelname)
    _refuse(deelname, reden, peildatum, ingetrokken=False)
    deelname.ingetrokken_op = op
    deelname.save(update_fields=["ingetrokken_op"])
    _record(deelname, Soort.INGETROKKEN, reden=reden, door=door, op=op)
    return deelname


@transaction.atomic
def restore_deelname(
    deelname: Deelname, *, reden: str, door: Gebruiker | Sleutel, peildatum: date, op: datetime
) -> Deelname:
    """Undo a withdrawal. Raises Fouten (409) when the completion was delivered again since."""
    deelname = _lock(deelname)
    _refuse(deelname, reden, peildatum, ingetrokken=True)
    deelname.ingetrokken_op = None
    _save(deelname)
    _record(deelname, Soort.HERSTELD, reden=reden, door=door, op=op)
    return deelname


def _lock(deelname: Deelname) -> Deelname:
    rijen = Deelname.objects.select_for_update(of=("self",))
    return rijen.select_related("gebruiker", "opleiding__opleider", "uitvoering", "module", "bijeenkomst").get(
        pk=deelname.pk
    )


def _refuse(deelname: Deelname, reden: str, peildatum: date, *, ingetrokken: bool) -> None:
    """Everything that stands in the way before anybody looks at what is to change."""
    if (deelname.ingetrokken_op is not None) != ingetrokken:
        raise Fouten(NIET_INGETROKKEN if ingetrokken else AL_INGETROKKEN, status=409)
    tot = find_correctie_tot(deelname)
    if peildatum >= tot:
        melding = f"Dit kon tot {tot:%d-%m-%Y}. Klopt er nog iets niet? Vraag het registerkantoor."
        raise Fouten(Fout("correctietermijn-voorbij", melding), status=409)
    if fouten := [*judge_reden(reden)]:
        raise Fouten(*fouten, status=422)


def describe_deelname(deelname: Deelname) -> dict[str, Any]:
    """What can be corrected, under the names of the API; None for what is not there."""
    return {
        "uitvoeringscode": deelname.uitvoering.code if deelname.uitvoering else None,
        "modulecode": deelname.module.code if deelname.module else None,
        "bijeenkomstcode": deelname.bijeenkomst.code if deelname.bijeenkomst else None,
        "eindDatum": deelname.eind_datum.isoformat(),
        "minuten": deelname.minuten,
        "kenmerk": deelname.kenmerk,
    }


def _points(waarden: Mapping[str, Any]) -> tuple[str, ...]:
    """Which part of the course, as codes without spaces around them; the day does not matter."""
    return tuple((waarden[naam] or "").strip() for naam in ADRES[:3])


def _find_eenheid(
    deelname: Deelname, oud: Mapping[str, Any], nieuw: Mapping[str, Any], peildatum: date
) -> Leereenheid:
    """What is pointed at now. A completion that stays where it is keeps the accreditation it was booked with."""
    adres = Adres(deelname.opleiding.code, *((nieuw[naam] or "").strip() for naam in ADRES))
    if adres[1:] == tuple(oud[naam] or "" for naam in ADRES) and nieuw["minuten"] is not None:
        return _keep_eenheid(deelname)
    aanbod = load_aanbod(
        deelname.opleiding.opleider, opleidingscodes=[adres.opleidingscode], uitvoeringscodes=[adres.uitvoeringscode]
    )
    eenheid, codes = find_leereenheid(adres, aanbod, peildatum=peildatum)
    if eenheid is None:
        raise Fouten(*(Fout(code, MELDINGEN[code], find_plaats(code)) for code in codes), status=422)
    return eenheid


def find_plaats(code: str) -> str:
    """The field that a code is about, under the name of the API; empty when it is about another one."""
    return PLAATSEN.get(code.partition("-")[0], "")


def _keep_eenheid(deelname: Deelname) -> Leereenheid:
    onderdeel_id = deelname.module_id or (deelname.bijeenkomst.module_id if deelname.bijeenkomst else None)
    onderdelen = collect_onderdelen({deelname.accreditatie_id})[deelname.accreditatie_id]
    hoogstens = sum_minuten(select_onderdelen(onderdelen, onderdeel_id))
    delen = (deelname.uitvoering_id or 0, deelname.module_id or 0, deelname.bijeenkomst_id or 0)
    sleutel = (deelname.opleiding_id, deelname.eind_datum.isoformat(), *delen)
    return Leereenheid(sleutel, deelname.accreditatie_id, deelname.minuten, hoogstens)


def _judge_rest(nieuw: Mapping[str, Any], eenheid: Leereenheid) -> Iterator[Fout]:
    codes = {
        "minuten-te-weinig": nieuw["minuten"] <= 0,
        "minuten-te-veel": nieuw["minuten"] > eenheid.hoogstens,
        "kenmerk-te-lang": len(nieuw["kenmerk"]) > KENMERK_LENGTE,
    }
    return (Fout(code, MELDINGEN[code], find_plaats(code)) for code, fout in codes.items() if fout)


def _fill(deelname: Deelname, eenheid: Leereenheid, nieuw: Mapping[str, Any]) -> None:
    _, eind_datum, uitvoering_id, module_id, bijeenkomst_id = eenheid.sleutel
    deelname.eind_datum = date.fromisoformat(eind_datum)
    deelname.uitvoering_id, deelname.module_id = uitvoering_id or None, module_id or None
    deelname.bijeenkomst_id, deelname.accreditatie_id = bijeenkomst_id or None, eenheid.accreditatie_id
    deelname.minuten, deelname.kenmerk = nieuw["minuten"], nieuw["kenmerk"]


def _save(deelname: Deelname) -> None:
    """The natural key decides whether the completion exists already, not a look beforehand."""
    try:
        with transaction.atomic():
            deelname.save()
    except IntegrityError:
        raise Fouten(STAAT_ER_AL, status=409) from None


def _record(
    deelname: Deelname,
    soort: str,
    *,
    reden: str,
    door: Gebruiker | Sleutel,
    op: datetime,
    oud: dict[str, Any] | None = None,
    nieuw: dict[str, Any] | None = None,
) -> None:
    """Keep what happened, tell the person when they want to know, and write the logboek."""
    wijziging = Deelnamewijziging.objects.create(
        deelname=deelname,
        soort=soort,
        oud=oud or {},
        nieuw=nieuw or {},
        reden=reden.strip(),
        door=door if isinstance(door, Gebruiker) else None,
        sleutel=door if isinstance(door, Sleutel) else None,
        op=op,
    )
    if wijziging.raakt_dossier:
        tell_wijziging(wijziging)
    bericht = {"deelnameId": deelname.pk, "kenmerk": deelname.kenmerk}
    announce(deelname.opleiding.opleider, f"deelname.{soort}", bericht, op=op)
    inhoud = {"wijziging": refer(wijziging), "velden": sorted(oud or {})}
    write_logregel(f"deelname-{soort}", door=refer(door), onderwerp=refer(deelname), inhoud=inhoud, op=op)


def tell_wijziging(wijziging: Deelnamewijziging) -> None:
    """A mail at once, a line in the mail of the week, or nothing: as the person chose."""
    opleiding = wijziging.deelname.opleiding
    context = {"wijziging": wijziging, "opleiding": opleiding, "opleider": opleiding.opleider}
    send_bericht(wijziging.deelname.gebruiker, f"opleidingen/{wijziging.soort}", context, soort=Berichtsoort.LEVERING)
