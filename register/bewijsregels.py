"""How much evidence may lie with one activity, as dated data. Pure: no Django."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from beroepscode.reader import Table, raise_fouten, read_table
from kern.bestanden import GROOTSTE_UPLOAD, MB
from kern.fouten import Fout

REGELS = Path(__file__).parent / "bewijsregels.toml"


@dataclass(frozen=True, slots=True)
class Stuk:
    """A file that was looked at and may be kept: its name for people, its bytes and what they are."""

    naam: str
    inhoud: bytes
    mediatype: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.inhoud).hexdigest()


@dataclass(frozen=True, slots=True)
class Bewijsregel:
    """Both limits include the number itself."""

    geldig_van: date
    bestanden_hoogstens: int
    mb_hoogstens: int

    @property
    def max_bytes(self) -> int:
        return self.mb_hoogstens * MB


@cache
def load_bewijsregels(path: Path = REGELS) -> tuple[Bewijsregel, ...]:
    """All rules, oldest first. Raises Fouten that name every fault."""
    fouten: list[Fout] = []
    table = read_table(path, fouten)
    regels = [_parse_regel(rij) for rij in table.rows("regels")] if table else []
    if table:
        table.close()
    raise_fouten(fouten)
    return tuple(sorted(regels, key=lambda regel: regel.geldig_van))


def bewijsregel_op(peildatum: date, path: Path = REGELS) -> Bewijsregel:
    """The rule on `peildatum`; before the first one, that one."""
    regels = load_bewijsregels(path)
    return next((regel for regel in reversed(regels) if regel.geldig_van <= peildatum), regels[0])


def _parse_regel(table: Table) -> Bewijsregel:
    regel = Bewijsregel(
        geldig_van=table.date("geldig_van"),
        bestanden_hoogstens=table.number("bestanden_hoogstens"),
        mb_hoogstens=table.number("mb_hoogstens"),
    )
    if regel.max_bytes > GROOTSTE_UPLOAD:
        table.reject("mb_hoogstens", f"De server neemt hoogstens {GROOTSTE_UPLOAD // MB} MB aan.")
    table.close()
    return regel
