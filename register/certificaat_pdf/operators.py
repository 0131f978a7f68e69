"""Whole paths written straight into the page.

reportlab formats every number of a path on its own, which for a thousand curves costs more than the rest of the page.
Here the numbers are whole and already text.
"""

from collections.abc import Iterable

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

# A PDF may hold bytes; writing them as printable text (Ascii85) would take half of the time and a quarter more room.
rl_config.useA85 = 0


def write_operators(canvas: Canvas, operators: Iterable[str]) -> None:
    """Append PDF operators (ISO 32000-1, 8.5) such as `0 0 m` to the page or form that is being drawn."""
    canvas._code.append("\n".join(operators))  # type: ignore[attr-defined]  # reportlab offers no public way
