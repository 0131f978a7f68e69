"""The steps in which an opleider fills in an application and sends it. Each step keeps what is typed by itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Organisatie
from accounts.services.concepten import discard_concept
from accounts.toegang import require_opleider
from accounts.views.conceptformulier import with_concept
from kern.fouten import Fouten
from opleidingen.accreditatieinhoud import STAPPEN, find_gebreken
from opleidingen.accreditatieproces import AANVULLING_GEVRAAGD, TE_WIJZIGEN
from opleidingen.accreditatieregels import accreditatieregel_op
from opleidingen.accreditaties import collect_inhoud, find_eigen_accreditaties, find_eigen_onderdelen, find_stappen
from opleidingen.forms.accreditaties import (
    Aanvulformulier,
    Inhoudformulier,
    Onderdeelformulier,
    Periodeformulier,
    make_initial,
)
from opleidingen.models import Accreditatie, Accreditatieonderdeel
from opleidingen.services.accreditatieaanvragen import remove_onderdeel, save_aanvraag, save_onderdeel
from opleidingen.services.accreditatiestappen import submit_accreditatie
from opleidingen.views.inhoudsregels import describe_inhoud
from opleidingen.views.opleidingen import METHODEN

LIGT_VAST = "Deze aanvraag is verstuurd. Je kunt er nu niets aan veranderen."


def find_aanvraag(opleider: Organisatie, pk: int) -> Accreditatie:
    return get_object_or_404(find_eigen_accreditaties(opleider), pk=pk)


def refuse_sent(request: HttpRequest, accreditatie: Accreditatie) -> HttpResponse | None:
    """Lead back to where the application stands when nothing can be changed any more."""
    if accreditatie.status in TE_WIJZIGEN:
        return None
    messages.info(request, LIGT_VAST)
    return redirect("opleider-accreditatie", accreditatie.pk)


def show_step(request: HttpRequest, stap: str, accreditatie: Accreditatie, **context: Any) -> HttpResponse:
    """Draw one step, with the steps themselves and what the office asked for last."""
    vraag = None
    if accreditatie.status == AANVULLING_GEVRAAGD:
        vraag = find_stappen(accreditatie, intern=False)[-1].reden
    extra = {
        "accreditatie": accreditatie,
        "stappen": [(code, naam, name_adres(code, accreditatie.pk)) for code, naam in STAPPEN.items()],
        "stap": stap,
        "vraag": vraag,
    }
    return render(request, f"opleidingen/opleider/stap_{stap}.html", extra | context)


def name_adres(stap: str, pk: int) -> str:
    return reverse(f"opleider-accreditatie-{stap}", args=[pk])


@require_opleider
@never_cache
@require_safe
def list_onderdelen(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 1: what the course counts for, one row for each module and category."""
    accreditatie = find_aanvraag(request.lidmaatschap.organisatie, pk)
    if weg := refuse_sent(request, accreditatie):
        return weg
    vandaag = timezone.localdate()
    regel = accreditatieregel_op(vandaag)
    beeld = describe_inhoud(collect_inhoud(accreditatie), None, regel, vandaag)
    rijen = list(zip(accreditatie.onderdelen.all(), beeld.regels, strict=True))
    return show_step(request, "onderdelen", accreditatie, rijen=rijen, beeld=beeld)


@with_concept("accreditatie-{pk}-onderdeel")
@require_opleider
@require_http_methods(METHODEN)
def add_onderdeel(request: HttpRequest, pk: int) -> HttpResponse:
    accreditatie = find_aanvraag(request.lidmaatschap.organisatie, pk)
    return refuse_sent(request, accreditatie) or _handle_onderdeel(request, accreditatie, None)


@with_concept("onderdeel-{pk}")
@require_opleider
@require_http_methods(METHODEN)
def edit_onderdeel(request: HttpRequest, pk: int) -> HttpResponse:
    onderdeel = get_object_or_404(find_eigen_onderdelen(request.lidmaatschap.organisatie), pk=pk)
    accreditatie = onderdeel.accreditatie
    return refuse_sent(request, accreditatie) or _handle_onderdeel(request, accreditatie, onderdeel)


def _handle_onderdeel(
    request: HttpRequest, accreditatie: Accreditatie, onderdeel: Accreditatieonderdeel | None
) -> HttpResponse:
    vandaag = timezone.localdate()
    form = Onderdeelformulier(
        request.POST or None,
        accreditatie=accreditatie,
        onderdeel=onderdeel,
        regel=accreditatieregel_op(vandaag),
        peildatum=vandaag,
        initial=make_initial(onderdeel) if onderdeel else {},
    )
    if onderdeel:
        request.concept.edit(form, onderdeel, slot=accreditatie)
    else:
        request.concept.fill(form)
    if form.is_valid():
        data = form.cleaned_data
        try:
            with request.concept.finish():
                save_onderdeel(
                    accreditatie,
                    onderdeel,
                    module=data.get("module"),
                    categorie=data["categorie"],
                    minuten=data["tijd"],
                    kenmerken=data["kenmerken"],
                )
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            return redirect("opleider-accreditatie-onderdelen", accreditatie.pk)
    context = {"form": form, "accreditatie": accreditatie, "onderdeel": onderdeel}
    return render(request, "opleidingen/opleider/onderdeel.html", context)


@require_opleider
@require_POST
def drop_onderdeel(request: HttpRequest, pk: int) -> HttpResponse:
    onderdeel = get_object_or_404(find_eigen_onderdelen(request.lidmaatschap.organisatie), pk=pk)
    try:
        remove_onderdeel(onderdeel)
        discard_concept(request.user, f"onderdeel-{pk}", op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
    return redirect("opleider-accreditatie-onderdelen", onderdeel.accreditatie_id)


@with_concept("accreditatie-{pk}-inhoud")
@require_opleider
@require_http_methods(METHODEN)
def edit_inhoud(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 2: learning goals, assessment, lecturers."""
    accreditatie = find_aanvraag(request.lidmaatschap.organisatie, pk)
    if weg := refuse_sent(request, accreditatie):
        return weg
    initial = {naam: getattr(accreditatie, naam) for naam in Inhoudformulier.base_fields}
    form = request.concept.edit(Inhoudformulier(request.POST or None, initial=initial), accreditatie)
    if form.is_valid() and _is_saved(request, form, accreditatie, **form.cleaned_data):
        return redirect("opleider-accreditatie-periode", pk)
    return show_step(request, "inhoud", accreditatie, form=form)


@with_concept("accreditatie-{pk}-periode")
@require_opleider
@require_http_methods(METHODEN)
def edit_periode(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 3: from when and for how long."""
    accreditatie = find_aanvraag(request.lidmaatschap.organisatie, pk)
    if weg := refuse_sent(request, accreditatie):
        return weg
    vandaag = timezone.localdate()
    regel = accreditatieregel_op(vandaag)
    form = Periodeformulier(request.POST or None, accreditatie=accreditatie, regel=regel, peildatum=vandaag)
    request.concept.edit(form, accreditatie)
    if form.is_valid():
        velden = {"geldig_van": form.cleaned_data["geldig_van"], "geldig_tot": form.geldig_tot}
        if _is_saved(request, form, accreditatie, **velden):
            return redirect("opleider-accreditatie-versturen", pk)
    return show_step(request, "periode", accreditatie, form=form)


def _is_saved(request: HttpRequest, form: Any, accreditatie: Accreditatie, **velden: Any) -> bool:
    try:
        with request.concept.finish():
            save_aanvraag(accreditatie, **velden)
    except Fouten as fouten:
        fouten.add_to(form)
        return False
    return True


@with_concept("accreditatie-{pk}-versturen")
@require_opleider
@require_http_methods(METHODEN)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 4: everything once more, what still misses, and the button that sends it."""
    accreditatie = find_aanvraag(request.lidmaatschap.organisatie, pk)
    if weg := refuse_sent(request, accreditatie):
        return weg
    vandaag = timezone.localdate()
    regel, inhoud = accreditatieregel_op(vandaag), collect_inhoud(accreditatie)
    gebreken = find_gebreken(inhoud, regel, gevraagd=vandaag, aansluitend=accreditatie.aansluitend)
    form = None
    if accreditatie.status == AANVULLING_GEVRAAGD:
        form = request.concept.fill(Aanvulformulier(request.POST or None))
    if request.method == "POST" and not gebreken and (form is None or form.is_valid()):
        reden = form.cleaned_data["reden"] if form else ""
        try:
            with request.concept.finish():
                submit_accreditatie(accreditatie, reden=reden, door=request.user, op=timezone.now())
        except Fouten as fouten:
            messages.error(request, fouten.fouten[0].melding)
        else:
            messages.success(request, "Verstuurd. Het registerkantoor beoordeelt je aanvraag en mailt je.")
            return redirect("opleider-accreditatie", pk)
    beeld = describe_inhoud(inhoud, None, regel, vandaag)
    gebreken = [(fout, name_adres(fout.plaats, pk)) for fout in gebreken]
    return show_step(
        request, "versturen", accreditatie, form=form, beeld=beeld, gebreken=gebreken, weken=regel.beslistermijn_weken
    )
