"""The smallest things that fill a shortage, and what no longer helps because a maximum is full."""

from collections.abc import Iterable, Iterator

from register.criteria.dossier import EIGEN_OPGAVE, Activiteit
from register.criteria.maximum import Emmer
from register.criteria.selectie import Selectie
from register.criteria.stand import Stand
from register.criteria.telling import Telling
from register.criteria.uitkomst import Stap
from register.criteria.vorm import Eis, Gat


def make_stappen(eis: Eis, gaten: Iterable[Gat], stand: Stand) -> tuple[Stap, ...]:
    """One step for every place where an eis lacks something."""
    telling = eis.vorm.telling
    if telling is None:
        return tuple(Stap(gat.tekort, eis.vorm.eenheid, waarde=gat.waarde, van=gat.van, tot=gat.tot) for gat in gaten)
    vol = tuple(_find_full(eis.code, telling.selectie, stand))
    return tuple(_make_stap(gat, telling, vol) for gat in gaten)


def _make_stap(gat: Gat, telling: Telling, vol: tuple[str, ...]) -> Stap:
    selectie = telling.selectie
    return Stap(
        tekort=gat.tekort,
        eenheid=telling.eenheid,
        soorten=tuple(sorted(selectie.soorten)),
        geaccrediteerd=selectie.geaccrediteerd,
        vertrouwen=tuple(sorted(selectie.vertrouwen or ())),
        dimensie=telling.dimensie,
        waarde=gat.waarde,
        van=gat.van,
        tot=gat.tot,
        vol=vol,
    )


def _find_full(code: str, selectie: Selectie, stand: Stand) -> Iterator[str]:
    """The soorten of which one more activity of one's own, on the peildatum, would add nothing to an eis."""
    if not stand.maxima.get(code):
        return
    ruimte = stand.find_room(code)
    for soort in sorted(selectie.soorten):
        if any(ruimte.get(emmer, 1) <= 0 for emmer in _find_emmers_of_one_more(code, soort, stand)):
            yield soort


def _find_emmers_of_one_more(code: str, soort: str, stand: Stand) -> Iterator[Emmer]:
    tijdvak = stand.sommen.tijdvak
    proef = Activiteit("", tijdvak.peildatum, soort, 60, EIGEN_OPGAVE)
    for maximum in stand.maxima[code]:
        if (emmer := maximum.find_emmer(proef, tijdvak)) is not None:
            yield emmer
