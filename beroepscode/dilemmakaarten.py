"""Dilemma cards: a situation, several ways to act, and what each way does. Data, one file per card. Pure: no Django.

A card (`dilemmas/<code>.toml`) has no right answer. Each way says which kernwaarden it serves (`draagt`) and which it
strains (`wringt`), so that a choice shows what it costs.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from beroepscode.codeteksten import CODES, code_op
from beroepscode.dimensies import KENMERKEN, load_dimensies
from beroepscode.reader import Table, raise_fouten, read_tables, refuse_doubles
from kern.fouten import Fout

DILEMMAS = Path(__file__).parent / "dilemmas"
MINSTE_WEGEN = 2


@dataclass(frozen=True, slots=True)
class Weg:
    """One way to act. `draagt` and `wringt` are codes of kernwaarden, `gevolg` is what it brings and costs."""

    code: str
    weg: str
    draagt: tuple[str, ...]
    wringt: tuple[str, ...]
    gevolg: str


@dataclass(frozen=True, slots=True)
class Dilemmakaart:
    """`gesprek` is the question to take to colleagues. A card is offered from `sinds` on."""

    code: str
    titel: str
    sinds: date
    themas: tuple[str, ...]
    situatie: str
    vraag: str
    gesprek: str
    wegen: tuple[Weg, ...]


def parse_kaart(table: Table, code: str, themas: set[str], kernwaarden: Path = CODES) -> Dilemmakaart:
    """Read one file; faults go to the table's list."""
    sinds = table.date("sinds")
    tekst = code_op(sinds, folder=kernwaarden)
    known = {waarde.code for waarde in tekst.kernwaarden} if tekst else set()
    kaart = Dilemmakaart(
        code=code,
        titel=table.text("titel"),
        sinds=sinds,
        themas=table.slugs("themas", themas),
        situatie=table.text("situatie"),
        vraag=table.text("vraag"),
        gesprek=table.text("gesprek"),
        wegen=tuple(_parse_weg(rij, known) for rij in table.rows("wegen")),
    )
    refuse_doubles(table, "wegen", [weg.code for weg in kaart.wegen])
    if len(kaart.wegen) < MINSTE_WEGEN:
        table.reject("wegen", f"Geef minstens {MINSTE_WEGEN} wegen: met één weg is er niets te kiezen.")
    table.close()
    return kaart


def _parse_weg(table: Table, kernwaarden: set[str]) -> Weg:
    weg = Weg(
        code=table.slug("code"),
        weg=table.text("weg"),
        draagt=table.slugs("draagt", kernwaarden),
        wringt=table.slugs("wringt", kernwaarden),
        gevolg=table.text("gevolg"),
    )
    if both := sorted({*weg.draagt} & {*weg.wringt}):
        table.reject("wringt", f"'{both[0]}' staat ook bij draagt. Kies een van de twee.")
    table.close()
    return weg


@cache
def load_kaarten(folder: Path = DILEMMAS) -> dict[str, Dilemmakaart]:
    """All cards by code, by title. Raises Fouten that name every fault of every file."""
    fouten: list[Fout] = []
    themas = {waarde.code for waarde in load_dimensies(KENMERKEN)["thema"].waarden}
    kaarten = [parse_kaart(table, path.stem, themas) for path, table in read_tables(folder, fouten)]
    raise_fouten(fouten)
    return {kaart.code: kaart for kaart in sorted(kaarten, key=lambda kaart: kaart.titel)}


def kaarten_op(peildatum: date, folder: Path = DILEMMAS) -> dict[str, Dilemmakaart]:
    """The cards that are offered on `peildatum`, by title."""
    return {code: kaart for code, kaart in load_kaarten(folder).items() if kaart.sinds <= peildatum}
