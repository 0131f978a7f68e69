"""The zip that an xlsx file is: opened with distrust, and its XML fed to a parser in small pieces.

Sizes in a zip can lie, a few kilobytes can unfold into gigabytes, and XML can refer to itself without end. So nothing
is believed beforehand: what comes out is counted while it comes, and a document type, the root of all such tricks in
XML, is refused as such. Excel writes none.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from time import monotonic
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from kern.tabellen.grenzen import MB, Grenzen, refuse
from kern.tabellen.tabel import Bron

HAP = 2**16
EINDE, EINDE_ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
GROOTSTE_LIJST = MB
"""Of the list of contents: no workbook comes near it, and each of its entries costs ten times its size in memory."""
DIEPSTE = 100
"""Tags in each other; a sheet goes ten deep."""
ONSCHULDIG = 10 * MB
"""What comes out of a file may be this much, however small the file was."""
Attributen = Mapping[str, str]


class Pakket:
    """The parts of one xlsx file; all of them together may unfold to `grenzen.uitgepakt` and take `seconden`."""

    def __init__(self, bron: Bron, grenzen: Grenzen) -> None:
        self.grenzen = grenzen
        inhoud = _read_whole(bron, grenzen.xlsxbytes)
        _check_lijst(inhoud)
        try:
            self._zip = ZipFile(BytesIO(inhoud))
        except (BadZipFile, ValueError, NotImplementedError):
            refuse("bestand-onleesbaar")
        self._delen = {info.filename: info for info in self._zip.infolist()}
        self._hoogstens = min(grenzen.uitgepakt, max(ONSCHULDIG, grenzen.verhouding * len(inhoud)))
        self._uitgepakt = 0
        self._einde = monotonic() + grenzen.seconden

    def __contains__(self, naam: object) -> bool:
        return naam in self._delen

    def grootte(self, naam: str) -> int:
        return self._delen[naam].file_size

    def begin(self, naam: str) -> bytes:
        """The first bytes of a part."""
        with self._open(naam) as deel:
            return deel.read(200)

    def parse(
        self,
        naam: str,
        *,
        start: Callable[[str, Attributen], None] | None = None,
        end: Callable[[str], None] | None = None,
        tekst: Callable[[str], None] | None = None,
    ) -> Iterator[int]:
        """Feed a part to a parser, and yield after each bite how many bytes went in. Names come with their prefix.

        Raises Fouten for what is damaged, too large, too slow, or made to do harm.
        """
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.CharacterDataHandler = tekst
        gevoerd = diepte = 0

        def descend(naam: str, attributen: Attributen) -> None:
            nonlocal diepte
            diepte += 1
            if diepte > DIEPSTE:
                refuse("bestand-verdacht")  # each open tag costs memory
            if start:
                start(naam, attributen)

        def ascend(naam: str) -> None:
            nonlocal diepte
            diepte -= 1
            if end:
                end(naam)

        parser.StartElementHandler, parser.EndElementHandler = descend, ascend
        try:
            with self._open(naam) as deel:
                while hap := deel.read(HAP):
                    parser.Parse(hap, False)
                    gevoerd += len(hap)
                    self._count(len(hap))
                    if gevoerd - max(0, parser.CurrentByteIndex) > self.grenzen.xml_stuk:
                        refuse("bestand-verdacht")  # one tag that goes on and on
                    af = monotonic()
                    yield gevoerd
                    self._einde += monotonic() - af  # what others do with the rows is not our time
            parser.Parse(b"", True)
            yield gevoerd
        except (ExpatError, BadZipFile, zlib.error, EOFError, NotImplementedError, LookupError, ValueError):
            refuse("bestand-onleesbaar")

    def read(self, naam: str, **handlers: Callable[..., None] | None) -> None:
        """Go through the whole of a part."""
        for _ in self.parse(naam, **handlers):
            pass

    def _open(self, naam: str) -> IO[bytes]:
        deel: ZipInfo = self._delen[naam]
        if deel.flag_bits & 1:
            refuse("bestand-xls")  # with a password
        if deel.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            refuse("bestand-onleesbaar")
        return self._zip.open(deel)

    def _count(self, aantal: int) -> None:
        self._uitgepakt += aantal
        if self._uitgepakt > self._hoogstens:
            refuse("bestand-verdacht" if self._hoogstens < self.grenzen.uitgepakt else "bestand-te-groot")
        if monotonic() > self._einde:
            refuse("bestand-duurt-te-lang")


def _read_whole(bron: Bron, hoogstens: int) -> bytes:
    inhoud = bytearray()
    for stuk in bron():
        inhoud += stuk
        if len(inhoud) > hoogstens:
            refuse("bestand-te-groot")
    return bytes(inhoud)


def _check_lijst(inhoud: bytes) -> None:
    """The list at the end of a zip says how long it is; Python reads all of it into memory, so this looks first."""
    plek = inhoud.rfind(EINDE, max(0, len(inhoud) - 65_557))
    if plek < 0 or len(inhoud) < plek + 22:
        refuse("bestand-onleesbaar")
    if int.from_bytes(inhoud[plek + 12 : plek + 16], "little") > GROOTSTE_LIJST:
        refuse("bestand-verdacht")
    if inhoud[max(0, plek - 20) : plek].startswith(EINDE_ZIP64):
        refuse("bestand-verdacht")  # for zips beyond 4 GB


def _refuse_doctype(*_: object) -> None:
    refuse("bestand-verdacht")
