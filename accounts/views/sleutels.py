"""Machine keys of the organisation that somebody administers. The same pages serve every kind of organisation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms.organisaties import Sleutelformulier
from accounts.queries import find_sleutels
from accounts.services.logboek import refer
from accounts.services.sleutels import create_sleutel, revoke_sleutel


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_sleutels(request: HttpRequest) -> HttpResponse:
    """List and make keys.

    A new key is shown in the answer itself, without the usual redirect: to show it on a next page it would have to
    be kept somewhere, and nobody but its holder may have it.
    """
    organisatie, nieuw, tekst = request.lidmaatschap.organisatie, None, ""
    form = Sleutelformulier(request.POST or None, organisatie=organisatie)
    if form.is_valid():
        nieuw, tekst = create_sleutel(
            organisatie,
            naam=form.cleaned_data["naam"],
            scopes=form.gekozen.scopes,
            is_test=form.gekozen.is_test,
            door=refer(request.user),
            op=timezone.now(),
        )
        form = Sleutelformulier(organisatie=organisatie)
    context = {
        "organisatie": organisatie,
        "sleutels": find_sleutels(organisatie),
        "form": form,
        "nieuw": nieuw,
        "tekst": tekst,
    }
    return render(request, "accounts/sleutels.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_sleutel(request: HttpRequest, pk: int) -> HttpResponse:
    organisatie = request.lidmaatschap.organisatie
    sleutel = get_object_or_404(find_sleutels(organisatie).filter(ingetrokken_op=None), pk=pk)
    if request.method == "POST":
        revoke_sleutel(sleutel, door=refer(request.user), op=timezone.now())
        messages.success(request, f"De sleutel “{sleutel.naam}” werkt niet meer.")
        return redirect(f"{organisatie.soort}-sleutels")
    return render(request, "accounts/sleutel_intrekken.html", {"organisatie": organisatie, "sleutel": sleutel})
