"""Xlsx files written by hand, part by part, so that each fault of the world can be planted."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from kern.fouten import Fouten
from kern.tabellen import Bron, Grenzen, Tabel, read_tabel
from kern.tabellen.grenzen import GRENZEN

HOOFD = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKKET = "http://schemas.openxmlformats.org/package/2006/relationships"
STIJLEN = (
    f'<styleSheet xmlns="{HOOFD}"><numFmts><numFmt numFmtId="164" formatCode="[$-413]d\\ mmmm\\ yyyy"/>'
    '<numFmt numFmtId="165" formatCode="&quot;dag&quot;0"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)


def make_delen(rijen: str, *, teksten: str = "", werkmap: str = "", stijlen: str = STIJLEN) -> dict[str, str]:
    """The parts of a workbook with one sheet; `rijen` is what stands in `sheetData`."""
    return {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{HOOFD}" xmlns:r="{RELATIES}">{werkmap}'
        '<sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PAKKET}">'
        f'<Relationship Id="rId1" Type="{RELATIES}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATIES}/styles" Target="/xl/styles.xml"/>'
        f'<Relationship Id="rId3" Type="{RELATIES}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": stijlen,
        "xl/sharedStrings.xml": f'<sst xmlns="{HOOFD}">{teksten}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{HOOFD}"><dimension ref="A1:B2"/>'
        f"<sheetData>{rijen}</sheetData></worksheet>",
    }


def pack(delen: dict[str, str | bytes], compressie: int = ZIP_DEFLATED) -> bytes:
    uit = BytesIO()
    with ZipFile(uit, "w", compressie) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return uit.getvalue()


def make_bron(inhoud: bytes, stuk: int = 2**20) -> Bron:
    """The bytes as a file hands them over."""

    def open_bron() -> Iterator[bytes]:
        return (inhoud[begin : begin + stuk] for begin in range(0, len(inhoud), stuk))

    return open_bron


def open_tabel(inhoud: bytes, grenzen: Grenzen = GRENZEN, stuk: int = 2**20) -> Tabel:
    return read_tabel(make_bron(inhoud, stuk), grenzen=grenzen)


def read(inhoud: bytes, grenzen: Grenzen = GRENZEN) -> list[tuple[int, list[str]]]:
    """Place and cells of each row."""
    return [tuple(rij) for rij in open_tabel(inhoud, grenzen).rijen]


def read_cellen(rijen: str, **delen: str) -> list[list[str]]:
    """The cells of a sheet that holds these rows of XML."""
    return [cellen for _, cellen in read(pack(make_delen(rijen, **delen)))]


def find_weigering(inhoud: bytes, grenzen: Grenzen = GRENZEN) -> str:
    """The code that refuses this file; empty when it is read."""
    try:
        for _ in open_tabel(inhoud, grenzen).rijen:
            pass
    except Fouten as fouten:
        return fouten.fouten[0].code
    return ""
