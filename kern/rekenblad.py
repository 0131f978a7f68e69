"""Rows for a spreadsheet: semicolons, as Dutch ones expect, and a mark that says UTF-8."""

import csv
from collections.abc import Iterable, Sequence
from typing import Protocol

BOM = "\ufeff"
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")


class Schrijfbaar(Protocol):
    def write(self, tekst: str, /) -> object: ...


def write_csv(doel: Schrijfbaar, koppen: Sequence[str], rijen: Iterable[Sequence[str]]) -> None:
    doel.write(BOM)
    writer = csv.writer(doel, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(koppen)
    writer.writerows([guard_cell(cel) for cel in rij] for rij in rijen)


def guard_cell(cel: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{cel}" if cel.startswith(FORMULETEKENS) else cel
