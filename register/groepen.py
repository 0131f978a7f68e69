"""Alike entries of many people, counted by the database: one GROUP BY for each kind of entry.

A group is everything that a rule may read of an entry, with the piece of the term instead of the day. How many
minutes make a point, what an eis selects and what a maximum is about are told once, in the criteria, which value
each *different* group once. So the minutes stay in the group and the database only counts: it knows no rule.

A completion cannot be grouped alone: together with the others of the same time through the course it earns no more
than the course is accredited for. There the group is that whole time, written out as a text in the order of its days.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat

from beroepscode.dossiers import find_aanwezigheden, find_reflecties
from kern.opzoeken import one_of
from kern.uitdrukkingen import AantalMaanden, Opsomming
from opleidingen.models import Deelname
from register.models import Activiteit, Registratie, Termijn

BUITEN = -1
"""The piece of what lies outside the term."""


class Keer(NamedTuple):
    """One time through a course: per completion its module (0: none), minutes and piece, as `0:240:1,7:60:2`."""

    accreditatie_id: int
    regels: str


class Gelogd(NamedTuple):
    soort: str
    minuten: int
    leefwereld: str
    stuk: int


class Geschreven(NamedTuple):
    minuten: int
    kernwaarde: str
    bevestigd: bool
    stuk: int


class Samen(NamedTuple):
    soort: str
    minuten: int
    deelnemers: int
    bevestigd: bool
    stuk: int


Groep = Keer | Gelogd | Geschreven | Samen
Telling = tuple[int, Groep, int]
"""registratie_id, group, how many."""


@dataclass(frozen=True, slots=True)
class Venster:
    """What is looked at: everything up to and including `peildatum`, in pieces of `maanden` months of the term.

    `vast` is the one stretch of everybody who has no term; None: each has the term that runs or ran last.
    """

    peildatum: date
    maanden: int
    vast: tuple[date, date] | None = None


def count_groepen(registraties: Collection[Registratie], venster: Venster) -> Iterator[Telling]:
    """Every group of entries of these people, in four statements however many they are."""
    ids = [registratie.pk for registratie in registraties]
    gebruikers = [registratie.gebruiker_id for registratie in registraties]
    yield from _read(Gelogd, _count_activiteiten(ids, venster))
    yield from _read(Geschreven, _count_reflecties(gebruikers, venster))
    yield from _read(Samen, _count_bijeenkomsten(gebruikers, venster))
    yield from _read(Keer, _count_keren(gebruikers, venster))


def _read(soort: type[Groep], rijen: QuerySet) -> Iterator[Telling]:
    """Rows are (registratie_id, everything of the group, how many)."""
    sql, parameters = rijen.query.sql_with_params()
    with connection.cursor() as cursor:  # without the conversion of every value, that numbers and texts do not need
        cursor.execute(sql, parameters)
        for registratie_id, *groep, aantal in cursor.fetchall():
            yield registratie_id, soort(*groep), aantal


def _count_activiteiten(registratie_ids: list[int], venster: Venster) -> QuerySet:
    rijen = Activiteit.objects.filter(one_of("registratie_id", registratie_ids), verwijderd_op=None)
    rijen = _place(rijen, venster, pad="registratie", datum="datum")
    return _count(rijen, "registratie_id", "soort", "minuten", "leefwereld", "stuk")


def _count_reflecties(gebruiker_ids: list[int], venster: Venster) -> QuerySet:
    rijen = find_reflecties().filter(one_of("gebruiker_id", gebruiker_ids))
    rijen = _place(rijen, venster, pad="gebruiker__registratie", datum="datum")
    return _count(rijen, "gebruiker__registratie", "minuten", "kernwaarde", "bevestigd", "stuk")


def _count_bijeenkomsten(gebruiker_ids: list[int], venster: Venster) -> QuerySet:
    rijen = find_aanwezigheden().filter(one_of("gebruiker_id", gebruiker_ids))
    rijen = _place(rijen, venster, pad="gebruiker__registratie", datum="bijeenkomst__datum")
    velden = ("bijeenkomst__soort", "geboekt", "deelnemers", "bevestigd", "stuk")
    return _count(rijen, "gebruiker__registratie", *velden)


def _count_keren(gebruiker_ids: list[int], venster: Venster) -> QuerySet:
    """A time through a course has no alike: one row each. Without an edition everything of one day is one time."""
    rijen = Deelname.objects.filter(one_of("gebruiker_id", gebruiker_ids), ingetrokken_op=None)
    rijen = _place(rijen, venster, pad="gebruiker__registratie", datum="eind_datum")
    module = Coalesce("module_id", "bijeenkomst__module_id", 0)
    regel = Concat(_text(module), Value(":"), _text("minuten"), Value(":"), _text("stuk"), output_field=CharField())
    dag = Case(When(uitvoering_id=None, then="eind_datum"), output_field=DateField())
    rijen = rijen.annotate(dag=dag).values("gebruiker__registratie", "accreditatie_id", "uitvoering_id", "dag")
    rijen = rijen.annotate(regels=Opsomming(regel, "eind_datum", "pk"), aantal=Value(1))
    return rijen.values_list("gebruiker__registratie", "accreditatie_id", "regels", "aantal")


def _count(rijen: QuerySet, *velden: str) -> QuerySet:
    return rijen.order_by().values(*velden).annotate(aantal=Count("*")).values_list(*velden, "aantal")


def _text(waarde: str | Combinable) -> Cast:
    return Cast(waarde, CharField())


def _place(rijen: QuerySet, venster: Venster, *, pad: str, datum: str) -> QuerySet:
    """Rows up to the peildatum, with `stuk`: which piece of the term they lie in."""
    rijen = rijen.filter(**{f"{datum}__lte": venster.peildatum})
    van: Combinable
    tot: Combinable
    if venster.vast:
        van, tot = (Value(dag, DateField()) for dag in venster.vast)
    else:
        rijen = rijen.filter(**{f"{pad}__termijnen__in": find_lopende_termijnen(venster.peildatum)})
        van, tot = F(f"{pad}__termijnen__geldig_van"), F(f"{pad}__termijnen__geldig_tot")
    rijen = rijen.alias(van=van, tot=tot)
    binnen = Q(**{f"{datum}__gte": F("van"), f"{datum}__lt": F("tot")})
    stuk = AantalMaanden(F("van"), F(datum)) / venster.maanden
    return rijen.annotate(stuk=Case(When(binnen, then=stuk), default=BUITEN, output_field=IntegerField()))


def find_lopende_termijnen(peildatum: date) -> QuerySet[Termijn]:
    """Of everybody the term that runs on `peildatum`, or the one that ran last."""
    begonnen = Termijn.objects.filter(geldig_van__lte=peildatum)
    laatste = begonnen.filter(registratie=OuterRef("registratie")).order_by("-geldig_van").values("pk")[:1]
    return begonnen.filter(pk=Subquery(laatste))
