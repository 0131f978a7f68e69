from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views.conceptformulier import with_concept
from kern.fouten import Fouten
from kern.opzoeken import read_pk
from register.bewijsstukken import find_documenten
from register.criteria import Reglement
from register.forms.activiteiten import ActiviteitForm
from register.loopbanen import collect_loopbaan
from register.models import Activiteit, Registratie
from register.queries import find_activiteiten, find_laatste_activiteit
from register.regelgeving import find_reglement, reglement_op
from register.services.activiteiten import remove_activiteit, restore_activiteit, save_activiteit
from register.services.documenten import add_documenten
from register.services.registraties import open_registratie

VOORAF = ("soort", "leefwereld")
"""What a link to the empty form may fill in beforehand."""
NOG_EENS = "nog-eens"
"""The word in an address that names an earlier activity to begin from."""


@with_concept("activiteit")
@require_http_methods(["GET", "HEAD", "POST"])
def add_activiteit(request: HttpRequest) -> HttpResponse:
    vandaag = timezone.localdate()
    registratie = open_registratie(request.user)
    vooraf = {naam: request.GET[naam] for naam in VOORAF if naam in request.GET} or _repeat(request)
    activiteit = Activiteit(registratie=registratie)
    form = request.concept.fill(_make_form(request, activiteit, vandaag, vooraf | {"datum": vandaag}))
    if _is_saved(form, request):
        messages.success(request, "Gelogd. Het staat in je dossier.")
        return redirect("dossier")
    is_leeg = not (form.is_bound or vooraf or request.concept.geopend)
    laatste = find_laatste_activiteit(registratie) if is_leeg else None
    return render(request, "register/mijn/activiteit.html", {"form": form, "laatste": laatste})


@with_concept("activiteit-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_activiteit(request: HttpRequest, pk: int) -> HttpResponse:
    activiteit = get_object_or_404(find_activiteiten(request.user), pk=pk)
    form = _make_form(request, activiteit, timezone.localdate(), _initial(activiteit))
    request.concept.edit(form, activiteit, slot=activiteit.registratie)
    if not activiteit.verwijderd_op and _is_saved(form, request):
        messages.success(request, "Je activiteit is bewaard.")
        return redirect("dossier")
    documenten = find_documenten(request.user).filter(activiteit=activiteit)
    context = {"form": form, "activiteit": activiteit, "documenten": documenten}
    return render(request, "register/mijn/activiteit.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    activiteit = get_object_or_404(find_activiteiten(request.user), pk=pk, verwijderd_op=None)
    remove_activiteit(activiteit, op=timezone.now())
    return redirect(reverse("dossier", query={"verwijderd": activiteit.pk}))


@login_required
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    activiteit = get_object_or_404(find_activiteiten(request.user), pk=pk, verwijderd_op__isnull=False)
    try:
        restore_activiteit(activiteit, op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
        return redirect(reverse("dossier", query={"verwijderd": activiteit.pk}))
    messages.success(request, f"'{activiteit.titel}' staat weer in je dossier.")
    return redirect("dossier")


def _make_form(
    request: HttpRequest, activiteit: Activiteit, vandaag: date, initial: dict[str, Any]
) -> ActiviteitForm:
    reglement = _find_reglement(activiteit.registratie, vandaag)
    return ActiviteitForm(
        request.POST or None,
        request.FILES or None,
        activiteit=activiteit,
        reglement=reglement,
        vandaag=vandaag,
        initial=initial,
    )


def _find_reglement(registratie: Registratie, vandaag: date) -> Reglement:
    """The words of the reglement that somebody's running term is pinned to."""
    termijn = collect_loopbaan(registratie.pk).termijn_op(vandaag)
    return find_reglement(termijn.reglement) if termijn else reglement_op(vandaag)


def _initial(activiteit: Activiteit) -> dict[str, Any]:
    velden = ("datum", "toelichting")
    return _copy(activiteit) | {naam: getattr(activiteit, naam) for naam in velden}


def _repeat(request: HttpRequest) -> dict[str, Any]:
    """What the address asks to do again, without its day and what was learned: those differ every time."""
    pk = read_pk(request.GET.get(NOG_EENS, ""))
    if pk is None:
        return {}
    eerder = find_activiteiten(request.user).filter(pk=pk, verwijderd_op=None).first()
    return _copy(eerder) if eerder else {}


def _copy(activiteit: Activiteit) -> dict[str, Any]:
    velden = ("soort", "titel", "leefwereld")
    return {naam: getattr(activiteit, naam) for naam in velden} | {"duur": activiteit.minuten}


def _is_saved(form: ActiviteitForm, request: HttpRequest) -> bool:
    """Save what was typed with its evidence, or neither; then the form says what is wrong."""
    if not form.is_valid():
        return False
    try:
        with request.concept.finish():
            _save(form, timezone.now())
    except Fouten as fouten:
        fouten.add_to(form)
        return False
    return True


def _save(form: ActiviteitForm, op: datetime) -> None:
    data = dict(form.cleaned_data)
    stukken = data.pop("bewijs")
    activiteit = save_activiteit(form.activiteit, minuten=data.pop("duur"), op=op, **data)
    if stukken:
        add_documenten(activiteit, stukken, op=op)
