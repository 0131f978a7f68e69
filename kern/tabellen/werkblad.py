"""The rows of one sheet, while its XML goes by."""

from collections.abc import Callable, Iterator
from typing import Any

from kern.tabellen.cellen import show_datum, show_getal, unescape
from kern.tabellen.grenzen import Grenzen, refuse
from kern.tabellen.pakket import Attributen
from kern.tabellen.tabel import Tabelrij, trim

JA, NEE = "WAAR", "ONWAAR"
LETTERS = 26


class Werkblad:
    """Reads rows once. `gelezen` counts the bytes of XML that went by."""

    def __init__(
        self,
        parse: Callable[..., Iterator[int]],
        *,
        teksten: list[str],
        datumstijlen: frozenset[int],
        is_1904: bool,
        grenzen: Grenzen,
    ) -> None:
        self.gelezen = 0
        self._parse, self._teksten, self._datumstijlen, self._is_1904 = parse, teksten, datumstijlen, is_1904
        self._grenzen = grenzen
        self._klaar: list[Tabelrij] = []
        self._rij: list[str] = []
        self._plaats = self._kolom = self._cellen = self._rijen = 0
        self._soort = self._stijl = ""
        self._waarde: list[str] = []
        self._lengte = 0
        self._leest, self._stil = False, False
        self._namen: dict[str, str] = {}
        self._kolommen: dict[str, int] = {}

    def read(self) -> Iterator[Tabelrij]:
        for gelezen in self._parse(start=self._start, end=self._end, tekst=self._tekst):
            self.gelezen = gelezen
            yield from self._klaar
            self._klaar.clear()

    def _local(self, naam: str) -> str:
        return self._namen.setdefault(naam, naam.rpartition(":")[2])

    def _start(self, naam: str, attributen: Attributen) -> None:
        soort = self._namen.get(naam) or self._local(naam)
        if soort == "c":
            self._start_cel(attributen)
        elif soort in ("v", "t"):
            self._leest = not self._stil
        elif soort == "rPh":
            self._stil = True
        elif soort == "row":
            self._start_rij(attributen.get("r", ""))

    def _start_rij(self, plaats: str) -> None:
        self._rijen += 1
        if self._rijen > self._grenzen.rijen:
            refuse("te-veel-rijen")
        getal = int(plaats) if plaats.isdecimal() and len(plaats) < 8 else 0
        self._plaats = getal if getal > self._plaats else self._plaats + 1
        self._rij, self._kolom = [], 0

    def _start_cel(self, attributen: Attributen) -> None:
        self._cellen += 1
        if self._cellen > self._grenzen.cellen:
            refuse("te-veel-cellen")
        self._soort, self._stijl = attributen.get("t", "n"), attributen.get("s", "")
        adres = attributen.get("r")
        self._kolom = self._find_kolom(adres) if adres else self._kolom + 1
        self._waarde.clear()
        self._lengte = 0

    def _find_kolom(self, adres: str) -> int:
        """The column of an address such as AB12, from 1."""
        letters = adres.rstrip("0123456789")
        kolom = self._kolommen.get(letters)
        if kolom is None:
            if not 0 < len(letters) <= 3 or not letters.isascii() or not letters.isalpha():
                refuse("bestand-onleesbaar")
            kolom = 0
            for letter in letters.upper():
                kolom = LETTERS * kolom + ord(letter) - ord("A") + 1
            self._kolommen[letters] = kolom
        return kolom

    def _tekst(self, stuk: str) -> None:
        if self._leest:
            self._lengte += len(stuk)
            if self._lengte > self._grenzen.cel:
                refuse("cel-te-lang")
            self._waarde.append(stuk)

    def _end(self, naam: str) -> None:
        soort = self._namen.get(naam) or self._local(naam)
        if soort in ("v", "t"):
            self._leest = False
        elif soort == "c":
            self._end_cel()
        elif soort == "rPh":
            self._stil = False
        elif soort == "row" and trim(self._rij):
            self._klaar.append(Tabelrij(self._plaats, self._rij))

    def _end_cel(self) -> None:
        waarde = self._read_waarde("".join(self._waarde)) if self._waarde else ""
        if not waarde:
            return
        if self._kolom > self._grenzen.kolommen:
            refuse("te-veel-kolommen")
        tekort = self._kolom - len(self._rij)
        if tekort > 0:
            self._rij.extend([""] * tekort)
        self._rij[self._kolom - 1] = waarde

    def _read_waarde(self, tekst: str) -> Any:
        if self._soort == "s":
            nummer = int(tekst) if tekst.strip().isdecimal() and len(tekst) < 10 else -1
            if not 0 <= nummer < len(self._teksten):
                refuse("bestand-onleesbaar")
            return unescape(self._teksten[nummer])
        if self._soort == "n":
            stijl = int(self._stijl) if self._stijl.isdecimal() and len(self._stijl) < 8 else 0
            if stijl in self._datumstijlen:
                return show_datum(tekst, is_1904=self._is_1904)
            return show_getal(tekst)
        if self._soort == "b":
            return JA if tekst.strip() == "1" else NEE
        return unescape(tekst)
