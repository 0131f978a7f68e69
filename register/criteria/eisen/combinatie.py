"""All of, any of, or k of a number of parts, each an eis of its own."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from register.criteria.reader import Reader
from register.criteria.stand import Stand
from register.criteria.vorm import Eis, Gat, Meting


@dataclass(frozen=True, slots=True)
class Combinatie:
    """At least `minstens` of the parts that apply are met; None means all of them."""

    minstens: int | None
    onderdelen: tuple[Eis, ...]
    eenheid: str = "onderdelen"
    telling: None = None
    can_lighten: ClassVar[bool] = False

    def measure(self, code: str, stand: Stand, definitief: bool) -> Meting:
        geldend = [deel for deel in self.onderdelen if deel.applies(stand)]
        behaald = sum(1 for deel in geldend if not deel.vorm.measure(deel.code, stand, definitief).tekort)
        vereist = len(geldend) if self.minstens is None else min(self.minstens, len(geldend))
        tekort = Decimal(max(vereist - behaald, 0))
        return Meting(Decimal(behaald), Decimal(vereist), tekort, (Gat(tekort),) if tekort else ())


def read_combinatie(reader: Reader, onderdelen: tuple[Eis, ...]) -> Combinatie:
    """`minstens` is a number of parts, or the word "alle"."""
    if len(onderdelen) < 2:
        reader.add_fout("onderdelen", "Een combinatie heeft minstens twee onderdelen.")
    if not reader.has("minstens") or reader.is_word("minstens", "alle"):
        return Combinatie(None, onderdelen)
    return Combinatie(reader.integer("minstens", 1, max(len(onderdelen), 1)), onderdelen)
