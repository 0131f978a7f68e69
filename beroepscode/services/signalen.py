"""Name an obstacle, or take it back."""

from datetime import datetime

from django.db import transaction

from accounts.models import Gebruiker
from accounts.services.logboek import refer, write_logregel
from beroepscode.models import Signaal


@transaction.atomic
def give_signaal(gebruiker: Gebruiker, *, thema: str, tekst: str, op: datetime) -> Signaal:
    """The logboek knows that a signal was given and about what, never by whom."""
    signaal = Signaal.objects.create(gebruiker=gebruiker, thema=thema, tekst=tekst, gegeven_op=op)
    write_logregel("signaal", door="professional", onderwerp=refer(signaal), inhoud={"thema": thema}, op=op)
    return signaal


@transaction.atomic
def withdraw_signaal(signaal: Signaal, *, op: datetime) -> None:
    """Erase it, with its text."""
    onderwerp = refer(signaal)
    signaal.delete()
    write_logregel("signaal-ingetrokken", door="professional", onderwerp=onderwerp, inhoud={}, op=op)
