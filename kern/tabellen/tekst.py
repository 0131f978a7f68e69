"""Text with separators: CSV in the encodings that Excel writes, and what people paste out of a sheet."""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, IncrementalDecoder, getincrementaldecoder
from collections import Counter
from collections.abc import Iterator
from time import monotonic
from typing import Any

from kern.tabellen.grenzen import Grenzen, refuse
from kern.tabellen.tabel import Bron, Tabel, Tabelrij, trim

SCHEIDINGEN = {";": "puntkomma", "\t": "tab", ",": "komma", "|": "streepje"}
CODERINGEN = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
TUSSEN_AANHALINGSTEKENS = re.compile(r'(?:^|(?<=[;,|\t\r\n]))"(?:[^"]|"")*"')
MONSTER = 2**16
MONSTERRIJEN = 30
KLOK_PER = 2000


def read_tekst(bron: Bron, grenzen: Grenzen) -> Tabel:
    """Read text in one of `CODERINGEN` with one of `SCHEIDINGEN`. Raises Fouten for what is no such text."""
    codering, grootte = find_codering(bron, grenzen)
    stroom = _Stroom(bron())
    tekst = io.TextIOWrapper(io.BufferedReader(stroom, 2**18), codering, newline="")
    monster = _read_monster(bron, codering)
    eerste, scheiding = _find_sep(monster)
    scheiding = scheiding or find_scheiding(monster)
    herkend = f"tekst in {CODERINGEN.get(codering, 'UTF-16')}, gescheiden met {SCHEIDINGEN[scheiding]}"
    rijen = _read_rijen(tekst, scheiding, grenzen, overslaan=eerste)
    return Tabel(rijen, herkend, lambda: min(1.0, stroom.gelezen / max(1, grootte)))


def find_codering(bron: Bron, grenzen: Grenzen) -> tuple[str, int]:
    """The encoding and the number of bytes. Looks at every byte: one ë in the last row decides."""
    decoder = getincrementaldecoder("utf-8")()
    codering, grootte = "", 0
    is_utf8 = True
    for stuk in bron():
        if not grootte:
            codering = _find_merk(stuk)
        grootte += len(stuk)
        if grootte > grenzen.tekstbytes:
            refuse("bestand-te-groot")
        if codering.startswith("utf-16"):
            continue
        if b"\0" in stuk:
            refuse("tekens-nul")
        is_utf8 = is_utf8 and _decodes(decoder, stuk)
    if not grootte:
        refuse("bestand-leeg")
    is_utf8 = is_utf8 and _decodes(decoder, b"", final=True)
    return codering or ("utf-8" if is_utf8 else "cp1252"), grootte


def _find_merk(begin: bytes) -> str:
    """UTF-16 by its mark, or by the zero in every other byte that Western text has in it; UTF-8 by its mark."""
    if begin.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    if begin.startswith(BOM_UTF8):
        return "utf-8-sig"
    even, oneven = begin[:1000:2], begin[1:1000:2]
    if oneven and 2 * oneven.count(0) > len(oneven) and 0 not in even:
        return "utf-16-le"
    if even and 2 * even.count(0) > len(even) and 0 not in oneven:
        return "utf-16-be"
    return ""


def _decodes(decoder: IncrementalDecoder, stuk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(stuk, final)
    except UnicodeDecodeError:
        return False
    return True


def _read_monster(bron: Bron, codering: str) -> str:
    """The beginning as text, whole lines."""
    begin = next(bron(), b"")
    monster = begin[:MONSTER].decode(codering, errors="ignore")
    if len(begin) <= MONSTER or "\n" not in monster:
        return monster
    return monster[: monster.rindex("\n") + 1]


def _find_sep(monster: str) -> tuple[bool, str]:
    """A first line `sep=;`, which Excel understands, says what separates and is no row."""
    regel = monster.partition("\n")[0].strip('\r" ').lower()
    scheiding = regel.removeprefix("sep=") if regel.startswith("sep=") else ""
    return regel.startswith("sep="), scheiding if scheiding in SCHEIDINGEN else ""


def find_scheiding(monster: str) -> str:
    """What makes the most rows of the same width, and then the widest rows; a semicolon when nothing separates.

    What stands between quotes separates nothing.
    """
    kaal = TUSSEN_AANHALINGSTEKENS.sub("", monster)

    def judge(scheiding: str) -> tuple[int, int]:
        breedtes: Counter[int] = Counter()
        try:
            for rij in csv.reader(io.StringIO(kaal, newline=""), delimiter=scheiding):
                if len(rij) > 1:
                    breedtes[len(rij)] += 1
                if breedtes.total() == MONSTERRIJEN:
                    break
        except csv.Error:
            return 0, 0
        breedte, aantal = breedtes.most_common(1)[0] if breedtes else (0, 0)
        return aantal, breedte

    return max(SCHEIDINGEN, key=judge)


def _read_rijen(tekst: io.TextIOWrapper, scheiding: str, grenzen: Grenzen, *, overslaan: bool) -> Iterator[Tabelrij]:
    einde = monotonic() + grenzen.seconden
    cellen = 0
    try:
        for plaats, rij in enumerate(csv.reader(_read_regels(tekst, grenzen), delimiter=scheiding), 1):
            if not trim(rij) or (overslaan and plaats == 1):
                continue
            cellen += len(rij)
            if plaats > grenzen.rijen:
                refuse("te-veel-rijen")
            if len(rij) > grenzen.kolommen:
                refuse("te-veel-kolommen")
            if cellen > grenzen.cellen:
                refuse("te-veel-cellen")
            if plaats % KLOK_PER == 0 and monotonic() > einde:
                refuse("bestand-duurt-te-lang")
            af = monotonic()
            yield Tabelrij(plaats, rij)
            einde += monotonic() - af  # what others do with a row is not our time
    except csv.Error:  # a field longer than 131,072 characters: a quote that never closes
        refuse("aanhalingsteken")
    except UnicodeDecodeError:
        refuse("tekens-onbekend")


def _read_regels(tekst: io.TextIOWrapper, grenzen: Grenzen) -> Iterator[str]:
    """Lines, and never more of one than `grenzen.regel`, whatever the file holds."""
    while regel := tekst.readline(grenzen.regel):
        if len(regel) == grenzen.regel and regel[-1] not in "\r\n":
            refuse("regel-te-lang")
        if "\0" in regel:
            refuse("tekens-nul")
        yield regel


class _Stroom(io.RawIOBase):
    """Pieces of bytes as one file, counting what went through."""

    def __init__(self, stukken: Iterator[bytes]) -> None:
        self.stukken, self.rest, self.gelezen = stukken, b"", 0

    def readable(self) -> bool:
        return True

    def readinto(self, doel: Any) -> int:
        while not self.rest:
            stuk = next(self.stukken, None)
            if stuk is None:
                return 0
            self.rest = stuk
        aantal = min(len(doel), len(self.rest))
        doel[:aantal] = self.rest[:aantal]
        self.rest = self.rest[aantal:]
        self.gelezen += aantal
        return aantal
