"""What a list can be asked for: the same questions on the page and in the API."""

from typing import Any

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from beroepscode.dimensies import find_waarden
from kern.forms import DatumField
from opleidingen.models import Accreditatieonderdeel, Opleiding, Uitvoering

MINUTEN_PER_UUR = 60


def list_leefwerelden() -> list[tuple[str, str]]:
    return [(waarde.code, waarde.naam) for waarde in find_waarden("leefwereld", timezone.localdate())]


class Datumfilter(filters.DateFilter):
    field_class = DatumField


class Opleidingfilter(filters.FilterSet):
    """Over `queries.find_opleidingen`. Place and days must hold for one and the same edition."""

    zoek = filters.CharFilter(method="search", label="Zoek", max_length=100)
    leefwereld = filters.ChoiceFilter(
        choices=list_leefwerelden, method="touch_leefwereld", label="Leefwereld", empty_label="Alle leefwerelden"
    )
    soort = filters.CharFilter(method="ask_soort", label="Telt als", max_length=50)
    vorm = filters.ChoiceFilter(choices=Opleiding.Vorm.choices, label="Vorm", empty_label="Alle vormen")
    plaats = filters.CharFilter(method="keep", label="Plaats", max_length=80)
    vanafDatum = Datumfilter(method="keep", label="Begint op of na")  # noqa: N815 - a key of the API
    totDatum = Datumfilter(method="keep", label="Begint voor")  # noqa: N815
    urenVanaf = filters.NumberFilter(  # noqa: N815
        method="ask_uren", label="Telt voor minstens (uur)", min_value=0, max_value=10_000
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
        return (
            queryset.filter(Exists(Uitvoering.objects.filter(opleiding=OuterRef("pk"), **asked)))
            if asked
            else queryset
        )

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        fields = ("naam", "omschrijving", "code", "opleider__naam")
        for word in value.split():
            anywhere = Q()
            for field in fields:
                anywhere |= Q(**{f"{field}__icontains": word})
            queryset = queryset.filter(anywhere)
        return queryset

    def touch_leefwereld(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        onderdelen = Accreditatieonderdeel.objects.filter(accreditatie=OuterRef("accreditatie_id"))
        return queryset.filter(Exists(onderdelen.filter(kenmerken__leefwereld__has_key=value)))

    def ask_soort(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        onderdelen = Accreditatieonderdeel.objects.filter(accreditatie=OuterRef("accreditatie_id"))
        return queryset.filter(Exists(onderdelen.filter(categorie=value)))

    def ask_uren(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(minuten__gte=int(value * MINUTEN_PER_UUR))

    def keep(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        """Asked together with the other questions about an edition, in `filter_queryset`."""
        return queryset
