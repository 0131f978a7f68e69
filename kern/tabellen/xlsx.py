"""Rows out of an xlsx file: what its cells hold, in constant memory beside the texts that they share.

Reads what the format says (ECMA-376) and what other programs make of it: any prefix of a name, cells without an
address, sheets that lie about their size, texts shared or in the cell itself. Of a formula the value counts that was
last computed. Nothing but rows is looked at, so a fault in a colour or a chart does no harm.
"""

import posixpath
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from kern.tabellen.cellen import DATUMVORMEN, shows_datum
from kern.tabellen.grenzen import Grenzen, refuse
from kern.tabellen.pakket import Attributen, Pakket
from kern.tabellen.tabel import Bron, Tabel, Tabelrij
from kern.tabellen.werkblad import Werkblad

WERKMAP = "xl/workbook.xml"
MEESTE_BLADEN = 20


@dataclass(slots=True)
class Werkmap:
    """What a workbook says before its first row. `bladen`: name and part of each visible sheet."""

    bladen: list[tuple[str, str]] = field(default_factory=list)
    teksten: list[str] = field(default_factory=list)
    datumstijlen: frozenset[int] = frozenset()
    is_1904: bool = False


def read_xlsx(bron: Bron, grenzen: Grenzen) -> Tabel:
    """Read the first visible sheet that holds something. Raises Fouten, also later while rows are read."""
    pakket = Pakket(bron, grenzen)
    werkmap = _read_werkmap(pakket, grenzen)
    gevuld = [(naam, deel) for naam, deel in werkmap.bladen if _is_gevuld(pakket, deel, werkmap, grenzen)]
    if not gevuld:
        refuse("bestand-leeg")
    (naam, deel), *andere = gevuld
    blad = _open_blad(pakket, deel, werkmap, grenzen)
    grootte = max(1, pakket.grootte(deel))
    return Tabel(
        rijen=blad.read(),
        herkend=f"Excel, blad {naam}",
        gelezen=lambda: min(1.0, blad.gelezen / grootte),
        is_1904=werkmap.is_1904,
        overgeslagen=tuple(naam for naam, _ in andere),
    )


def _is_gevuld(pakket: Pakket, deel: str, werkmap: Werkmap, grenzen: Grenzen) -> bool:
    rijen: Iterator[Tabelrij] = _open_blad(pakket, deel, werkmap, grenzen).read()
    return next(rijen, None) is not None


def _open_blad(pakket: Pakket, deel: str, werkmap: Werkmap, grenzen: Grenzen) -> Werkblad:
    return Werkblad(
        partial(pakket.parse, deel),
        teksten=werkmap.teksten,
        datumstijlen=werkmap.datumstijlen,
        is_1904=werkmap.is_1904,
        grenzen=grenzen,
    )


def _read_werkmap(pakket: Pakket, grenzen: Grenzen) -> Werkmap:
    deel = next((doel for soort, doel in _read_relaties(pakket, "").values() if soort == "officeDocument"), WERKMAP)
    if deel not in pakket:
        _refuse_geen_xlsx(pakket)
    werkmap = Werkmap()
    relaties = _read_relaties(pakket, deel)
    bladen: list[tuple[str, str]] = []

    def start(naam: str, attributen: Attributen) -> None:
        soort = local(naam)
        if soort == "workbookPr":
            werkmap.is_1904 = attributen.get("date1904", "0").lower() in ("1", "true")
        elif soort == "sheet" and attributen.get("state", "visible") == "visible":
            sleutel = next((waarde for naam, waarde in attributen.items() if naam.endswith(":id")), "")
            bladen.append((attributen.get("name", ""), relaties.get(sleutel, ("", ""))[1]))

    pakket.read(deel, start=start)
    werkmap.bladen = [(naam, doel) for naam, doel in bladen if doel in pakket][:MEESTE_BLADEN]
    for soort, doel in relaties.values():
        if soort == "sharedStrings" and doel in pakket:
            werkmap.teksten = _read_teksten(pakket, doel, grenzen)
        elif soort == "styles" and doel in pakket:
            werkmap.datumstijlen = _read_datumstijlen(pakket, doel)
    return werkmap


def _read_relaties(pakket: Pakket, deel: str) -> dict[str, tuple[str, str]]:
    """What a part points at: by id the last word of its kind, and the part."""
    map_, naam = posixpath.split(deel)
    lijst = posixpath.join(map_, "_rels", f"{naam}.rels")
    relaties: dict[str, tuple[str, str]] = {}

    def start(naam: str, attributen: Attributen) -> None:
        if local(naam) == "Relationship":
            doel = attributen.get("Target", "")
            doel = doel.lstrip("/") if doel.startswith("/") else posixpath.normpath(posixpath.join(map_, doel))
            relaties[attributen.get("Id", "")] = (attributen.get("Type", "").rpartition("/")[2], doel)

    if lijst in pakket:
        pakket.read(lijst, start=start)
    return relaties


def _read_teksten(pakket: Pakket, deel: str, grenzen: Grenzen) -> list[str]:
    """The texts that cells share, each without the marks of its letters and without how it is pronounced."""
    teksten: list[str] = []
    stukken: list[str] = []
    leest, stil, lengte, gewicht = False, 0, 0, 0

    def start(naam: str, attributen: Attributen) -> None:
        nonlocal leest, stil
        soort = local(naam)
        stil += soort == "rPh"
        leest = soort == "t" and not stil

    def end(naam: str) -> None:
        nonlocal leest, stil, lengte, gewicht
        soort = local(naam)
        leest = False
        stil -= soort == "rPh"
        if soort == "si":
            heel = "".join(stukken)
            stukken.clear()
            lengte = 0
            gewicht += sys.getsizeof(heel) + 8
            if gewicht > grenzen.gedeelde_tekst:
                refuse("te-veel-cellen")
            teksten.append(heel)

    def tekst(stuk: str) -> None:
        nonlocal lengte
        if leest:
            lengte += len(stuk)
            if lengte > grenzen.cel:
                refuse("cel-te-lang")
            stukken.append(stuk)

    pakket.read(deel, start=start, end=end, tekst=tekst)
    return teksten


def _read_datumstijlen(pakket: Pakket, deel: str) -> frozenset[int]:
    """The numbers of the styles of a cell that show a day or a time."""
    vormen: dict[str, str] = {}
    stijlen: list[str] = []
    in_cellen = False

    def start(naam: str, attributen: Attributen) -> None:
        nonlocal in_cellen
        soort = local(naam)
        if soort == "cellXfs":
            in_cellen = True
        elif soort == "numFmt":
            vormen[attributen.get("numFmtId", "")] = attributen.get("formatCode", "")
        elif soort == "xf" and in_cellen:
            stijlen.append(attributen.get("numFmtId", "0"))

    def end(naam: str) -> None:
        nonlocal in_cellen
        in_cellen = in_cellen and local(naam) != "cellXfs"

    pakket.read(deel, start=start, end=end)
    datum = {vorm for vorm, code in vormen.items() if shows_datum(code)}
    datum |= {str(vorm) for vorm in DATUMVORMEN} - vormen.keys()
    return frozenset(nummer for nummer, vorm in enumerate(stijlen) if vorm in datum)


def _refuse_geen_xlsx(pakket: Pakket) -> None:
    if "xl/workbook.bin" in pakket:
        refuse("bestand-xlsb")
    if "mimetype" in pakket and b"opendocument" in pakket.begin("mimetype"):
        refuse("bestand-ods")
    refuse("bestand-geen-xlsx")


def local(naam: str) -> str:
    """A name without the prefix of its namespace, which every program chooses for itself."""
    return naam.rpartition(":")[2]
