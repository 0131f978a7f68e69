"""The forms of intervisie, to be opened during a meeting: open to everybody, and they remember nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from beroepscode.werkvormen import find_werkvorm, load_werkvormen


@require_safe
def list_werkvormen(request: HttpRequest) -> HttpResponse:
    return render(request, "beroepscode/werkvormen.html", {"werkvormen": load_werkvormen()})


@require_safe
def show_werkvorm(request: HttpRequest, code: str) -> HttpResponse:
    werkvorm = find_werkvorm(code)
    if werkvorm is None:
        raise Http404
    return render(request, "beroepscode/werkvorm.html", {"werkvorm": werkvorm})
