"""The rules of groups and meetings as dated data (`groepsregels.toml`). Pure: no Django."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from beroepscode.reader import Table, raise_fouten, read_table, refuse_doubles
from kern.fouten import Fout, Fouten

REGELS = Path(__file__).parent / "groepsregels.toml"


@dataclass(frozen=True, slots=True)
class Groepsregel:
    """A meeting of one soort. All limits include the number itself; participants include the one who enters it."""

    soort: str
    geldig_van: date
    deelnemers_minstens: int
    deelnemers_hoogstens: int
    minuten_hoogstens: int

    def check_aantal(self, aantal: int) -> str:
        """A sentence that says what is wrong with this number of participants; empty when it fits."""
        if self.deelnemers_minstens <= aantal <= self.deelnemers_hoogstens:
            return ""
        grenzen = f"{self.deelnemers_minstens} tot en met {self.deelnemers_hoogstens} mensen, jijzelf meegeteld"
        return f"Voor {self.soort} gaat het om {grenzen}. Nu zijn het er {aantal}."


@dataclass(frozen=True, slots=True)
class Ledenregel:
    """What a group is, how long an invitation works and how members part with somebody."""

    geldig_van: date
    leden_minstens: int
    leden_hoogstens: int
    leden_gewenst: int
    advies: str
    uitnodiging_dagen: int
    verwijderen_procent: int
    verwijderen_dagen: int

    def list_adviezen(self, leden: int) -> list[str]:
        """What a group of this many members does well to know; empty when all is as it should be."""
        if leden < self.leden_minstens:
            return [f"Een groep heeft minstens {self.leden_minstens} leden. Nodig nog iemand uit."]
        if leden > self.leden_hoogstens:
            melding = f"Een groep heeft hoogstens {self.leden_hoogstens} leden. Nu zijn het er {leden}."
            return [f"{melding} Denk aan twee groepen: dan komt iedereen aan het woord."]
        if leden < self.leden_gewenst:
            return [f"Met {self.leden_gewenst} of meer leden gaat een bijeenkomst ook door als er iemand ziek is."]
        return []

    def count_nodig(self, anderen: int) -> int:
        """How many of the other members must agree before somebody leaves against their will; all of two at least."""
        return max(2, -(-anderen * self.verwijderen_procent // 100))


@dataclass(frozen=True, slots=True)
class Vraagregel:
    """The question whether somebody was there: days after it was asked, that day included."""

    geldig_van: date
    eerste_herinnering_dagen: int
    tweede_herinnering_dagen: int
    verval_dagen: int

    @property
    def herinneringen(self) -> tuple[int, int]:
        return self.eerste_herinnering_dagen, self.tweede_herinnering_dagen


@dataclass(frozen=True, slots=True)
class Ritme:
    code: str
    naam: str
    weken: int


@dataclass(frozen=True, slots=True)
class Groepsregels:
    """The whole file; dated rows oldest first."""

    bijeenkomsten: tuple[Groepsregel, ...]
    groepen: tuple[Ledenregel, ...]
    vragen: tuple[Vraagregel, ...]
    ritmes: tuple[Ritme, ...]


class Gedateerd(Protocol):
    @property
    def geldig_van(self) -> date: ...


Rij = TypeVar("Rij", bound=Gedateerd)


@cache
def load_groepsregels(path: Path = REGELS) -> Groepsregels:
    """All rules. Raises Fouten that name every fault."""
    fouten: list[Fout] = []
    table = read_table(path, fouten)
    if table is None:
        raise Fouten(*fouten)
    regels = Groepsregels(
        bijeenkomsten=_parse_rows(table, "regels", _parse_regel),
        groepen=_parse_rows(table, "groepen", _parse_ledenregel),
        vragen=_parse_rows(table, "vragen", _parse_vraagregel),
        ritmes=tuple(_parse_ritme(rij) for rij in table.rows("ritmes")),
    )
    refuse_doubles(table, "ritmes", [ritme.code for ritme in regels.ritmes])
    table.close()
    raise_fouten(fouten)
    return regels


def regel_op(peildatum: date, soort: str, path: Path = REGELS) -> Groepsregel | None:
    """The rule for this soort of meeting on `peildatum`; None when there is none yet."""
    geldend = [r for r in load_groepsregels(path).bijeenkomsten if r.soort == soort and r.geldig_van <= peildatum]
    return geldend[-1] if geldend else None


def ledenregel_op(peildatum: date, path: Path = REGELS) -> Ledenregel:
    """What a group is on `peildatum`; before the first row, that first row."""
    return _find_geldend(load_groepsregels(path).groepen, peildatum)


def vraagregel_op(peildatum: date, path: Path = REGELS) -> Vraagregel:
    """How a question is handled that was asked on `peildatum`; before the first row, that first row."""
    return _find_geldend(load_groepsregels(path).vragen, peildatum)


def find_ritme(code: str, path: Path = REGELS) -> Ritme | None:
    return next((ritme for ritme in load_groepsregels(path).ritmes if ritme.code == code), None)


def _find_geldend(rijen: tuple[Rij, ...], peildatum: date) -> Rij:
    geldend = [rij for rij in rijen if rij.geldig_van <= peildatum]
    return geldend[-1] if geldend else rijen[0]


def _parse_rows(table: Table, sleutel: str, parse: Callable[[Table], Rij]) -> tuple[Rij, ...]:
    return tuple(sorted((parse(rij) for rij in table.rows(sleutel)), key=lambda rij: rij.geldig_van))


def _parse_regel(table: Table) -> Groepsregel:
    regel = Groepsregel(
        soort=table.slug("soort"),
        geldig_van=table.date("geldig_van"),
        deelnemers_minstens=table.number("deelnemers_minstens"),
        deelnemers_hoogstens=table.number("deelnemers_hoogstens"),
        minuten_hoogstens=table.number("minuten_hoogstens"),
    )
    if regel.deelnemers_minstens > regel.deelnemers_hoogstens:
        table.reject("deelnemers_hoogstens", "Dit is minder dan deelnemers_minstens.")
    table.close()
    return regel


def _parse_ledenregel(table: Table) -> Ledenregel:
    regel = Ledenregel(
        geldig_van=table.date("geldig_van"),
        leden_minstens=table.number("leden_minstens"),
        leden_hoogstens=table.number("leden_hoogstens"),
        leden_gewenst=table.number("leden_gewenst"),
        advies=table.text("advies"),
        uitnodiging_dagen=table.number("uitnodiging_dagen"),
        verwijderen_procent=table.number("verwijderen_procent"),
        verwijderen_dagen=table.number("verwijderen_dagen"),
    )
    if not regel.leden_minstens <= regel.leden_gewenst <= regel.leden_hoogstens:
        table.reject("leden_gewenst", "Dit ligt niet tussen leden_minstens en leden_hoogstens.")
    if regel.verwijderen_procent > 100:
        table.reject("verwijderen_procent", "Meer dan alle anderen zijn er niet. Kies hoogstens 100.")
    table.close()
    return regel


def _parse_vraagregel(table: Table) -> Vraagregel:
    regel = Vraagregel(
        geldig_van=table.date("geldig_van"),
        eerste_herinnering_dagen=table.number("eerste_herinnering_dagen"),
        tweede_herinnering_dagen=table.number("tweede_herinnering_dagen"),
        verval_dagen=table.number("verval_dagen"),
    )
    if not regel.eerste_herinnering_dagen < regel.tweede_herinnering_dagen < regel.verval_dagen:
        table.reject("verval_dagen", "De herinneringen komen na elkaar, en allebei voor de vraag vervalt.")
    table.close()
    return regel


def _parse_ritme(table: Table) -> Ritme:
    ritme = Ritme(table.slug("code"), table.text("naam"), table.number("weken"))
    table.close()
    return ritme
