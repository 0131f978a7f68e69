"""Name an obstacle, or take it back."""

from datetime import datetime

from django.db import transaction

from accounts.models import Gebruiker
from accounts.services.logboek import refer, write_logregel
from beroepscode.models import Signaal
from beroepscode.queries import NOG_EENS


@transaction.atomic
def give_signaal(gebruiker: Gebruiker, *, thema: str, tekst: str, op: datetime) -> Signaal:
    """The logboek knows that a signal was given and about what, never by whom.

    The same again within a minute is a button that was pressed twice: that answers the one that is there. Locks the
    one who gives it: the second waits here for the first.
    """
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    net = Signaal.objects.filter(gebruiker=gebruiker, thema=thema, tekst=tekst, gegeven_op__gt=op - NOG_EENS)
    if eerder := net.first():
        return eerder
    signaal = Signaal.objects.create(gebruiker=gebruiker, thema=thema, tekst=tekst, gegeven_op=op)
    write_logregel("signaal", door="professional", onderwerp=refer(signaal), inhoud={"thema": thema}, op=op)
    return signaal


@transaction.atomic
def withdraw_signaal(signaal: Signaal, *, op: datetime) -> None:
    """Erase it, with its text."""
    onderwerp = refer(signaal)
    signaal.delete()
    write_logregel("signaal-ingetrokken", door="professional", onderwerp=onderwerp, inhoud={}, op=op)
