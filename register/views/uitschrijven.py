"""Leave the register, and come back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.toegang import require_recent_login
from kern.fouten import Fouten
from register.loopbanen import collect_loopbaan
from register.services.registraties import open_registratie
from register.services.uitschrijven import leave_register, return_to_register


@login_required
@require_recent_login
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Say what leaving means, and let somebody leave."""
    registratie = open_registratie(request.user)
    if request.method == "POST":
        try:
            leave_register(registratie, op=timezone.now())
        except Fouten as fouten:
            messages.error(request, fouten.fouten[0].melding)
        else:
            messages.success(request, "Je bent uitgeschreven. Je staat nu in het leerregister.")
        return redirect("uitschrijven")
    vandaag, loopbaan = timezone.localdate(), collect_loopbaan(registratie.pk)
    context = {
        "status": loopbaan.status_op(vandaag),
        "kan_terug": loopbaan.loopt_nog(vandaag),
        "termijn_tot": max((termijn.geldig_tot for termijn in loopbaan.termijnen), default=None),
        "open_aanvraag": loopbaan.open_aanvraag_id,
    }
    return render(request, "register/mijn/uitschrijven.html", context)


@login_required
@require_recent_login
@require_http_methods(["POST"])
def come_back(request: HttpRequest) -> HttpResponse:
    try:
        return_to_register(open_registratie(request.user), op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
        return redirect("uitschrijven")
    messages.success(request, "Je staat weer in het register. Je certificaat geldt weer.")
    return redirect("mijn")
