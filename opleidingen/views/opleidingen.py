"""An opleider's own courses and their modules."""

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
from opleidingen.accreditatieproces import LOPEND
from opleidingen.eigen_aanbod import find_eigen, find_eigen_modules, is_aangevraagd, is_geleverd
from opleidingen.forms.aanbod import Aanbodformulier, Moduleformulier, Opleidingformulier
from opleidingen.models import Module, Opleiding, Uitvoering
from opleidingen.services.opleidingen import (
    create_module,
    create_opleiding,
    end_aanbod,
    move_module,
    remove_aanbod,
    resume_aanbod,
    save_module,
    save_opleiding,
)

METHODEN = ["GET", "HEAD", "POST"]


@require_opleider
@never_cache
@require_safe
def show_opleiding(request: HttpRequest, pk: int) -> HttpResponse:
    opleiding = get_object_or_404(find_eigen(request.lidmaatschap.organisatie), pk=pk)
    vandaag = timezone.localdate()
    accreditaties = list(opleiding.accreditaties.all())
    context = {
        "opleiding": opleiding,
        "uitvoeringen": split_uitvoeringen(list(opleiding.uitvoeringen.all())),
        "accreditaties": accreditaties,
        "geldig": next((a for a in accreditaties if a.status == "geaccrediteerd" and holds(a, vandaag)), None),
        "lopend": next((a for a in accreditaties if a.status in LOPEND), None),
        "geleverd": is_geleverd(opleiding) or is_aangevraagd(opleiding),
    }
    return render(request, "opleidingen/opleider/opleiding.html", context)


def holds(accreditatie: Any, peildatum: Any) -> bool:
    tot = accreditatie.geldig_tot
    return accreditatie.geldig_van <= peildatum and (tot is None or peildatum < tot)


def split_uitvoeringen(uitvoeringen: list[Uitvoering]) -> list[tuple[str, list[Uitvoering]]]:
    """What comes or goes on, the first to begin on top, and what is over, the latest on top."""
    vandaag = timezone.localdate()
    voorbij = [item for item in uitvoeringen if item.eind_datum < vandaag or item.beeindigd_op]
    komend = [item for item in reversed(uitvoeringen) if item not in voorbij]
    return [(titel, rijen) for titel, rijen in (("Nu en straks", komend), ("Voorbij", voorbij)) if rijen]


@with_concept("opleiding-nieuw")
@require_opleider
@require_http_methods(METHODEN)
def add_opleiding(request: HttpRequest) -> HttpResponse:
    form = request.concept.fill(Opleidingformulier(request.POST or None, naast=Opleiding.objects.all()))
    if form.is_valid():
        try:
            with request.concept.finish():
                opleiding = create_opleiding(
                    request.lidmaatschap.organisatie, **form.cleaned_data, door=request.user, op=timezone.now()
                )
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, "De opleiding staat er. Vraag nu accreditatie aan, zodat zij meetelt.")
            return redirect("opleider-opleiding", opleiding.pk)
    context = {"form": form, "titel": "Voeg een opleiding toe", "knop": "Voeg toe", "terug": reverse("opleider")}
    return render(request, "opleidingen/opleider/formulier.html", context)


@with_concept("opleiding-{pk}")
@require_opleider
@require_http_methods(METHODEN)
def edit_opleiding(request: HttpRequest, pk: int) -> HttpResponse:
    opleiding = get_object_or_404(find_eigen(request.lidmaatschap.organisatie), pk=pk)
    form = Opleidingformulier(
        request.POST or None, rij=opleiding, naast=Opleiding.objects.all(), geleverd=is_geleverd(opleiding)
    )
    if is_saved(request, form, opleiding, save_opleiding):
        messages.success(request, "De opleiding is bewaard.")
        return redirect("opleider-opleiding", pk)
    context = {
        "form": form,
        "titel": f"Pas {opleiding} aan",
        "knop": "Bewaar",
        "terug": reverse("opleider-opleiding", args=[pk]),
    }
    return render(request, "opleidingen/opleider/formulier.html", context)


@with_concept("module-bij-{pk}")
@require_opleider
@require_http_methods(METHODEN)
def add_module(request: HttpRequest, pk: int) -> HttpResponse:
    opleiding = get_object_or_404(find_eigen(request.lidmaatschap.organisatie), pk=pk)
    form = request.concept.fill(Moduleformulier(request.POST or None, naast=opleiding.modules.all()))
    if form.is_valid():
        try:
            with request.concept.finish():
                create_module(opleiding, **form.cleaned_data, door=request.user, op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, "De module staat erbij.")
            return redirect("opleider-opleiding", pk)
    context = {
        "form": form,
        "titel": f"Voeg een module toe aan {opleiding}",
        "knop": "Voeg toe",
        "terug": reverse("opleider-opleiding", args=[pk]),
    }
    return render(request, "opleidingen/opleider/formulier.html", context)


@with_concept("module-{pk}")
@require_opleider
@require_http_methods(METHODEN)
def edit_module(request: HttpRequest, pk: int) -> HttpResponse:
    module = get_object_or_404(find_eigen_modules(request.lidmaatschap.organisatie), pk=pk)
    form = Moduleformulier(
        request.POST or None, rij=module, naast=module.opleiding.modules.all(), geleverd=is_geleverd(module)
    )
    if is_saved(request, form, module, save_module):
        messages.success(request, "De module is bewaard.")
        return redirect("opleider-opleiding", module.opleiding_id)
    context = {
        "form": form,
        "titel": f"Pas de module {module} aan",
        "knop": "Bewaar",
        "terug": reverse("opleider-opleiding", args=[module.opleiding_id]),
        "rij": module,
        "soort": "module",
        "geleverd": is_geleverd(module) or is_aangevraagd(module),
    }
    return render(request, "opleidingen/opleider/formulier.html", context)


@require_opleider
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    module = get_object_or_404(find_eigen_modules(request.lidmaatschap.organisatie), pk=pk)
    move_module(module, omhoog=request.POST.get("richting") == "omhoog")
    return redirect(reverse("opleider-opleiding", args=[module.opleiding_id]) + "#modules")


def is_saved(request: HttpRequest, form: Aanbodformulier, rij: Any, save: Any) -> bool:
    """Put the draft in the form, or save what was sent; the form says what is wrong."""
    request.concept.edit(form, rij)
    if not form.is_valid():
        return False
    try:
        with request.concept.finish():
            save(rij, **form.cleaned_data, door=request.user, op=timezone.now())
    except Fouten as fouten:
        fouten.add_to(form)
        return False
    return True


def change_aanbod(request: HttpRequest, rij: Opleiding | Module | Uitvoering, terug: str, weg: str) -> HttpResponse:
    """What the buttons under a row do: end it, offer it again, or remove it when it was never used."""
    handeling, op = request.POST.get("handeling"), timezone.now()
    try:
        if handeling == "beeindigen":
            end_aanbod(rij, door=request.user, op=op)
            messages.success(request, f"{rij} wordt niet meer aangeboden.")
        elif handeling == "hervatten":
            resume_aanbod(rij, door=request.user, op=op)
            messages.success(request, f"{rij} wordt weer aangeboden.")
        elif handeling == "verwijderen":
            remove_aanbod(rij, door=request.user, op=op)
            messages.success(request, f"{rij} is verwijderd.")
            return redirect(weg)
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
    return redirect(terug)


@require_opleider
@require_POST
def change_opleiding(request: HttpRequest, pk: int) -> HttpResponse:
    opleiding = get_object_or_404(find_eigen(request.lidmaatschap.organisatie), pk=pk)
    return change_aanbod(request, opleiding, reverse("opleider-opleiding", args=[pk]), reverse("opleider"))


@require_opleider
@require_POST
def change_module(request: HttpRequest, pk: int) -> HttpResponse:
    module = get_object_or_404(find_eigen_modules(request.lidmaatschap.organisatie), pk=pk)
    terug = reverse("opleider-opleiding", args=[module.opleiding_id])
    return change_aanbod(request, module, terug, terug)
