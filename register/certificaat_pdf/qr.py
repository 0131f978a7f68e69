"""The QR code, drawn as one path."""

import segno
from reportlab.pdfgen.canvas import Canvas

from register.certificaat_pdf.operators import write_operators

# Choosing the best of eight masks is the largest single cost of a certificate; one fixed mask scans as well.
MASKER = 2


def draw_qr(canvas: Canvas, tekst: str, x: float, y: float, zijde: float) -> None:
    """Draw a QR code with its lower left corner at (x, y), `zijde` points wide, in the fill colour."""
    rijen = [list(rij) for rij in segno.make(tekst, error="m", boost_error=False, micro=False, mask=MASKER).matrix]
    canvas.saveState()
    canvas.translate(x, y + zijde)
    canvas.scale(zijde / len(rijen), -zijde / len(rijen))
    strepen = (f"{begin} {y} {lengte} 1 re" for y, rij in enumerate(rijen) for begin, lengte in _find_strepen(rij))
    write_operators(canvas, [*strepen, "f"])
    canvas.restoreState()


def _find_strepen(rij: list[int]) -> list[tuple[int, int]]:
    """Where dark runs begin in a row, and how long they are."""
    strepen: list[tuple[int, int]] = []
    for plaats, donker in enumerate(rij):
        if donker and plaats and rij[plaats - 1]:
            begin, lengte = strepen[-1]
            strepen[-1] = (begin, lengte + 1)
        elif donker:
            strepen.append((plaats, 1))
    return strepen
