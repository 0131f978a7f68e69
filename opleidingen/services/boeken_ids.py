"""Which id each row got that was just written: by counting where that is certain, otherwise by asking."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from opleidingen.beoordeling import Boeking

SPAN = "SELECT MIN(id), MAX(id), COUNT(*) FROM opleidingen_deelname WHERE aanlevering_id = %s AND regel >= %s"
IDS = "SELECT regel, id FROM opleidingen_deelname WHERE aanlevering_id = %s AND regel >= %s"


def read_ids(cursor: Any, boekingen: Sequence[Boeking], *, aanlevering_id: UUID | str, eerste: int) -> dict[int, int]:
    """The ids of what was booked of `boekingen`, by row number; they were written in this order.

    A database hands out ids in the order of writing. When there are as many as rows and none in between is another's,
    each row has the one at its own place.
    """
    cursor.execute(SPAN, [aanlevering_id, eerste])
    laagste, hoogste, aantal = cursor.fetchone()
    if aantal == len(boekingen) and aantal and hoogste - laagste + 1 == aantal:
        return dict(zip([boeking.regel for boeking in boekingen], range(laagste, hoogste + 1), strict=True))
    cursor.execute(IDS, [aanlevering_id, eerste])
    return dict(cursor.fetchall())
