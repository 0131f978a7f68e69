"""Book a delivery on PostgreSQL: COPY into the table, or where rows are known already, into a staging table first.

`boeken_sqlite` does the same work; both offer the same functions.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from opleidingen.beoordeling import Boeking, Natuurlijk, Persoon
from opleidingen.services.boeken_ids import read_ids

# Made once per connection and emptied for every delivery: making it each time would let the
# catalogue of tables swell.
STAGING = """
CREATE TEMPORARY TABLE IF NOT EXISTS boeking (
    gebruiker_id bigint, opleiding_id bigint, eind_datum date, uitvoering_id bigint, module_id bigint,
    bijeenkomst_id bigint, regel integer, accreditatie_id bigint, minuten integer, kenmerk text
) ON COMMIT DELETE ROWS;
TRUNCATE boeking;
"""
STAGED = {
    "gebruiker_id": "int8",
    "opleiding_id": "int8",
    "eind_datum": "date",
    "uitvoering_id": "int8",
    "module_id": "int8",
    "bijeenkomst_id": "int8",
    "regel": "int4",
    "accreditatie_id": "int8",
    "minuten": "int4",
    "kenmerk": "text",
}
KOLOMMEN = {**STAGED, "aanlevering_id": "uuid", "geboekt_op": "timestamptz"}
# In the order of the natural key, so that two deliveries at once wait for each other and never in a circle.
INSERT = """
INSERT INTO opleidingen_deelname (
    gebruiker_id, opleiding_id, eind_datum, uitvoering_id, module_id, bijeenkomst_id, regel, accreditatie_id, minuten,
    kenmerk, aanlevering_id, geboekt_op
)
SELECT gebruiker_id, opleiding_id, eind_datum, NULLIF(uitvoering_id, 0), NULLIF(module_id, 0),
    NULLIF(bijeenkomst_id, 0), regel, accreditatie_id, minuten, kenmerk, %s, %s
FROM boeking
ORDER BY boeking.gebruiker_id, boeking.opleiding_id, boeking.eind_datum, boeking.uitvoering_id, boeking.module_id,
    boeking.bijeenkomst_id
ON CONFLICT DO NOTHING
RETURNING regel, id
"""
FIND = """
SELECT gebruiker_id, opleiding_id, eind_datum::text, COALESCE(uitvoering_id, 0), COALESCE(module_id, 0),
    COALESCE(bijeenkomst_id, 0), id
FROM opleidingen_deelname
WHERE gebruiker_id = ANY(%s) AND opleiding_id = ANY(%s) AND eind_datum = ANY(%s::date[]) AND ingetrokken_op IS NULL
"""


def find_personen(nummers: Iterable[str]) -> dict[str, Persoon]:
    """Who has these numbers, by number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT registratienummer, id, zoeknaam FROM accounts_gebruiker WHERE registratienummer = ANY(%s)",
            [list(nummers)],
        )
        return {nummer: (pk, zoeknaam) for nummer, pk, zoeknaam in cursor.fetchall()}


def find_deelnames(boekingen: Sequence[Boeking]) -> dict[Natuurlijk, int]:
    """Ids of completions of these people and courses on these days, by natural key: `boekingen`, maybe more."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [sorted({boeking.sleutel[place] for boeking in boekingen}) for place in range(3)])
        return {row[:6]: row[6] for row in cursor.fetchall()}


def insert_deelnames(
    boekingen: Sequence[Boeking], *, aanlevering_id: UUID, eerste: int, op: datetime
) -> dict[int, int]:
    """Book what is not there yet. Returns the ids of what was booked, by row number.

    Nearly always all of it is new. Only when one row is not, it goes by way of the staging table.
    """
    if not boekingen:
        return {}
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                _copy_deelnames(cursor, boekingen, aanlevering_id, op)
        except IntegrityError:
            cursor.execute(STAGING)
            _copy(cursor, "boeking", STAGED, ((*boeking.sleutel, *boeking[1:]) for boeking in boekingen))
            cursor.execute(INSERT, [aanlevering_id, op])
            return dict(cursor.fetchall())
        return read_ids(cursor, boekingen, aanlevering_id=aanlevering_id, eerste=eerste)


def _copy_deelnames(cursor: Any, boekingen: Sequence[Boeking], aanlevering_id: UUID, op: datetime) -> None:
    """Straight into the table, in binary: a quarter of the work of COPY with text."""
    dagen = {dag: date.fromisoformat(dag) for dag in {boeking.sleutel[2] for boeking in boekingen}}
    sql = f"COPY opleidingen_deelname ({', '.join(KOLOMMEN)}) FROM STDIN (FORMAT binary)"
    with connection.wrap_database_errors, cursor.copy(sql) as copy:
        copy.set_types(list(KOLOMMEN.values()))
        for (gebruiker, opleiding, dag, uitvoering, module, bijeenkomst), *rest in boekingen:
            plek = (uitvoering or None, module or None, bijeenkomst or None)
            copy.write_row((gebruiker, opleiding, dagen[dag], *plek, *rest, aanlevering_id, op))


def insert_regels(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        _copy(cursor, "opleidingen_aanleverregel", columns, rows)


def _copy(cursor: Any, table: str, columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> None:
    sql = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.wrap_database_errors, cursor.copy(sql) as copy:  # Django itself wraps only what it knows
        for row in rows:
            copy.write_row(row)
