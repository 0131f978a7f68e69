"""Which rows somebody may see. Every function starts from the person who asks."""

from collections.abc import Collection, Iterable
from datetime import date, time, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from accounts.models import Gebruiker
from beroepscode.models import Aanwezigheid, Bevestiging, Bijeenkomst, Ondertekening, Reflectie
from kern.opzoeken import one_of

OPEN_VRAAG = Q(bevestigd_op=None, betwist_op=None, onjuist_op=None, vervallen_op=None)
"""Of somebody's presence at a meeting: asked, not answered, and not too long ago."""
NOG_EENS = timedelta(minutes=1)
"""What comes again within this time, the same in all, is a button that was pressed twice."""


def find_reflecties(gebruiker: Gebruiker) -> QuerySet[Reflectie]:
    """Somebody's own reflections, newest first, without their texts."""
    bevestigd = Bevestiging.objects.filter(reflectie=OuterRef("pk"), bevestigd_op__isnull=False)
    gevraagd = Bevestiging.objects.filter(reflectie=OuterRef("pk"), afgewezen_op__isnull=True)
    return (
        Reflectie.objects.filter(gebruiker=gebruiker)
        .defer("tekst")
        .annotate(bevestigd=Exists(bevestigd), gevraagd=Exists(gevraagd))
        .order_by("-datum", "-pk")
    )


def find_bevestigingen(reflectie: Reflectie) -> QuerySet[Bevestiging]:
    """Whom the writer asked, and what they answered."""
    return reflectie.bevestigingen.select_related("bevestiger").order_by("gevraagd_op", "pk")


def is_bevestigd(reflectie: Reflectie) -> bool:
    return reflectie.bevestigingen.filter(bevestigd_op__isnull=False).exists()


def find_bijeenkomsten(gebruiker: Gebruiker) -> QuerySet[Bijeenkomst]:
    """Meetings that somebody entered or was named in, with who was there."""
    aanwezigen = Aanwezigheid.objects.select_related("gebruiker").order_by("pk")
    genoemd = Aanwezigheid.objects.filter(bijeenkomst=OuterRef("pk"), gebruiker=gebruiker)
    return (
        Bijeenkomst.objects.filter(Exists(genoemd))
        .select_related("ingevoerd_door", "groep")
        .prefetch_related(Prefetch("aanwezigen", aanwezigen))
        .order_by("-datum", "-begin_tijd")
    )


def find_overlap(gebruiker: Gebruiker, *, datum: date, begin_tijd: time, eind_tijd: time) -> QuerySet[Aanwezigheid]:
    """Meetings at which somebody confirmed to be at the same time."""
    return Aanwezigheid.objects.filter(
        gebruiker=gebruiker,
        bevestigd_op__isnull=False,
        bijeenkomst__datum=datum,
        bijeenkomst__begin_tijd__lt=eind_tijd,
        bijeenkomst__eind_tijd__gt=begin_tijd,
    )


def find_verzoeken_reflectie(gebruiker: Gebruiker | OuterRef) -> QuerySet[Bevestiging]:
    """Reflections that wait for an answer of this person: who, when and about what, never the text."""
    return (
        Bevestiging.objects.filter(bevestiger=gebruiker, bevestigd_op__isnull=True, afgewezen_op__isnull=True)
        .select_related("reflectie__gebruiker")
        .defer("reflectie__tekst")
        .order_by("gevraagd_op", "pk")
    )


def find_verzoeken_bijeenkomst(gebruiker: Gebruiker | OuterRef) -> QuerySet[Aanwezigheid]:
    """Meetings that wait for an answer of this person."""
    return (
        Aanwezigheid.objects.filter(OPEN_VRAAG, gebruiker=gebruiker)
        .select_related("bijeenkomst__ingevoerd_door")
        .order_by("bijeenkomst__datum", "pk")
    )


def find_eigen_antwoorden(gebruiker: Gebruiker) -> QuerySet[Aanwezigheid]:
    """Questions put to this person, answered or not: an answer can be changed. Not of a meeting they entered."""
    eigen = Aanwezigheid.objects.filter(gebruiker=gebruiker).exclude(bijeenkomst__ingevoerd_door=gebruiker)
    return eigen.select_related("bijeenkomst__ingevoerd_door", "gebruiker")


def has_ondertekend(gebruiker: Gebruiker, *, code: str, versie: date) -> bool:
    return Ondertekening.objects.filter(gebruiker=gebruiker, code=code, versie=versie).exists()


def find_genoemden(genoemd: Iterable[str]) -> dict[str, Gebruiker]:
    """The people behind these normalized e-mail addresses and numbers; the unknown are left out."""
    namen = list(genoemd)
    emails = [naam for naam in namen if "@" in naam]
    nummers = [naam for naam in namen if "@" not in naam]
    actief = Gebruiker.objects.filter(is_active=True)
    gevonden = actief.filter(email__in=emails) | actief.filter(registratienummer__in=nummers)
    return {
        sleutel: mens for mens in gevonden for sleutel in (mens.email, mens.registratienummer) if sleutel in namen
    }


def find_gevraagden(gebruiker_ids: Collection[int]) -> set[int]:
    """Who of these people has a request that waits for an answer."""
    reflecties = Bevestiging.objects.filter(
        one_of("bevestiger_id", gebruiker_ids), bevestigd_op__isnull=True, afgewezen_op__isnull=True
    )
    bijeenkomsten = Aanwezigheid.objects.filter(OPEN_VRAAG, one_of("gebruiker_id", gebruiker_ids))
    return {pk for (pk,) in reflecties.values_list("bevestiger_id").union(bijeenkomsten.values_list("gebruiker_id"))}


def count_verzoeken(gebruiker: Gebruiker | OuterRef) -> Combinable:
    """How many answers others wait for, as a column of another query."""
    reflecties = find_verzoeken_reflectie(gebruiker).order_by().values("bevestiger")
    bijeenkomsten = find_verzoeken_bijeenkomst(gebruiker).order_by().values("gebruiker")
    return _count(reflecties) + _count(bijeenkomsten)


def _count(rijen: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rijen.annotate(aantal=Count("*")).values("aantal")), 0)


def find_agenda_aanwezigheden(gebruiker: Gebruiker, *, vanaf: date) -> QuerySet[Aanwezigheid]:
    """Meetings from `vanaf` on that somebody was named in and did not deny, with the meeting."""
    return (
        Aanwezigheid.objects.filter(gebruiker=gebruiker, betwist_op__isnull=True, bijeenkomst__datum__gte=vanaf)
        .select_related("bijeenkomst__afspraak")
        .order_by("bijeenkomst__datum", "bijeenkomst__begin_tijd", "pk")
    )
