"""Write the logboek: append-only, each row chained to the one before by its hash.

Rows hold references ("gebruiker:12", "aanvraag:7") and never personal data, so that a person can be erased while the
chain stays whole. A service calls `write_logregel` last in its transaction: the row's lock is held until the commit.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from accounts.models import Gebruiker, Logregel, Organisatie, Raadpleging

BEGIN = "0" * 64
# An arbitrary number that only the logboek uses: PostgreSQL has one lock per number.
SLOT = 7_264_201


def refer(row: models.Model) -> str:
    """The reference under which a row stands in the logboek, such as `gebruiker:12`."""
    return f"{row._meta.model_name}:{row.pk}"


@transaction.atomic
def write_logregel(
    handeling: str, *, door: str, onderwerp: str = "", inhoud: dict[str, Any] | None = None, op: datetime
) -> Logregel:
    """Add one act. Raises TypeError when `inhoud` holds what does not survive JSON unchanged, such as a fraction."""
    _lock()
    vorige = Logregel.objects.order_by("-volgnummer").values("volgnummer", "hash").first()
    regel = Logregel(
        volgnummer=vorige["volgnummer"] + 1 if vorige else 1,
        op=op,
        handeling=handeling,
        door=door,
        onderwerp=onderwerp,
        inhoud=json.loads(canonical_json(inhoud or {}), parse_float=_refuse_fraction),
        vorige=vorige["hash"] if vorige else BEGIN,
    )
    regel.hash = hash_logregel(regel)
    regel.save(force_insert=True)
    return regel


def hash_logregel(regel: Logregel) -> str:
    """SHA-256 over everything in the row, the hash of the row before included."""
    fields = {
        "volgnummer": regel.volgnummer,
        "op": regel.op.astimezone(UTC).isoformat(timespec="microseconds"),
        "handeling": regel.handeling,
        "door": regel.door,
        "onderwerp": regel.onderwerp,
        "inhoud": regel.inhoud,
        "vorige": regel.vorige,
    }
    return hashlib.sha256(canonical_json(fields).encode()).hexdigest()


def canonical_json(value: Any) -> str:
    """The one way to write a value down: keys in order, no spaces, so that equal values have equal hashes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def record_raadplegingen(
    gebruikers_ids: Iterable[int],
    *,
    wat: str,
    reden: str = "",
    door: Gebruiker | None = None,
    organisatie: Organisatie | None = None,
    onderwerp: str = "",
    op: datetime,
) -> None:
    """Note in everybody's own log that somebody looked, at `onderwerp` (see `refer`) if it was at one thing.

    Looking at yourself is not noted.
    """
    Raadpleging.objects.bulk_create(
        Raadpleging(
            gebruiker_id=pk, door=door, organisatie=organisatie, wat=wat, reden=reden, onderwerp=onderwerp, op=op
        )
        for pk in gebruikers_ids
        if door is None or pk != door.pk
    )


def record_overzicht(
    gebruikers_ids: Iterable[int], *, wat: str, reden: str, door: Gebruiker, organisatie: Organisatie, op: datetime
) -> None:
    """Note that people stood in a list that somebody works from: once a day for each who looks, however often."""
    ids, dag = set(gebruikers_ids), timezone.localdate(op)
    gezien = Raadpleging.objects.filter(gebruiker__in=ids, door=door, wat=wat, op__date=dag)
    nieuw = ids - {*gezien.values_list("gebruiker", flat=True)}
    record_raadplegingen(sorted(nieuw), wat=wat, reden=reden, door=door, organisatie=organisatie, op=op)


def _lock() -> None:
    """Let one writer through at a time. SQLite does so by itself: its transactions begin IMMEDIATE."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SLOT])


def _refuse_fraction(text: str) -> None:
    raise TypeError(f"Een breuk ({text}) komt niet uit elke database hetzelfde terug. Schrijf hem als tekst.")
