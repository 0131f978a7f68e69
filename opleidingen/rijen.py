"""The one shape in which every format hands over its rows, and how JSON becomes that shape. Pure.

A fault in the whole body (unreadable, unknown keys, no list) raises `Fouten`; any other fault belongs to its row.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from mmap import mmap
from typing import Any

import msgspec

from kern.fouten import Fout, Fouten
from opleidingen.meldingen import GEEN_OBJECT

HOOGSTE_AANTAL = 10_000
"""Rows that are booked while the sender waits, and rows in one part of a larger delivery."""
Buffer = bytes | mmap
MEESTE_FOUTEN = 1000
"""Places that one refusal names: nobody reads more, and a large body could have half a million."""
TOON_HOOGSTENS = 200
FAST = 1


class Rij(msgspec.Struct, rename="camel", forbid_unknown_fields=True, gc=False):
    """One completion as the opleider wrote it down: nothing is trimmed or checked yet. `eind_datum` is ISO 8601."""

    registratienummer: str | None = None
    achternaam: str | None = None
    opleidingscode: str | None = None
    uitvoeringscode: str | None = None
    modulecode: str | None = None
    bijeenkomstcode: str | None = None
    eind_datum: str | None = None
    minuten: int | None = None
    kenmerk: str | None = None


class GebrekkigeRij(Rij, kw_only=True):
    """A row with values that do not fit their field: `fouten` names them, `gegevens` keeps what was delivered."""

    fouten: tuple[str, ...]
    gegevens: dict[str, str]


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    regels: list[Rij]


VELDEN = {field.encode_name: field for field in msgspec.structs.fields(Rij)}
_body = msgspec.json.Decoder(dict[str, msgspec.Raw])
_gaaf = msgspec.json.Decoder(_Body)
_list = msgspec.json.Decoder(list[msgspec.Raw])
_rij = msgspec.json.Decoder(Rij)
_text = msgspec.json.Decoder(str)
_pakket = msgspec.msgpack.Decoder(tuple[list[Rij | None], dict[int, GebrekkigeRij]])
_values = {name: msgspec.json.Decoder(field.type) for name, field in VELDEN.items()}


class Regels:
    """The rows of a body, not yet read: `len()` says how many there are, `read_delen` reads them part by part."""

    def __init__(self, regels: list[msgspec.Raw], onbekend: list[Fout]) -> None:
        self._regels = regels
        self._onbekend = onbekend

    def __len__(self) -> int:
        return len(self._regels)

    def read_delen(self) -> Iterator[list[Rij]]:
        """Parts of at most `HOOGSTE_AANTAL` rows. Raises Fouten where it makes no sense, at the latest at the end."""
        for begin in range(0, len(self._regels), HOOGSTE_AANTAL):
            with _explain():
                deel = [*_read_rijen(self._regels[begin : begin + HOOGSTE_AANTAL], begin, self._onbekend)]
            yield deel
        if self._onbekend:
            raise Fouten(*self._onbekend[:MEESTE_FOUTEN])


def read_json(body: Buffer) -> list[Rij]:
    """All rows of `{"regels": [...]}`. Raises Fouten for a body that cannot be read, with every fault in it."""
    try:
        return _gaaf.decode(body).regels  # nearly every body is whole: all at once costs half
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return [rij for deel in open_json(body).read_delen() for rij in deel]


def open_json(body: Buffer) -> Regels:
    """The same for a body of any size, to be read in parts. Raises Fouten for what shows at once."""
    with _explain():
        delen = _body.decode(body)
        onbekend = [_unknown(name) for name in delen if name != "regels"]
        try:
            return Regels(_list.decode(delen["regels"]), onbekend)
        except (KeyError, msgspec.ValidationError):
            melding = "De lijst met regels ontbreekt. Stuur ook een lege lijst mee."
            raise Fouten(Fout("regels-ontbreken", melding, "regels"), *onbekend) from None


@contextmanager
def _explain() -> Iterator[None]:
    try:
        yield
    except msgspec.ValidationError:
        melding = 'Stuur een object met een lijst: {"regels": [...]}.'
        raise Fouten(Fout("geen-object", melding)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        melding = "Wij kunnen deze inhoud niet lezen. Stuur JSON in UTF-8."
        raise Fouten(Fout("onleesbaar", melding)) from None


def _read_rijen(regels: list[msgspec.Raw], begin: int, onbekend: list[Fout]) -> Iterator[Rij]:
    for index, regel in enumerate(regels, begin):
        try:
            yield _rij.decode(regel)
        except msgspec.ValidationError:
            yield _read_gebrekkig(regel, f"regels.{index}", onbekend)


def _read_gebrekkig(regel: msgspec.Raw, plaats: str, onbekend: list[Fout]) -> GebrekkigeRij:
    """Read a row field by field, so that one bad value does not hide another; unknown keys go to `onbekend`."""
    try:
        delen = _body.decode(regel)
    except msgspec.ValidationError:
        return GebrekkigeRij(fouten=(GEEN_OBJECT,), gegevens={"regel": _show(regel)})
    onbekend += [_unknown(f"{plaats}.{name}") for name in delen if name not in VELDEN]
    goed: dict[str, Any] = {}
    fouten: list[str] = []
    for name in delen.keys() & VELDEN:
        try:
            goed[VELDEN[name].name] = _values[name].decode(delen[name])
        except msgspec.ValidationError:
            fouten.append(f"{name.lower()}-geen-{'getal' if name == 'minuten' else 'tekst'}")
    gegevens = {name: _show(waarde) for name, waarde in delen.items()}
    return GebrekkigeRij(**goed, fouten=tuple(sorted(fouten)), gegevens=gegevens)


def _show(waarde: msgspec.Raw) -> str:
    """A value as text: a string as it is, anything else as the JSON that was delivered, cut off."""
    try:
        return _text.decode(waarde)
    except msgspec.ValidationError:
        return bytes(waarde).decode()[:TOON_HOOGSTENS]


def _unknown(plaats: str) -> Fout:
    naam = plaats.rpartition(".")[2]
    return Fout("onbekend-veld", f"Het veld {naam} kennen wij niet. Haal het weg of verbeter de naam.", plaats)


def split_delen(rijen: Iterable[Rij]) -> Iterator[list[Rij]]:
    """Parts of at most `HOOGSTE_AANTAL` rows, in order, so that nobody holds all rows at once."""
    stroom = iter(rijen)
    while deel := list(islice(stroom, HOOGSTE_AANTAL)):
        yield deel


def pack_rijen(rijen: Sequence[Rij]) -> bytes:
    """Rows as bytes, to keep until they are booked."""
    gebrekkig = {place: rij for place, rij in enumerate(rijen) if type(rij) is GebrekkigeRij}
    gaaf = [None if place in gebrekkig else rij for place, rij in enumerate(rijen)] if gebrekkig else rijen
    return zlib.compress(msgspec.msgpack.encode((gaaf, gebrekkig)), FAST)


def unpack_rijen(pakket: bytes) -> list[Rij]:
    gaaf, gebrekkig = _pakket.decode(zlib.decompress(pakket))
    return [gebrekkig[place] if rij is None else rij for place, rij in enumerate(gaaf)]
