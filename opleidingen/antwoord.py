"""What a delivery is answered, in the words of the API. Pure."""

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec

from opleidingen.meldingen import explain

FAST = 1
UITKOMSTEN = ("geboekt", "alBekend", "geparkeerd", "afgewezen")


class Antwoordregel(msgspec.Struct, rename="camel", omit_defaults=True, gc=False):
    """The answer to one row; `regel` counts from 1."""

    regel: int
    uitkomst: str
    code: str | None = None
    melding: str | None = None
    deelname_id: int | None = None
    kenmerk: str | None = None


class Aanleverantwoord(msgspec.Struct, rename="camel", omit_defaults=True):
    """The answer to a delivery, rows in the order sent. A trial has no `id` and says that it is one."""

    id: UUID | None
    totalen: dict[str, int]
    regels: list[Antwoordregel]
    proef: bool = False


def make_regel(
    regel: int, uitkomst: str, codes: str = "", deelname_id: int | None = None, kenmerk: str = ""
) -> Antwoordregel:
    """The answer to a row; of several `codes` (with spaces between) the first counts, all are explained."""
    code = codes.partition(" ")[0]
    return Antwoordregel(regel, uitkomst, code or None, explain(codes) or None, deelname_id, kenmerk or None)


def pack_bekend(deelname_ids: dict[int, int | None]) -> bytes:
    """Keep which rows were known already, and as which deelname: a few bytes per row, and nothing about a person.

    The same delivery sent again is the commonest mistake; as rows of a table it would cost as much as the first time.
    """
    return zlib.compress(msgspec.json.encode([*deelname_ids.items()]), FAST)


def unpack_bekend(packed: bytes) -> dict[int, int | None]:
    """The id of the known deelname by row number, in the order of the rows."""
    return dict(msgspec.json.decode(zlib.decompress(packed))) if packed else {}


def pack_regels(regels: Sequence[Antwoordregel]) -> bytes:
    """Keep the answers of a trial, without what the sender wrote beside each row."""
    kaal = [(regel.regel, regel.uitkomst, regel.code, regel.melding) for regel in regels]
    return zlib.compress(msgspec.json.encode(kaal), FAST)


def unpack_regels(packed: bytes) -> list[Antwoordregel]:
    return [Antwoordregel(*regel) for regel in msgspec.json.decode(zlib.decompress(packed))]


def count_totalen(regels: Iterable[Antwoordregel]) -> dict[str, int]:
    """How many rows per outcome; every outcome is named, also with zero."""
    aantallen = Counter([regel.uitkomst for regel in regels])
    return {uitkomst: aantallen[uitkomst] for uitkomst in UITKOMSTEN}
