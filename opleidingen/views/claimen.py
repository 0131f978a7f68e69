"""Somebody finds what an opleider delivered for them and nobody matched, and puts it in their dossier."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.limieten import find_adres
from kern.fouten import Fouten
from opleidingen.forms.geparkeerd import Claimformulier
from opleidingen.limieten import take_claim
from opleidingen.queries import find_gevonden
from opleidingen.services.claimen import claim_geparkeerd, seek_eigen_regels

GELUKT = {
    "geboekt": "Deze opleiding staat nu in je dossier.",
    "alBekend": "Deze opleiding stond al in je dossier. Zij telt één keer.",
}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seek(request: HttpRequest) -> HttpResponse:
    """Ask with number, surname and date; every kind of miss gets the same answer."""
    op, gebruiker = timezone.now(), request.user
    eigen = {"registratienummer": gebruiker.registratienummer, "achternaam": gebruiker.achternaam}
    form = Claimformulier(request.POST or None, initial=eigen)
    mis, wachttijd = False, 0
    if form.is_valid():
        wachttijd = take_claim(gebruiker, find_adres(request), op=op)
        if not wachttijd:
            vraag = form.cleaned_data
            gevonden = seek_eigen_regels(
                gebruiker,
                nummer=vraag["registratienummer"],
                achternaam=vraag["achternaam"],
                eind_datum=vraag["eind_datum"],
                op=op,
            )
            if gevonden:
                return redirect("claimen")
            mis = True
    context = {
        "form": form,
        "mis": mis,
        "wachturen": -(-wachttijd // 3600),
        "gevonden": find_gevonden(gebruiker, timezone.localdate(op)),
    }
    response = render(request, "opleidingen/claimen.html", context, status=429 if wachttijd else 200)
    if wachttijd:
        response["Retry-After"] = str(wachttijd)
    return response


@login_required
@require_POST
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a row that was found in the dossier."""
    op = timezone.now()
    geparkeerd = get_object_or_404(find_gevonden(request.user, timezone.localdate(op)), pk=pk)
    try:
        uitkomst = claim_geparkeerd(geparkeerd, gebruiker=request.user, op=op)
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
        return redirect("claimen")
    messages.success(request, GELUKT[uitkomst])
    return redirect("dossier")
