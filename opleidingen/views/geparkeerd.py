"""Rows that match nobody, for the opleider: all on one page, to mend or to withdraw."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.nummers import normalize_nummer
from accounts.toegang import require_opleider
from kern.fouten import Fouten
from opleidingen.forms.geparkeerd import Geparkeerdformulier, Vraagformulier
from opleidingen.models import Geparkeerd
from opleidingen.queries import find_aanleverregel, find_geparkeerd
from opleidingen.services.geparkeerd import mend_geparkeerd, restore_geparkeerd, withdraw_geparkeerd
from opleidingen.services.parkeren import make_zoeknaam

PER_PAGINA = 50
STANDEN = {
    "open": ("Geparkeerd", Q(deelname=None, ingetrokken_op=None)),
    "zonder-naam": ("Zonder achternaam", Q(deelname=None, ingetrokken_op=None, zoeknaam="")),
    "geboekt": ("Toch geboekt", Q(deelname__isnull=False)),
    "ingetrokken": ("Ingetrokken", Q(ingetrokken_op__isnull=False)),
}
UITKOMST = {
    "geboekt": "Gevonden: de deelname staat nu in het dossier van de deelnemer.",
    "alBekend": "Gevonden: deze deelname stond al in het dossier van de deelnemer.",
    "geparkeerd": "Bewaard. Wij vinden nog niemand met dit nummer en deze achternaam.",
}


@require_opleider
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_geparkeerd(request: HttpRequest) -> HttpResponse:
    """All parked rows. Filters stand in the address; what somebody looks for is posted and does not."""
    eigen = find_geparkeerd(request.lidmaatschap.organisatie)
    form = Vraagformulier(request.POST or None)
    stand = request.GET.get("stand", "")
    stand = stand if stand in STANDEN else "open"
    gekozen = narrow(eigen.filter(STANDEN[stand][1]), request)
    if form.is_valid():
        gekozen = search(gekozen, form.cleaned_data["vraag"])
    context = {
        "form": form,
        "gezocht": form.is_bound,
        "page_obj": Paginator(gekozen, PER_PAGINA).get_page(1 if form.is_bound else request.GET.get("pagina")),
        "standen": count_standen(eigen),
        "stand": stand,
        "opleidingen": eigen.order_by().values_list("opleiding__code", "opleiding__naam").distinct(),
        "opleiding": request.GET.get("opleiding", ""),
        "aanlevering": request.GET.get("aanlevering", ""),
        "claimadres": request.build_absolute_uri(reverse("claimen")),
    }
    return render(request, "opleidingen/opleider/geparkeerd.html", context)


def count_standen(eigen: QuerySet[Geparkeerd]) -> list[tuple[str, str, int]]:
    """Each state with its name and how many rows are in it, in one query."""
    aantallen = eigen.order_by().aggregate(
        **{code.replace("-", "_"): Count("pk", filter=vraag) for code, (_, vraag) in STANDEN.items()}
    )
    return [(code, naam, aantallen[code.replace("-", "_")]) for code, (naam, _) in STANDEN.items()]


def narrow(rijen: QuerySet[Geparkeerd], request: HttpRequest) -> QuerySet[Geparkeerd]:
    """Of one course or one delivery; a strange filter finds nothing."""
    if code := request.GET.get("opleiding"):
        rijen = rijen.filter(opleiding__code=code)
    if aanlevering := request.GET.get("aanlevering"):
        rijen = rijen.filter(aanlevering=aanlevering) if is_uuid(aanlevering) else rijen.none()
    return rijen


def is_uuid(tekst: str) -> bool:
    try:
        UUID(tekst)
    except ValueError:
        return False
    return True


def search(rijen: QuerySet[Geparkeerd], vraag: str) -> QuerySet[Geparkeerd]:
    """By the number as delivered, or the beginning of the surname."""
    nummer = normalize_nummer(vraag)
    if nummer.isdecimal():
        return rijen.filter(nummer=nummer)
    zoeknaam = make_zoeknaam(vraag)
    return rijen.filter(zoeknaam__startswith=zoeknaam) if zoeknaam else rijen.none()


@require_opleider
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """One row: what was delivered, and number and surname to mend. Mended it is matched again at once."""
    geparkeerd = find_own(request, pk)
    huidig = {"registratienummer": geparkeerd.nummer, "achternaam": geparkeerd.achternaam}
    form = Geparkeerdformulier(request.POST or None, initial=huidig)
    status = 200
    if form.is_valid():
        try:
            uitkomst = mend_geparkeerd(
                geparkeerd,
                nummer=form.cleaned_data["registratienummer"],
                achternaam=form.cleaned_data["achternaam"],
                door=request.user,
                op=timezone.now(),
            )
        except Fouten as fouten:
            fouten.add_to(form)
            status = 429 if fouten.status == 429 else 200
        else:
            messages.success(request, UITKOMST[uitkomst])
            return redirect("geparkeerd")
    context = {"geparkeerd": geparkeerd, "form": form, "regel": find_aanleverregel(geparkeerd)}
    return render(request, "opleidingen/opleider/geparkeerde_regel.html", context, status=status)


@require_opleider
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        withdraw_geparkeerd(find_own(request, pk), door=request.user, op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
    else:
        messages.success(request, "Ingetrokken. Was het een vergissing? Zet de regel dan hieronder terug.")
    return redirect("geparkeerde-regel", pk)


@require_opleider
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        restore_geparkeerd(find_own(request, pk), door=request.user, op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
    else:
        messages.success(request, "Teruggezet: de regel staat weer geparkeerd.")
    return redirect("geparkeerde-regel", pk)


def find_own(request: HttpRequest, pk: int) -> Geparkeerd:
    return get_object_or_404(find_geparkeerd(request.lidmaatschap.organisatie), pk=pk)
