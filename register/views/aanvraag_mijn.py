"""Apply, or see exactly what is short."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kern.fouten import Fouten
from opleidingen.dossiers import collect_cursussen
from register.criteria import EERSTE, HERREGISTRATIE, TEKORT
from register.queries import find_aanvragen
from register.services.aanvragen import submit_aanvraag, withdraw_aanvraag
from register.services.registraties import open_registratie
from register.toetsing import Toetsing, find_bezwaren, toets_registratie
from register.views.eisbeeld import draw_eisen
from register.views.volgende_stap import find_volgende

WAT = {EERSTE: "je eerste registratie", HERREGISTRATIE: "herregistratie"}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply_for(request: HttpRequest) -> HttpResponse:
    registratie = open_registratie(request.user)
    toetsing = toets_registratie(registratie, peildatum=timezone.localdate())
    if request.method == "POST":
        try:
            submit_aanvraag(registratie, soort=toetsing.soort, op=timezone.now())
        except Fouten as fouten:
            belet = [fout.melding for fout in fouten.fouten if fout.code != TEKORT]
            messages.error(request, belet[0] if belet else "Je kunt nu nog niet aanvragen. Hieronder staat wat mist.")
        else:
            messages.success(request, "Je aanvraag is binnen. Het registerkantoor beslist binnen drie maanden.")
        return redirect("aanvraag")
    return render(request, "register/mijn/aanvraag.html", _collect_context(request, toetsing))


def _collect_context(request: HttpRequest, toetsing: Toetsing) -> dict[str, object]:
    aanvragen = list(find_aanvragen(request.user))
    belet = [fout for fout in find_bezwaren(toetsing, toetsing.soort) if fout.code != TEKORT]
    return {
        "toetsing": toetsing,
        "wat": WAT[toetsing.soort],
        "open": next((item for item in aanvragen if not item.besloten_op and not item.ingetrokken_op), None),
        "eerder": [item for item in aanvragen if item.besloten_op or item.ingetrokken_op],
        "belet": belet,
        "mag": not belet and not toetsing.tekorten,
        "eisen": draw_eisen(toetsing),
        "volgende": find_volgende(toetsing, collect_cursussen(toetsing.peildatum)),
    }


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    aanvraag = get_object_or_404(find_aanvragen(request.user), pk=pk)
    try:
        withdraw_aanvraag(aanvraag, op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
    else:
        messages.success(request, "Je aanvraag is ingetrokken. Je kunt later opnieuw aanvragen.")
    return redirect("aanvraag")
