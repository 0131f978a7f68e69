"""Editions of an opleider's courses, and their meetings."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.toegang import require_opleider
from accounts.views.conceptformulier import with_concept
from kern.fouten import Fouten
from opleidingen.accreditatieregels import accreditatieregel_op
from opleidingen.eigen_aanbod import find_eigen, find_eigen_bijeenkomsten, find_eigen_uitvoeringen, is_geleverd
from opleidingen.forms.aanbod import Bijeenkomstformulier, Kopieformulier, Uitvoeringformulier
from opleidingen.services.opleidingen import remove_aanbod
from opleidingen.services.uitvoeringen import (
    copy_uitvoering,
    create_bijeenkomst,
    create_uitvoering,
    save_bijeenkomst,
    save_uitvoering,
)
from opleidingen.views.opleidingen import METHODEN, change_aanbod, is_saved

FORMULIER = "opleidingen/opleider/formulier.html"


@require_opleider
@never_cache
@require_safe
def show_uitvoering(request: HttpRequest, pk: int) -> HttpResponse:
    uitvoering = get_object_or_404(find_eigen_uitvoeringen(request.lidmaatschap.organisatie), pk=pk)
    context = {"uitvoering": uitvoering, "geleverd": is_geleverd(uitvoering)}
    return render(request, "opleidingen/opleider/uitvoering.html", context)


@with_concept("uitvoering-bij-{pk}")
@require_opleider
@require_http_methods(METHODEN)
def add_uitvoering(request: HttpRequest, pk: int) -> HttpResponse:
    opleiding = get_object_or_404(find_eigen(request.lidmaatschap.organisatie), pk=pk)
    form = Uitvoeringformulier(request.POST or None, naast=opleiding.uitvoeringen.all(), **find_regel())
    if uitvoering := make(request, form, create_uitvoering, opleiding):
        messages.success(request, "De uitvoering staat gepland. Voeg nu de bijeenkomsten toe, als die er zijn.")
        return redirect("opleider-uitvoering", uitvoering.pk)
    context = {
        "form": form,
        "titel": f"Plan een uitvoering van {opleiding}",
        "knop": "Plan deze uitvoering",
        "terug": reverse("opleider-opleiding", args=[pk]),
    }
    return render(request, FORMULIER, context)


@with_concept("uitvoering-{pk}")
@require_opleider
@require_http_methods(METHODEN)
def edit_uitvoering(request: HttpRequest, pk: int) -> HttpResponse:
    uitvoering = get_object_or_404(find_eigen_uitvoeringen(request.lidmaatschap.organisatie), pk=pk)
    naast = uitvoering.opleiding.uitvoeringen.all()
    form = Uitvoeringformulier(
        request.POST or None, rij=uitvoering, naast=naast, geleverd=is_geleverd(uitvoering), **find_regel()
    )
    terug = reverse("opleider-uitvoering", args=[pk])
    if is_saved(request, form, uitvoering, save_uitvoering):
        messages.success(request, "De uitvoering is bewaard.")
        return redirect(terug)
    context = {"form": form, "titel": f"Pas uitvoering {uitvoering.code} aan", "knop": "Bewaar", "terug": terug}
    return render(request, FORMULIER, context)


@with_concept("uitvoering-kopie-{pk}")
@require_opleider
@require_http_methods(METHODEN)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the same edition once more, on other days."""
    uitvoering = get_object_or_404(find_eigen_uitvoeringen(request.lidmaatschap.organisatie), pk=pk)
    naast = uitvoering.opleiding.uitvoeringen.all()
    form = Kopieformulier(request.POST or None, naast=naast, initial={"plaats": uitvoering.plaats}, **find_regel())
    if kopie := make(request, form, copy_uitvoering, uitvoering):
        messages.success(request, "De uitvoering staat er nog eens, met alle bijeenkomsten. Kijk de dagen na.")
        return redirect("opleider-uitvoering", kopie.pk)
    context = {
        "form": form,
        "titel": f"Geef {uitvoering.opleiding} nog eens",
        "knop": "Kopieer",
        "terug": reverse("opleider-uitvoering", args=[pk]),
    }
    return render(request, FORMULIER, context)


@require_opleider
@require_POST
def change_uitvoering(request: HttpRequest, pk: int) -> HttpResponse:
    uitvoering = get_object_or_404(find_eigen_uitvoeringen(request.lidmaatschap.organisatie), pk=pk)
    weg = reverse("opleider-opleiding", args=[uitvoering.opleiding_id])
    return change_aanbod(request, uitvoering, reverse("opleider-uitvoering", args=[pk]), weg)


@with_concept("bijeenkomst-bij-{pk}")
@require_opleider
@require_http_methods(METHODEN)
def add_bijeenkomst(request: HttpRequest, pk: int) -> HttpResponse:
    uitvoering = get_object_or_404(find_eigen_uitvoeringen(request.lidmaatschap.organisatie), pk=pk)
    naast = uitvoering.bijeenkomsten.all()
    form = Bijeenkomstformulier(request.POST or None, uitvoering=uitvoering, naast=naast)
    terug = reverse("opleider-uitvoering", args=[pk])
    if make(request, form, create_bijeenkomst, uitvoering):
        messages.success(request, "De bijeenkomst staat erbij.")
        return redirect(terug)
    context = {"form": form, "titel": "Voeg een bijeenkomst toe", "knop": "Voeg toe", "terug": terug}
    return render(request, FORMULIER, context)


@with_concept("bijeenkomst-{pk}")
@require_opleider
@require_http_methods(METHODEN)
def edit_bijeenkomst(request: HttpRequest, pk: int) -> HttpResponse:
    bijeenkomst = get_object_or_404(find_eigen_bijeenkomsten(request.lidmaatschap.organisatie), pk=pk)
    uitvoering = bijeenkomst.uitvoering
    form = Bijeenkomstformulier(
        request.POST or None,
        uitvoering=uitvoering,
        rij=bijeenkomst,
        naast=uitvoering.bijeenkomsten.all(),
        geleverd=is_geleverd(bijeenkomst),
    )
    terug = reverse("opleider-uitvoering", args=[uitvoering.pk])
    if is_saved(request, form, bijeenkomst, save_bijeenkomst):
        messages.success(request, "De bijeenkomst is bewaard.")
        return redirect(terug)
    context = {"form": form, "titel": f"Pas {bijeenkomst.code} aan", "knop": "Bewaar", "terug": terug}
    return render(request, FORMULIER, context | {"rij": bijeenkomst, "soort": "bijeenkomst"})


@require_opleider
@require_POST
def remove_bijeenkomst(request: HttpRequest, pk: int) -> HttpResponse:
    bijeenkomst = get_object_or_404(find_eigen_bijeenkomsten(request.lidmaatschap.organisatie), pk=pk)
    terug = redirect("opleider-uitvoering", bijeenkomst.uitvoering_id)
    try:
        remove_aanbod(bijeenkomst, door=request.user, op=timezone.now())
    except Fouten:
        messages.error(request, "Deze bijeenkomst kan niet weg: er zijn deelnames op geboekt, of die wachten nog.")
    else:
        messages.success(request, "De bijeenkomst is verwijderd.")
    return terug


def find_regel() -> dict[str, Any]:
    """What a form about the days of an edition judges by."""
    vandaag = timezone.localdate()
    return {"regel": accreditatieregel_op(vandaag), "peildatum": vandaag}


def make(request: HttpRequest, form: Any, create: Any, bij: Any) -> Any:
    """What was made of a form that was sent, None otherwise; then the form holds the draft, or what is wrong."""
    request.concept.fill(form)
    if not form.is_valid():
        return None
    try:
        with request.concept.finish():
            return create(bij, **form.cleaned_data, door=request.user, op=timezone.now())
    except Fouten as fouten:
        fouten.add_to(form)
    return None
