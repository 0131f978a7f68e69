"""Let people into a group: by a mail to one address, or by a link for whoever receives it."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.geheimen import hash_geheim
from accounts.mail import send_bericht
from accounts.models import Berichtsoort, Gebruiker
from accounts.queries import find_gebruiker_by_email
from accounts.services.logboek import refer, write_logregel
from beroepscode.groepen import find_uitnodigingen_aan
from beroepscode.groepsregels import ledenregel_op
from beroepscode.models import Groep, Uitnodiging
from beroepscode.services.groepen import add_lid
from kern.fouten import Fout, Fouten

CODE_BYTES = 16
"""128 random bits."""
VERLOPEN = Fout("uitnodiging-verlopen", "Deze uitnodiging werkt niet meer. Vraag om een nieuwe.")


@transaction.atomic
def invite_by_mail(groep: Groep, adressen: Iterable[str], *, door: Gebruiker, op: datetime) -> None:
    """Mail a personal link to each address (lower case). A second invitation takes the place of the first.

    Whether somebody is in the register makes no difference to what the sender sees.
    """
    for adres in adressen:
        code = secrets.token_urlsafe(CODE_BYTES)
        uitnodiging, _ = Uitnodiging.objects.update_or_create(
            groep=groep, email=adres, defaults=_open(code, door=door, op=op)
        )
        context = {"groep": groep, "door": door.naam, "code": code, "uitnodiging": uitnodiging}
        naar = find_gebruiker_by_email(adres) or adres
        send_bericht(naar, "beroepscode/groep-uitnodiging", context, soort=Berichtsoort.GROEP)
        write_logregel("groep-uitgenodigd", door=refer(door), onderwerp=refer(groep), op=op)


@transaction.atomic
def make_link(groep: Groep, *, door: Gebruiker, op: datetime) -> str:
    """Make a link in place of the one before, and return its code, which can never be shown again."""
    code = secrets.token_urlsafe(CODE_BYTES)
    Uitnodiging.objects.update_or_create(groep=groep, email="", defaults=_open(code, door=door, op=op))
    write_logregel("groep-link-gemaakt", door=refer(door), onderwerp=refer(groep), op=op)
    return code


@transaction.atomic
def revoke_uitnodiging(uitnodiging: Uitnodiging, *, door: Gebruiker, op: datetime) -> None:
    write_logregel("groep-uitnodiging-ingetrokken", door=refer(door), onderwerp=refer(uitnodiging.groep), op=op)
    uitnodiging.delete()


@transaction.atomic
def accept_uitnodiging(uitnodiging: Uitnodiging, gebruiker: Gebruiker, *, op: datetime) -> None:
    """Come in. The invitations by mail, this one and others to the same person, have then done their work.

    Raises Fouten when it works no longer.
    """
    uitnodiging = Uitnodiging.objects.select_for_update().filter(pk=uitnodiging.pk).first()
    if uitnodiging is None or uitnodiging.is_verlopen(op):
        raise Fouten(VERLOPEN, status=410)
    add_lid(uitnodiging.groep, gebruiker, op=op)
    if uitnodiging.email:
        uitnodiging.delete()
    find_uitnodigingen_aan(uitnodiging.groep, gebruiker).delete()


@transaction.atomic
def decline_uitnodiging(uitnodiging: Uitnodiging, gebruiker: Gebruiker, *, op: datetime) -> None:
    """Say no to an invitation by mail: it is gone, and nobody is told who said so."""
    write_logregel("groep-uitnodiging-afgeslagen", door=refer(gebruiker), onderwerp=refer(uitnodiging.groep), op=op)
    uitnodiging.delete()


def _open(code: str, *, door: Gebruiker, op: datetime) -> dict[str, object]:
    dagen = ledenregel_op(timezone.localdate(op)).uitnodiging_dagen
    return {
        "code_hash": hash_geheim(code),
        "door": door,
        "verstuurd_op": op,
        "verloopt_op": op + timedelta(days=dagen),
    }
