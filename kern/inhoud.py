"""Read the body of a request that may be large, without ever holding much of it in memory."""

from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from typing import Protocol

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from kern.bestanden import MB

IN_GEHEUGEN = 4 * MB
BLOK = 64 * 1024


class Stroom(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def read_inhoud(request: HttpRequest, *, hoogstens: int) -> bytes | mmap:
    """The body: bytes when it is small, otherwise a window on a file without a name, which reads like bytes.

    Raises RequestDataTooBig for more than `hoogstens` bytes, before any of it is read.
    """
    lengte = int(request.META.get("CONTENT_LENGTH") or 0)
    if lengte > hoogstens:
        raise RequestDataTooBig(f"{lengte} bytes")
    return read_stroom(request, hoogstens=lengte) if lengte > IN_GEHEUGEN else request.body


def read_stroom(stroom: Stroom, *, hoogstens: int) -> bytes | mmap:
    """At most `hoogstens` bytes of a stream, in the same way."""
    inhoud = bytearray()
    while len(inhoud) <= IN_GEHEUGEN and (blok := stroom.read(min(BLOK, hoogstens - len(inhoud)))):
        inhoud += blok
    if len(inhoud) <= IN_GEHEUGEN:
        return bytes(inhoud)
    with TemporaryFile() as bestand:
        over = hoogstens - bestand.write(inhoud)
        while over and (blok := stroom.read(min(BLOK, over))):
            over -= bestand.write(blok)
        bestand.flush()
        return mmap(bestand.fileno(), 0, access=ACCESS_READ)
