"""The completions of people as plain facts, for whoever builds a dossier out of them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from opleidingen.models import Accreditatie, Accreditatieonderdeel, Deelname, Deelnamewijziging, Uitvoering
from opleidingen.waarde import Deel, Onderdeel, divide_keer, merge_delen, select_onderdelen
from opleidingen.wijzigingswoorden import EIGEN


@dataclass(frozen=True, slots=True)
class Deelnamefeit:
    """One completion: who, when, which course of whom, and what it counts for.

    `delen` holds one `Deel` per category and module, in net minutes:
    `Deel("scholing", 480, {"leefwereld": {"economie": 120}})`.
    """

    id: int
    gebruiker_id: int
    datum: date
    titel: str
    opleider: str
    delen: tuple[Deel, ...]


@dataclass(frozen=True, slots=True)
class Cursusfeit:
    """What a whole course would add to a dossier, and the edition that begins first; without one that is None."""

    code: str
    naam: str
    begin_datum: date | None
    eind_datum: date | None
    plaats: str | None
    delen: tuple[Deel, ...]


@dataclass(frozen=True, slots=True)
class Wijzigingsfeit:
    """Something that happened to a completion after it was booked; `oud` and `nieuw` hold what changed, as the API
    names it. `datum`, `titel` and `minuten` are those of the completion now, `ingetrokken` whether it is withdrawn.
    """

    id: int
    deelname_id: int
    gebruiker_id: int
    soort: str
    oud: dict[str, Any]
    nieuw: dict[str, Any]
    reden: str
    op: datetime
    opleider: str
    datum: date
    titel: str
    minuten: int
    ingetrokken: bool


EDITIE = ("begin_datum", "eind_datum", "plaats")


def collect_deelnames(gebruiker_ids: Collection[int]) -> list[Deelnamefeit]:
    """All completions of these people that hold, by date and id, in two queries. What was withdrawn is left out.

    Within one edition (or, without an edition, on one day) nobody earns more than the course is accredited for: the
    later rows count for what the earlier ones left.
    """
    rows = list(
        Deelname.objects.filter(gebruiker_id__in=gebruiker_ids, ingetrokken_op__isnull=True)
        .order_by("eind_datum", "pk")
        .values(
            "pk",
            "gebruiker_id",
            "eind_datum",
            "uitvoering_id",
            "accreditatie_id",
            "minuten",
            "opleiding__naam",
            "module__naam",
            "opleiding__opleider__naam",
            onderdeel_id=Coalesce("module_id", "bijeenkomst__module_id"),
        )
    )
    onderdelen = collect_onderdelen({row["accreditatie_id"] for row in rows})
    keren: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        keren[row["gebruiker_id"], row["accreditatie_id"], row["uitvoering_id"] or row["eind_datum"]].append(row)
    delen: dict[int, tuple[Deel, ...]] = {}
    for keer in keren.values():
        waarden = divide_keer(
            onderdelen[keer[0]["accreditatie_id"]], [(row["onderdeel_id"], row["minuten"]) for row in keer]
        )
        delen.update(zip((row["pk"] for row in keer), waarden, strict=True))
    return [_make_feit(row, delen[row["pk"]]) for row in rows]


def collect_wijzigingen(gebruiker_ids: Collection[int]) -> list[Wijzigingsfeit]:
    """What happened to the completions of these people, the oldest first, in one query.

    Not what is the opleider's own affair: another kenmerk changes nothing in a dossier.
    """
    rijen = Deelnamewijziging.objects.filter(deelname__gebruiker_id__in=gebruiker_ids).order_by("op", "pk")
    rijen = rijen.select_related("deelname__opleiding__opleider", "deelname__module")
    return [_make_wijziging(rij) for rij in rijen if rij.raakt_dossier]


def _make_wijziging(rij: Deelnamewijziging) -> Wijzigingsfeit:
    deelname = rij.deelname
    return Wijzigingsfeit(
        id=rij.pk,
        deelname_id=deelname.pk,
        gebruiker_id=deelname.gebruiker_id,
        soort=rij.soort,
        oud={naam: waarde for naam, waarde in rij.oud.items() if naam != EIGEN},
        nieuw={naam: waarde for naam, waarde in rij.nieuw.items() if naam != EIGEN},
        reden=rij.reden,
        op=rij.op,
        opleider=deelname.opleiding.opleider.naam,
        datum=deelname.eind_datum,
        titel=_name(deelname.opleiding.naam, deelname.module and deelname.module.naam),
        minuten=deelname.minuten,
        ingetrokken=deelname.ingetrokken_op is not None,
    )


def _name(opleiding: str, module: str | None) -> str:
    return f"{opleiding}: {module}" if module else opleiding


def collect_cursussen(peildatum: date) -> list[Cursusfeit]:
    """The courses that are accredited on `peildatum` and offered, in one query: the soonest first, without an edition
    last.
    """
    rows = (
        Accreditatieonderdeel.objects.filter(
            accreditatie=Subquery(_find_geldige(peildatum)), accreditatie__opleiding__beeindigd_op__isnull=True
        )
        .annotate(**{veld: Subquery(_find_eerstvolgende(peildatum).values(veld)[:1]) for veld in EDITIE})
        .order_by(F("begin_datum").asc(nulls_last=True), "accreditatie__opleiding__naam", "accreditatie", "pk")
        .values_list(
            "accreditatie__opleiding__code",
            "accreditatie__opleiding__naam",
            *EDITIE,
            "categorie",
            "minuten",
            "module_id",
            "kenmerken",
        )
    )
    return [
        Cursusfeit(*cursus, delen=merge_delen(select_onderdelen([Onderdeel(*row[-4:]) for row in onderdelen], None)))
        for cursus, onderdelen in groupby(rows, key=lambda row: row[:-4])
    ]


def _find_geldige(peildatum: date) -> QuerySet:
    """The accreditation that holds for the course of an onderdeel."""
    geldig = Accreditatie.objects.op(peildatum).filter(
        opleiding=OuterRef("accreditatie__opleiding"), status=Accreditatie.Status.GEACCREDITEERD
    )
    return geldig.order_by("-geldig_van", "-pk").values("pk")[:1]


def _find_eerstvolgende(peildatum: date) -> QuerySet[Uitvoering]:
    komend = Uitvoering.objects.filter(opleiding=OuterRef("accreditatie__opleiding"), begin_datum__gte=peildatum)
    return komend.filter(beeindigd_op__isnull=True).order_by("begin_datum", "pk")


def collect_onderdelen(accreditatie_ids: Collection[int]) -> dict[int, list[Onderdeel]]:
    """What each of these accreditations grants, in one query."""
    onderdelen: dict[int, list[Onderdeel]] = defaultdict(list)
    rows = Accreditatieonderdeel.objects.filter(accreditatie_id__in=accreditatie_ids).order_by("pk")
    for accreditatie_id, categorie, minuten, module_id, kenmerken in rows.values_list(
        "accreditatie_id", "categorie", "minuten", "module_id", "kenmerken"
    ):
        onderdelen[accreditatie_id].append(Onderdeel(categorie, minuten, module_id, kenmerken))
    return onderdelen


def _make_feit(row: dict[str, Any], delen: tuple[Deel, ...]) -> Deelnamefeit:
    return Deelnamefeit(
        id=row["pk"],
        gebruiker_id=row["gebruiker_id"],
        datum=row["eind_datum"],
        titel=_name(row["opleiding__naam"], row["module__naam"]),
        opleider=row["opleiding__opleider__naam"],
        delen=delen,
    )
