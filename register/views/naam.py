"""Change one's own name: a small correction at once, another name with proof."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.naam import MEESTE_BEWIJSBYTES, Naamformulier
from accounts.models import Gebruiker
from accounts.queries import find_eigen_naamswijziging
from accounts.services.naamswijzigingen import (
    rename_gebruiker,
    request_naamswijziging,
    withdraw_naamswijziging,
)
from kern.fouten import Fouten
from register.models import Registratie
from register.services.registraties import open_registratie


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_naam(request: HttpRequest) -> HttpResponse:
    wijziging = find_eigen_naamswijziging(request.user)
    registratie = open_registratie(request.user)
    # A form with faults changes its row in memory: the page around it keeps the person as they are.
    eigen = Gebruiker.objects.get(pk=request.user.pk)
    form = Naamformulier(request.POST or None, request.FILES or None, instance=eigen, vast=is_vast(registratie))
    if not wijziging and form.is_valid():
        try:
            messages.success(request, _change(request.user, form))
            return redirect("naamswijziging" if form.vraagt_bewijs else "profiel")
        except Fouten as fouten:
            fouten.add_to(form)
    return render(request, "register/mijn/naam.html", {"form": form, "wijziging": wijziging})


def is_vast(registratie: Registratie) -> bool:
    """Whether the register has built on the name of now: somebody saw who this is, or there is a certificate."""
    return bool(registratie.profiel.identiteit_bevestigd_op) or registratie.termijnen.exists()


def _change(gebruiker: Gebruiker, form: Naamformulier) -> str:
    """Do what the form asks; returns what to say about it."""
    op = timezone.now()
    if not form.vraagt_bewijs:
        rename_gebruiker(gebruiker, form.naam, door=gebruiker, op=op)
        return "Je naam is aangepast."
    request_naamswijziging(
        gebruiker,
        form.naam,
        reden=form.cleaned_data["reden"],
        bewijs=form.cleaned_data["bewijs"],
        max_bytes=MEESTE_BEWIJSBYTES,
        op=op,
    )
    return "Je verzoek ligt bij het registerkantoor. Je krijgt een mail bij het besluit."


@login_required
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    wijziging = find_eigen_naamswijziging(request.user)
    if wijziging is None:
        raise Http404
    try:
        withdraw_naamswijziging(wijziging, op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
    else:
        messages.success(request, "Je verzoek is ingetrokken en je bewijs is gewist.")
    return redirect("naamswijziging")
