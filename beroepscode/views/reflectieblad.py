"""The page of one reflection, for its writer: the text, who may read it, who did, and who confirms the talk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.queries import find_inzages
from accounts.services.logboek import refer
from beroepscode.forms.openstellingen import CollegaForm, TotForm, VraagForm
from beroepscode.forms.reflecties import ReflectieForm, unpack_kenmerken
from beroepscode.models import Bevestiging, Reflectie
from beroepscode.opengesteld import find_kantoor, find_openstellingen
from beroepscode.queries import find_bevestigingen, is_bevestigd
from beroepscode.reflectiebeeld import find_vragen
from beroepscode.services.bevestigingen import read_aanvulling
from beroepscode.services.reflecties import read_antwoorden

OPEN_COLLEGA, OPEN_KANTOOR = "lezer", "kantoor"
"""Prefixes of the two forms that open a reflection."""


def find_own(request: HttpRequest, pk: int) -> Reflectie:
    return get_object_or_404(Reflectie, pk=pk, gebruiker=request.user)


@sensitive_variables()
def make_form(request: HttpRequest, reflectie: Reflectie, data: Any = None) -> ReflectieForm | None:
    """The form with what stands there, or a draft; None when the text cannot be read: then nothing overwrites it."""
    sjabloon, antwoorden = find_vragen(reflectie), read_antwoorden(reflectie)
    if sjabloon is None or antwoorden is None:
        return None
    initial = {
        "datum": reflectie.datum,
        "duur": reflectie.minuten,
        "kernwaarde": reflectie.kernwaarde,
        "aanleiding": reflectie.aanleiding,
        "dilemma": reflectie.dilemma,
        **unpack_kenmerken(reflectie.kenmerken),
        **antwoorden,
    }
    form = ReflectieForm(
        data, sjabloon=sjabloon, vandaag=timezone.localdate(), vast=is_bevestigd(reflectie), initial=initial
    )
    return request.concept.edit(form, reflectie)


@sensitive_variables()
def render_blad(
    request: HttpRequest,
    reflectie: Reflectie,
    *,
    form: ReflectieForm | None = None,
    vraag: VraagForm | None = None,
    lezer: CollegaForm | None = None,
    voor_kantoor: TotForm | None = None,
) -> HttpResponse:
    """A form that is not given is a fresh one. Needs `request.concept`."""
    vandaag, sjabloon = timezone.localdate(), find_vragen(reflectie)
    form = form or make_form(request, reflectie)
    openstellingen = list(find_openstellingen(reflectie))
    for openstelling in openstellingen:
        openstelling.loopt = openstelling.is_open(vandaag)
    kantoor = find_kantoor() if sjabloon and sjabloon.voor_kantoor else None
    context = {
        "reflectie": reflectie,
        "sjabloon": sjabloon,
        "form": form,
        "vraag": vraag or VraagForm(gebruiker=request.user, vandaag=vandaag),
        "lezer": lezer or CollegaForm(gebruiker=request.user, vandaag=vandaag, prefix=OPEN_COLLEGA),
        "kantoor": kantoor,
        "voor_kantoor": voor_kantoor or TotForm(vandaag=vandaag, prefix=OPEN_KANTOOR),
        "bevestigingen": list_bevestigingen(reflectie),
        "openstellingen": openstellingen,
        "inzages": find_inzages(request.user, refer(reflectie)),
        "vast": is_bevestigd(reflectie),
    }
    return render(request, "beroepscode/reflectie.html", context)


@sensitive_variables()
def list_bevestigingen(reflectie: Reflectie) -> list[Bevestiging]:
    """Whom the writer asked, with what each added."""
    bevestigingen = list(find_bevestigingen(reflectie))
    for bevestiging in bevestigingen:
        bevestiging.aanvulling_tekst = read_aanvulling(bevestiging)
    return bevestigingen
