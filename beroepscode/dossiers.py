"""What a dossier may know of this room: plain facts, never a text. One statement, however many people.

`register.dossiers` reads these; the text of a reflection is not even fetched.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, DateField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, TruncDate

from beroepscode.codeteksten import find_vervaldatum
from beroepscode.models import Aanwezigheid, Bevestiging, Ondertekening, Reflectie
from kern.opzoeken import OneOf, one_of

Gebruikers = Collection[int] | QuerySet
"""Primary keys, or a queryset of them for the whole register."""
REFLECTIE, BIJEENKOMST, ONDERTEKENING = "reflectie", "bijeenkomst", "ondertekening"
GEEN_TEKST = Value("", CharField())
GEEN_GETAL = Cast(Value(None), IntegerField())
GEEN_DATUM = Cast(Value(None), DateField())


@dataclass(frozen=True, slots=True)
class Reflectiefeit:
    """`bevestigd`: a peer confirmed that they talked about it."""

    id: int
    gebruiker_id: int
    datum: date
    minuten: int
    kernwaarde: str
    bevestigd: bool


@dataclass(frozen=True, slots=True)
class Bijeenkomstfeit:
    """Somebody's confirmed presence at a meeting, with the minutes that they were there.

    `bevestigd`: at least one other participant confirmed the meeting too. `deelnemers`: the people who were there as
    far as is known, each once and this person included: who is in the register and did not say otherwise, and who
    confirmed before leaving it. A name that nobody in the register answers to is no person here: it may be another
    name of somebody who counts already, or of nobody.
    """

    id: int
    bijeenkomst_id: int
    gebruiker_id: int
    soort: str
    datum: date
    minuten: int
    thema: str
    deelnemers: int
    bevestigd: bool


@dataclass(frozen=True, slots=True)
class Ondertekeningfeit:
    """A signed version of a code; it holds until `geldig_tot`, the day a next version came (None: still)."""

    gebruiker_id: int
    code: str
    versie: date
    ondertekend_datum: date
    geldig_tot: date | None


Feit = Reflectiefeit | Bijeenkomstfeit | Ondertekeningfeit


def collect_feiten(gebruiker_ids: Gebruikers) -> list[Feit]:
    """Everything of these people that a dossier may know, by person and day."""
    anders = [select(gebruiker_ids) for select in (_select_bijeenkomsten, _select_ondertekeningen)]
    rijen = _select_reflecties(gebruiker_ids).union(*anders, all=True)
    return [_make_feit(*rij) for rij in sorted(rijen, key=lambda rij: rij[:4])]


def collect_ondertekeningen(gebruiker_ids: Gebruikers) -> list[Ondertekeningfeit]:
    """Every signature of these people, in one statement."""
    return [_make_feit(*rij) for rij in _select_ondertekeningen(gebruiker_ids)]


def _make_feit(
    gebruiker_id: int,
    dag: date,
    bron: str,
    pk: int,
    code: str,
    minuten: int,
    bevestigd: bool,
    bijeenkomst_id: int,
    thema: str,
    deelnemers: int,
    versie: date,
) -> Feit:
    if bron == REFLECTIE:
        return Reflectiefeit(pk, gebruiker_id, dag, minuten, code, bool(bevestigd))
    if bron == ONDERTEKENING:
        return Ondertekeningfeit(gebruiker_id, code, versie, dag, find_vervaldatum(code, versie))
    return Bijeenkomstfeit(pk, bijeenkomst_id, gebruiker_id, code, dag, minuten, thema, deelnemers, bool(bevestigd))


def find_reflecties() -> QuerySet[Reflectie]:
    """All reflections, with `bevestigd`: a peer confirmed that they talked about it."""
    bevestigd = Bevestiging.objects.filter(reflectie=OuterRef("pk"), bevestigd_op__isnull=False)
    return Reflectie.objects.annotate(bevestigd=Exists(bevestigd))


def find_aanwezigheden() -> QuerySet[Aanwezigheid]:
    """Everybody's confirmed presence; `geboekt` (minutes), `bevestigd` and `deelnemers` as in `Bijeenkomstfeit`."""
    anderen = Aanwezigheid.objects.filter(bijeenkomst=OuterRef("bijeenkomst"), betwist_op__isnull=True)
    bevestigd = anderen.filter(bevestigd_op__isnull=False).exclude(pk=OuterRef("pk"))
    mensen = anderen.filter(Q(gebruiker__isnull=False) | Q(bevestigd_op__isnull=False))
    aantal = mensen.order_by().values("bijeenkomst").annotate(aantal=Count("pk")).values("aantal")
    return Aanwezigheid.objects.filter(bevestigd_op__isnull=False).annotate(
        geboekt=Coalesce("minuten", "bijeenkomst__minuten"),
        bevestigd=Exists(bevestigd),
        deelnemers=Coalesce(Subquery(aantal), 0),
    )


def _select_reflecties(gebruiker_ids: Gebruikers) -> QuerySet:
    return find_reflecties().filter(_of(gebruiker_ids)).values_list(
        "gebruiker_id", "datum", _name(REFLECTIE), "pk", "kernwaarde", "minuten", "bevestigd",
        GEEN_GETAL, GEEN_TEKST, GEEN_GETAL, GEEN_DATUM,
    )  # fmt: skip


def _select_bijeenkomsten(gebruiker_ids: Gebruikers) -> QuerySet:
    return find_aanwezigheden().filter(_of(gebruiker_ids)).values_list(
        "gebruiker_id", "bijeenkomst__datum", _name(BIJEENKOMST), "pk", "bijeenkomst__soort",
        "geboekt", "bevestigd", "bijeenkomst_id", "bijeenkomst__thema", "deelnemers", GEEN_DATUM,
    )  # fmt: skip


def _select_ondertekeningen(gebruiker_ids: Gebruikers) -> QuerySet:
    return Ondertekening.objects.filter(_of(gebruiker_ids)).values_list(
        "gebruiker_id", TruncDate("ondertekend_op"), _name(ONDERTEKENING), "pk", "code", GEEN_GETAL,
        Value(True), GEEN_GETAL, GEEN_TEKST, GEEN_GETAL, "versie",
    )  # fmt: skip


def _of(gebruiker_ids: Gebruikers) -> Q | OneOf:
    if isinstance(gebruiker_ids, QuerySet):
        return Q(gebruiker__in=gebruiker_ids)
    return one_of("gebruiker_id", gebruiker_ids)


def _name(bron: str) -> Value:
    return Value(bron, CharField())
