"""Work: hours in the term, hours per week on average, weeks worked, longest gap, work today."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from kern.periode import Periode, add_months, count_months
from register.criteria.eenheid import CENT
from register.criteria.reader import Reader
from register.criteria.stand import Stand
from register.criteria.vorm import Eis, Gat, Meting
from register.criteria.woorden import Woorden

EENHEDEN = {
    "uren": "uren",
    "uren-per-week": "uren per week",
    "weken": "weken",
    "onderbreking": "maanden",
    "nu": "werkplek",
}
DAGEN_PER_WEEK = 7
HONDERDSTEN_PER_WEEKUUR = 100 * DAGEN_PER_WEEK


@dataclass(frozen=True, slots=True)
class Werk:
    """`meet` says what is measured. For onderbreking `grens` is the longest gap that is still allowed,
    for everything else the least that is required."""

    meet: str
    grens: Decimal
    telling: None = None
    onderdelen: tuple[Eis, ...] = ()

    @property
    def eenheid(self) -> str:
        return EENHEDEN[self.meet]

    @property
    def can_lighten(self) -> bool:
        """Whether relief can lower it: an average, a gap and work today stay as they are."""
        return self.meet in ("uren", "weken")

    def measure(self, code: str, stand: Stand, definitief: bool) -> Meting:
        if self.meet == "onderbreking":
            return self._measure_onderbreking(stand, definitief)
        behaald = self._measure_werk(stand, definitief)
        vereist = self._lighten(code, stand)
        tekort = max(vereist - behaald, Decimal(0))
        return Meting(behaald, vereist, tekort, (Gat(tekort),) if tekort else ())

    def _measure_werk(self, stand: Stand, definitief: bool) -> Decimal:
        werk = stand.sommen.werk[0 if definitief else 1]
        if self.meet == "nu":
            return Decimal(werk.werkt_nu)
        if self.meet == "weken":
            return Decimal(werk.gewerkte_dagen // DAGEN_PER_WEEK)
        if self.meet == "uren":
            return _round_down(Fraction(werk.urendagen, HONDERDSTEN_PER_WEEKUUR))
        dagen = stand.sommen.tijdvak.verstreken.dagen
        return _round_down(Fraction(werk.urendagen, 100 * dagen)) if dagen else Decimal(0)

    def _lighten(self, code: str, stand: Stand) -> Decimal:
        """The norm as a whole number after relief, rounded down."""
        if not self.can_lighten:
            return self.grens
        return Decimal(stand.lighten(code, int(self.grens), "aantal", stand.sommen.tijdvak.deel_na_instap))

    def _measure_onderbreking(self, stand: Stand, definitief: bool) -> Meting:
        gaten = stand.sommen.werk[0 if definitief else 1].gaten
        langste = max((_count_maanden(gat) for gat in gaten), default=Decimal(0))
        te_lang = tuple(
            Gat(_count_maanden(gat) - self.grens, van=gat.van, tot=gat.tot)
            for gat in gaten
            if _count_maanden(gat) > self.grens
        )
        return Meting(langste, self.grens, max(langste - self.grens, Decimal(0)), te_lang)


def _count_maanden(gat: Periode) -> Decimal:
    """Calendar months with the days left over as a part, rounded up: 24 months and a day are over 24."""
    tot = gat.tot or gat.van
    maanden = count_months(gat.van, tot)
    begin, eind = add_months(gat.van, maanden), add_months(gat.van, maanden + 1)
    deel = Decimal((tot - begin).days) / (eind - begin).days
    return maanden + deel.quantize(CENT, ROUND_CEILING)


def _round_down(breuk: Fraction) -> Decimal:
    return (Decimal(breuk.numerator) / breuk.denominator).quantize(CENT, ROUND_FLOOR)


def read_werk(reader: Reader, woorden: Woorden) -> Werk:
    meet = reader.choice("meet", EENHEDEN) or "nu"
    if meet == "nu":
        return Werk(meet, Decimal(1))
    sleutel = "hoogstens_maanden" if meet == "onderbreking" else "minstens"
    grens = reader.decimal(sleutel)
    if grens % 1 and meet != "uren-per-week":
        reader.add_fout(sleutel, "Geef hier een heel getal.")
    return Werk(meet, grens)
