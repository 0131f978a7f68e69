"""What an opleider delivered, and what became of it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.toegang import require_opleider
from opleidingen.models import Aanlevering, Uitkomst
from opleidingen.queries import find_aanleveringen
from opleidingen.regellijst import Regellijst
from opleidingen.totalen import describe_totalen, split_balk

REGELS_PER_PAGINA = 50


@require_opleider
@never_cache
@require_safe
def aanlevering(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The answers row by row; while they are still being made, how far that is."""
    gevonden = get_object_or_404(find_aanleveringen(request.lidmaatschap.organisatie), pk=pk)
    uitkomst = request.GET.get("uitkomst", "")
    if uitkomst not in ("", *Uitkomst.values):
        raise Http404
    if gevonden.status != Aanlevering.Status.VERWERKT:
        context = {"aanlevering": gevonden, "woorden": describe_totalen(gevonden.totalen)}
        return render(request, "opleidingen/aanlevering_loopt.html", context)
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
