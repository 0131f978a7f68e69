"""Tables from outside, csv, xlsx or pasted out of a sheet, as plain rows of text with Excel's damage undone.

Whatever a file holds, reading it takes bounded memory and time; what cannot be read is refused with one Dutch
sentence (`Fouten`) that says what to do. Django is not needed.
"""

from kern.tabellen.grenzen import GRENZEN, Grenzen, refuse
from kern.tabellen.tabel import Bron, Tabel, Tabelrij
from kern.tabellen.tekst import read_tekst
from kern.tabellen.xlsx import read_xlsx

__all__ = ["Bron", "Grenzen", "Tabel", "Tabelrij", "read_tabel"]

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GEEN_LIJST = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"PK")


def read_tabel(bron: Bron, *, grenzen: Grenzen = GRENZEN) -> Tabel:
    """Begin reading what `bron` holds; its first bytes say what it is, never its name.

    Raises Fouten for what is no table; so does going through `rijen` for what turns out bad further on.
    """
    begin = next(bron(), b"")[:512]
    if not begin:
        refuse("bestand-leeg")
    if begin.startswith(ZIP):
        return read_xlsx(bron, grenzen)
    if begin.startswith(OLE):
        refuse("bestand-xls")
    if begin.startswith(GEEN_LIJST):
        refuse("bestand-soort")
    if begin.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        refuse("bestand-html")
    return read_tekst(bron, grenzen)
