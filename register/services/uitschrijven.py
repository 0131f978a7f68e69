"""Leave the register by one's own wish, and come back while the term still runs."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.mail import send_bericht
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten
from register.loopbanen import collect_loopbaan
from register.models import Gebeurtenis, Registratie
from register.services.aanvragen import lock_registratie
from register.services.gebeurtenissen import add_gebeurtenis
from register.status import Voorval

EIGEN_VERZOEK = "Op eigen verzoek."
NIET_INGESCHREVEN = Fout("niet-ingeschreven", "Je staat nu niet in het register. Je hoeft je niet uit te schrijven.")
NIET_UITGESCHREVEN = Fout("niet-uitgeschreven", "Je hebt je niet uitgeschreven. Er is niets om ongedaan te maken.")
TERMIJN_VOORBIJ = Fout("termijn-voorbij", "Je termijn is voorbij. Vraag een nieuwe eerste registratie aan.")


@transaction.atomic
def leave_register(registratie: Registratie, *, op: datetime) -> Gebeurtenis:
    """Leave from today: status *leerregister*, no valid certificate. The dossier stays as it is.

    An application that waits is withdrawn along. Raises Fouten for who is not in the register.
    """
    registratie, vandaag = lock_registratie(registratie), timezone.localdate(op)
    if not collect_loopbaan(registratie.pk).status_op(vandaag).in_register:
        raise Fouten(NIET_INGESCHREVEN, status=409)
    gebeurtenis = _record(registratie, Gebeurtenis.Soort.UITGESCHREVEN, op)
    _withdraw_aanvragen(registratie, op)
    send_bericht(registratie.gebruiker, "register/uitgeschreven", {"gebeurtenis": gebeurtenis})
    return gebeurtenis


@transaction.atomic
def return_to_register(registratie: Registratie, *, op: datetime) -> Gebeurtenis:
    """Undo leaving, from today, while a granted term still runs. Raises Fouten otherwise."""
    registratie, vandaag = lock_registratie(registratie), timezone.localdate(op)
    loopbaan = collect_loopbaan(registratie.pk)
    if not loopbaan.status_op(vandaag).is_uitgeschreven:
        raise Fouten(NIET_UITGESCHREVEN, status=409)
    if not loopbaan.loopt_nog(vandaag):
        raise Fouten(TERMIJN_VOORBIJ, status=409)
    gebeurtenis = _record(registratie, Gebeurtenis.Soort.TERUGGEKEERD, op)
    send_bericht(registratie.gebruiker, "register/teruggekeerd", {"gebeurtenis": gebeurtenis})
    return gebeurtenis


def _record(registratie: Registratie, soort: str, op: datetime) -> Gebeurtenis:
    """Nobody else needs to know why somebody stands where they stand: not public."""
    voorval = Voorval(soort, timezone.localdate(op), None, op, openbaar=False)
    return add_gebeurtenis(registratie, voorval, grond=EIGEN_VERZOEK, door=registratie.gebruiker)


def _withdraw_aanvragen(registratie: Registratie, op: datetime) -> None:
    for aanvraag in registratie.aanvragen.filter(besloten_op=None, ingetrokken_op=None):
        aanvraag.ingetrokken_op = op
        aanvraag.save(update_fields=["ingetrokken_op"])
        door = refer(registratie.gebruiker)
        write_logregel("aanvraag-ingetrokken", door=door, onderwerp=refer(aanvraag), op=op)
