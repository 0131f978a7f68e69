"""Colleagues who act for the organisation that somebody administers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.forms.organisaties import Lidformulier, Rolformulier
from accounts.queries import find_leden, find_uitnodigingen
from accounts.services.leden import change_rol, end_lid
from accounts.services.ledenuitnodigingen import invite_lid
from kern.fouten import Fouten


@require_http_methods(["GET", "HEAD", "POST"])
def list_leden(request: HttpRequest) -> HttpResponse:
    organisatie = request.lidmaatschap.organisatie
    form = Lidformulier(request.POST or None)
    if form.is_valid():
        try:
            uitnodiging = invite_lid(organisatie, **form.cleaned_data, door=request.user, op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, f"We mailden een uitnodiging aan {uitnodiging.email}.")
            return redirect(f"{organisatie.soort}-leden")
    nu = timezone.now()
    uitnodigingen = [(rij, rij.is_verlopen(nu)) for rij in find_uitnodigingen(organisatie)]
    context = {"organisatie": organisatie, "leden": find_leden(organisatie), "uitnodigingen": uitnodigingen}
    return render(request, "accounts/leden.html", context | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_lid(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the role of a colleague."""
    organisatie = request.lidmaatschap.organisatie
    lid = get_object_or_404(find_leden(organisatie), pk=pk)
    form = Rolformulier(request.POST or None, initial={"rol": lid.rol})
    if form.is_valid():
        try:
            change_rol(lid, rol=form.cleaned_data["rol"], door=request.user, op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, f"De rol van {lid.gebruiker} is aangepast.")
            return redirect(f"{organisatie.soort}-leden")
    return render(request, "accounts/lid.html", {"organisatie": organisatie, "lid": lid, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def remove_lid(request: HttpRequest, pk: int) -> HttpResponse:
    """End the membership of a colleague, after a question."""
    organisatie = request.lidmaatschap.organisatie
    lid = get_object_or_404(find_leden(organisatie), pk=pk)
    if request.method == "POST":
        try:
            end_lid(lid, door=request.user, op=timezone.now())
        except Fouten as fouten:
            messages.error(request, fouten.fouten[0].melding)
        else:
            messages.success(request, f"{lid.gebruiker} werkt niet meer namens {organisatie}.")
        return redirect(f"{organisatie.soort}-leden")
    return render(request, "accounts/lid_beeindigen.html", {"organisatie": organisatie, "lid": lid})
