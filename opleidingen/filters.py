"""What a list can be asked for: the same questions on the page and in the API."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import django_filters as filters
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from beroepscode.dimensies import find_waarden, load_dimensies
from kern.forms import DatumField
from opleidingen.accreditatieregels import accreditatieregel_op
from opleidingen.models import Accreditatieonderdeel, Opleiding, Uitvoering

MINUTEN_PER_UUR = 60
KENMERKEN = ("leefwereld", "kernwaarde", "competentie")
"""The dimensions that can be asked for; of each its values on the day itself."""
Keuzes = Callable[[], list[tuple[str, str]]]


def list_waarden(dimensie: str) -> Keuzes:
    def choices() -> list[tuple[str, str]]:
        waarden = find_waarden(dimensie, timezone.localdate()) if dimensie in load_dimensies() else ()
        return [(waarde.code, waarde.naam) for waarde in waarden]

    return choices


def list_categorieen() -> list[tuple[str, str]]:
    return list(accreditatieregel_op(timezone.localdate()).categorieen.items())


def make_kenmerkfilter(dimensie: str, label: str, leeg: str) -> filters.ChoiceFilter:
    return filters.ChoiceFilter(choices=list_waarden(dimensie), method="touch", label=label, empty_label=leeg)


class Datumfilter(filters.DateFilter):
    field_class = DatumField


class Opleidingfilter(filters.FilterSet):
    """Over `queries.find_opleidingen`. Place and days must hold for one and the same edition.

    Hours together with a kenmerk are hours about that kenmerk.
    """

    zoek = filters.CharFilter(method="search", label="Zoek", max_length=100)
    leefwereld = make_kenmerkfilter("leefwereld", "Leefwereld", "Alle leefwerelden")
    kernwaarde = make_kenmerkfilter("kernwaarde", "Kernwaarde", "Alle kernwaarden")
    competentie = make_kenmerkfilter("competentie", "Competentie", "Alle competenties")
    soort = filters.ChoiceFilter(
        choices=list_categorieen, method="ask_soort", label="Telt als", empty_label="Alle soorten"
    )
    vorm = filters.ChoiceFilter(choices=Opleiding.Vorm.choices, label="Vorm", empty_label="Alle vormen")
    plaats = filters.CharFilter(method="keep", label="Plaats", max_length=80)
    vanafDatum = Datumfilter(method="keep", label="Begint op of na")  # noqa: N815 - a key of the API
    totDatum = Datumfilter(method="keep", label="Begint voor")  # noqa: N815
    urenVanaf = filters.NumberFilter(  # noqa: N815
        method="ask_uren",
        label="Telt voor minstens (uur of punten)",
        help_text="Eén netto uur is één punt. Met een leefwereld, kernwaarde of competentie: de uren daarover.",
        min_value=0,
        max_value=10_000,
    )

    class Meta:
        model = Opleiding
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Opleiding]) -> QuerySet[Opleiding]:
        queryset = super().filter_queryset(queryset)
        asked = {
            "plaats__icontains": self.form.cleaned_data["plaats"],
            "begin_datum__gte": self.form.cleaned_data["vanafDatum"],
            "begin_datum__lt": self.form.cleaned_data["totDatum"],
        }
        asked = {name: value for name, value in asked.items() if value}
        edities = Uitvoering.objects.filter(opleiding=OuterRef("pk"), beeindigd_op__isnull=True)
        return queryset.filter(Exists(edities.filter(**asked))) if asked else queryset

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        fields = ("naam", "omschrijving", "code", "opleider__naam")
        for word in value.split():
            anywhere = Q()
            for field in fields:
                anywhere |= Q(**{f"{field}__icontains": word})
            queryset = queryset.filter(anywhere)
        return queryset

    def touch(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Courses of which a part touches this value of the dimension `name`."""
        onderdelen = Accreditatieonderdeel.objects.filter(accreditatie=OuterRef("accreditatie_id"))
        return queryset.filter(Exists(onderdelen.filter(**{f"kenmerken__{name}__has_key": value})))

    def ask_soort(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        onderdelen = Accreditatieonderdeel.objects.filter(accreditatie=OuterRef("accreditatie_id"))
        return queryset.filter(Exists(onderdelen.filter(categorie=value)))

    def ask_uren(self, queryset: QuerySet, name: str, value: Decimal) -> QuerySet:
        minuten = int(value * MINUTEN_PER_UUR)
        queryset = queryset.filter(minuten__gte=minuten)
        for dimensie in KENMERKEN:
            if waarde := self.form.cleaned_data[dimensie]:
                over = Subquery(sum_kenmerk(dimensie, waarde))
                queryset = queryset.alias(**{f"over_{dimensie}": over}).filter(**{f"over_{dimensie}__gte": minuten})
        return queryset

    def keep(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        """Asked together with the other questions about an edition, in `filter_queryset`."""
        return queryset


def sum_kenmerk(dimensie: str, waarde: str) -> QuerySet:
    """Net minutes about one kenmerk that an accreditation grants: for the whole course, or all modules together."""
    minuten = Cast(KT(f"kenmerken__{dimensie}__{waarde}"), IntegerField())
    heel = Sum(minuten, filter=Q(module__isnull=True))
    onderdelen = Accreditatieonderdeel.objects.filter(accreditatie=OuterRef("accreditatie_id")).order_by()
    return onderdelen.values("accreditatie").annotate(som=Coalesce(heel, Sum(minuten))).values("som")
