"""The term as a line: today, the reminders, the end, and what was learned in each quarter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kern.periode import DAG, Periode
from register.agenda import MOMENTEN
from register.criteria import EERSTE
from register.criteria.tijdvak import find_starts
from register.toetsing import Toetsing
from register.views.kop import count_dagen

KWARTAAL = 3
HOOGSTE, VLOER = 40, 52
"""Pixels: of the tallest bar, and where the bars stand."""
TUSSEN = 0.6
"""Percent of the width between two bars."""


@dataclass(frozen=True, slots=True)
class Kwartaal:
    """A quarter of the term. `x` and `breedte` in percent, `y` and heights in pixels; `voorlopig` stands on top."""

    van: date
    laatste: date
    definitief: int
    voorlopig: int
    x: str
    breedte: str
    hoogte: int
    hoogte_voorlopig: int

    @property
    def y(self) -> int:
        return VLOER - self.hoogte

    @property
    def y_voorlopig(self) -> int:
        return self.y - self.hoogte_voorlopig

    @property
    def minuten(self) -> int:
        return self.definitief + self.voorlopig


@dataclass(frozen=True, slots=True)
class Herinneringsdag:
    dag: date
    duur: str
    x: str


@dataclass(frozen=True, slots=True)
class Tijdlijn:
    """`tot` is the first day after the term; `nu` the percentage of it that has passed."""

    van: date
    tot: date
    nu: int
    tekst: str
    kwartalen: tuple[Kwartaal, ...]
    herinneringen: tuple[Herinneringsdag, ...]


def draw_tijdlijn(toetsing: Toetsing) -> Tijdlijn | None:
    """The running term; None for who has none."""
    if toetsing.soort == EERSTE:
        return None
    termijn = Periode(toetsing.uitkomst.termijn_van, toetsing.uitkomst.termijn_tot)
    return Tijdlijn(
        van=termijn.van,
        tot=termijn.tot,
        nu=max(0, min(100, round(_share(termijn, toetsing.peildatum)))),
        tekst=f"nog {count_dagen(toetsing)}",
        kwartalen=tuple(_draw_kwartalen(toetsing, termijn)),
        herinneringen=tuple(
            Herinneringsdag(dag := reken(termijn.tot), duur, _percent(_share(termijn, dag)))
            for _, duur, reken in MOMENTEN
            if reken(termijn.tot) in termijn
        ),
    )


def _draw_kwartalen(toetsing: Toetsing, termijn: Periode) -> Iterable[Kwartaal]:
    starts = find_starts(termijn.van, termijn.tot, KWARTAAL)
    sommen = _sum_minuten(toetsing, starts, termijn)
    hoogste = max((zeker + los for zeker, los in sommen), default=0) or 1
    for van, tot, (zeker, los) in zip(starts, (*starts[1:], termijn.tot), sommen, strict=True):
        x = _share(termijn, van)
        yield Kwartaal(
            van=van,
            laatste=tot - DAG,
            definitief=zeker,
            voorlopig=los,
            x=_percent(x + TUSSEN / 2),
            breedte=_percent(_share(termijn, tot) - x - TUSSEN),
            hoogte=_scale(zeker, hoogste),
            hoogte_voorlopig=_scale(los, hoogste),
        )


def _sum_minuten(toetsing: Toetsing, starts: tuple[date, ...], termijn: Periode) -> list[tuple[int, int]]:
    """Minutes per quarter, definitief and voorlopig, up to the peildatum."""
    sommen = [[0, 0] for _ in starts]
    for item in toetsing.dossier.activiteiten:
        if item.datum in termijn and item.datum <= toetsing.peildatum:
            kwartaal = sum(van <= item.datum for van in starts) - 1
            sommen[kwartaal][item.vertrouwen not in toetsing.reglement.definitief] += item.minuten
    return [(zeker, los) for zeker, los in sommen]


def _share(termijn: Periode, dag: date) -> float:
    return (dag - termijn.van).days * 100 / termijn.dagen


def _scale(minuten: int, hoogste: int) -> int:
    """Pixels; what is there is always seen."""
    return max(round(minuten * HOOGSTE / hoogste), 2) if minuten else 0


def _percent(getal: float) -> str:
    return f"{max(getal, 0):.2f}%"
