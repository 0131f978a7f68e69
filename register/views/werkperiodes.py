from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.conceptformulier import with_concept
from kern.fouten import Fouten
from register.bewijsstukken import with_vragen
from register.forms.werkperiodes import WerkperiodeForm
from register.models import Werkperiode
from register.queries import find_werkperiodes
from register.services.registraties import open_registratie
from register.services.werkperiodes import delete_werkperiode, save_werkperiode


@login_required
@require_safe
def list_werkperiodes(request: HttpRequest) -> HttpResponse:
    werkperiodes = list(with_vragen(find_werkperiodes(request.user)))
    return render(request, "register/mijn/werkperiodes.html", {"werkperiodes": werkperiodes})


@with_concept("werkperiode")
@require_http_methods(["GET", "HEAD", "POST"])
def add_werkperiode(request: HttpRequest) -> HttpResponse:
    registratie = open_registratie(request.user)
    form = request.concept.fill(WerkperiodeForm(request.POST or None, vandaag=timezone.localdate()))
    if _is_saved(form, Werkperiode(registratie=registratie), request):
        messages.success(request, "Je werk staat in je dossier.")
        return redirect("werkperiodes")
    return render(request, "register/mijn/werkperiode.html", {"form": form})


@with_concept("werkperiode-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_werkperiode(request: HttpRequest, pk: int) -> HttpResponse:
    werkperiode = get_object_or_404(find_werkperiodes(request.user), pk=pk)
    form = WerkperiodeForm(request.POST or None, vandaag=timezone.localdate(), werkperiode=werkperiode)
    request.concept.edit(form, werkperiode, slot=werkperiode.registratie)
    if _is_saved(form, werkperiode, request):
        messages.success(request, "Je werk is bewaard.")
        return redirect("werkperiodes")
    return render(request, "register/mijn/werkperiode.html", {"form": form, "werkperiode": werkperiode})


@login_required
@require_POST
def remove_werkperiode(request: HttpRequest, pk: int) -> HttpResponse:
    delete_werkperiode(get_object_or_404(find_werkperiodes(request.user), pk=pk), op=timezone.now())
    messages.success(request, "Deze werkperiode is gewist.")
    return redirect("werkperiodes")


def _is_saved(form: WerkperiodeForm, werkperiode: Werkperiode, request: HttpRequest) -> bool:
    """Save what was typed; otherwise the form says what is wrong."""
    if not form.is_valid():
        return False
    try:
        with request.concept.finish():
            save_werkperiode(werkperiode, **form.facts, op=timezone.now())
    except Fouten as fouten:
        fouten.add_to(form)
        return False
    return True
