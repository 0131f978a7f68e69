"""What an opleider tried with a test key, and what each row was answered."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.toegang import require_opleider
from opleidingen.antwoord import unpack_regels
from opleidingen.models import Uitkomst
from opleidingen.queries import find_proeven
from opleidingen.services.proeven import BEWAARTIJD
from opleidingen.totalen import describe_totalen, split_balk

PER_PAGINA, REGELS_PER_PAGINA = 20, 50


@require_opleider
@require_safe
def list_proeven(request: HttpRequest) -> HttpResponse:
    proeven = find_proeven(request.lidmaatschap.organisatie)
    page = Paginator(proeven, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "page_obj": page,
        "proeven": [
            (proef, describe_totalen(proef.totalen), split_balk(proef.totalen), sum(proef.totalen.values()))
            for proef in page
        ],
        "dagen": BEWAARTIJD.days,
    }
    return render(request, "opleidingen/proeven.html", context)


@require_opleider
@require_safe
def show_proef(request: HttpRequest, pk: UUID) -> HttpResponse:
    proef = get_object_or_404(find_proeven(request.lidmaatschap.organisatie), pk=pk)
    page = Paginator(unpack_regels(bytes(proef.antwoord)), REGELS_PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "proef": proef,
        "aantal": sum(proef.totalen.values()),
        "goed": proef.totalen["geboekt"] + proef.totalen["alBekend"],
        "delen": split_balk(proef.totalen),
        "page_obj": page,
        "regels": [(regel, Uitkomst(regel.uitkomst).label) for regel in page],
    }
    return render(request, "opleidingen/proef.html", context)
