"""At least so many points, hours or pieces: over the term, in each year or quarter, or ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from kern.periode import Periode
from register.criteria.eenheid import STAPPEN, fits_quarter, to_decimal, to_shortage, to_steps
from register.criteria.reader import Reader
from register.criteria.selectie import read_selectie
from register.criteria.stand import Stand
from register.criteria.telling import Telling
from register.criteria.vorm import Eis, Gat, Meting
from register.criteria.woorden import Woorden

PER = ("termijn", "jaar", "kwartaal")
VENSTERS = ("termijn", "ooit")


@dataclass(frozen=True, slots=True)
class Minimum:
    """`minstens` in steps for each piece. `overdracht` is the largest surplus that a piece hands on;
    with `tekort_inhalen` a shortage may be made up in the next piece, and only there."""

    minstens: int
    telling: Telling
    overdracht: int = 0
    tekort_inhalen: bool = False
    onderdelen: tuple[Eis, ...] = ()
    can_lighten: ClassVar[bool] = True

    @property
    def eenheid(self) -> str:
        return self.telling.eenheid

    @property
    def draagt_over(self) -> bool:
        return self.overdracht > 0 or self.tekort_inhalen

    def measure(self, code: str, stand: Stand, definitief: bool) -> Meting:
        rekening = _Rekening(self, _inherit(self, code, stand))
        geteld = stand.count(code, definitief)
        if self.telling.per == "termijn":
            return self._measure_termijn(rekening, sum(geteld.values()), stand.norm(code))
        return self._measure_vakken(rekening, code, stand, geteld)

    def _measure_termijn(self, rekening: "_Rekening", geteld: int, norm: int) -> Meting:
        behaald = geteld + max(rekening.saldo, 0)
        vereist = norm + max(-rekening.saldo, 0)
        tekort = max(vereist - behaald, 0)
        rekening.book(geteld, norm)
        return self._report(behaald, vereist, tekort, (Gat(to_shortage(tekort, self.eenheid)),), rekening)

    def _measure_vakken(
        self, rekening: "_Rekening", code: str, stand: Stand, geteld: Mapping[tuple[str, int], int]
    ) -> Meting:
        tijdvak = stand.sommen.tijdvak
        vereist = max(-rekening.saldo, 0)
        gaten = []
        for index, vak in enumerate(tijdvak.vakken(self.telling.per)):
            if vak.tot is not None and vak.tot <= tijdvak.instap_datum:
                continue
            norm = stand.lighten(code, self.minstens, self.eenheid, tijdvak.measure_deel(vak))
            vereist += norm
            gaten.append(self._find_gat(vak, rekening.book(geteld.get(("", index), 0), norm)))
        tekort = rekening.verlopen + max(-rekening.saldo, 0)
        return self._report(vereist - tekort, vereist, tekort, tuple(gaten), rekening)

    def _find_gat(self, vak: Periode, tekort: int) -> Gat:
        return Gat(to_shortage(tekort, self.eenheid), van=vak.van, tot=vak.tot)

    def _report(
        self, behaald: int, vereist: int, tekort: int, gaten: tuple[Gat, ...], rekening: "_Rekening"
    ) -> Meting:
        return Meting(
            behaald=to_decimal(behaald, self.eenheid),
            vereist=to_decimal(vereist, self.eenheid),
            tekort=to_shortage(tekort, self.eenheid),
            gaten=tuple(gat for gat in gaten if gat.tekort) if tekort else (),
            overdracht=to_decimal(rekening.saldo, self.eenheid) if self.draagt_over else None,
        )


class _Rekening:
    """Hands surplus and shortage from one piece of the term to the next."""

    def __init__(self, minimum: Minimum, saldo: int) -> None:
        self.minimum = minimum
        self.saldo = saldo
        self.verlopen = 0
        """Shortage that can no longer be made up."""

    def book(self, geteld: int, norm: int) -> int:
        """Close one piece and return what it is short, before anything is made up later."""
        schuld = max(-self.saldo, 0)
        self.verlopen += max(schuld - geteld, 0)
        rest = max(geteld - schuld, 0) + max(self.saldo, 0) - norm
        if rest < 0 and not self.minimum.tekort_inhalen:
            self.verlopen += -rest
            self.saldo = 0
        else:
            self.saldo = min(rest, self.minimum.overdracht)
        return max(-rest, 0)


def _inherit(minimum: Minimum, code: str, stand: Stand) -> int:
    """What the term before left, as far as this eis takes it over."""
    erfenis = to_steps(stand.sommen.overdrachten.get(code, Decimal(0)), minimum.eenheid)
    if erfenis < 0:
        return erfenis if minimum.tekort_inhalen else 0
    return min(erfenis, minimum.overdracht)


def read_minimum(reader: Reader, woorden: Woorden) -> Minimum:
    eenheid = read_eenheid(reader)
    telling = Telling(
        selectie=read_selectie(reader.table("selectie"), woorden),
        eenheid=eenheid,
        per=reader.choice("per", PER) or "termijn" if reader.has("per") else "termijn",
        venster=reader.choice("venster", VENSTERS) if reader.has("venster") else "termijn",
    )
    if telling.venster == "ooit" and telling.per != "termijn":
        reader.add_fout("per", "Wat ooit gedaan mag zijn, kun je niet per jaar of kwartaal vragen.")
    return Minimum(
        minstens=read_norm(reader, "minstens", eenheid),
        telling=telling,
        overdracht=read_norm(reader, "overdracht_hoogstens", eenheid) if reader.has("overdracht_hoogstens") else 0,
        tekort_inhalen=reader.has("tekort_inhalen") and reader.flag("tekort_inhalen"),
    )


def read_eenheid(reader: Reader) -> str:
    return reader.choice("eenheid", STAPPEN) or "aantal"


def read_norm(reader: Reader, sleutel: str, eenheid: str) -> int:
    """A norm in steps; quarters at most, and whole pieces for `aantal`."""
    getal = reader.decimal(sleutel)
    if not fits_quarter(getal) or (eenheid == "aantal" and getal % 1):
        reader.add_fout(sleutel, "Geef een getal in kwarten, zoals 2.25. Een aantal is altijd een heel getal.")
    return to_steps(getal, eenheid)
