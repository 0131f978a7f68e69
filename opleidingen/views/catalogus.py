"""The public catalogue."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from beroepscode.dimensies import find_naam, load_dimensies
from opleidingen.accreditatieregels import accreditatieregel_op
from opleidingen.filters import Opleidingfilter
from opleidingen.models import Opleiding, Uitvoering
from opleidingen.queries import find_opleidingen, prefetch_catalogus
from opleidingen.waarde import Deel

PER_PAGINA = 20


@require_safe
def opleidingen(request: HttpRequest) -> HttpResponse:
    """The public catalogue: what counts for the register, and where it is given."""
    peildatum = timezone.localdate()
    filterset = Opleidingfilter(request.GET or None, queryset=find_opleidingen(peildatum))
    gevonden = filterset.qs if filterset.is_valid() or not filterset.is_bound else filterset.queryset.none()
    page = Paginator(prefetch_catalogus(gevonden, peildatum), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "form": filterset.form,
        "velden": [(veld, veld.errors) for veld in filterset.form],
        "page_obj": page,
        "opleidingen": [(opleiding, find_eerstvolgende(opleiding, peildatum)) for opleiding in page],
        "gezocht": any(request.GET.get(veld) for veld in filterset.filters),
    }
    return render(request, "opleidingen/opleidingen.html", context)


@require_safe
def opleiding(request: HttpRequest, code: str) -> HttpResponse:
    peildatum = timezone.localdate()
    gevonden = get_object_or_404(prefetch_catalogus(find_opleidingen(peildatum), peildatum), code=code)
    regel = accreditatieregel_op(peildatum)
    context = {
        "opleiding": gevonden,
        "delen": [
            (regel.name_categorie(deel.categorie), deel.minuten, describe_kenmerken(deel, peildatum))
            for deel in gevonden.telt_voor
        ],
        "komend": [uitvoering for uitvoering in gevonden.uitvoeringen.all() if uitvoering.eind_datum >= peildatum],
    }
    return render(request, "opleidingen/opleiding.html", context)


def find_eerstvolgende(opleiding: Opleiding, peildatum: date) -> Uitvoering | None:
    """The first edition that begins on `peildatum` or later."""
    return next((u for u in opleiding.uitvoeringen.all() if u.begin_datum >= peildatum), None)


def describe_kenmerken(deel: Deel, peildatum: date) -> list[tuple[str, str, int]]:
    """Per kenmerk the names of its dimension and value, and its minutes."""
    dimensies = load_dimensies()
    return [
        (dimensies[dimensie].naam, find_naam(dimensie, waarde, peildatum), minuten)
        for dimensie, waarden in deel.kenmerken.items()
        if dimensie in dimensies
        for waarde, minuten in waarden.items()
    ]
