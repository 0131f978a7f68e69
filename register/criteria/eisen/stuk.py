"""A signed statement (verklaring) or a valid document (bewijs)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from kern.periode import add_months
from register.criteria.reader import Reader
from register.criteria.stand import Stand
from register.criteria.vorm import Eis, Gat, Meting
from register.criteria.woorden import Woorden

EEN = Decimal(1)
OUDSTE_MAANDEN = 600


@dataclass(frozen=True, slots=True)
class Stuk:
    """Valid on the peildatum; if asked also made in this term, or at most so many months ago."""

    eenheid: str
    soort: str
    in_termijn: bool
    hoogstens_maanden_oud: int | None
    telling: None = None
    onderdelen: tuple[Eis, ...] = ()
    can_lighten: ClassVar[bool] = False

    def measure(self, code: str, stand: Stand, definitief: bool) -> Meting:
        sinds = self._find(stand, definitief).get(self.soort)
        if sinds is not None and self._is_recent(sinds, stand):
            return Meting(EEN, EEN, Decimal(0))
        return Meting(Decimal(0), EEN, EEN, (Gat(EEN, waarde=self.soort),))

    def _find(self, stand: Stand, definitief: bool) -> dict[str, date]:
        if self.eenheid == "verklaring":
            return dict(stand.sommen.verklaringen)
        return dict(stand.sommen.bewijzen[0 if definitief else 1])

    def _is_recent(self, sinds: date, stand: Stand) -> bool:
        tijdvak = stand.sommen.tijdvak
        if self.in_termijn and sinds < tijdvak.van:
            return False
        if self.hoogstens_maanden_oud is None:
            return True
        return tijdvak.peildatum <= add_months(sinds, self.hoogstens_maanden_oud)


def read_verklaring(reader: Reader, woorden: Woorden) -> Stuk:
    return _read_stuk("verklaring", woorden.verklaringen, reader)


def read_bewijs(reader: Reader, woorden: Woorden) -> Stuk:
    return _read_stuk("bewijs", woorden.bewijzen, reader)


def _read_stuk(eenheid: str, bekend: frozenset[str], reader: Reader) -> Stuk:
    maanden = (
        reader.integer("hoogstens_maanden_oud", 1, OUDSTE_MAANDEN) if reader.has("hoogstens_maanden_oud") else None
    )
    return Stuk(
        eenheid=eenheid,
        soort=reader.choice(eenheid, bekend),
        in_termijn=reader.has("in_termijn") and reader.flag("in_termijn"),
        hoogstens_maanden_oud=maanden,
    )
