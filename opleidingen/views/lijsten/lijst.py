"""One list on its way to a delivery: how far it is, its preview, and what the opleider does with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.services.logboek import refer
from accounts.toegang import require_opleider
from kern.fouten import Fouten
from opleidingen.aanleverlijsten import (
    FILTERS,
    TE_VERBETEREN,
    Genummerd,
    Lijstrijen,
    find_lijsten,
    find_rij,
    load_inhoud,
    load_lezing,
)
from opleidingen.formaten.kolommen import load_kolommen
from opleidingen.forms.lijsten import Kolommenform
from opleidingen.models import Aanleverlijst
from opleidingen.services.lijsten.boeken import book_lijst
from opleidingen.services.lijsten.opruimen import remove_lijsten
from opleidingen.services.lijsten.verbeteren import choose_kolommen, correct_rij, replace_waarde
from opleidingen.services.lijsten.werk import resume_werk
from opleidingen.views.lijsten.beeld import (
    HOOGSTENS,
    list_foutkoppen,
    list_foutrijen,
    list_opleidingen,
    show_rij,
    show_stand,
    show_voorvertoning,
)
from opleidingen.views.lijsten.nieuw import STROMEN, stream_bestand

PER_PAGINA = 25
Status = Aanleverlijst.Status


@require_opleider
@never_cache
@require_safe
def show_lijst(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same address tells how far it is and shows what came of it, so that reloading is enough."""
    lijst = find_eigen(request, pk)
    if lijst.status in (Status.LEZEN, Status.NAKIJKEN, Status.BOEKEN, Status.GEBOEKT):
        return _show_werk(request, lijst)
    if request.htmx:  # the page that followed the work: what came of it is another page
        return HttpResponse(headers={"HX-Redirect": request.path})
    if lijst.status == Status.KOLOMMEN:
        return redirect("aanleverlijst-kolommen", pk)
    if lijst.status == Status.GEWEIGERD:
        return render(request, "opleidingen/lijsten/geweigerd.html", {"lijst": lijst})
    return _show_voorvertoning(request, lijst)


@require_opleider
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def handle_rij(request: HttpRequest, pk: UUID, nummer: int) -> HttpResponse:
    """One row with its fields. What is typed is kept at once and judged; without JavaScript a button does that."""
    lijst = find_eigen(request, pk)
    if lijst.status != Status.KLAAR:
        return _go_to(request, lijst)
    if request.method == "POST":
        velden = {veld: request.POST[veld][:HOOGSTENS] for veld in load_kolommen() if veld in request.POST}
        try:
            uitkomst = correct_rij(lijst, nummer, velden, op=timezone.now())
        except Fouten as fouten:
            return _tell(request, lijst, fouten)
        if uitkomst is None:
            raise Http404
        lijst, rij = uitkomst
        gevonden = Genummerd(nummer, rij)
        if not request.htmx:
            return _return_to_page(request, lijst, rij.plaats)
    else:
        gevonden = find_rij(lijst, nummer)
        if gevonden is None:
            raise Http404
    context = show_stand(lijst) | {
        "rij": show_rij(gevonden, load_lezing(lijst, load_inhoud(lijst))),
        "opleidingen": list_opleidingen(lijst.opleider),
    }
    return render(request, "opleidingen/lijsten/rij_pagina.html", context)


@require_opleider
@never_cache
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def handle_kolommen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say which column is what, with the first rows in sight."""
    lijst = find_eigen(request, pk)
    if lijst.status not in (Status.KOLOMMEN, Status.KLAAR):
        return _go_to(request, lijst)
    inhoud = load_inhoud(lijst)
    opleidingen = list_opleidingen(lijst.opleider)
    form = Kolommenform(request.POST or None, inhoud=inhoud, opleidingen=opleidingen)
    if request.method == "POST" and form.is_valid():
        try:
            choose_kolommen(
                lijst,
                form.velden,
                vast=form.vast,
                heeft_kop=form.heeft_kop,
                door=refer(request.user),
                op=timezone.now(),
            )
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            return redirect("aanleverlijst", pk)
    context = {"lijst": lijst, "inhoud": inhoud, "form": form, "velden": [(veld, veld.errors) for veld in form]}
    return render(request, "opleidingen/lijsten/kolommen.html", context)


@require_opleider
@sensitive_post_parameters()
@require_POST
def replace(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let one wrong value mean the right one in all rows, or take that back."""
    lijst = find_eigen(request, pk)
    veld, van, naar = (request.POST.get(naam, "")[:HOOGSTENS] for naam in ("veld", "van", "naar"))
    try:
        replace_waarde(lijst, veld, van, naar, door=refer(request.user), op=timezone.now())
    except Fouten as fouten:
        return _tell(request, lijst, fouten)
    if naar.strip():
        messages.success(request, f"Overal waar {van} staat, lezen we nu {naar.strip()}.")
    else:
        messages.success(request, f"We lezen {van} weer zoals het er staat.")
    return redirect("aanleverlijst", pk)


@require_opleider
@require_POST
def book(request: HttpRequest, pk: UUID) -> HttpResponse:
    lijst = find_eigen(request, pk)
    try:
        book_lijst(lijst, door=refer(request.user), op=timezone.now())
    except Fouten as fouten:
        return _tell(request, lijst, fouten)
    return redirect("aanleverlijst", pk)


@require_opleider
@require_POST
def resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on with work that stood still."""
    try:
        resume_werk(find_eigen(request, pk), op=timezone.now())
    except Fouten as fouten:
        return _tell(request, find_eigen(request, pk), fouten)
    return redirect("aanleverlijst", pk)


@require_opleider
@require_POST
def throw_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    lijst = find_eigen(request, pk)
    remove_lijsten(find_lijsten(request.lidmaatschap.organisatie).filter(pk=lijst.pk))
    messages.success(request, f"{lijst.naam} is weg. Er is niets van geboekt.")
    return redirect("aanleverlijst-nieuw")


@require_opleider
@never_cache
@require_safe
def download_fouten(request: HttpRequest, pk: UUID, soort: str) -> StreamingHttpResponse:
    """The rows that would not be booked, each with the reason, to mend elsewhere and put in again."""
    lijst = find_eigen(request, pk)
    if soort not in STROMEN or lijst.status != Status.KLAAR:
        raise Http404
    inhoud = load_inhoud(lijst)
    return stream_bestand(soort, "te-verbeteren", list_foutkoppen(inhoud), list_foutrijen(lijst, inhoud))


def find_eigen(request: HttpRequest, pk: UUID) -> Aanleverlijst:
    return get_object_or_404(find_lijsten(request.lidmaatschap.organisatie), pk=pk)


def _show_werk(request: HttpRequest, lijst: Aanleverlijst) -> HttpResponse:
    """How far the server is; with the delivery of a booked list until that is done too."""
    gedaan, totaal = lijst.gedaan, lijst.totaal
    if lijst.status == Status.GEBOEKT:
        if lijst.aanlevering is None or lijst.aanlevering.verwerkt_op:
            return _leave(request, lijst)
        gedaan, totaal = lijst.aanlevering.gedaan, lijst.aanlevering.aantal or 0
    procent = 100 * gedaan // totaal if totaal else 0
    context: dict[str, Any] = {"lijst": lijst, "procent": procent, "is_stil": lijst.is_stil_op(timezone.now())}
    if lijst.status != Status.LEZEN:
        context |= {"gedaan": gedaan, "totaal": totaal}
    return render(request, "opleidingen/lijsten/werk.html", context)


def _leave(request: HttpRequest, lijst: Aanleverlijst) -> HttpResponse:
    adres = reverse("aanlevering", args=[lijst.aanlevering_id]) if lijst.aanlevering_id else reverse("opleider")
    return HttpResponse(headers={"HX-Redirect": adres}) if request.htmx else redirect(adres)


def _show_voorvertoning(request: HttpRequest, lijst: Aanleverlijst) -> HttpResponse:
    toon = request.GET.get("toon", TE_VERBETEREN if lijst.te_verbeteren else "")
    if toon not in FILTERS:
        raise Http404
    context = show_voorvertoning(lijst, toon)
    page = Paginator(Lijstrijen(lijst, toon), PER_PAGINA).get_page(request.GET.get("pagina"))
    context |= {"page_obj": page, "rijen": [show_rij(rij, context["lezing"]) for rij in page], "hoogstens": HOOGSTENS}
    return render(request, "opleidingen/lijsten/voorvertoning.html", context)


def _go_to(request: HttpRequest, lijst: Aanleverlijst) -> HttpResponse:
    adres = reverse("aanleverlijst", args=[lijst.pk])
    return HttpResponse(headers={"HX-Redirect": adres}) if request.htmx else HttpResponseRedirect(adres)


def _tell(request: HttpRequest, lijst: Aanleverlijst, fouten: Fouten) -> HttpResponse:
    for fout in fouten.fouten:
        messages.error(request, fout.melding)
    return _go_to(request, lijst)


def _return_to_page(request: HttpRequest, lijst: Aanleverlijst, plaats: int) -> HttpResponse:
    """To the page of the preview where the row stood."""
    toon, pagina = request.POST.get("toon", ""), request.POST.get("pagina", "")
    vraag = f"?toon={toon if toon in FILTERS else ''}&pagina={pagina if pagina.isdecimal() else 1}"
    messages.success(request, f"Rij {plaats} is bewaard en opnieuw nagekeken.")
    return redirect(f"{reverse('aanleverlijst', args=[lijst.pk])}{vraag}#rijen")
