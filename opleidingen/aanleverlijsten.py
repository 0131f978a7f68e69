"""The lists of an opleider that are not booked yet: which there are, and their rows, page by page."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Organisatie
from accounts.versleuteling import decrypt_bytes
from opleidingen.formaten.codeboek import Codeboek
from opleidingen.formaten.lijstinhoud import (
    Herhaald,
    Inhoud,
    Lijstrij,
    unpack_herhaald,
    unpack_inhoud,
    unpack_rijen,
)
from opleidingen.formaten.lijstrijen import Lezing
from opleidingen.models import (
    Aanleverlijst,
    Bijeenkomst,
    Lijstblok,
    Module,
    Opleiding,
    Uitkomst,
    Uitvoering,
)

TE_VERBETEREN = "te-verbeteren"
FILTERS = {
    "": tuple(Uitkomst.values),
    TE_VERBETEREN: (Uitkomst.AFGEWEZEN.value, Uitkomst.GEPARKEERD.value),
    **{uitkomst: (uitkomst,) for uitkomst in Uitkomst.values},
}
"""Which outcomes each choice shows."""
TOON_HERHAALD = 12


def find_lijsten(opleider: Organisatie) -> QuerySet[Aanleverlijst]:
    """What this opleider put in, newest first."""
    return Aanleverlijst.objects.filter(opleider=opleider).select_related("aanlevering").order_by("-gemaakt_op", "pk")


def find_open_lijsten(opleider: Organisatie) -> QuerySet[Aanleverlijst]:
    """Those that still wait for the opleider or for the server."""
    return find_lijsten(opleider).exclude(status=Aanleverlijst.Status.GEBOEKT)


def load_inhoud(lijst: Aanleverlijst) -> Inhoud:
    return unpack_inhoud(decrypt_bytes(lijst.inhoud)) if lijst.inhoud else Inhoud()


def load_rijen(blok: Lijstblok) -> list[Lijstrij]:
    return unpack_rijen(decrypt_bytes(blok.rijen))


def load_lezing(lijst: Aanleverlijst, inhoud: Inhoud) -> Lezing:
    """How the cells of this list are read, in four queries."""
    return Lezing(
        velden=inhoud.velden,
        codeboek=load_codeboek(lijst.opleider),
        vast=inhoud.vast,
        vervangen=inhoud.vervangen,
        is_1904=inhoud.is_1904,
    )


def load_codeboek(opleider: Organisatie) -> Codeboek:
    """Every code of this opleider with what else may stand for it, in four queries."""
    boek = Codeboek()
    for code, eigen_code, naam in Opleiding.objects.filter(opleider=opleider).values_list(
        "code", "eigen_code", "naam"
    ):
        boek.add_opleiding(code, eigen_code, naam)
    modules = Module.objects.filter(opleiding__opleider=opleider)
    boek.add_delen("modulecode", modules.values_list("opleiding__code", "code", "eigen_code"))
    uitvoeringen = Uitvoering.objects.filter(opleiding__opleider=opleider)
    boek.add_delen("uitvoeringscode", uitvoeringen.values_list("opleiding__code", "code", "eigen_code"))
    bijeenkomsten = Bijeenkomst.objects.filter(uitvoering__opleiding__opleider=opleider)
    boek.add_delen("bijeenkomstcode", bijeenkomsten.values_list("uitvoering__opleiding__code", "code", "eigen_code"))
    return boek


def list_herhaald(lijst: Aanleverlijst) -> list[tuple[str, str, int]]:
    """Wrong values that occur in more rows than one, as (field, value, rows), the commonest first."""
    herhaald: Herhaald = Counter()
    for pakket in lijst.blokken.order_by("eerste").values_list("herhaald", flat=True):
        if pakket:
            herhaald.update(unpack_herhaald(decrypt_bytes(pakket)))
    vaak = [(veld, waarde, aantal) for (veld, waarde), aantal in herhaald.most_common() if aantal > 1]
    return vaak[:TOON_HERHAALD]


@dataclass(frozen=True, slots=True)
class Genummerd:
    """A row with its number in the list, from 1."""

    nummer: int
    rij: Lijstrij


class Lijstrijen:
    """The rows of a list with some outcomes, for a Paginator: it opens the blocks that a page touches, no others."""

    def __init__(self, lijst: Aanleverlijst, toon: str = "") -> None:
        self.lijst, self.uitkomsten = lijst, FILTERS[toon]
        velden = lijst.blokken.order_by("eerste").values_list("pk", "totalen")
        self.blokken = [(pk, sum(totalen.get(u, 0) for u in self.uitkomsten)) for pk, totalen in velden]

    def count(self) -> int:
        return sum(aantal for _, aantal in self.blokken)

    def __getitem__(self, deel: slice) -> list[Genummerd]:
        begin, einde = deel.start or 0, self.count() if deel.stop is None else deel.stop
        nodig, voor = {}, 0
        for pk, aantal in self.blokken:
            if voor < einde and voor + aantal > begin and aantal:
                nodig[pk] = voor
            voor += aantal
        rijen: list[Genummerd] = []
        for blok in Lijstblok.objects.filter(pk__in=nodig).order_by("eerste"):
            passend = list(self._select(blok))
            rijen += passend[max(0, begin - nodig[blok.pk]) : einde - nodig[blok.pk]]
        return rijen

    def __iter__(self) -> Iterator[Genummerd]:
        """All of them, one block in memory at a time."""
        for pk, aantal in self.blokken:
            if aantal:
                yield from self._select(Lijstblok.objects.get(pk=pk))

    def _select(self, blok: Lijstblok) -> Iterator[Genummerd]:
        for nummer, rij in enumerate(load_rijen(blok), blok.eerste):
            if rij.uitkomst in self.uitkomsten:
                yield Genummerd(nummer, rij)


def find_rij(lijst: Aanleverlijst, nummer: int) -> Genummerd | None:
    """One row by its number."""
    blok = lijst.blokken.filter(eerste__lte=nummer).order_by("-eerste").first()
    plek = nummer - blok.eerste if blok else 0
    return Genummerd(nummer, load_rijen(blok)[plek]) if blok and plek < blok.aantal else None
