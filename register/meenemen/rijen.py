"""Rows as plain values: for JSON, and flatter for a spreadsheet."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F

from accounts.models import Gebruiker
from register.meenemen.bronnen import Bron

Rij = dict[str, Any]
NAAR_TEKST: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (datetime, lambda waarde: waarde.astimezone(UTC).isoformat().replace("+00:00", "Z")),
    (date, date.isoformat),
    (time, time.isoformat),
    (Decimal, str),
    (UUID, str),
)


def read_rijen(bron: Bron, gebruiker: Gebruiker) -> list[Rij]:
    """All rows of one source, each with every column. One query."""
    waarden = [bron.lees.get(naam, F(naam)) for naam in bron.namen]
    return [make_rij(bron, rij) for rij in bron.find(gebruiker).values_list(*waarden)]


def make_rij(bron: Bron, waarden: tuple[Any, ...]) -> Rij:
    return {
        naam: bron.omzetten[naam](waarde) if naam in bron.omzetten else make_plain(waarde)
        for naam, waarde in zip(bron.namen, waarden, strict=True)
    }


def make_plain(waarde: Any) -> Any:
    """A value that JSON can hold: moments in UTC, decimals as text. Raises TypeError for bytes: convert those."""
    for soort, schrijf in NAAR_TEKST:
        if isinstance(waarde, soort):
            return schrijf(waarde)
    if isinstance(waarde, bytes | memoryview):
        raise TypeError("Bytes zijn niet leesbaar. Zet de kolom in `omzetten` of `weglaten` van zijn bron.")
    return waarde


def list_koppen(bron: Bron) -> list[str]:
    """The heading of each column: what the column is called for people."""
    titels = {kolom.name: str(kolom.verbose_name) for kolom in bron.kolommen}
    return [titels.get(naam, naam) for naam in bron.namen]


def list_cellen(rij: Rij) -> list[str]:
    return [write_cel(waarde) for waarde in rij.values()]


def write_cel(waarde: Any) -> str:
    """What a cell shows. A nested value is written as JSON."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, dict | list):
        return json.dumps(waarde, ensure_ascii=False)
    return "" if waarde is None else str(waarde)
