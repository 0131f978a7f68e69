"""The rows of a delivery with their answers, read back as they were given."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from opleidingen.antwoord import Antwoordregel, make_regel, unpack_bekend
from opleidingen.meldingen import AL_BEKEND
from opleidingen.models import Aanlevering, Aanleverregel, Deelname, Uitkomst

DEELNAME_DELEN = ("gebruiker", "opleiding", "uitvoering", "module", "bijeenkomst")
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

    A booked row is its deelname, a known one is packed in the delivery, any other row is an `Aanleverregel`.
    """

    def __init__(self, aanlevering: Aanlevering, uitkomst: str = "") -> None:
        self.aanlevering = aanlevering
        self.uitkomst = uitkomst
        self.bekend = unpack_bekend(bytes(aanlevering.bekend))

    def count(self) -> int:
        totalen = self.aanlevering.totalen
        return totalen.get(self.uitkomst, 0) if self.uitkomst else sum(totalen.values())

    def __getitem__(self, part: slice) -> list[Antwoordrij]:
        if self.uitkomst == Uitkomst.GEBOEKT:
            return [_describe_booked(deelname) for deelname in self._booked()[part]]
        if self.uitkomst == Uitkomst.AL_BEKEND:
            return self._describe_known(list(self.bekend)[part])
        if self.uitkomst:
            return [_describe_other(regel) for regel in self._others().filter(uitkomst=self.uitkomst)[part]]
        first, last = (part.start or 0) + 1, part.stop
        here = {"regel__gte": first, "regel__lte": last}
        rijen = [_describe_booked(deelname) for deelname in self._booked().filter(**here)]
        rijen += self._describe_known([regel for regel in self.bekend if first <= regel <= last])
        rijen += [_describe_other(regel) for regel in self._others().filter(**here)]
        return sorted(rijen, key=lambda rij: rij.antwoord.regel)

    def _booked(self) -> QuerySet[Deelname]:
        return self.aanlevering.deelnames.select_related(*DEELNAME_DELEN).order_by("regel")

    def _others(self) -> QuerySet[Aanleverregel]:
        return self.aanlevering.regels.order_by("regel")

    def _describe_known(self, regels: list[int]) -> list[Antwoordrij]:
        ids = {self.bekend[regel] for regel in regels}
        deelnames = Deelname.objects.select_related(*DEELNAME_DELEN).in_bulk(ids)
        return [_describe_known(regel, deelnames.get(self.bekend[regel])) for regel in regels]


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
        for veld, deel in zip(CODEVELDEN, DEELNAME_DELEN[1:], strict=True)
        if getattr(deelname, deel)
    }
    return {
        "registratienummer": deelname.gebruiker.registratienummer,
        **codes,
        "eindDatum": deelname.eind_datum.isoformat(),
        "minuten": deelname.minuten,
    }
