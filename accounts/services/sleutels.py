"""Machine keys of organisations. The key is known to its holder alone; we keep a hash."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.geheimen import hash_geheim
from accounts.models import Organisatie, Sleutel
from accounts.services.logboek import refer, write_logregel

# Writing the last use at every call would make each reading call a writing one.
GEBRUIK_NOTEREN_NA = timedelta(minutes=1)


@transaction.atomic
def create_sleutel(
    organisatie: Organisatie,
    *,
    naam: str,
    scopes: Iterable[str],
    is_test: bool = False,
    door: str = "register",
    op: datetime | None = None,
) -> tuple[Sleutel, str]:
    """Make a key and return it with its text `sam_<prefix>_<secret>`, which can never be shown again.

    With a test key everything is checked and nothing is booked.

    Raises ValueError for a scope that does not exist.
    """
    scopes = sorted(Sleutel.Scope(scope).value for scope in set(scopes))
    prefix = secrets.token_hex(6)
    tekst = f"sam_{prefix}_{secrets.token_hex(24)}"
    sleutel = Sleutel.objects.create(
        organisatie=organisatie, naam=naam, prefix=prefix, hash=hash_geheim(tekst), scopes=scopes, is_test=is_test
    )
    inhoud = {"organisatie": refer(organisatie), "scopes": scopes} | ({"test": True} if is_test else {})
    write_logregel("sleutel-gemaakt", door=door, onderwerp=refer(sleutel), inhoud=inhoud, op=op or timezone.now())
    return sleutel, tekst


@transaction.atomic
def revoke_sleutel(sleutel: Sleutel, *, door: str = "register", op: datetime | None = None) -> None:
    """Stop a key at once. Revoking it again changes nothing."""
    op = op or timezone.now()
    if Sleutel.objects.filter(pk=sleutel.pk, ingetrokken_op__isnull=True).update(ingetrokken_op=op):
        sleutel.ingetrokken_op = op
        write_logregel("sleutel-ingetrokken", door=door, onderwerp=refer(sleutel), op=op)


def use_sleutel(tekst: str, *, op: datetime) -> Sleutel | None:
    """Find the key that belongs to this text and note its use; None when it opens nothing (any more)."""
    delen = tekst.split("_")
    if len(delen) != 3 or delen[0] != "sam" or not delen[1].isalnum():
        return None
    sleutel = Sleutel.objects.select_related("organisatie").filter(prefix=delen[1]).first()
    if sleutel is None or not secrets.compare_digest(sleutel.hash, hash_geheim(tekst)):
        return None
    if sleutel.ingetrokken_op is not None or not sleutel.organisatie.is_toegelaten:
        return None
    _note_use(sleutel, op)
    return sleutel


def _note_use(sleutel: Sleutel, op: datetime) -> None:
    if sleutel.laatst_gebruikt_op is None or sleutel.laatst_gebruikt_op <= op - GEBRUIK_NOTEREN_NA:
        stale = Q(laatst_gebruikt_op=None) | Q(laatst_gebruikt_op__lt=op)
        Sleutel.objects.filter(stale, pk=sleutel.pk).update(laatst_gebruikt_op=op)
