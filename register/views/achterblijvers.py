"""Whose term ends soon while something is still short. Who is named on the page reads that the office looked."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.services.logboek import record_raadplegingen
from accounts.toegang import require_kantoor
from register.overzicht import find_achterblijvers

PER_PAGINA = 50


@require_kantoor
@never_cache
@require_http_methods(["GET", "HEAD"])
def show_achterblijvers(request: HttpRequest) -> HttpResponse:
    gevonden = find_achterblijvers(peildatum=timezone.localdate())
    page = Paginator(gevonden, PER_PAGINA).get_page(request.GET.get("pagina"))
    if page.object_list and request.method == "GET":
        record_raadplegingen(
            [oordeel.geval.registratie.gebruiker_id for oordeel in page],
            wat="in lijst van aflopende termijnen",
            reden="Je termijn eindigt binnen een half jaar en je mist nog iets",
            door=request.user,
            organisatie=request.lidmaatschap.organisatie,
            op=timezone.now(),
        )
    return render(request, "register/kantoor/achterblijvers.html", {"page_obj": page})
