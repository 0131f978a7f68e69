"""How everybody stands: the whole register judged at once, by the same rules as one dossier."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kern.opzoeken import one_of
from kern.periode import DAG, add_months
from register.criteria import TEKORT, EisUitkomst, judge_sommen
from register.criteria.toets import is_voldaan
from register.dossiers import collect_omstandigheden
from register.models import Registratie
from register.optelling import Vraag, Waardeboek, collect_sommen
from register.queries import find_aflopende_termijnen, find_geregistreerden, find_registraties
from register.toetsing import Geval, open_gevallen

BLOK = 1_000
"""People judged at once."""
WAARSCHUW_MAANDEN = 6


@dataclass(frozen=True, slots=True)
class Oordeel:
    """One person on one day, judged on sums: without what each entry counts for."""

    geval: Geval
    eisen: tuple[EisUitkomst, ...]

    @property
    def termijn_tot(self) -> date | None:
        """The first day after the term; None for who has none."""
        return self.geval.termijn and self.geval.termijn.geldig_tot

    @property
    def voldaan(self) -> bool:
        return is_voldaan(self.eisen)

    @property
    def tekorten(self) -> list[EisUitkomst]:
        return [eis for eis in self.eisen if eis.oordeel == TEKORT]


@dataclass(frozen=True, slots=True)
class Eistotaal:
    """How many people have each oordeel for one eis of one reglement."""

    reglement: str
    code: str
    titel: str
    oordelen: Counter[str]


def count_eisen(*, peildatum: date) -> list[Eistotaal]:
    """For every eis how everybody stands whose term runs on `peildatum`, in the order of their reglement."""
    totalen: dict[tuple[str, str], Eistotaal] = {}
    for oordeel in _judge_termijnen(find_geregistreerden(peildatum), peildatum):
        sleutel = oordeel.geval.reglement.sleutel
        for eis in oordeel.eisen:
            if (sleutel, eis.code) not in totalen:
                totalen[sleutel, eis.code] = Eistotaal(sleutel, eis.code, eis.titel, Counter())
            totalen[sleutel, eis.code].oordelen[eis.oordeel] += 1
    return list(totalen.values())


def find_achterblijvers(*, peildatum: date) -> list[Oordeel]:
    """Who falls short while the term ends within half a year, the first to end on top."""
    aflopend = find_aflopende_termijnen(peildatum, voor=add_months(peildatum, WAARSCHUW_MAANDEN) + DAG)
    registraties = find_registraties().filter(pk__in=aflopend.order_by().values("registratie"))
    tekort = [oordeel for oordeel in _judge_termijnen(registraties, peildatum) if oordeel.tekorten]
    return sorted(tekort, key=lambda oordeel: (oordeel.termijn_tot, oordeel.geval.registratie.pk))


def _judge_termijnen(registraties: QuerySet[Registratie], peildatum: date) -> Iterator[Oordeel]:
    """Who is in the register; somebody who was struck off has a term, but is judged by it no more."""
    return (oordeel for oordeel in judge_all(registraties, peildatum=peildatum) if oordeel.geval.termijn)


def judge_all(registraties: QuerySet[Registratie], *, peildatum: date) -> Iterator[Oordeel]:
    """Judge any number of people, a block at a time, so that memory does not grow with the register."""
    boek = Waardeboek(peildatum)
    ids = list(registraties.order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(ids), BLOK):
        blok = find_registraties().filter(one_of("id", ids[begin : begin + BLOK]))
        yield from judge_registraties(blok, boek=boek)


def judge_registraties(registraties: QuerySet[Registratie], *, boek: Waardeboek) -> list[Oordeel]:
    """Judge these people on the peildatum of `boek`, in a number of statements that never grows.

    `registraties` come with their profiel. Who has no running term is judged for a first registration.
    """
    peildatum = boek.peildatum
    gevallen = open_gevallen(dict.fromkeys(registraties), peildatum=peildatum)
    termijnen = {geval.registratie.pk: geval.dossiertermijn for geval in gevallen}
    omstandigheden = collect_omstandigheden([geval.registratie for geval in gevallen], termijnen=termijnen)
    vragen = [
        Vraag(geval.registratie, geval.reglement, geval.soort, geval.narrow(omstandigheden[geval.registratie.pk]))
        for geval in gevallen
    ]
    sommen = collect_sommen(vragen, boek=boek)
    return [
        Oordeel(geval, judge_sommen(geval.reglement, sommen[geval.registratie.pk], soort=geval.soort))
        for geval in gevallen
    ]
