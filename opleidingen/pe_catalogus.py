"""What an LMS can point at, as the plain values of `formaten.pe_rijen`: the courses of one opleider."""

from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Organisatie
from opleidingen.formaten.pe_rijen import Catalogus, Cursus, Deel, Editie
from opleidingen.formaten.pe_xml import Aanwezigheid, Verwijzing
from opleidingen.models import Accreditatie, Bijeenkomst, Module, Opleiding, Uitvoering

LANGSTE_NUMMER = 18
"""Digits that surely fit in the number of a row."""


def load_pe_catalogus(opleider: Organisatie, aanwezigheden: Sequence[Aanwezigheid]) -> Catalogus:
    """What these point at, in five queries. That others have a code says nothing new: the catalogue is public."""
    verwezen = {aanwezigheid.opleiding for aanwezigheid in aanwezigheden}
    granted = Accreditatie.objects.filter(opleiding=OuterRef("pk"), status=Accreditatie.Status.GEACCREDITEERD)
    rows = _point(Opleiding.objects.filter(opleider=opleider), verwezen).annotate(geaccrediteerd=Exists(granted))
    cursussen = {
        pk: Cursus(pk, *rest)
        for pk, *rest in rows.order_by("pk").values_list("pk", "code", "eigen_code", "vorm", "geaccrediteerd")
    }
    rows = Module.objects.filter(opleiding_id__in=cursussen).order_by("pk")
    for cursus_id, pk, code, eigen_code in rows.values_list("opleiding_id", "pk", "code", "eigen_code"):
        cursussen[cursus_id].modules.append(Deel(pk, code, eigen_code))
    edities: dict[int, Editie] = {}
    rows = Uitvoering.objects.filter(opleiding_id__in=cursussen).order_by("pk")
    rows = _point(rows, {aanwezigheid.uitvoering for aanwezigheid in aanwezigheden})
    for cursus_id, pk, *rest in rows.values_list("opleiding_id", "pk", "code", "eigen_code", "eind_datum"):
        edities[pk] = Editie(pk, *rest)
        cursussen[cursus_id].uitvoeringen.append(edities[pk])
    rows = Bijeenkomst.objects.filter(uitvoering_id__in=edities).order_by("pk")
    for editie_id, pk, *rest in rows.values_list("uitvoering_id", "pk", "code", "eigen_code", "datum"):
        edities[editie_id].bijeenkomsten.append(Deel(pk, *rest))
    anderen = Opleiding.objects.exclude(opleider=opleider).filter(code__in={v.onze for v in verwezen if v.onze})
    return Catalogus([*cursussen.values()], frozenset(anderen.values_list("code", flat=True)))


def _point(rows: QuerySet, verwijzingen: Collection[Verwijzing]) -> QuerySet:
    """The rows that may be meant: by code, number or own code."""
    codes = {str(verwijzing) for verwijzing in verwijzingen if verwijzing}
    eigen = {verwijzing.eigen for verwijzing in verwijzingen if verwijzing.eigen}
    nummers = {int(code) for code in codes if code.isascii() and code.isdigit() and len(code) <= LANGSTE_NUMMER}
    return rows.filter(Q(code__in=codes) | Q(eigen_code__in=eigen) | Q(pk__in=nummers))
