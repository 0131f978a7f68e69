"""Open a reflection, close it, and read what others opened. Each look is noted before anything is shown."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.toegang import require_kantoor
from accounts.views.conceptformulier import with_concept
from beroepscode.forms.openstellingen import CollegaForm, TotForm, VraagForm
from beroepscode.models import Openstelling
from beroepscode.opengesteld import (
    find_eigen_bevestigingen,
    find_eigen_openstellingen,
    find_kantoor,
    find_opengesteld,
    find_opengesteld_voor,
)
from beroepscode.reflectiebeeld import describe_kenmerken, find_vragen, name_kernwaarde
from beroepscode.services.bevestigingen import ask_bevestiging
from beroepscode.services.openstellingen import (
    close_openstelling,
    open_voor_collega,
    open_voor_kantoor,
    read_opengesteld,
)
from beroepscode.views.reflectieblad import OPEN_COLLEGA, OPEN_KANTOOR, find_own, render_blad
from beroepscode.views.verzoeken import count_verzoek

PER_PAGINA = 25


@sensitive_variables()
@with_concept("reflectie-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def ask_collega(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer is the same for a peer who is in the register and for one who is not."""
    reflectie = find_own(request, pk)
    if request.method != "POST":  # somebody reloads the page that named a fault
        return redirect("reflectie", pk)
    gevraagd = frozenset(reflectie.bevestigingen.values_list("gevraagd_aan", flat=True))
    form = VraagForm(request.POST, gebruiker=request.user, gevraagd=gevraagd, vandaag=timezone.localdate())
    if form.is_valid() and count_verzoek(request, form):
        data = form.cleaned_data
        ask_bevestiging(reflectie, data["collega"], tot_datum=data["tot_datum"], op=timezone.now())
        messages.success(request, "Je verzoek staat klaar. Je collega krijgt een mail.")
        return redirect("reflectie", reflectie.pk)
    return render_blad(request, reflectie, vraag=form)


@sensitive_variables()
@with_concept("reflectie-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def open_reflectie(request: HttpRequest, pk: int) -> HttpResponse:
    """To a peer, or to the register office, as the button says."""
    reflectie = find_own(request, pk)
    if request.method != "POST":
        return redirect("reflectie", pk)
    if request.POST.get("voor") == OPEN_KANTOOR:
        return _open_voor_kantoor(request, reflectie)
    form = CollegaForm(request.POST, gebruiker=request.user, vandaag=timezone.localdate(), prefix=OPEN_COLLEGA)
    if form.is_valid() and count_verzoek(request, form):
        data = form.cleaned_data
        open_voor_collega(reflectie, data["collega"], tot_datum=data["tot_datum"], op=timezone.now())
        messages.success(request, f"Je collega kan je tekst lezen tot {_in_words(data['tot_datum'])}.")
        return redirect("reflectie", pk)
    return render_blad(request, reflectie, lezer=form)


def _open_voor_kantoor(request: HttpRequest, reflectie: Any) -> HttpResponse:
    sjabloon, kantoor = find_vragen(reflectie), find_kantoor()
    if kantoor is None or sjabloon is None or not sjabloon.voor_kantoor:
        raise Http404
    form = TotForm(request.POST, vandaag=timezone.localdate(), prefix=OPEN_KANTOOR)
    if not form.is_valid():
        return render_blad(request, reflectie, voor_kantoor=form)
    tot = form.cleaned_data["tot_datum"]
    open_voor_kantoor(reflectie, kantoor, tot_datum=tot, op=timezone.now())
    messages.success(request, f"Het registerkantoor kan je tekst lezen tot {_in_words(tot)}.")
    return redirect("reflectie", reflectie.pk)


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    openstelling = get_object_or_404(find_eigen_openstellingen(request.user), pk=pk)
    close_openstelling(openstelling, op=timezone.now())
    messages.success(request, "Dicht. Vanaf nu leest alleen jij deze tekst weer.")
    return redirect("reflectie", openstelling.reflectie_id)


@login_required
@require_safe
def list_opengesteld(request: HttpRequest) -> HttpResponse:
    """What peers opened to me, and what I confirmed."""
    openstellingen = list(find_opengesteld(request.user, peildatum=timezone.localdate()))
    bevestigd = find_eigen_bevestigingen(request.user).filter(bevestigd_op__isnull=False)
    page = Paginator(bevestigd, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {"openstellingen": _name(openstellingen), "page_obj": page}
    return render(request, "beroepscode/opengesteld.html", context)


@never_cache
@sensitive_variables()
@login_required
@require_safe
def show_opengesteld(request: HttpRequest, pk: int) -> HttpResponse:
    mine = find_opengesteld(request.user, peildatum=timezone.localdate())
    openstelling = get_object_or_404(mine, pk=pk)
    antwoorden = read_opengesteld(openstelling, door=request.user, op=timezone.now())
    return _show(request, openstelling, antwoorden)


@require_kantoor
@require_safe
def list_voor_kantoor(request: HttpRequest) -> HttpResponse:
    """What professionals opened to the office; the list itself shows no text."""
    rijen = find_opengesteld_voor(request.lidmaatschap.organisatie, peildatum=timezone.localdate())
    page = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    _name(page.object_list)
    return render(request, "beroepscode/kantoor_opengesteld.html", {"page_obj": page})


@never_cache
@sensitive_variables()
@require_kantoor
@require_safe
def show_voor_kantoor(request: HttpRequest, pk: int) -> HttpResponse:
    kantoor = request.lidmaatschap.organisatie
    openstelling = get_object_or_404(find_opengesteld_voor(kantoor, peildatum=timezone.localdate()), pk=pk)
    antwoorden = read_opengesteld(openstelling, door=request.user, organisatie=kantoor, op=timezone.now())
    return _show(request, openstelling, antwoorden, kantoor=True)


@sensitive_variables()
def _show(
    request: HttpRequest, openstelling: Openstelling, antwoorden: dict[str, str] | None, *, kantoor: bool = False
) -> HttpResponse:
    reflectie = openstelling.reflectie
    sjabloon = find_vragen(reflectie)
    leesbaar = sjabloon is not None and antwoorden is not None
    context = {
        "openstelling": openstelling,
        "reflectie": reflectie,
        "sjabloon": sjabloon,
        "antwoorden": sjabloon.list_antwoorden(antwoorden) if leesbaar else None,
        "kenmerken": describe_kenmerken(reflectie),
        "kantoor": kantoor,
    }
    return render(request, "beroepscode/lezen.html", context)


def _name(openstellingen: list[Openstelling]) -> list[Openstelling]:
    for openstelling in openstellingen:
        openstelling.kernwaarde_naam = name_kernwaarde(openstelling.reflectie)
    return openstellingen


def _in_words(dag: date) -> str:
    return date_format(dag, "j F Y")
