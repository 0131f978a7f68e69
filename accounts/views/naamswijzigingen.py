"""The register office decides on other names."""

from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.naam import Naamsbesluitformulier
from accounts.models import Naamswijziging
from accounts.queries import find_naamswijzigingen
from accounts.services.logboek import record_raadplegingen
from accounts.services.naamswijzigingen import decide_naamswijziging, read_bewijs
from accounts.toegang import require_kantoor, require_recent_login
from kern.bestanden import UITGANGEN
from kern.fouten import Fouten
from kern.uitgifte import answer_bestand

PER_PAGINA = 50


@require_kantoor
@never_cache
@require_safe
def list_naamswijzigingen(request: HttpRequest) -> HttpResponse:
    page = Paginator(find_naamswijzigingen(), PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "accounts/naamswijzigingen.html", {"page_obj": page})


@require_kantoor
@require_recent_login
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    wijziging = get_object_or_404(find_naamswijzigingen(), pk=pk)
    form = Naamsbesluitformulier(request.POST or None)
    if form.is_valid():
        try:
            decide_naamswijziging(wijziging, **form.cleaned_data, door=request.user, op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, "Je besluit is vastgelegd. De professional krijgt een mail.")
            return redirect("kantoor-naamswijzigingen")
    _note_look(request, wijziging, "verzoek om een andere naam bekeken")
    return render(request, "accounts/naamswijziging_besluit.html", {"wijziging": wijziging, "form": form})


@require_kantoor
@require_safe
def show_bewijs(request: HttpRequest, pk: int) -> HttpResponse:
    """Noted as looked at once there is something to see."""
    wijziging = get_object_or_404(find_naamswijzigingen(), pk=pk)
    inhoud = read_bewijs(wijziging)
    if inhoud is None:
        raise Http404
    _note_look(request, wijziging, "bewijs van je naam bekeken")
    mediatype = wijziging.bewijs_mediatype
    return answer_bestand(ContentFile(inhoud), mediatype, f"bewijs{UITGANGEN[mediatype]}")


def _note_look(request: HttpRequest, wijziging: Naamswijziging, wat: str) -> None:
    record_raadplegingen(
        [wijziging.gebruiker_id],
        wat=wat,
        reden=f"Je verzoek van {timezone.localdate(wijziging.ingediend_op):%d-%m-%Y}",
        door=request.user,
        organisatie=request.lidmaatschap.organisatie,
        op=timezone.now(),
    )
