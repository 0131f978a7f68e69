"""Apply for a registration, and take an application back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.mail import send_bericht
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten
from register.models import Aanvraag, Registratie
from register.toetsing import find_bezwaren, toets_registratie


@transaction.atomic
def submit_aanvraag(registratie: Registratie, *, soort: str, op: datetime) -> Aanvraag:
    """Apply for `soort`. Raises Fouten with everything that is short or in the way.

    Re-registration is open until the day before the end of the term; what is *voorlopig* is for the office to judge.
    """
    registratie = lock_registratie(registratie)
    toetsing = toets_registratie(registratie, peildatum=timezone.localdate(op), soort=soort)
    if bezwaren := find_bezwaren(toetsing, soort):
        raise Fouten(*bezwaren, status=409)
    aanvraag = Aanvraag.objects.create(registratie=registratie, soort=soort, ingediend_op=op)
    send_bericht(registratie.gebruiker, "register/aanvraag-ontvangen", {"aanvraag": aanvraag})
    write_logregel(
        "aanvraag-ingediend",
        door=refer(registratie.gebruiker),
        onderwerp=refer(aanvraag),
        inhoud={"soort": soort, "reglement": toetsing.reglement.sleutel},
        op=op,
    )
    return aanvraag


@transaction.atomic
def withdraw_aanvraag(aanvraag: Aanvraag, *, op: datetime) -> None:
    """Take back an application of one's own. Raises Fouten once it is settled."""
    gebruiker = aanvraag.registratie.gebruiker
    open_nog = Aanvraag.objects.filter(pk=aanvraag.pk, besloten_op=None, ingetrokken_op=None)
    if not open_nog.update(ingetrokken_op=op):
        raise Fouten(Fout("al-afgehandeld", "Deze aanvraag is al afgehandeld. Intrekken kan niet meer."), status=409)
    aanvraag.ingetrokken_op = op
    send_bericht(gebruiker, "register/aanvraag-ingetrokken", {"aanvraag": aanvraag})
    write_logregel("aanvraag-ingetrokken", door=refer(gebruiker), onderwerp=refer(aanvraag), op=op)


def lock_registratie(registratie: Registratie) -> Registratie:
    """Read a registration afresh and keep others from changing its course until the transaction ends."""
    return (
        Registratie.objects.select_for_update(of=("self",))
        .select_related("gebruiker", "profiel")
        .get(pk=registratie.pk)
    )
