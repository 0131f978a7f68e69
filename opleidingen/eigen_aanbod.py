"""What an opleider offers, for the opleider itself: courses, modules, editions and meetings."""

from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.models import Organisatie
from opleidingen.models import Accreditatie, Bijeenkomst, Deelname, Geparkeerd, Module, Opleiding, Uitvoering


def find_eigen(opleider: Organisatie) -> QuerySet[Opleiding]:
    """The courses of this opleider with all that hangs on them, in a constant number of queries."""
    return (
        Opleiding.objects.filter(opleider=opleider)
        .select_related("opleider")
        .prefetch_related(
            Prefetch("modules", Module.objects.order_by("volgorde", "pk")),
            Prefetch("uitvoeringen", find_uitvoeringen().order_by("-begin_datum", "-pk")),
            Prefetch("accreditaties", Accreditatie.objects.order_by("-geldig_van", "-pk")),
        )
        .order_by("naam", "pk")
    )


def find_eigen_modules(opleider: Organisatie) -> QuerySet[Module]:
    return Module.objects.filter(opleiding__opleider=opleider).select_related("opleiding").order_by("volgorde", "pk")


def find_eigen_uitvoeringen(opleider: Organisatie) -> QuerySet[Uitvoering]:
    return (
        find_uitvoeringen()
        .filter(opleiding__opleider=opleider)
        .select_related("opleiding")
        .prefetch_related(
            Prefetch("bijeenkomsten", Bijeenkomst.objects.select_related("module").order_by("datum", "pk"))
        )
        .order_by("begin_datum", "pk")
    )


def find_uitvoeringen() -> QuerySet[Uitvoering]:
    """Editions with how many meetings they have."""
    return Uitvoering.objects.annotate(aantal_bijeenkomsten=Count("bijeenkomsten"))


def find_eigen_bijeenkomsten(opleider: Organisatie) -> QuerySet[Bijeenkomst]:
    eigen = Bijeenkomst.objects.filter(uitvoering__opleiding__opleider=opleider)
    return eigen.select_related("uitvoering__opleiding", "module").order_by("datum", "pk")


def is_geleverd(rij: Opleiding | Module | Uitvoering | Bijeenkomst) -> bool:
    """Whether a completion points at this, also a withdrawn one, or a parked row may do so later.

    Then it cannot go, and it keeps the code by which it was delivered.
    """
    if isinstance(rij, Module):
        erop = Q(module=rij) | Q(bijeenkomst__module=rij)
    elif isinstance(rij, Uitvoering):
        erop = Q(uitvoering=rij) | Q(bijeenkomst__uitvoering=rij)
    elif isinstance(rij, Bijeenkomst):
        erop = Q(bijeenkomst=rij)
    else:
        erop = Q(opleiding=rij)
    return Deelname.objects.filter(erop).exists() or _is_geparkeerd(rij)


def _is_geparkeerd(rij: Opleiding | Module | Uitvoering | Bijeenkomst) -> bool:
    """Whether a row waits that was delivered for this course, of an edition: since it began."""
    open_regels = Geparkeerd.objects.filter(deelname=None, ingetrokken_op=None)
    if isinstance(rij, Opleiding):
        return open_regels.filter(opleiding=rij).exists()
    if isinstance(rij, Module):
        return open_regels.filter(opleiding=rij.opleiding_id).exists()
    uitvoering = rij if isinstance(rij, Uitvoering) else rij.uitvoering
    begonnen = open_regels.filter(eind_datum__gte=uitvoering.begin_datum)
    return begonnen.filter(opleiding=uitvoering.opleiding_id).exists()


def is_aangevraagd(rij: Opleiding | Module) -> bool:
    """Whether an application that was ever sent rests on this."""
    verstuurd = Accreditatie.objects.exclude(status=Accreditatie.Status.CONCEPT)
    if isinstance(rij, Module):
        return verstuurd.filter(onderdelen__module=rij).exists()
    return verstuurd.filter(opleiding=rij).exists()
