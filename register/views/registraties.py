"""One registration as the office sees it. Who opens one says why, and the professional reads that."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.services.logboek import record_overzicht, record_raadplegingen
from accounts.toegang import View, require_kantoor, require_recent_login
from beroepscode.dimensies import find_naam
from kern.fouten import Fouten
from register.forms.kantoor import (
    HOE,
    Bevestigingsformulier,
    Gebeurtenisformulier,
    Inzageformulier,
    Redenformulier,
    Zoekformulier,
)
from register.loopbanen import collect_loopbaan
from register.models import Registratie
from register.queries import (
    find_certificaten,
    find_gebeurtenissen,
    find_registraties,
    find_termijnen,
    search_registraties,
)
from register.services.certificaten import withdraw_certificaat
from register.services.gebeurtenissen import record_gebeurtenis
from register.services.registraties import confirm_profiel, mark_profiel
from register.views.kantoor import note_look

MEESTE_TREFFERS = 50
BEKEKEN = "registratie bekeken"
INZAGE = "inzage"
"""Where a session keeps the reason for each registration that was opened."""


@require_kantoor
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Search by number or name. The question is posted, so that it stands in no address."""
    form = Zoekformulier(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        gevonden = list(search_registraties(form.cleaned_data["vraag"])[: MEESTE_TREFFERS + 1])
        getoond = gevonden[:MEESTE_TREFFERS]
        record_overzicht(
            [registratie.gebruiker_id for registratie in getoond],
            wat="naam en nummer gezien bij het zoeken",
            reden="Het registerkantoor zocht een registratie",
            door=request.user,
            organisatie=request.lidmaatschap.organisatie,
            op=timezone.now(),
        )
        context |= {"registraties": getoond, "meer": len(gevonden) > MEESTE_TREFFERS}
    return render(request, "register/kantoor/registraties.html", context)


@require_kantoor
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_registratie(request: HttpRequest, pk: int) -> HttpResponse:
    registratie = get_object_or_404(find_registraties(), pk=pk)
    form = Inzageformulier(request.POST or None)
    if form.is_valid():
        redenen = request.session.get(INZAGE, {})
        request.session[INZAGE] = redenen | {str(pk): form.cleaned_data["reden"]}
        return redirect("kantoor-registratie", pk)
    if find_reden(request, pk) is None or form.is_bound:
        return render(request, "register/kantoor/inzage.html", {"registratie": registratie, "form": form})
    _note_look(registratie, request)
    vandaag = timezone.localdate()
    context = {
        "registratie": registratie,
        "status": collect_loopbaan(pk).status_op(vandaag),
        "termijnen": find_termijnen(registratie),
        "gebeurtenissen": find_gebeurtenissen(registratie),
        "aanvragen": registratie.aanvragen.order_by("-ingediend_op"),
    }
    return render(request, "register/kantoor/registratie.html", context)


def find_reden(request: HttpRequest, pk: int) -> str | None:
    """Why this person opened this registration, in this session."""
    return request.session.get(INZAGE, {}).get(str(pk))


def _note_look(registratie: Registratie, request: HttpRequest) -> None:
    """Write in the professional's own log that somebody looked, with the reason they gave."""
    record_raadplegingen(
        [registratie.gebruiker_id],
        wat=BEKEKEN,
        reden=find_reden(request, registratie.pk),
        door=request.user,
        organisatie=request.lidmaatschap.organisatie,
        op=timezone.now(),
    )


def after_inzage(view: View) -> View:
    """Let somebody act on a registration only after they opened it and said why."""

    @wraps(view)
    def checked(request: HttpRequest, pk: int, **kwargs: object) -> HttpResponse:
        if find_reden(request, pk) is None:
            return redirect("kantoor-registratie", pk)
        return view(request, pk, **kwargs)

    return checked


@require_kantoor
@require_recent_login
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@after_inzage
def add_gebeurtenis(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a measure, or the end of one."""
    registratie = get_object_or_404(find_registraties(), pk=pk)
    form = Gebeurtenisformulier(request.POST or None, initial={"geldig_van": timezone.localdate()})
    if form.is_valid():
        try:
            gebeurtenis = record_gebeurtenis(registratie, **form.cleaned_data, door=request.user, op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, f"Vastgelegd: {gebeurtenis.get_soort_display().lower()}.")
            return redirect("kantoor-registratie", pk)
    return render(request, "register/kantoor/gebeurtenis.html", {"registratie": registratie, "form": form})


@require_kantoor
@require_recent_login
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int, wat: str) -> HttpResponse:
    """Confirm somebody's identity or present work: an open application asks this, or else they opened the person."""
    registratie = get_object_or_404(find_registraties(), pk=pk)
    if wat not in HOE:
        raise Http404
    aanvraag = registratie.aanvragen.filter(besloten_op=None, ingetrokken_op=None).first()
    if aanvraag is None and find_reden(request, pk) is None:
        return redirect("kantoor-registratie", pk)
    terug = reverse("kantoor-aanvraag", args=[aanvraag.pk]) if aanvraag else reverse("kantoor-registratie", args=[pk])
    form = Bevestigingsformulier(request.POST or None, wat=wat)
    if form.is_valid():
        try:
            hoe, gezien = form.cleaned_data["hoe"], request.POST.get("gezien", "")
            confirm_profiel(registratie, wat=wat, hoe=hoe, gezien=gezien, door=request.user, op=timezone.now())
        except Fouten as fouten:
            registratie = find_registraties().get(pk=pk)
            fouten.add_to(form)
        else:
            messages.success(request, "Je bevestiging is vastgelegd.")
            return redirect(terug)
    if aanvraag:
        note_look(aanvraag, request, wat=BEKEKEN)
    else:
        _note_look(registratie, request)
    profiel = registratie.profiel
    context = {
        "registratie": registratie,
        "wat": wat,
        "beroep": profiel.beroep and find_naam("beroep", profiel.beroep, timezone.localdate()),
        "gezien": mark_profiel(profiel, wat),
        "form": form,
        "terug": terug,
    }
    return render(request, "register/kantoor/bevestigen.html", context)


@require_kantoor
@require_recent_login
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a certificate of somebody whom they opened."""
    certificaat = get_object_or_404(find_certificaten(), pk=pk)
    registratie = certificaat.termijn.registratie
    if find_reden(request, registratie.pk) is None:
        return redirect("kantoor-registratie", registratie.pk)
    form = Redenformulier(request.POST or None)
    if form.is_valid():
        try:
            withdraw_certificaat(certificaat, reden=form.cleaned_data["reden"], door=request.user, op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, "Het certificaat is ingetrokken.")
            return redirect("kantoor-registratie", registratie.pk)
    _note_look(registratie, request)
    context = {"certificaat": certificaat, "registratie_id": registratie.pk, "form": form}
    return render(request, "register/kantoor/certificaat_intrekken.html", context)
