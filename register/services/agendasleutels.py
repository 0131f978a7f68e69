"""The address of a calendar. Whoever has it reads along: it is random, kept as a hash, and its owner can end it."""

import secrets
from datetime import datetime

from django.db import transaction

from accounts.geheimen import hash_geheim
from accounts.models import Gebruiker
from accounts.services.logboek import refer, write_logregel
from register.models import Agendasleutel


@transaction.atomic
def make_agendasleutel(gebruiker: Gebruiker, *, op: datetime) -> str:
    """Make an address in place of the one before, and return its code, which can never be shown again."""
    code = secrets.token_urlsafe(24)
    sleutel, _ = Agendasleutel.objects.update_or_create(
        gebruiker=gebruiker, defaults={"hash": hash_geheim(code), "aangemaakt_op": op}
    )
    write_logregel("agenda-adres-gemaakt", door=refer(gebruiker), onderwerp=refer(sleutel), op=op)
    return code


@transaction.atomic
def revoke_agendasleutel(gebruiker: Gebruiker, *, op: datetime) -> None:
    """Stop the address at once. Without one nothing changes."""
    sleutel = Agendasleutel.objects.filter(gebruiker=gebruiker).first()
    if sleutel:
        onderwerp = refer(sleutel)
        sleutel.delete()
        write_logregel("agenda-adres-ingetrokken", door=refer(gebruiker), onderwerp=onderwerp, op=op)


def find_agendasleutel(code: str) -> Agendasleutel | None:
    """The address with this code, with its owner; None when it does not exist (any more)."""
    return (
        Agendasleutel.objects.select_related("gebruiker")
        .filter(hash=hash_geheim(code), gebruiker__is_active=True)
        .first()
    )
