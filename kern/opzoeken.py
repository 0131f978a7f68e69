"""Look up many values at once as one parameter, where `IN` would take one for each."""

from collections.abc import Collection
from typing import Any

import msgspec
from django.db.models import F, Lookup


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
