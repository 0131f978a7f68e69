"""Two things that Django's query language cannot say, in the SQL of SQLite and of PostgreSQL."""

from typing import Any

from django.db.models import Aggregate, Func, IntegerField, TextField

Vertaling = tuple[str, list[Any]]


class AantalMaanden(Func):
    """`AantalMaanden(van, tot)`: whole calendar months between two dates, as `kern.periode.count_months` counts them.

    Only for `tot` not before `van`. A month is full on its last day when it has no such day: 31 January is a month
    before 28 February.
    """

    arity = 2
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Vertaling:
        maand = "(CAST(substr({0}, 1, 4) AS INTEGER) * 12 + CAST(substr({0}, 6, 2) AS INTEGER))"
        rest = "(substr({tot}, 9, 2) < substr({van}, 9, 2) AND strftime('%%d', {tot}, '+1 day') <> '01')"
        return self._fill(compiler, f"({maand.format('{tot}')} - {maand.format('{van}')} - {rest})")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Vertaling:
        maand = "(date_part('year', {0}) * 12 + date_part('month', {0}))"
        rest = (
            "(CASE WHEN date_part('day', {tot}) < date_part('day', {van})"
            " AND date_part('day', {tot} + 1) <> 1 THEN 1 ELSE 0 END)"
        )
        return self._fill(compiler, f"({maand.format('{tot}')} - {maand.format('{van}')} - {rest})::integer")

    def _fill(self, compiler: Any, vorm: str) -> Vertaling:
        """Put both dates in their places, with a parameter for each time that they are named."""
        van, tot = (compiler.compile(deel) for deel in self.get_source_expressions())
        parameters: list[Any] = []
        for stuk in vorm.split("{")[1:]:
            parameters += (van if stuk.startswith("van}") else tot)[1]
        return vorm.format(van=van[0], tot=tot[0]), parameters


class Opsomming(Aggregate):
    """`Opsomming(tekst, eerst, dan)`: the texts of a group with a comma between, ordered by the other two."""

    arity = 3
    output_field = TextField()

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Vertaling:
        delen = [compiler.compile(deel) for deel in self.get_source_expressions()[:3]]
        (tekst, _), (eerst, _), (dan, _) = delen
        sql = f"string_agg({tekst}, ',' ORDER BY {eerst}, {dan})"
        return sql, [parameter for _, parameters in delen for parameter in parameters]
