"""Decide on an application: the judgement as it was, the term and the certificate, in one transaction."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.mail import send_bericht
from accounts.models import Gebruiker
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten
from kern.periode import add_months
from register.criteria import dossier_to_json, uitkomst_to_json
from register.models import Aanvraag, Besluit, Gebeurtenis, Termijn
from register.regelgeving import reglement_op
from register.services.aanvragen import lock_registratie
from register.services.certificaten import issue_certificaat
from register.services.gebeurtenissen import add_gebeurtenis
from register.services.registraties import refuse_eigen
from register.status import Registerstatus, Voorval
from register.toetsing import Toetsing, describe_tekort, toets_registratie

TOEKENNEND = (Besluit.Uitslag.TOEGEKEND, Besluit.Uitslag.ONDER_VOORWAARDEN)


@transaction.atomic
def take_besluit(aanvraag: Aanvraag, *, uitslag: str, reden: str, door: Gebruiker, op: datetime) -> Besluit:
    """Decide with a reason. Keeps the dossier and the outcome of that day, so that it can be explained for ever.

    Granting starts the term: today for a first registration, at the old end for the next one. Raises Fouten when
    somebody decided before, or when the dossier does not carry the uitslag.
    """
    registratie = lock_registratie(aanvraag.registratie)
    refuse_eigen(registratie, door)
    aanvraag = Aanvraag.objects.select_for_update().get(pk=aanvraag.pk)
    aanvraag.registratie = registratie
    toetsing = toets_registratie(registratie, peildatum=timezone.localdate(op), soort=aanvraag.soort)
    if bezwaren := [*_find_bezwaren(aanvraag, toetsing, uitslag, reden)]:
        raise Fouten(*bezwaren, status=409)
    besluit = _keep_besluit(aanvraag, toetsing, uitslag=uitslag, reden=reden.strip(), door=door, op=op)
    if uitslag in TOEKENNEND:
        _start_termijn(besluit, toetsing, door=door, op=op)
    send_bericht(registratie.gebruiker, f"register/besluit-{uitslag}", {"besluit": besluit})
    write_logregel(
        "besluit-genomen",
        door=refer(door),
        onderwerp=refer(besluit),
        inhoud={"aanvraag": refer(aanvraag), "uitslag": uitslag, "reglement": besluit.reglement},
        op=op,
    )
    return besluit


def _find_bezwaren(aanvraag: Aanvraag, toetsing: Toetsing, uitslag: str, reden: str) -> Iterator[Fout]:
    if aanvraag.besloten_op or aanvraag.ingetrokken_op:
        yield Fout("al-afgehandeld", "Deze aanvraag is al afgehandeld. Er valt niets meer te besluiten.")
        return
    if not reden.strip():
        yield Fout("reden-ontbreekt", "Schrijf op waarom je dit besluit. De aanvrager krijgt dit te lezen.", "reden")
    if uitslag in TOEKENNEND:
        yield from _find_beletsels(aanvraag, toetsing, uitslag)


def _find_beletsels(aanvraag: Aanvraag, toetsing: Toetsing, uitslag: str) -> Iterator[Fout]:
    """What stands in the way of granting, whatever the office thinks of the entries."""
    if toetsing.status.soort == Registerstatus.DOORGEHAALD:
        yield Fout("doorgehaald", "Deze registratie is doorgehaald. Herstel de doorhaling eerst, of wijs af.")
    profiel = aanvraag.registratie.profiel
    if aanvraag.soort == Aanvraag.Soort.EERSTE and not profiel.identiteit_bevestigd_op:
        yield Fout("identiteit-onbevestigd", "Bevestig eerst de identiteit.")
    if aanvraag.soort == Aanvraag.Soort.EERSTE and not profiel.werk_bevestigd_op:
        yield Fout("werk-onbevestigd", "Bevestig eerst het huidige werk.")
    if uitslag == Besluit.Uitslag.TOEGEKEND:
        for eis in toetsing.tekorten:
            melding = f"{eis.titel}: {describe_tekort(eis)} Ken onder voorwaarden toe, of wijs af."
            yield Fout("tekort", melding, eis.code)


def _keep_besluit(
    aanvraag: Aanvraag, toetsing: Toetsing, *, uitslag: str, reden: str, door: Gebruiker, op: datetime
) -> Besluit:
    aanvraag.besloten_op = op
    aanvraag.save(update_fields=["besloten_op"])
    return Besluit.objects.create(
        aanvraag=aanvraag,
        uitslag=uitslag,
        reden=reden,
        peildatum=toetsing.peildatum,
        reglement=toetsing.reglement.sleutel,
        dossier=dossier_to_json(toetsing.dossier),
        uitkomst=uitkomst_to_json(toetsing.uitkomst),
        genomen_op=op,
        genomen_door=door,
    )


def _start_termijn(besluit: Besluit, toetsing: Toetsing, *, door: Gebruiker, op: datetime) -> Termijn:
    """Start the term and issue its certificate. Applying early costs no time: the next term starts at the old end."""
    van: date = toetsing.termijn.geldig_tot if toetsing.termijn else toetsing.peildatum
    reglement = reglement_op(van)
    termijn = Termijn.objects.create(
        registratie=toetsing.registratie,
        geldig_van=van,
        geldig_tot=add_months(van, reglement.termijn_maanden),
        reglement=reglement.sleutel,
        besluit=besluit,
    )
    if toetsing.status.is_uitgeschreven:
        terug = Voorval(Gebeurtenis.Soort.TERUGGEKEERD, van, None, op, openbaar=False)
        add_gebeurtenis(toetsing.registratie, terug, grond="Nieuwe eerste registratie.", door=door)
    if besluit.uitslag == Besluit.Uitslag.ONDER_VOORWAARDEN:
        voorval = Voorval(Gebeurtenis.Soort.ONDER_VOORWAARDEN, van, None, op)
        add_gebeurtenis(toetsing.registratie, voorval, grond=besluit.reden, door=door)
    issue_certificaat(termijn, op=op)
    return termijn
