"""Look rows up: many at once by one parameter, where `IN` would take one for each, or one by a key that was sent."""

from collections.abc import Collection
from typing import Any

import msgspec
from django.db.models import F, Lookup

LANGSTE_PK = 18
"""Digits that always fit in the eight bytes of a primary key."""


class OneOf(Lookup):
    """`filter(OneOf(F("nummer"), nummers))`: the column holds one of these texts or whole numbers."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        kolom, parameters = self.process_lhs(compiler, connection)
        values = msgspec.json.encode(self.rhs).decode()
        return f"{kolom} IN (SELECT value FROM json_each(%s))", [*parameters, values]  # noqa: S608 - a column

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        kolom, parameters = self.process_lhs(compiler, connection)
        return f"{kolom} = ANY(%s)", [*parameters, list(self.rhs)]


def one_of(veld: str, waarden: Collection[str] | Collection[int]) -> OneOf:
    return OneOf(F(veld), tuple(waarden))


def read_pk(text: str) -> int | None:
    """A primary key out of an address or a form; None for what cannot be one, so that no database falls over it."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LANGSTE_PK else None
