"""Asking admission for an organisation, and deciding on it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.organisaties import Toelatingformulier, Toelatingsbesluitformulier
from accounts.models import Gebruiker, Organisatie
from accounts.queries import find_leden, find_organisaties_voor_kantoor
from accounts.services.organisaties import admit_organisatie, refuse_organisatie, request_toelating
from accounts.toegang import require_kantoor, require_recent_login
from kern.fouten import Fouten

PER_PAGINA = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_organisatie(request: HttpRequest) -> HttpResponse:
    form = Toelatingformulier(request.POST or None, initial={"email": request.user.email})
    if form.is_valid():
        try:
            organisatie = request_toelating(request.user, **form.cleaned_data, op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(
                request,
                f"Je aanvraag voor {organisatie} is verstuurd. Je krijgt een mail als het registerkantoor beslist.",
            )
            return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/organisatie_aanmelden.html", {"form": form})


@require_kantoor
@require_safe
def list_organisaties(request: HttpRequest) -> HttpResponse:
    page = Paginator(find_organisaties_voor_kantoor(), PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "accounts/organisaties.html", {"page_obj": page})


@require_kantoor
@require_recent_login
@require_http_methods(["GET", "HEAD", "POST"])
def decide_organisatie(request: HttpRequest, pk: int) -> HttpResponse:
    organisatie = get_object_or_404(find_organisaties_voor_kantoor(), pk=pk)
    form = Toelatingsbesluitformulier(request.POST or None)
    if form.is_valid():
        try:
            _decide(organisatie, request.user, **form.cleaned_data)
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, f"Je besluit over {organisatie} is vastgelegd. De aanvrager krijgt een mail.")
            return redirect("kantoor-organisaties")
    context = {"organisatie": organisatie, "leden": find_leden(organisatie), "form": form}
    return render(request, "accounts/organisatie_besluit.html", context)


def _decide(organisatie: Organisatie, gebruiker: Gebruiker, *, besluit: str, reden: str) -> None:
    if besluit == Toelatingsbesluitformulier.TOELATEN:
        admit_organisatie(organisatie, door=gebruiker, op=timezone.now())
    else:
        refuse_organisatie(organisatie, reden=reden, door=gebruiker, op=timezone.now())
