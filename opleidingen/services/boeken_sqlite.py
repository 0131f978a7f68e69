"""Book a delivery on SQLite, in a transaction that is alone from its beginning.

`boeken_postgres` does the same work; both offer the same functions.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from opleidingen.beoordeling import Boeking, Natuurlijk, Persoon
from opleidingen.services.boeken_ids import read_ids

INSERT = """
INSERT INTO opleidingen_deelname (
    gebruiker_id, opleiding_id, eind_datum, uitvoering_id, module_id, bijeenkomst_id, regel, accreditatie_id, minuten,
    kenmerk, aanlevering_id, geboekt_op
) VALUES (%s, %s, %s, NULLIF(%s, 0), NULLIF(%s, 0), NULLIF(%s, 0), %s, %s, %s, %s, '{aanlevering_id}', '{op}')
ON CONFLICT DO NOTHING
"""
# CROSS JOIN keeps this order: one look into the natural key for each that is asked. Three lists with IN make it read
# every completion of these people.
FIND = """
SELECT gebruiker_id, opleiding_id, CAST(eind_datum AS text), COALESCE(uitvoering_id, 0), COALESCE(module_id, 0),
    COALESCE(bijeenkomst_id, 0), deelname.id
FROM json_each(%s) AS gezocht
CROSS JOIN opleidingen_deelname AS deelname
WHERE gebruiker_id = gezocht.value->>0
    AND opleiding_id = gezocht.value->>1
    AND eind_datum = gezocht.value->>2
    AND ingetrokken_op IS NULL
"""


def find_personen(nummers: Iterable[str]) -> dict[str, Persoon]:
    """Who has these numbers, by number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT registratienummer, gebruiker.id, zoeknaam"
            " FROM json_each(%s) CROSS JOIN accounts_gebruiker AS gebruiker ON registratienummer = value",
            [_to_json(list(nummers))],
        )
        return {nummer: (pk, zoeknaam) for nummer, pk, zoeknaam in cursor.fetchall()}


def find_deelnames(boekingen: Sequence[Boeking]) -> dict[Natuurlijk, int]:
    """Ids of completions of this person, course and day, by natural key: `boekingen`, maybe more."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [_to_json(sorted({boeking.sleutel[:3] for boeking in boekingen}))])
        return {row[:6]: row[6] for row in cursor.fetchall()}


def insert_deelnames(
    boekingen: Sequence[Boeking], *, aanlevering_id: UUID, eerste: int, op: datetime
) -> dict[int, int]:
    """Book what is not there yet. Returns the ids of what was booked, by row number.

    `eerste` is the number of the first row of this part: what other parts booked is not asked for.
    """
    if not boekingen:
        return {}
    sql = INSERT.format(aanlevering_id=aanlevering_id.hex, op=connection.ops.adapt_datetimefield_value(op))
    with connection.cursor() as cursor:
        # One statement with many rows costs a fifth more: it keeps a journal of its own, to undo itself halfway.
        cursor.executemany(sql, [(*sleutel, *rest) for sleutel, *rest in boekingen])
        return read_ids(cursor, boekingen, aanlevering_id=aanlevering_id.hex, eerste=eerste)


def insert_regels(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    places = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO opleidingen_aanleverregel ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - our names
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[value.hex if isinstance(value, UUID) else value for value in row] for row in rows])


def _to_json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
