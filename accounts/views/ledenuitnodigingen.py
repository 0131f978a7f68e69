"""Invitations of colleagues: sending again and taking back, and the page where the link in the mail leads."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Ledenuitnodiging
from accounts.queries import find_leden, find_uitnodigingen
from accounts.services.ledenuitnodigingen import (
    accept_uitnodiging,
    find_uitnodiging,
    invite_lid,
    withdraw_uitnodiging,
)
from accounts.toegang import act_for
from kern.fouten import Fouten

OPEN, WERKT_NIET, AL_LID = "open", "werkt-niet", "al-lid"


@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail a new link; the one before works no longer."""
    organisatie = request.lidmaatschap.organisatie
    uitnodiging = get_object_or_404(find_uitnodigingen(organisatie), pk=pk)
    try:
        invite_lid(organisatie, email=uitnodiging.email, rol=uitnodiging.rol, door=request.user, op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
    else:
        messages.success(request, f"We mailden {uitnodiging.email} een nieuwe link. De vorige werkt niet meer.")
    return redirect(f"{organisatie.soort}-leden")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    organisatie = request.lidmaatschap.organisatie
    uitnodiging = get_object_or_404(find_uitnodigingen(organisatie), pk=pk)
    withdraw_uitnodiging(uitnodiging, door=request.user, op=timezone.now())
    messages.success(request, f"De uitnodiging van {uitnodiging.email} is ingetrokken. De link werkt niet meer.")
    return redirect(f"{organisatie.soort}-leden")


@sensitive_variables("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Where the mail leads. Only the button accepts: the machines that read mail follow links too."""
    uitnodiging, op = find_uitnodiging(code), timezone.now()
    stand = judge_uitnodiging(uitnodiging, request, op)
    if request.method == "POST" and stand == OPEN and request.user.is_authenticated:
        try:
            lidmaatschap = accept_uitnodiging(uitnodiging, gebruiker=request.user, op=op)
        except Fouten as fouten:
            messages.error(request, fouten.fouten[0].melding)
            return redirect("organisatie-uitnodiging", code)
        act_for(request, lidmaatschap.organisatie)
        messages.success(request, f"Je werkt nu ook namens {lidmaatschap.organisatie}.")
        return redirect(lidmaatschap.organisatie.soort)
    context = {"stand": stand, "uitnodiging": uitnodiging}
    response = render(request, "accounts/uitnodiging.html", context, status=410 if stand == WERKT_NIET else 200)
    response["X-Robots-Tag"] = "noindex"
    return response


def judge_uitnodiging(uitnodiging: Ledenuitnodiging | None, request: HttpRequest, op: datetime) -> str:
    """What can be done with a link. One that never was looks like one that was used."""
    if uitnodiging is None or uitnodiging.is_verlopen(op) or not uitnodiging.organisatie.is_toegelaten:
        return WERKT_NIET
    if request.user.is_authenticated and find_leden(uitnodiging.organisatie).filter(gebruiker=request.user).exists():
        return AL_LID
    return OPEN
