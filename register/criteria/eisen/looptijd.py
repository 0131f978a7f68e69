"""The term has run for at least so many months: no sooner may anybody renew."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from kern.periode import DAG, count_months
from register.criteria.reader import Reader
from register.criteria.stand import Stand
from register.criteria.vorm import Eis, Gat, Meting
from register.criteria.woorden import Woorden

LANGSTE_MAANDEN = 600


@dataclass(frozen=True, slots=True)
class Looptijd:
    """Whole months since the term began, the peildatum included."""

    minstens: int
    eenheid: str = "maanden"
    telling: None = None
    onderdelen: tuple[Eis, ...] = ()
    can_lighten: ClassVar[bool] = False

    def measure(self, code: str, stand: Stand, definitief: bool) -> Meting:
        tijdvak = stand.sommen.tijdvak
        maanden = count_months(tijdvak.instap_datum, tijdvak.peildatum + DAG)
        tekort = Decimal(max(self.minstens - maanden, 0))
        return Meting(Decimal(maanden), Decimal(self.minstens), tekort, (Gat(tekort),) if tekort else ())


def read_looptijd(reader: Reader, woorden: Woorden) -> Looptijd:
    return Looptijd(reader.integer("minstens_maanden", 1, LANGSTE_MAANDEN))
