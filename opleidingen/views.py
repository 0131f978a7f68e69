from datetime import date
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.toegang import require_opleider
from beroepscode.dimensies import find_naam, load_dimensies
from opleidingen.filters import Opleidingfilter
from opleidingen.models import Opleiding, Uitkomst, Uitvoering
from opleidingen.queries import find_aanleveringen, find_eigen_opleidingen, find_opleidingen, prefetch_catalogus
from opleidingen.regellijst import Regellijst
from opleidingen.totalen import describe_totalen, split_balk
from opleidingen.waarde import Deel

PER_PAGINA = 20
REGELS_PER_PAGINA = 50


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
    context = {
        "opleiding": gevonden,
        "delen": [(deel, describe_kenmerken(deel, peildatum)) for deel in gevonden.telt_voor],
        "komend": [uitvoering for uitvoering in gevonden.uitvoeringen.all() if uitvoering.eind_datum >= peildatum],
    }
    return render(request, "opleidingen/opleiding.html", context)


@require_opleider
@require_safe
def opleider(request: HttpRequest) -> HttpResponse:
    """What an opleider comes for: did it arrive, and with which code do I deliver?"""
    organisatie = request.lidmaatschap.organisatie
    page = Paginator(find_aanleveringen(organisatie), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "organisatie": organisatie,
        "page_obj": page,
        "aanleveringen": [
            (rij, describe_totalen(rij.totalen), split_balk(rij.totalen), sum(rij.totalen.values())) for rij in page
        ],
        "opleidingen": find_eigen_opleidingen(organisatie, timezone.localdate()),
    }
    return render(request, "opleidingen/opleider.html", context)


@require_opleider
@require_safe
def aanlevering(request: HttpRequest, pk: UUID) -> HttpResponse:
    gevonden = get_object_or_404(find_aanleveringen(request.lidmaatschap.organisatie), pk=pk)
    uitkomst = request.GET.get("uitkomst", "")
    if uitkomst not in ("", *Uitkomst.values):
        raise Http404
    page = Paginator(Regellijst(gevonden, uitkomst), REGELS_PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "aanlevering": gevonden,
        "aantal": sum(gevonden.totalen.values()),
        "in_register": gevonden.totalen["geboekt"] + gevonden.totalen["alBekend"],
        "uitkomsten": [(waarde, naam, gevonden.totalen[waarde]) for waarde, naam in Uitkomst.choices],
        "uitkomst": uitkomst,
        "delen": split_balk(gevonden.totalen),
        "page_obj": page,
    }
    return render(request, "opleidingen/aanlevering.html", context)


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
