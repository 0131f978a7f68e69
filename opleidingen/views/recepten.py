"""How to deliver, for who builds the connection: the recipes of `docs/recepten`, with this register's own address."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.toegang import require_opleider
from opleidingen.recepten import list_recepten, load_recept


@require_opleider
@require_safe
def list_all(request: HttpRequest) -> HttpResponse:
    return show(request, "README")


@require_opleider
@require_safe
def show_recept(request: HttpRequest, naam: str) -> HttpResponse:
    if naam not in list_recepten():
        raise Http404
    return show(request, naam)


def show(request: HttpRequest, naam: str) -> HttpResponse:
    titel, *blokken = load_recept(naam, settings.BASIS_URL)
    context = {"naam": naam, "titel": titel.tekst, "blokken": blokken, "recepten": list_recepten().values()}
    return render(request, "opleidingen/recept.html", context)
