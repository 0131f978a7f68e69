"""A calendar of one's own: the page that hands out its address, and the address itself."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limieten import find_adres
from accounts.toegang import require_recent_login
from register.agenda import collect_afspraken, write_kalender
from register.limieten import take_agenda
from register.queries import find_eigen_agendasleutel
from register.services.agendasleutels import find_agendasleutel, make_agendasleutel, revoke_agendasleutel

TE_VAAK = "Te veel vragen achter elkaar. Probeer het later opnieuw."


@login_required
@require_recent_login
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_agenda(request: HttpRequest) -> HttpResponse:
    """Make, renew or revoke the address.

    A new address is shown in the answer itself, without the usual redirect: only its hash is kept.
    """
    op, adres = timezone.now(), ""
    if request.POST.get("doe") == "intrekken":
        revoke_agendasleutel(request.user, op=op)
        messages.success(request, "Het adres werkt niet meer. Haal de agenda ook weg uit je agenda-app.")
        return redirect("mijn-agenda")
    if request.method == "POST":
        adres = settings.BASIS_URL + reverse("agenda", args=[make_agendasleutel(request.user, op=op)])
    context = {
        "sleutel": find_eigen_agendasleutel(request.user),
        "adres": adres,
        "abonneer": f"webcal://{adres.partition('://')[2]}",
    }
    return render(request, "register/mijn/agenda.html", context)


@never_cache
@require_safe
def read_agenda(request: HttpRequest, code: str) -> HttpResponse:
    """What a calendar app fetches, without signing in: the code in the address is the key."""
    op, sleutel = timezone.now(), find_agendasleutel(code)
    if wachttijd := take_agenda(sleutel and sleutel.pk, find_adres(request), op=op):
        headers = {"Retry-After": str(wachttijd)}
        return HttpResponse(TE_VAAK, content_type="text/plain; charset=utf-8", status=429, headers=headers)
    if sleutel is None:
        raise Http404
    afspraken = collect_afspraken(sleutel.gebruiker, peildatum=timezone.localdate(op))
    response = HttpResponse(write_kalender(afspraken, op=op), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="sam-register.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response
