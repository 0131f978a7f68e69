"""The recipes in `docs/recepten` as blocks that a page can show. Pure.

They are written once, as Markdown: to be read in the repository, run by the tests, and shown to opleiders. What is
known here is what they use: headings, paragraphs, lists, tables, code, and bold, code and links inside a line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple

RECEPTEN = Path(__file__).parents[1] / "docs" / "recepten"
VOORBEELDADRES = "https://register.example"
HEK = "```"
PUNT = re.compile(r"(?:-|\d+\.) ")
OMSLAG = re.compile(r"[^a-z0-9]+")
LIJN = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w*])\*([^*]+)\*(?![\w*])"), r"<em>\1</em>"),
    (re.compile(r"\[([^\]]+)\]\(README\.md(#[\w-]+)?\)"), r'<a href="/opleider/recepten\2">\1</a>'),
    (re.compile(r"\[([^\]]+)\]\(([a-z-]+)\.md(#[\w-]+)?\)"), r'<a href="/opleider/recepten/\2\3">\1</a>'),
)


class Recept(NamedTuple):
    """A recipe: its name in an address, and what it is about."""

    naam: str
    titel: str


@dataclass(slots=True)
class Blok:
    """One piece of a recipe; `soort` says which. `tekst` and cells hold HTML that is safe, `code` plain text."""

    soort: str
    tekst: str = ""
    anker: str = ""
    naam: str = ""
    code: str = ""
    rijen: list[list[str]] = field(default_factory=list)


@cache
def list_recepten() -> dict[str, Recept]:
    """Every recipe by name; the page that leads to them is not one."""
    paden = sorted(pad for pad in RECEPTEN.glob("*.md") if pad.stem != "README")
    return {pad.stem: Recept(pad.stem, pad.read_text().partition("\n")[0].removeprefix("# ")) for pad in paden}


def load_recept(naam: str, basis_url: str) -> list[Blok]:
    """The blocks of a recipe, with the address of this register. Raises KeyError for one that does not exist."""
    pad = RECEPTEN / f"{'README' if naam == 'README' else list_recepten()[naam].naam}.md"
    return list(read_blokken(pad.read_text().replace(VOORBEELDADRES, basis_url)))


def read_blokken(tekst: str) -> Iterator[Blok]:
    lijnen = iter(tekst.splitlines())
    open_blok = Blok("")
    for lijn in lijnen:
        soort = _name_soort(lijn)
        if soort != open_blok.soort or soort in ("kop", "code", "titel"):
            if open_blok.soort:
                yield open_blok
            open_blok = Blok(soort)
        _add(open_blok, lijn, lijnen)
    if open_blok.soort:
        yield open_blok


def _name_soort(lijn: str) -> str:
    """What kind of block a line belongs to; empty for none."""
    if lijn.startswith(HEK):
        return "code"
    if lijn.startswith("# "):
        return "titel"
    if lijn.startswith("## "):
        return "kop"
    if lijn.startswith("|"):
        return "tabel"
    if PUNT.match(lijn):
        return "punten" if lijn.startswith("-") else "nummers"
    return "alinea" if lijn.strip() else ""


def _add(blok: Blok, lijn: str, lijnen: Iterator[str]) -> None:
    """Put a line into its block; a block of code reads on until its end."""
    if blok.soort == "code":
        _, _, blok.naam = lijn.removeprefix(HEK).partition(" ")
        blok.code = "\n".join(iter(lambda: next(lijnen, HEK), HEK))
    elif blok.soort in ("titel", "kop"):
        blok.tekst = format_lijn(lijn.lstrip("# "))
        blok.anker = OMSLAG.sub("-", lijn.lstrip("# ").lower()).strip("-")
    elif blok.soort == "tabel":
        cellen = [format_lijn(cel.strip()) for cel in lijn.strip("|").split("|")]
        if set(lijn) - set("|-: "):
            blok.rijen.append(cellen)
    elif blok.soort in ("punten", "nummers"):
        blok.rijen.append([format_lijn(PUNT.sub("", lijn, count=1))])
    else:
        blok.tekst = f"{blok.tekst} {format_lijn(lijn)}".strip()


def format_lijn(lijn: str) -> str:
    """A line as HTML: first everything is made harmless, then the few marks become elements."""
    html = escape(lijn)
    for patroon, vervanging in LIJN:
        html = patroon.sub(vervanging, html)
    return html
