"""A professional's own reflections. The text is shown to its writer and to nobody else."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.conceptformulier import with_concept
from beroepscode.dimensies import find_naam
from beroepscode.forms.reflecties import ReflectieForm, VraagForm
from beroepscode.models import Reflectie
from beroepscode.queries import find_bevestigingen, find_reflecties, is_bevestigd
from beroepscode.services.reflecties import ask_bevestiging, delete_reflectie, read_tekst, save_reflectie
from beroepscode.views.verzoeken import count_verzoek

PER_PAGINA = 20


@login_required
@require_safe
def list_reflecties(request: HttpRequest) -> HttpResponse:
    vandaag = timezone.localdate()
    page = Paginator(find_reflecties(request.user), PER_PAGINA).get_page(request.GET.get("pagina"))
    for reflectie in page:
        reflectie.kernwaarde_naam = find_naam("kernwaarde", reflectie.kernwaarde, vandaag)
    return render(request, "beroepscode/reflecties.html", {"page_obj": page})


@sensitive_variables()
@with_concept("reflectie")
@require_http_methods(["GET", "HEAD", "POST"])
def add_reflectie(request: HttpRequest) -> HttpResponse:
    vandaag = timezone.localdate()
    initial = {"datum": vandaag, "kernwaarde": request.GET.get("kernwaarde")}
    form = ReflectieForm(request.POST or None, vandaag=vandaag, initial=initial)
    if request.concept.fill(form).is_valid():
        with request.concept.finish():
            reflectie = _save(Reflectie(gebruiker=request.user), form.cleaned_data)
        messages.success(
            request, "Je reflectie staat er. Vraag nu een collega om te bevestigen dat jullie erover spraken."
        )
        return redirect("reflectie", reflectie.pk)
    return render(request, "beroepscode/reflectie_nieuw.html", {"form": form})


@sensitive_variables()
@with_concept("reflectie-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_reflectie(request: HttpRequest, pk: int) -> HttpResponse:
    reflectie = _own(request, pk)
    vast = is_bevestigd(reflectie)
    initial = _initial(reflectie)
    form = ReflectieForm(request.POST or None, vandaag=timezone.localdate(), vast=vast, initial=initial)
    if initial["tekst"] is not None and form.is_valid():
        with request.concept.finish():
            _save(reflectie, form.cleaned_data)
        messages.success(request, "Je reflectie is bewaard.")
        return redirect("reflectie", reflectie.pk)
    return _render_reflectie(request, reflectie, form=form, vast=vast)


@sensitive_variables()
@with_concept("reflectie-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def ask_collega(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer is the same for a peer who is in the register and for one who is not."""
    reflectie = _own(request, pk)
    if request.method == "GET":  # somebody reloads the page that named a fault
        return redirect("reflectie", pk)
    gevraagd = frozenset(reflectie.bevestigingen.values_list("gevraagd_aan", flat=True))
    form = VraagForm(request.POST, gebruiker=request.user, gevraagd=gevraagd)
    if form.is_valid() and count_verzoek(request, form):
        ask_bevestiging(reflectie, form.cleaned_data["collega"], op=timezone.now())
        messages.success(
            request, "Je verzoek staat klaar. Staat je collega in het register, dan krijgt die een mail."
        )
        return redirect("reflectie", reflectie.pk)
    return _render_reflectie(request, reflectie, vraag=form, vast=is_bevestigd(reflectie))


@login_required
@require_POST
def remove_reflectie(request: HttpRequest, pk: int) -> HttpResponse:
    delete_reflectie(_own(request, pk), op=timezone.now())
    messages.success(request, "Je reflectie is voorgoed gewist.")
    return redirect("reflecties")


def _own(request: HttpRequest, pk: int) -> Reflectie:
    return get_object_or_404(Reflectie, pk=pk, gebruiker=request.user)


def _initial(reflectie: Reflectie) -> dict[str, Any]:
    return {
        "datum": reflectie.datum,
        "duur": reflectie.minuten,
        "kernwaarde": reflectie.kernwaarde,
        "tekst": read_tekst(reflectie),
    }


def _save(reflectie: Reflectie, data: dict[str, Any]) -> Reflectie:
    facts = {"datum": data["datum"], "minuten": data["duur"], "kernwaarde": data["kernwaarde"]}
    return save_reflectie(reflectie, **facts, tekst=data["tekst"])


@sensitive_variables()
def _render_reflectie(
    request: HttpRequest,
    reflectie: Reflectie,
    *,
    vast: bool,
    form: ReflectieForm | None = None,
    vraag: VraagForm | None = None,
) -> HttpResponse:
    initial = _initial(reflectie)
    context = {
        "reflectie": reflectie,
        "onleesbaar": initial["tekst"] is None,
        "form": request.concept.fill(form or ReflectieForm(vandaag=timezone.localdate(), vast=vast, initial=initial)),
        "vraag": vraag or VraagForm(gebruiker=request.user),
        "bevestigingen": find_bevestigingen(reflectie),
        "vast": vast,
    }
    return render(request, "beroepscode/reflectie.html", context)
