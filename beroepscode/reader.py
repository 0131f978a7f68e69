"""Reads the dated TOML of this room and names every fault of every file at once. Pure: no Django."""

import re
import tomllib
from collections.abc import Collection, Iterator
from datetime import date, datetime
from pathlib import Path

from kern.fouten import Fout, Fouten

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Table:
    """One table of a file. Every key that is asked for is known; `close` names the others."""

    def __init__(self, data: object, plaats: str, fouten: list[Fout]) -> None:
        self.plaats = plaats
        self.fouten = fouten
        self._data: dict[str, object] = data if isinstance(data, dict) else {}
        self._known: set[str] = set()

    def reject(self, sleutel: str, melding: str) -> None:
        self.fouten.append(Fout("tekst-onbruikbaar", melding, f"{self.plaats}.{sleutel}"))

    def text(self, sleutel: str, *, required: bool = True) -> str:
        waarde = self._get(sleutel)
        if isinstance(waarde, str) and waarde.strip():
            return waarde.strip()
        if required or waarde is not None:
            self.reject(sleutel, "Vul hier tekst in.")
        return ""

    def slug(self, sleutel: str, known: Collection[str] = ()) -> str:
        """A code in lower case; with `known`, one of those."""
        waarde = self.text(sleutel)
        if waarde and not SLUG.fullmatch(waarde):
            self.reject(sleutel, "Gebruik kleine letters, cijfers en streepjes.")
        elif waarde and known and waarde not in known:
            self.reject(sleutel, f"'{waarde}' is onbekend. Kies uit: {', '.join(sorted(known))}.")
        return waarde

    def texts(self, sleutel: str) -> tuple[tuple[str, str], ...]:
        """A table of codes with their words, in the order of the file; empty when it is not there."""
        waarde = self._get(sleutel)
        if waarde is None:
            return ()
        table = Table(waarde, f"{self.plaats}.{sleutel}", self.fouten)
        return tuple((code, table.text(code)) for code in table._data)

    def words(self, sleutel: str) -> tuple[str, ...]:
        """A list of one or more texts, none twice."""
        waarde = self._get(sleutel)
        woorden = [woord for woord in waarde if isinstance(woord, str)] if isinstance(waarde, list) else []
        if not woorden or not isinstance(waarde, list) or len(woorden) < len(waarde):
            self.reject(sleutel, "Geef hier een lijst met minstens één waarde.")
        refuse_doubles(self, sleutel, woorden)
        return tuple(woorden)

    def slugs(self, sleutel: str, known: Collection[str]) -> tuple[str, ...]:
        """A list of one or more of the codes in `known`, none twice."""
        codes = self.words(sleutel)
        for code in sorted({*codes} - {*known}):
            self.reject(sleutel, f"'{code}' is onbekend. Kies uit: {', '.join(sorted(known))}.")
        return codes

    def date(self, sleutel: str) -> date:
        waarde = self._get(sleutel)
        if isinstance(waarde, date) and not isinstance(waarde, datetime):
            return waarde
        self.reject(sleutel, "Vul hier een datum in, zoals 2026-01-01.")
        return date.min

    def number(self, sleutel: str) -> int:
        """A whole number from 1."""
        waarde = self._get(sleutel)
        if isinstance(waarde, int) and not isinstance(waarde, bool) and waarde >= 1:
            return waarde
        self.reject(sleutel, "Vul hier een heel getal vanaf 1 in.")
        return 1

    def flag(self, sleutel: str, *, default: bool) -> bool:
        """Yes or no; `default` when it is not there."""
        waarde = self._get(sleutel)
        if waarde is not None and not isinstance(waarde, bool):
            self.reject(sleutel, "Vul hier true of false in.")
        return waarde if isinstance(waarde, bool) else default

    def rows(self, sleutel: str, *, required: bool = True) -> "list[Table]":
        waarde = self._get(sleutel)
        rijen = waarde if isinstance(waarde, list) else []
        if required and not rijen:
            self.reject(sleutel, f"Geef minstens één [[{sleutel}]].")
        return [Table(rij, f"{self.plaats}.{sleutel}.{nummer}", self.fouten) for nummer, rij in enumerate(rijen, 1)]

    def has(self, sleutel: str) -> bool:
        self._known.add(sleutel)
        return sleutel in self._data

    def close(self) -> None:
        for sleutel in self._data.keys() - self._known:
            self.reject(sleutel, "Deze sleutel kent het register niet.")

    def _get(self, sleutel: str) -> object:
        self._known.add(sleutel)
        return self._data.get(sleutel)


def read_tables(folder: Path, fouten: list[Fout]) -> Iterator[tuple[Path, Table]]:
    """Every TOML file of a folder, by name. A file that cannot be parsed is a fault and is left out."""
    for path in sorted(folder.glob("*.toml")):
        if table := read_table(path, fouten):
            yield path, table


def read_table(path: Path, fouten: list[Fout]) -> Table | None:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fout:
        fouten.append(Fout("tekst-onleesbaar", f"Dit bestand is geen geldige TOML: {fout}.", path.name))
        return None
    return Table(data, path.name, fouten)


def refuse_doubles(table: Table, sleutel: str, waarden: list[str]) -> None:
    for waarde in sorted({waarde for waarde in waarden if waarde and waarden.count(waarde) > 1}):
        table.reject(sleutel, f"'{waarde}' staat er meer dan één keer.")


def raise_fouten(fouten: list[Fout]) -> None:
    """Raises Fouten with all of them, when there are any."""
    if fouten:
        raise Fouten(*fouten)
