"""What is kept of a list between reading and booking, as bytes. Pure; services encrypt it."""

import zlib
from collections import Counter
from collections.abc import Sequence

import msgspec

FAST = 1
MONSTER = 8
"""So many rows are shown to somebody who says what the columns are."""


class Inhoud(msgspec.Struct, omit_defaults=True):
    """What a list says before its rows, and what the opleider chose.

    `kop`: its headings, empty when it has none; `na`: rows up to and including this place are no rows of the list;
    `eerste`: the place of the first row of `monster`, the rows by which somebody chooses columns.
    `velden`: per column its field, empty for none. `vast`: field → what holds for every row that says nothing.
    `vervangen`: field → what stands there → what is meant. `gekozen`: an opleider or the headings said all this.
    """

    kop: list[str] = []
    na: int = 0
    eerste: int = 1
    velden: list[str] = []
    vast: dict[str, str] = {}
    vervangen: dict[str, dict[str, str]] = {}
    monster: list[list[str]] = []
    is_1904: bool = False
    herkend: str = ""
    overgeslagen: list[str] = []
    gekozen: bool = False


class Lijstrij(msgspec.Struct, array_like=True, omit_defaults=True, gc=False):
    """A row: its place in the sheet and its cells as they were, what it would be answered, what was corrected."""

    plaats: int
    cellen: list[str]
    uitkomst: str = ""
    codes: str = ""
    verbeterd: dict[str, str] = {}


Herhaald = Counter[tuple[str, str]]
"""How often a wrong value occurs, by field and value."""
_rijen = msgspec.msgpack.Decoder(list[Lijstrij])
_inhoud = msgspec.msgpack.Decoder(Inhoud)
_herhaald = msgspec.msgpack.Decoder(list[tuple[str, str, int]])
_encoder = msgspec.msgpack.Encoder()


def pack_inhoud(inhoud: Inhoud) -> bytes:
    return _encoder.encode(inhoud)


def unpack_inhoud(pakket: bytes) -> Inhoud:
    return _inhoud.decode(pakket)


def pack_rijen(rijen: Sequence[Lijstrij]) -> bytes:
    return zlib.compress(_encoder.encode(rijen), FAST)


def unpack_rijen(pakket: bytes) -> list[Lijstrij]:
    return _rijen.decode(zlib.decompress(pakket))


def pack_herhaald(herhaald: Herhaald, *, hoogstens: int = 50) -> bytes:
    """The commonest wrong values."""
    return _encoder.encode([(veld, waarde, aantal) for (veld, waarde), aantal in herhaald.most_common(hoogstens)])


def unpack_herhaald(pakket: bytes) -> Herhaald:
    return Counter({(veld, waarde): aantal for veld, waarde, aantal in _herhaald.decode(pakket)})
