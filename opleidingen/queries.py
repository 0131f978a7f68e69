"""Which rows somebody may see, and the offer of an opleider as plain values."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.models import Gebruiker, Organisatie
from kern.periode import Periode
from opleidingen.aanbod import Accreditatieaanbod, Bijeenkomstaanbod, Opleidingaanbod, Uitvoeringaanbod
from opleidingen.beoordeling import Natuurlijk
from opleidingen.dossiers import collect_onderdelen
from opleidingen.models import (
    Aanlevering,
    Aanleverregel,
    Accreditatie,
    Accreditatieonderdeel,
    Bijeenkomst,
    Deelname,
    Geparkeerd,
    Module,
    Opleiding,
    Proefaanlevering,
    Uitvoering,
)

AANGELEVERD_NUMMER = Coalesce("geparkeerd__nummer", "gebruiker__registratienummer")
"""Of a Deelname the registratienummer that the opleider delivered. Of a row that somebody claimed that is another one
than theirs, and theirs is not for the opleider to learn."""


def load_aanbod(
    opleider: Organisatie, *, opleidingscodes: Collection[str], uitvoeringscodes: Collection[str]
) -> dict[str, Opleidingaanbod]:
    """The courses of this opleider with these codes, by code, in six queries. Of editions only those asked for."""
    opleidingen = Opleiding.objects.filter(opleider=opleider, code__in=opleidingscodes)
    aanbod = {pk: (code, Opleidingaanbod(pk)) for pk, code in opleidingen.values_list("pk", "code")}
    for opleiding_id, code, pk in _of(Module, aanbod).values_list("opleiding_id", "code", "pk"):
        aanbod[opleiding_id][1].modules[code] = pk
    uitvoeringen: dict[int, Uitvoeringaanbod] = {}
    rows = _of(Uitvoering, aanbod).filter(code__in=uitvoeringscodes)
    for opleiding_id, code, pk, begin_datum in rows.values_list("opleiding_id", "code", "pk", "begin_datum"):
        aanbod[opleiding_id][1].uitvoeringen[code] = uitvoeringen[pk] = Uitvoeringaanbod(pk, begin_datum)
    rows = Bijeenkomst.objects.filter(uitvoering_id__in=uitvoeringen)
    for uitvoering_id, code, pk, module_id in rows.values_list("uitvoering_id", "code", "pk", "module_id"):
        uitvoeringen[uitvoering_id].bijeenkomsten[code] = Bijeenkomstaanbod(pk, module_id)
    for opleiding_id, accreditaties in _load_accreditaties(aanbod).items():
        aanbod[opleiding_id][1].accreditaties.extend(accreditaties)
    return dict(aanbod.values())


def _load_accreditaties(opleiding_ids: Collection[int]) -> dict[int, list[Accreditatieaanbod]]:
    rows = list(
        _of(Accreditatie, opleiding_ids)
        .filter(status=Accreditatie.Status.GEACCREDITEERD)
        .order_by("-geldig_van", "-pk")
        .values_list("opleiding_id", "pk", "geldig_van", "geldig_tot")
    )
    onderdelen = collect_onderdelen({pk for _, pk, _, _ in rows})
    accreditaties: dict[int, list[Accreditatieaanbod]] = defaultdict(list)
    for opleiding_id, pk, van, tot in rows:
        accreditaties[opleiding_id].append(Accreditatieaanbod(pk, Periode(van, tot), tuple(onderdelen[pk])))
    return accreditaties


def _of(model, opleiding_ids: Collection[int]):
    return model.objects.filter(opleiding_id__in=list(opleiding_ids))


def find_aanleveringen(opleider: Organisatie) -> QuerySet[Aanlevering]:
    """What this opleider delivered, newest first. Not what is still coming in: that may yet fail."""
    return Aanlevering.objects.filter(opleider=opleider, aantal__isnull=False).order_by("-ingediend_op", "pk")


def find_proeven(opleider: Organisatie) -> QuerySet[Proefaanlevering]:
    """What this opleider tried with a test key, newest first."""
    return (
        Proefaanlevering.objects.filter(opleider=opleider).select_related("sleutel").order_by("-ingediend_op", "pk")
    )


def find_opleidingen(peildatum: date) -> QuerySet[Opleiding]:
    """The public catalogue: courses that are offered and accredited on `peildatum`, see `_with_accreditatie`."""
    aangeboden = _with_accreditatie(peildatum).filter(minuten__isnull=False, beeindigd_op__isnull=True)
    return aangeboden.order_by("naam", "pk")


def find_eigen_opleidingen(opleider: Organisatie, peildatum: date) -> QuerySet[Opleiding]:
    """All courses of this opleider; those that are not accredited on `peildatum` have no `minuten`."""
    return _with_accreditatie(peildatum).filter(opleider=opleider).order_by("naam", "pk")


def _with_accreditatie(peildatum: date) -> QuerySet[Opleiding]:
    """Courses with the `accreditatie_id` that holds and the net `minuten` it grants; both None without one."""
    geldig = Accreditatie.objects.op(peildatum).filter(
        opleiding=OuterRef("pk"), status=Accreditatie.Status.GEACCREDITEERD
    )
    onderdelen = Accreditatieonderdeel.objects.filter(accreditatie=OuterRef("accreditatie_id")).order_by()
    heel = Sum("minuten", filter=Q(module__isnull=True))
    som = onderdelen.values("accreditatie").annotate(som=Coalesce(heel, Sum("minuten"))).values("som")
    return Opleiding.objects.annotate(
        accreditatie_id=Subquery(geldig.order_by("-geldig_van", "-pk").values("pk")[:1]), minuten=Subquery(som)
    ).select_related("opleider")


def prefetch_catalogus(opleidingen: QuerySet[Opleiding], peildatum: date) -> QuerySet[Opleiding]:
    """Fill what the catalogue shows of each course, in a constant number of queries."""
    geldig = Accreditatie.objects.op(peildatum).filter(status=Accreditatie.Status.GEACCREDITEERD)
    geldig = geldig.order_by("-geldig_van", "-pk").prefetch_related("onderdelen")
    aangeboden = Uitvoering.objects.filter(beeindigd_op__isnull=True)
    return opleidingen.prefetch_related(
        Prefetch("accreditaties", geldig, to_attr="geldige_accreditaties"),
        Prefetch("modules", Module.objects.filter(beeindigd_op__isnull=True).order_by("volgorde", "pk")),
        Prefetch("uitvoeringen", aangeboden.order_by("begin_datum", "pk")),
        Prefetch("uitvoeringen__bijeenkomsten", Bijeenkomst.objects.order_by("datum", "pk")),
    )


def find_gevolgde_uitvoeringen(gebruiker: Gebruiker, *, vanaf: date) -> QuerySet[Uitvoering]:
    """Editions that last until `vanaf` or longer and of which somebody completed a part, with their days.

    Who is enrolled, the register does not know: an opleider tells it what was completed.
    """
    deelnames = Deelname.objects.filter(gebruiker=gebruiker, ingetrokken_op__isnull=True)
    return (
        Uitvoering.objects.filter(pk__in=deelnames.values("uitvoering"), eind_datum__gte=vanaf)
        .select_related("opleiding")
        .prefetch_related(Prefetch("bijeenkomsten", Bijeenkomst.objects.order_by("datum", "pk")))
        .order_by("begin_datum", "pk")
    )


def find_deelname_id(sleutel: Natuurlijk) -> int | None:
    """The completion with this natural key that was not withdrawn."""
    gebruiker_id, opleiding_id, eind_datum, *delen = sleutel
    uitvoering_id, module_id, bijeenkomst_id = (deel or None for deel in delen)
    gelijk = Deelname.objects.filter(
        gebruiker=gebruiker_id,
        opleiding=opleiding_id,
        eind_datum=eind_datum,
        uitvoering=uitvoering_id,
        module=module_id,
        bijeenkomst=bijeenkomst_id,
        ingetrokken_op=None,
    )
    return gelijk.values_list("pk", flat=True).first()


def find_eigen_deelnames(opleider: Organisatie) -> QuerySet[Deelname]:
    """What this opleider delivered and was booked, also what it withdrew; the last booked first.

    As `nummer` the registratienummer that was delivered. Never a name.
    """
    deelnames = Deelname.objects.filter(opleiding__opleider=opleider).annotate(nummer=AANGELEVERD_NUMMER)
    return deelnames.select_related("opleiding", "uitvoering", "module", "bijeenkomst").order_by("-geboekt_op", "-pk")


def find_geparkeerd(opleider: Organisatie) -> QuerySet[Geparkeerd]:
    """Rows of this opleider that were parked, newest first: open, booked since, or withdrawn.

    A delivery that is still being booked comes later, as a whole.
    """
    rijen = Geparkeerd.objects.filter(opleider=opleider, aanlevering__verwerkt_op__isnull=False)
    return rijen.select_related("aanlevering", "opleiding").order_by("-geparkeerd_op", "regel", "pk")


def find_aanleverregel(geparkeerd: Geparkeerd) -> Aanleverregel | None:
    """The row as it was delivered, as long as it was not booked."""
    return Aanleverregel.objects.filter(aanlevering=geparkeerd.aanlevering_id, regel=geparkeerd.regel).first()


def find_gevonden(gebruiker: Gebruiker | OuterRef, peildatum: date) -> QuerySet[Geparkeerd]:
    """What is parked for somebody: rows of which they gave number, surname and date."""
    return _find_open(peildatum).filter(gevonden_door=gebruiker).select_related("opleiding", "opleider")


def seek_geparkeerd(
    gebruiker: Gebruiker, *, nummer: str, zoeknaam: str, eind_datum: date, peildatum: date
) -> list[Geparkeerd]:
    """Open rows with exactly this number, surname and date, in two queries whatever they find.

    A row that carries neither the number nor the surname of who asks, but the number of somebody else, is not
    theirs: whoever knows a colleague's number, former name and date gets no further with it.
    """
    rijen = _find_open(peildatum).filter(nummer=nummer, zoeknaam=zoeknaam, eind_datum=eind_datum).exclude(zoeknaam="")
    gevonden = list(rijen.select_related("opleiding", "opleider"))
    van_ander = Gebruiker.objects.filter(registratienummer=nummer).exclude(pk=gebruiker.pk).exists()
    return gevonden if zoeknaam == gebruiker.zoeknaam or not van_ander else []


def _find_open(peildatum: date) -> QuerySet[Geparkeerd]:
    rijen = Geparkeerd.objects.filter(deelname=None, ingetrokken_op=None, aanlevering__verwerkt_op__isnull=False)
    return rijen.filter(bewaren_tot__gt=peildatum).order_by("eind_datum", "pk")
