"""Text in typefaces that together cover every European name.

Fraunces has the Latin letters; what it lacks comes from Noto Serif, letter by letter. What neither has is written in
plain Latin letters, so that nobody's certificate shows an empty box.
"""

import unicodedata
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from anyascii import anyascii
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

MAP = Path(__file__).parent.parent / "lettertypen"
NAAM, TEKST, OVERIG = "FrauncesNaam", "FrauncesTekst", "NotoSerif"

SPATIE = {NAAM: 0.0, TEKST: 0.018}
"""Room between letters, as part of their size: small type wants some."""

Stuk = tuple[str, str]
"""A typeface and the text that is set in it."""


@cache
def load_lettertype(naam: str) -> frozenset[int]:
    """Register a typeface once per process and return the characters it has."""
    lettertype = TTFont(naam, str(MAP / f"{naam}.ttf"))
    pdfmetrics.registerFont(lettertype)
    return frozenset(lettertype.face.charToGlyph)


def split_stukken(tekst: str, lettertype: str) -> list[Stuk]:
    """Cut a text into pieces of one typeface each, composed (NFC) so that an accent sits on its letter."""
    letters = [place_letter(letter, lettertype) for letter in unicodedata.normalize("NFC", tekst)]
    return [(naam, "".join(letter for _, letter in groep)) for naam, groep in groupby(letters, itemgetter(0))]


def measure(tekst: str, lettertype: str, grootte: float) -> float:
    """Width in points."""
    stukken = split_stukken(tekst, lettertype)
    breedte = sum(pdfmetrics.stringWidth(stuk, naam, grootte) for naam, stuk in stukken)
    return float(breedte) + sum(len(stuk) for _, stuk in stukken) * SPATIE[lettertype] * grootte


def draw_tekst(canvas: Canvas, x: float, y: float, tekst: str, lettertype: str, grootte: float) -> None:
    """Set one line with its baseline at `y`, in points from the lower left."""
    regel = canvas.beginText(x, y)
    regel.setCharSpace(SPATIE[lettertype] * grootte)
    for naam, stuk in split_stukken(tekst, lettertype):
        regel.setFont(naam, grootte)
        regel.textOut(stuk)
    canvas.drawText(regel)


def wrap(tekst: str, lettertype: str, grootte: float, breedte: float) -> list[str]:
    """Break a text over lines of at most `breedte` points; a single word may be wider."""
    regels = [""]
    for woord in tekst.split():
        langer = f"{regels[-1]} {woord}".strip()
        if regels[-1] and measure(langer, lettertype, grootte) > breedte:
            regels.append(woord)
        else:
            regels[-1] = langer
    return regels


@cache
def place_letter(letter: str, lettertype: str) -> Stuk:
    """Choose the typeface of one letter, and what stands in for a letter that none of them has."""
    if letter.isspace():
        return lettertype, " "
    for naam in (lettertype, OVERIG):
        if ord(letter) in load_lettertype(naam):
            return naam, letter
    return lettertype, anyascii(letter)
