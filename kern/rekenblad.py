"""Rows for a spreadsheet: as CSV with semicolons and a mark that says UTF-8, as Dutch ones expect, or as xlsx."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

BOM = "\ufeff"
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A spreadsheet computes what begins like this; of the wide signs some do so too."""
LANGSTE_CEL = 32_767
PER_STUK = 500
"""Rows that go out together."""
BEGIN = (1980, 1, 1, 0, 0, 0)
"""Each part of an xlsx carries this moment, so that the same rows are the same file."""
_ONLEESBAAR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ONTSNAPT = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would read as a sign: `_x000D_` is the end of a line."""

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
HOOFD = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SOORTEN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELATIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKKETRELATIES = "http://schemas.openxmlformats.org/package/2006/relationships"
DELEN = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SOORTEN}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SOORTEN}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{SOORTEN}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PAKKETRELATIES}">'
    f'<Relationship Id="rId1" Type="{RELATIES}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{HOOFD}" xmlns:r="{RELATIES}">'
    '<sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PAKKETRELATIES}">'
    f'<Relationship Id="rId1" Type="{RELATIES}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIES}/styles" Target="styles.xml"/></Relationships>',
    # Style 1 is text: what somebody types in such a cell stays as typed. Style 2 is that in bold.
    "xl/styles.xml": f'<styleSheet xmlns="{HOOFD}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


class _Stukken:
    """A file that can only be written to, on its way to whoever asks for the pieces."""

    def __init__(self, stukken: list[Any]) -> None:
        self.stukken = stukken

    def write(self, stuk: Any, /) -> int:
        self.stukken.append(stuk)
        return len(stuk)

    def flush(self) -> None:
        """Every piece is there at once."""


class Schrijfbaar(Protocol):
    def write(self, tekst: str, /) -> object: ...


def write_csv(doel: Schrijfbaar, koppen: Sequence[str], rijen: Iterable[Sequence[str]]) -> None:
    doel.write(BOM)
    writer = csv.writer(doel, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow([guard_cell(kop) for kop in koppen])
    writer.writerows([guard_cell(cel) for cel in rij] for rij in rijen)


def stream_csv(koppen: Sequence[str], rijen: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """As `write_csv`, in pieces while the rows come by."""
    stukken: list[str] = []
    lijst = _Stukken(stukken)
    writer = csv.writer(lijst, delimiter=";", quoting=csv.QUOTE_ALL)
    stukken.append(BOM)
    writer.writerow([guard_cell(kop) for kop in koppen])
    for nummer, rij in enumerate(rijen, 1):
        writer.writerow([guard_cell(cel) for cel in rij])
        if nummer % PER_STUK == 0:
            yield "".join(stukken).encode()
            stukken.clear()
    yield "".join(stukken).encode()


def stream_xlsx(koppen: Sequence[str], rijen: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """One sheet, in pieces while the rows come by. Every cell is text, so that no number loses a zero."""
    stukken: list[bytes] = []
    with ZipFile(_Stukken(stukken), "w", ZIP_DEFLATED) as pakket:  # type: ignore[call-overload]
        for naam, inhoud in DELEN.items():
            pakket.writestr(_make_deel(naam), XML + inhoud)
        with pakket.open(_make_deel("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as blad:
            kolommen = f'<cols><col min="1" max="{max(1, len(koppen))}" width="22" style="1" customWidth="1"/></cols>'
            blad.write(f'{XML}<worksheet xmlns="{HOOFD}">{kolommen}<sheetData>'.encode())
            blad.write(_make_rij(koppen, stijl=2))
            for nummer, rij in enumerate(rijen, 1):
                blad.write(_make_rij(rij, stijl=1))
                if nummer % PER_STUK == 0:
                    yield b"".join(stukken)
                    stukken.clear()
            blad.write(b"</sheetData></worksheet>")
    yield b"".join(stukken)


def guard_cell(cel: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{cel}" if cel.startswith(FORMULETEKENS) else cel


def unguard_cell(cel: str) -> str:
    """Take the apostrophe away that `guard_cell` put there: a file of ours may come back."""
    return cel[1:] if cel[:1] == "'" and cel[1:].startswith(FORMULETEKENS) else cel


def _make_deel(naam: str) -> ZipInfo:
    deel = ZipInfo(naam, BEGIN)
    deel.compress_type = ZIP_DEFLATED
    return deel


def _make_rij(rij: Sequence[str], *, stijl: int) -> bytes:
    return f"<row>{''.join(_make_cel(cel, stijl) for cel in rij)}</row>".encode()


def _make_cel(cel: str, stijl: int) -> str:
    schoon = _ONTSNAPT.sub("_x005F_", _ONLEESBAAR.sub("", guard_cell(cel))[:LANGSTE_CEL])
    tekst = escape(schoon).replace("\r", "_x000D_")
    return f'<c s="{stijl}" t="inlineStr"><is><t xml:space="preserve">{tekst}</t></is></c>'
