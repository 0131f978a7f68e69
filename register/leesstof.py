"""The reading list: data in one file, read once, with every fault named at once. Pure: no Django."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beroepscode.reader import Table, raise_fouten, read_table
from kern.fouten import Fout

LEESSTOF = Path(__file__).parent / "leesstof.toml"


@dataclass(frozen=True, slots=True)
class Leesstuk:
    """Something to read. `raakt` holds pairs of dimension and value."""

    titel: str
    waarom: str
    adres: str
    raakt: tuple[tuple[str, str], ...]


@cache
def load_leesstof(path: Path = LEESSTOF) -> tuple[Leesstuk, ...]:
    """The whole list, in its own order. Raises Fouten that name every fault of the file."""
    fouten: list[Fout] = []
    table = read_table(path, fouten)
    stukken = [_parse(rij) for rij in table.rows("leesstof")] if table else []
    if table:
        table.close()
    raise_fouten(fouten)
    return tuple(stukken)


def _parse(table: Table) -> Leesstuk:
    stuk = Leesstuk(
        titel=table.text("titel"),
        waarom=table.text("waarom"),
        adres=table.text("adres"),
        raakt=tuple(_split(tekst) for tekst in table.words("raakt")),
    )
    if not stuk.adres.startswith("https://"):
        table.reject("adres", "Geef een adres dat met https:// begint.")
    if not all(waarde for _, waarde in stuk.raakt):
        table.reject("raakt", "Schrijf dimensie:waarde, zoals competentie:taal.")
    table.close()
    return stuk


def _split(tekst: str) -> tuple[str, str]:
    dimensie, _, waarde = tekst.partition(":")
    return dimensie, waarde
