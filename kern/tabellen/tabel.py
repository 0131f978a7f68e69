"""What every format becomes: rows of text, with the place where each stood."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

Bron = Callable[[], Iterator[bytes]]
"""The bytes of a file from its beginning, in pieces. May be asked for more than once."""


class Tabelrij(NamedTuple):
    """A row that is not empty. `plaats` is its row in the sheet, from 1; empty cells at the end are left out."""

    plaats: int
    cellen: list[str]


@dataclass(slots=True)
class Tabel:
    """A table that is being read.

    `rijen` can be gone through once, and raises Fouten in the middle for what turns out not to be readable.
    `is_1904`: days are counted from 1904, as old Macs did. `herkend` says for people what kind of file it is,
    `overgeslagen` which other sheets hold something too. `gelezen` tells which part was read, from 0 to 1.
    """

    rijen: Iterator[Tabelrij]
    herkend: str
    gelezen: Callable[[], float]
    is_1904: bool = False
    overgeslagen: tuple[str, ...] = ()


def trim(cellen: list[str]) -> list[str]:
    """Without the empty cells at the end."""
    while cellen and not cellen[-1].strip():
        cellen.pop()
    return cellen
