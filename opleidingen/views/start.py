"""The page on which an opleider begins: what needs attention, what arrived, and what it offers.

Each part has a template of its own in `templates/opleidingen/opleider/`; a new part is one include in `start.html`.
"""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.toegang import require_opleider
from opleidingen.queries import find_aanleveringen, find_eigen_opleidingen, find_geparkeerd
from opleidingen.totalen import describe_totalen, split_balk
from opleidingen.views.aandacht import list_aandacht

PER_PAGINA = 20


@require_opleider
@never_cache
@require_safe
def show_start(request: HttpRequest) -> HttpResponse:
    """What an opleider comes for: is there something to do, did it arrive, and with which code do I deliver?"""
    organisatie, vandaag = request.lidmaatschap.organisatie, timezone.localdate()
    page = Paginator(find_aanleveringen(organisatie), PER_PAGINA).get_page(request.GET.get("pagina"))
    aandacht = list_aandacht(organisatie, vandaag)
    geparkeerd = find_geparkeerd(organisatie).filter(deelname=None, ingetrokken_op=None).count()
    context = {
        "organisatie": organisatie,
        "aandacht": aandacht,
        "geparkeerd": geparkeerd,
        "te_doen": len(aandacht) + bool(geparkeerd),
        "page_obj": page,
        "aanleveringen": [(rij, describe_totalen(rij.totalen), split_balk(rij.totalen), rij.aantal) for rij in page],
        "opleidingen": find_eigen_opleidingen(organisatie, vandaag),
    }
    return render(request, "opleidingen/opleider/start.html", context)
