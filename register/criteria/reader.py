"""Reads a parsed TOML or JSON table key by key and remembers every fault on the way.

A wrong value is replaced by a harmless one, so that reading goes on and the writer sees all
mistakes at once. The result may be used only when `fouten` stayed empty.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from register.criteria.fouten import Fout, suggest_word

T = TypeVar("T")

DATUM = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
GETAL = re.compile(r"[0-9]{1,6}(\.[0-9]{1,2})?")
GETAL_MET_TEKEN = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,2})?")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EIS_CODE = re.compile(r"(?=.{1,200}\Z)[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*")
VRIJ_ID = re.compile(r"[A-Za-z0-9:._/-]{1,100}")
HOOGSTE_GETAL = 999_999
LANGSTE_CODE = 60
CODE_MELDING = "Gebruik kleine letters, cijfers en streepjes."
GEEN_DATUM = date(2000, 1, 1)


class Tabel(dict[str, object]):
    """A JSON object that remembers its `dubbele` keys, which JSON itself drops without a word; TOML refuses them."""

    def __init__(self, paren: list[tuple[str, object]]) -> None:
        super().__init__(paren)
        self.dubbele = [sleutel for sleutel, keer in Counter(sleutel for sleutel, _ in paren).items() if keer > 1]


class Reader:
    """One table of a file. `number` takes text only for JSON, a TOML number too for TOML."""

    def __init__(self, data: object, plaats: str, fouten: list[Fout]) -> None:
        self.plaats = plaats
        self.fouten = fouten
        self._faults_before = len(fouten)
        self._known: set[str] = set()
        if isinstance(data, dict):
            self._data: dict[str, object] = data
            for sleutel in getattr(data, "dubbele", ()):
                self.add_fout(sleutel, "Deze sleutel staat hier twee keer. Haal er een weg.")
        else:
            self._data = {}
            self._known.add("*")
            fouten.append(Fout(plaats, "Hier hoort een tabel met sleutels te staan."))

    @property
    def intact(self) -> bool:
        """True while nothing was found wrong since this table was opened."""
        return len(self.fouten) == self._faults_before

    def add_fout(self, sleutel: str, melding: str) -> None:
        self.fouten.append(Fout(self.place(sleutel), melding))

    def place(self, sleutel: str) -> str:
        return f"{self.plaats}.{sleutel}" if self.plaats else sleutel

    def has(self, sleutel: str) -> bool:
        """True when the key is there. Asking makes the key a known word."""
        self._known.add(sleutel)
        return sleutel in self._data

    def is_word(self, sleutel: str, woord: str) -> bool:
        """True when the key holds exactly this word."""
        return self._get(sleutel) == woord

    def is_text(self, sleutel: str) -> bool:
        return isinstance(self._get(sleutel), str)

    def text(self, sleutel: str) -> str:
        waarde = self._get(sleutel)
        if isinstance(waarde, str) and waarde.strip():
            return waarde
        return self._reject(sleutel, "Hier hoort tekst te staan.", "")

    def match(self, sleutel: str, vorm: re.Pattern[str], melding: str) -> str:
        """Text that has exactly the form `vorm`."""
        waarde = self._get(sleutel)
        if isinstance(waarde, str) and vorm.fullmatch(waarde):
            return waarde
        return self._reject(sleutel, melding, "")

    def code(self, sleutel: str) -> str:
        waarde = self._get(sleutel)
        if is_code(waarde):
            return str(waarde)
        return self._reject(sleutel, CODE_MELDING, "")

    def choice(self, sleutel: str, bekend: Collection[str]) -> str:
        waarde = self._get(sleutel)
        if isinstance(waarde, str) and waarde in bekend:
            return waarde
        uitleg = f"Onbekend woord '{waarde}'. {suggest_word(str(waarde), bekend)}"
        return self._reject(sleutel, uitleg, "")

    def choices(self, sleutel: str, bekend: Collection[str]) -> frozenset[str]:
        """A list, at least one word long, of known words."""
        gekozen = self.codes(sleutel)
        for index, woord in enumerate(gekozen):
            if woord not in bekend:
                self.add_fout(f"{sleutel}.{index}", f"Onbekend woord '{woord}'. {suggest_word(woord, bekend)}")
        return frozenset(gekozen)

    def codes(self, sleutel: str, well_formed: bool = False) -> tuple[str, ...]:
        """A list of different words, at least one; with `well_formed` each must look like a code."""
        waarde = self._get(sleutel)
        if not isinstance(waarde, list) or not waarde:
            return self._reject(sleutel, 'Hier hoort een lijst te staan, zoals ["a", "b"].', ())
        woorden = [woord for woord in waarde if isinstance(woord, str) and (is_code(woord) or not well_formed)]
        if len(woorden) != len(waarde) or len(set(woorden)) != len(woorden):
            return self._reject(sleutel, "Gebruik verschillende woorden van kleine letters en streepjes.", ())
        return tuple(woorden)

    def integer(self, sleutel: str, minimum: int, maximum: int) -> int:
        """A whole number from `minimum` up to and including `maximum`."""
        waarde = self._get(sleutel)
        if isinstance(waarde, Decimal) and waarde.is_finite() and minimum <= waarde <= maximum:
            waarde = int(waarde) if waarde == int(waarde) else waarde
        if isinstance(waarde, int) and not isinstance(waarde, bool) and minimum <= waarde <= maximum:
            return waarde
        return self._reject(sleutel, f"Geef een heel getal van {minimum} tot en met {maximum}.", minimum)

    def integers(self, sleutel: str, minimum: int, maximum: int) -> tuple[int, ...]:
        waarde = self._get(sleutel)
        if (
            isinstance(waarde, list)
            and waarde
            and all(type(item) is int and minimum <= item <= maximum for item in waarde)
        ):
            return tuple(waarde)
        return self._reject(sleutel, f"Geef een lijst van hele getallen van {minimum} tot en met {maximum}.", ())

    def decimal_text(self, sleutel: str, vorm: re.Pattern[str] = GETAL) -> Decimal:
        """A number written as text, with a point and at most two decimals, as JSON needs it."""
        waarde = self._get(sleutel)
        if isinstance(waarde, str) and vorm.fullmatch(waarde):
            return Decimal(waarde)
        melding = 'Schrijf het getal als tekst met een punt, zoals "2.5".'
        return self._reject(sleutel, melding, Decimal(0))

    def decimal(self, sleutel: str, maximum: int = HOOGSTE_GETAL) -> Decimal:
        """A TOML number from 0 up to and including `maximum`, with at most two decimals."""
        waarde = self._get(sleutel)
        if isinstance(waarde, int) and not isinstance(waarde, bool):
            waarde = Decimal(waarde)
        if isinstance(waarde, Decimal) and waarde.is_finite() and 0 <= waarde <= maximum and fits_cents(waarde):
            return waarde
        return self._reject(sleutel, f"Geef een getal van 0 tot en met {maximum}, zoals 4 of 2.5.", Decimal(0))

    def flag(self, sleutel: str) -> bool:
        waarde = self._get(sleutel)
        if isinstance(waarde, bool):
            return waarde
        return self._reject(sleutel, "Kies true of false.", False)

    def date(self, sleutel: str) -> date:
        waarde = self._get(sleutel)
        if isinstance(waarde, date) and not isinstance(waarde, datetime):
            waarde = waarde.isoformat()
        if isinstance(waarde, str) and (dag := parse_datum(waarde)) is not None:
            return dag
        return self._reject(sleutel, "Geef een datum die bestaat, zoals 2026-11-22.", GEEN_DATUM)

    def table(self, sleutel: str) -> "Reader":
        return Reader(self._get(sleutel), self.place(sleutel), self.fouten)

    def named_tables(self, sleutel: str) -> Iterator[tuple[str, "Reader"]]:
        """Every `[sleutel.code]`, in the order of the file."""
        for code, data in self._entries(sleutel):
            yield code, Reader(data, f"{self.place(sleutel)}.{code}", self.fouten)

    def titles(self, sleutel: str) -> dict[str, str]:
        """A table of `code = "Titel"` lines, in the order of the file."""
        titels: dict[str, str] = {}
        for code, titel in self._entries(sleutel):
            if not isinstance(titel, str) or not titel.strip():
                self.add_fout(f"{sleutel}.{code}", "Hier hoort een titel te staan.")
            titels[code] = str(titel)
        return titels

    def rows(self, sleutel: str) -> Iterator["Reader"]:
        """Every object of a list; an absent list is an empty one."""
        if not self.has(sleutel):
            return
        waarde = self._data[sleutel]
        if not isinstance(waarde, list):
            self.add_fout(sleutel, "Hier hoort een lijst te staan.")
            return
        for index, data in enumerate(waarde):
            yield Reader(data, f"{self.place(sleutel)}.{index}", self.fouten)

    def codes_of_keys(self) -> tuple[str, ...]:
        """The keys themselves, where the writer chooses them; each must look like a code."""
        for sleutel in self._data:
            if not is_code(sleutel):
                self.add_fout(sleutel, CODE_MELDING)
        return tuple(self._data)

    def close(self) -> None:
        """Report every key that nobody asked for."""
        if "*" in self._known:
            return
        for sleutel in self._data:
            if sleutel not in self._known:
                self.add_fout(sleutel, f"Onbekende sleutel. {suggest_word(sleutel, self._known)}")

    def _entries(self, sleutel: str) -> Iterator[tuple[str, object]]:
        if not self.has(sleutel):
            return
        data = self._data[sleutel]
        if not isinstance(data, dict):
            self.add_fout(sleutel, "Hier hoort een tabel te staan.")
            return
        for code, waarde in data.items():
            if not is_code(code):
                self.add_fout(f"{sleutel}.{code}", CODE_MELDING)
            yield code, waarde

    def _get(self, sleutel: str) -> object:
        self._known.add(sleutel)
        return self._data.get(sleutel)

    def _reject(self, sleutel: str, melding: str, vervanging: T) -> T:
        if "*" not in self._known:  # a table that is no table has been reported already
            self.add_fout(sleutel, melding if sleutel in self._data else f"Ontbreekt. {melding}")
        return vervanging


def fits_cents(getal: Decimal) -> bool:
    """True when the number has at most two decimals."""
    return getal == getal.quantize(Decimal("0.01"))


def is_code(waarde: object) -> bool:
    return isinstance(waarde, str) and len(waarde) <= LANGSTE_CODE and CODE.fullmatch(waarde) is not None


def parse_datum(tekst: str) -> date | None:
    """A date written as 2026-11-22 between 1900 and 2199, else None."""
    if not DATUM.fullmatch(tekst):
        return None
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None
