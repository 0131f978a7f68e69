"""A rosette of fine lines, grown from the certificate's own code: each is recognisable.

The curve is the guilloche of banknotes, `r = base + amplitude · wave(petals · angle)`, one line for each step from
the heart to the rim. The bytes of a hash choose the number of petals, the wave and the twist. One petal is drawn and
repeated, which keeps the page small.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from math import cos, pi, sin

from reportlab.pdfgen.canvas import Canvas

from register.certificaat_pdf.operators import write_operators

LIJNEN = 36
PUNTEN = 16  # per petal; with Bézier handles along the tangent that is smooth in print
HART, RAND = 0.18, 0.80  # first and last line, as part of the radius
FIJN = 100  # whole hundredths of a point: shorter to write than decimals


@dataclass(frozen=True, slots=True)
class Golf:
    """What one code grows into."""

    bladen: int
    uitslag: float
    tweede: float
    derde: float
    fase: float
    draaiing: float
    gespiegeld: bool

    def place(self, hoek: float, basis: float, uitslag: float, verschuiving: float) -> tuple[float, float]:
        """Radius and its slope at an angle (radians)."""
        x = self.bladen * hoek + verschuiving
        golf = cos(x) + self.tweede * cos(2 * x + self.fase) + self.derde * cos(3 * x - self.fase)
        helling = sin(x) + 2 * self.tweede * sin(2 * x + self.fase) + 3 * self.derde * sin(3 * x - self.fase)
        return basis + uitslag * golf, -self.bladen * uitslag * helling


def grow(code: str) -> Golf:
    """Choose the wave of a code; the same code always grows the same."""
    keuze = sha256(code.encode()).digest()

    def between(byte: int, laagst: float, hoogst: float) -> float:
        return laagst + (hoogst - laagst) * byte / 255

    return Golf(
        bladen=6 + keuze[0] % 9,
        uitslag=between(keuze[1], 0.06, 0.12),
        tweede=between(keuze[2], -0.4, 0.4),
        derde=between(keuze[3], -0.2, 0.2),
        fase=between(keuze[4], 0, 2 * pi),
        draaiing=between(keuze[5], 0.25, 1.4) * (1 if keuze[6] & 1 else -1),
        gespiegeld=keuze[7] % 3 > 0,
    )


def draw_rozet(canvas: Canvas, code: str, x: float, y: float, straal: float) -> None:
    """Draw the rosette of `code` around (x, y), in the stroke colour that the canvas has."""
    golf = grow(code)
    naam = f"blad{code}"
    rand = round(straal * FIJN)
    canvas.beginForm(naam, -rand, -rand, rand, rand)
    write_operators(canvas, [*_trace_blad(golf, straal * FIJN), "S"])
    canvas.endForm()
    for spiegel in (1, -1) if golf.gespiegeld else (1,):
        for blad in range(golf.bladen):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(90 + 360 * blad / golf.bladen)
            canvas.scale(1 / FIJN, spiegel / FIJN)
            canvas.setLineWidth(0.22 * FIJN)
            canvas.doForm(naam)
            canvas.restoreState()


def _trace_blad(golf: Golf, straal: float) -> Iterator[str]:
    """PDF path operators for all lines of one petal."""
    for nummer in range(LIJNEN):
        deel = nummer / (LIJNEN - 1)
        basis = straal * (HART + (RAND - HART) * deel)
        uitslag = straal * golf.uitslag * sin(pi * deel) ** 0.5
        yield from _trace_lijn(golf, basis, uitslag, golf.draaiing * deel * 2 * pi)


def _trace_lijn(golf: Golf, basis: float, uitslag: float, verschuiving: float) -> Iterator[str]:
    stap = 2 * pi / golf.bladen / PUNTEN
    vorige: tuple[float, float, float, float] | None = None
    for punt in range(PUNTEN + 1):
        hoek = punt * stap
        straal, helling = golf.place(hoek, basis, uitslag, verschuiving)
        c, s = cos(hoek), sin(hoek)
        nu = (straal * c, straal * s, (helling * c - straal * s) * stap / 3, (helling * s + straal * c) * stap / 3)
        if vorige is None:
            yield f"{nu[0]:.0f} {nu[1]:.0f} m"
        else:
            x0, y0, u0, v0 = vorige
            x1, y1, u1, v1 = nu
            yield f"{x0 + u0:.0f} {y0 + v0:.0f} {x1 - u1:.0f} {y1 - v1:.0f} {x1:.0f} {y1:.0f} c"
        vorige = nu
