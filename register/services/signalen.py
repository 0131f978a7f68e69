"""The office looked at a signal and says what it means. The besluit itself stays as it was taken."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts.models import Gebruiker
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten
from register.models import Besluit, Signaalafhandeling
from register.services.registraties import refuse_eigen
from register.signalen import collect_signalen

AL_AFGEHANDELD = Fout("al-afgehandeld", "Een collega handelde dit signaal al af. Je hoeft niets te doen.")
GEEN_REDEN = Fout("reden-ontbreekt", "Schrijf op wat je zag en wat je ermee doet.", "reden")


@transaction.atomic
def handle_signaal(
    besluit: Besluit, *, wijziging_ids: Collection[int], reden: str, door: Gebruiker, op: datetime
) -> None:
    """Mark the changes that the office saw as handled. What changed while it looked stays open.

    Raises Fouten: without a reason, about oneself, or (409) when none of these is open any more.
    """
    besluit = (
        Besluit.objects.select_for_update(of=("self",)).select_related("aanvraag__registratie").get(pk=besluit.pk)
    )
    refuse_eigen(besluit.aanvraag.registratie, door)
    if not reden.strip():
        raise Fouten(GEEN_REDEN)
    open_ids = {feit.id for signaal in collect_signalen([besluit.pk]) for feit in signaal.wijzigingen}
    gezien = sorted(open_ids.intersection(wijziging_ids))
    if not gezien:
        raise Fouten(AL_AFGEHANDELD, status=409)
    Signaalafhandeling.objects.bulk_create(
        Signaalafhandeling(
            besluit=besluit, wijziging_id=pk, reden=reden.strip(), afgehandeld_op=op, afgehandeld_door=door
        )
        for pk in gezien
    )
    inhoud = {"wijzigingen": gezien}
    write_logregel("signaal-afgehandeld", door=refer(door), onderwerp=refer(besluit), inhoud=inhoud, op=op)
