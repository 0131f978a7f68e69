"""The rows of a delivery with their answers, read back as they were given."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from opleidingen.antwoord import Antwoordregel, make_regel, unpack_bekend
from opleidingen.meldingen import AL_BEKEND
from opleidingen.models import Aanleverdeel, Aanlevering, Aanleverregel, Deelname, Uitkomst
from opleidingen.queries import AANGELEVERD_NUMMER

DEELNAME_DELEN = ("opleiding", "uitvoering", "module", "bijeenkomst")
CODEVELDEN = ("opleidingscode", "uitvoeringscode", "modulecode", "bijeenkomstcode")


@dataclass(frozen=True, slots=True)
class Antwoordrij:
    """A row: its answer, and what was delivered under the names of the API."""

    antwoord: Antwoordregel
    gegevens: dict[str, Any]

    @property
    def codes(self) -> list[str]:
        """What the row points at, from course to meeting."""
        return [self.gegevens[veld] for veld in CODEVELDEN if self.gegevens.get(veld)]

    @property
    def uitkomst(self) -> str:
        """The outcome in the words of people."""
        return Uitkomst(self.antwoord.uitkomst).label


class Regellijst:
    """The rows of a delivery by number, all or those with one outcome: a page costs the same whatever the length.

    A booked row is its deelname, a known one is packed in its part, any other row is an `Aanleverregel`. Of a
    delivery that is being booked there are the rows that have their answer.
    """

    def __init__(self, aanlevering: Aanlevering, uitkomst: str = "") -> None:
        self.aanlevering = aanlevering
        self.uitkomst = uitkomst

    def count(self) -> int:
        totalen = self.aanlevering.totalen
        return totalen.get(self.uitkomst, 0) if self.uitkomst else sum(totalen.values())

    def __getitem__(self, part: slice) -> list[Antwoordrij]:
        """The rows of this page, from the parts that it touches."""
        rijen: list[Antwoordrij] = []
        begin, einde, voorbij = part.start or 0, part.stop, 0
        for deel in self._delen():
            hier = deel.totalen.get(self.uitkomst, 0) if self.uitkomst else deel.aantal
            if voorbij < einde and begin < voorbij + hier:
                rijen += self._read_deel(deel, slice(max(begin - voorbij, 0), min(einde - voorbij, hier)))
            voorbij += hier
        return rijen

    def _delen(self) -> QuerySet[Aanleverdeel]:
        """The parts that are booked, without what is heavy in them."""
        return (
            self.aanlevering.delen.filter(verwerkt_op__isnull=False).defer("rijen", "bekend").order_by("volgnummer")
        )

    def _read_deel(self, deel: Aanleverdeel, part: slice) -> list[Antwoordrij]:
        """Rows of one part; `part` counts from 0 among its rows with this outcome."""
        hele_deel = {"regel__gte": deel.eerste_regel, "regel__lt": deel.eerste_regel + deel.aantal}
        if self.uitkomst == Uitkomst.GEBOEKT:
            return [_describe_booked(deelname) for deelname in self._booked().filter(**hele_deel)[part]]
        if self.uitkomst == Uitkomst.AL_BEKEND:
            bekend = unpack_bekend(bytes(deel.bekend))
            return _describe_all_known({regel: bekend[regel] for regel in list(bekend)[part]})
        if self.uitkomst:
            others = self._others().filter(**hele_deel, uitkomst=self.uitkomst)
            return [_describe_other(regel) for regel in others[part]]
        first, last = deel.eerste_regel + part.start, deel.eerste_regel + part.stop - 1
        here = {"regel__gte": first, "regel__lte": last}
        rijen = [_describe_booked(deelname) for deelname in self._booked().filter(**here)]
        if deel.totalen.get(Uitkomst.AL_BEKEND):
            bekend = unpack_bekend(bytes(deel.bekend))
            rijen += _describe_all_known({regel: pk for regel, pk in bekend.items() if first <= regel <= last})
        rijen += [_describe_other(regel) for regel in self._others().filter(**here)]
        return sorted(rijen, key=lambda rij: rij.antwoord.regel)

    def _booked(self) -> QuerySet[Deelname]:
        booked = self.aanlevering.deelnames.select_related(*DEELNAME_DELEN).order_by("regel")
        return booked.annotate(nummer=AANGELEVERD_NUMMER)

    def _others(self) -> QuerySet[Aanleverregel]:
        return self.aanlevering.regels.order_by("regel")


def _describe_all_known(bekend: dict[int, int | None]) -> list[Antwoordrij]:
    deelnames = Deelname.objects.annotate(nummer=AANGELEVERD_NUMMER).select_related(*DEELNAME_DELEN)
    deelnames = deelnames.in_bulk({pk for pk in bekend.values() if pk})
    return [_describe_known(regel, deelnames.get(pk)) for regel, pk in bekend.items()]


def _describe_booked(deelname: Deelname) -> Antwoordrij:
    antwoord = make_regel(deelname.regel, Uitkomst.GEBOEKT.value, "", deelname.pk, deelname.kenmerk)
    return Antwoordrij(antwoord, _describe_deelname(deelname))


def _describe_known(regel: int, deelname: Deelname | None) -> Antwoordrij:
    """A known row; of a person who was erased nothing but the row number is left."""
    if deelname is None:
        return Antwoordrij(make_regel(regel, Uitkomst.AL_BEKEND.value, AL_BEKEND), {})
    antwoord = make_regel(regel, Uitkomst.AL_BEKEND.value, AL_BEKEND, deelname.pk, deelname.kenmerk)
    return Antwoordrij(antwoord, _describe_deelname(deelname))


def _describe_other(regel: Aanleverregel) -> Antwoordrij:
    return Antwoordrij(make_regel(regel.regel, regel.uitkomst, regel.codes, kenmerk=regel.kenmerk), regel.gegevens)


def _describe_deelname(deelname: Deelname) -> dict[str, Any]:
    codes = {
        veld: getattr(deelname, deel).code
        for veld, deel in zip(CODEVELDEN, DEELNAME_DELEN, strict=True)
        if getattr(deelname, deel)
    }
    return {
        "registratienummer": deelname.nummer,
        **codes,
        "eindDatum": deelname.eind_datum.isoformat(),
        "minuten": deelname.minuten,
    }
