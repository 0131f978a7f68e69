"""What an opleider delivered and was booked: search it, correct it, withdraw it and undo that."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.nummers import normalize_nummer
from accounts.toegang import require_opleider
from accounts.views.conceptformulier import with_concept
from kern.fouten import Fouten
from opleidingen.forms.deelnames import Correctieformulier, Intrekformulier
from opleidingen.forms.geparkeerd import Vraagformulier
from opleidingen.models import Deelname
from opleidingen.queries import find_eigen_deelnames
from opleidingen.services.deelnames import (
    correct_deelname,
    describe_deelname,
    find_correctie_tot,
    restore_deelname,
    withdraw_deelname,
)
from opleidingen.wijzigingswoorden import describe_wijziging

PER_PAGINA = 50


@require_opleider
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_deelnames(request: HttpRequest) -> HttpResponse:
    """The last booked first. Never a name: an opleider learns match or no match, and nothing more."""
    organisatie = request.lidmaatschap.organisatie
    eigen = find_eigen_deelnames(organisatie)
    form = Vraagformulier(request.POST or None)
    opleiding = request.GET.get("opleiding", "")
    gekozen = eigen.filter(opleiding__code=opleiding) if opleiding else eigen
    if form.is_valid():
        gekozen = search(gekozen, form.cleaned_data["vraag"])
    context = {
        "form": form,
        "gezocht": form.is_bound,
        "page_obj": Paginator(gekozen, PER_PAGINA).get_page(1 if form.is_bound else request.GET.get("pagina")),
        "opleidingen": organisatie.opleidingen.order_by("naam", "pk").values_list("code", "naam"),
        "opleiding": opleiding,
    }
    return render(request, "opleidingen/opleider/deelnames.html", context)


def search(deelnames: QuerySet[Deelname], vraag: str) -> QuerySet[Deelname]:
    """By the number as delivered, or a part of the opleider's own kenmerk."""
    nummer = normalize_nummer(vraag)
    gevonden = deelnames.filter(kenmerk__icontains=vraag)
    return gevonden | deelnames.filter(nummer=nummer) if nummer.isdecimal() else gevonden


@with_concept("deelname-{pk}")
@require_opleider
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """One completion with its history; as long as it can be corrected, with a form."""
    deelname = find_own(request, pk)
    form = Correctieformulier(request.POST or None, deelname=deelname, initial=describe_deelname(deelname))
    if request.concept.edit(form, deelname).is_valid():
        try:
            with request.concept.finish():
                correct_deelname(deelname, form.changes(), reden=form.cleaned_data["reden"], **by(request))
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(
                request, "Verbeterd. Het dossier van de deelnemer toont wat er stond en wat er nu staat."
            )
            return redirect("opleider-deelname", pk)
    return render(request, "opleidingen/opleider/deelname.html", {**describe(deelname), "form": form})


@require_opleider
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a completion, or undo that, with a reason."""
    deelname = find_own(request, pk)
    handeling = Intrekformulier.HERSTELLEN if deelname.ingetrokken_op else Intrekformulier.INTREKKEN
    form = Intrekformulier(request.POST or None, initial={"handeling": handeling})
    service, gelukt = (
        (restore_deelname, "Hersteld: de deelname telt weer mee.")
        if form.herstelt
        else (withdraw_deelname, "Ingetrokken: de deelname telt niet meer mee.")
    )
    if form.is_valid():
        try:
            service(deelname, reden=form.cleaned_data["reden"], **by(request))
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, gelukt)
            return redirect("opleider-deelname", pk)
    return render(request, "opleidingen/opleider/deelname_intrekken.html", {**describe(deelname), "form": form})


def describe(deelname: Deelname) -> dict[str, Any]:
    """A completion with what happened to it, the last first."""
    tot = find_correctie_tot(deelname)
    wijzigingen = deelname.wijzigingen.order_by("-op", "-pk")
    return {
        "deelname": deelname,
        "wijzigbaar_tot": tot,
        "wijzigbaar": timezone.localdate() < tot,
        "wijzigingen": [(wijziging, describe_wijziging(wijziging.oud, wijziging.nieuw)) for wijziging in wijzigingen],
    }


def by(request: HttpRequest) -> dict[str, Any]:
    return {"door": request.user, "peildatum": timezone.localdate(), "op": timezone.now()}


def find_own(request: HttpRequest, pk: int) -> Deelname:
    return get_object_or_404(find_eigen_deelnames(request.lidmaatschap.organisatie), pk=pk)
