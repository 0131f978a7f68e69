"""An opleider follows an application for accreditation: begins one, sees where it stands, objects, withdraws."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Organisatie
from accounts.services.concepten import discard_concept
from accounts.toegang import require_opleider
from accounts.views.conceptformulier import with_concept
from kern.fouten import Fouten
from opleidingen.accreditatieinhoud import is_anders
from opleidingen.accreditatieproces import (
    AFGEWEZEN,
    BEZWAAR,
    CONCEPT,
    GEACCREDITEERD,
    LOPEND,
    TE_WIJZIGEN,
    find_handelingen,
)
from opleidingen.accreditatieregels import accreditatieregel_op
from opleidingen.accreditaties import (
    collect_inhoud,
    find_aflopende,
    find_eigen_accreditaties,
    find_gevraagd,
    find_lopende,
    find_stappen,
)
from opleidingen.eigen_aanbod import find_eigen
from opleidingen.forms.accreditaties import Bezwaarformulier, Startformulier
from opleidingen.models import Accreditatie, Opleiding
from opleidingen.services.accreditatieaanvragen import discard_aanvraag, start_aanvraag
from opleidingen.services.accreditatiestappen import BEZWAAR_TE_LAAT, take_stap
from opleidingen.views.inhoudsregels import describe_inhoud
from opleidingen.views.opleidingen import METHODEN

VERLENG = "verleng"
TERUG_TE_TREKKEN = {"intrekken", "bezwaar-intrekken"}
AL_IN_BEZWAAR = "Je bezwaar is al verstuurd. Je hoeft niets te doen."
NIET_AFGEWEZEN = "Deze aanvraag is niet afgewezen. Alleen tegen een afwijzing kun je bezwaar maken."


@require_opleider
@never_cache
@require_safe
def show_accreditatie(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an application stands, what it holds, what happened and what can be done now."""
    accreditatie = get_object_or_404(find_eigen_accreditaties(request.lidmaatschap.organisatie), pk=pk)
    vandaag = timezone.localdate()
    regel = accreditatieregel_op(vandaag)
    stappen, inhoud = find_stappen(accreditatie, intern=False), collect_inhoud(accreditatie)
    gevraagd = find_gevraagd(stappen)
    toegekend = accreditatie.status == GEACCREDITEERD
    mogelijk = {handeling.code for handeling in find_handelingen(accreditatie.status, "opleider")}
    context = {
        "accreditatie": accreditatie,
        "inhoud": describe_inhoud(inhoud, gevraagd if toegekend else None, regel, vandaag),
        "anders": toegekend and gevraagd is not None and is_anders(gevraagd, inhoud),
        "stappen": stappen,
        "te_wijzigen": accreditatie.status in TE_WIJZIGEN,
        "bezwaar": "bezwaar-maken" in mogelijk and is_op_tijd(accreditatie, vandaag),
        "intrekken": mogelijk & TERUG_TE_TREKKEN,
        "verlengen": toegekend and accreditatie.geldig_tot and not find_lopende(accreditatie.opleiding),
        "loopt_af": find_aflopende(vandaag, maanden=max(regel.herinnering_maanden)).filter(pk=pk).exists(),
    }
    return render(request, "opleidingen/opleider/accreditatie.html", context)


@require_opleider
@never_cache
@require_http_methods(METHODEN)
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose with what an application begins: nothing, an earlier one of any course, or the one to renew."""
    opleiding = get_object_or_404(find_eigen(request.lidmaatschap.organisatie), pk=pk)
    if lopend := find_lopende(opleiding):
        return redirect("opleider-accreditatie", lopend.pk)
    bronnen = list_bronnen(request.lidmaatschap.organisatie, opleiding)
    keuzes = [(code, naam) for code, naam, *_ in bronnen]
    voorkeur = next((code for code, _ in keuzes if code.startswith(VERLENG)), Startformulier.LEEG)
    form = Startformulier(request.POST or None, bronnen=keuzes, initial={"bron": voorkeur})
    if form.is_valid():
        bron = next(bron for code, _, bron in bronnen if code == form.cleaned_data["bron"])
        try:
            accreditatie, over = start_aanvraag(
                opleiding,
                bron=bron,
                verleng=form.cleaned_data["bron"].startswith(VERLENG),
                door=request.user,
                peildatum=timezone.localdate(),
                op=timezone.now(),
            )
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            if over:
                messages.info(request, f"Van {over} onderdelen heeft deze opleiding de module niet. Vul die zelf in.")
            return redirect("opleider-accreditatie-onderdelen", accreditatie.pk)
    context = {"form": form, "opleiding": opleiding, "heeft_eerdere": len(keuzes) > 1}
    return render(request, "opleidingen/opleider/accreditatie_nieuw.html", context)


def list_bronnen(opleider: Organisatie, opleiding: Opleiding) -> list[tuple[str, str, Accreditatie | None]]:
    """What an application can begin with: its code, how it reads, and the earlier one itself."""
    eerdere = [item for item in find_eigen_accreditaties(opleider) if item.onderdelen.all()]
    eigen = [item for item in eerdere if item.opleiding_id == opleiding.pk and item.status == GEACCREDITEERD]
    laatste = max((item for item in eigen if item.geldig_tot), key=lambda item: item.geldig_tot, default=None)
    verleng = []
    if laatste:
        vanaf = date_format(laatste.geldig_tot, "j F Y")
        verleng = [(f"{VERLENG}-{laatste.pk}", f"Verleng: zoals het nu is, vanaf {vanaf}", laatste)]
    kopie = [(f"kopie-{item.pk}", f"Kopieer: {item.opleiding}, {describe(item)}", item) for item in eerdere]
    return [*verleng, (Startformulier.LEEG, "Begin met een lege aanvraag", None), *kopie]


def describe(accreditatie: Accreditatie) -> str:
    """In a few words which one this is."""
    vanaf = date_format(accreditatie.geldig_van, "j F Y")
    return f"{accreditatie.woord_voor_opleider.lower()}, vanaf {vanaf}"


def is_op_tijd(accreditatie: Accreditatie, vandaag: date) -> bool:
    """Whether the term for bezwaar still runs."""
    return accreditatie.bezwaar_tot is not None and vandaag < accreditatie.bezwaar_tot


def refuse_bezwaar(request: HttpRequest, accreditatie: Accreditatie) -> HttpResponse | None:
    """Lead back when there is nothing to object to, saying why. What was sent too late keeps its form and text."""
    if accreditatie.status_voor_opleider == BEZWAAR:
        melding = AL_IN_BEZWAAR
    elif accreditatie.status != AFGEWEZEN:
        melding = NIET_AFGEWEZEN
    elif request.method != "POST" and not is_op_tijd(accreditatie, timezone.localdate()):
        melding = BEZWAAR_TE_LAAT.melding
    else:
        return None
    messages.info(request, melding)
    return redirect("opleider-accreditatie", accreditatie.pk)


@with_concept("accreditatie-{pk}-bezwaar")
@require_opleider
@require_http_methods(METHODEN)
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    accreditatie = get_object_or_404(find_eigen_accreditaties(request.lidmaatschap.organisatie), pk=pk)
    if weg := refuse_bezwaar(request, accreditatie):
        return weg
    form = request.concept.fill(Bezwaarformulier(request.POST or None))
    if form.is_valid():
        try:
            with request.concept.finish():
                take_stap(accreditatie, "bezwaar-maken", **form.cleaned_data, door=request.user, op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, "Je bezwaar is verstuurd. Iemand anders dan eerst kijkt opnieuw.")
            return redirect("opleider-accreditatie", pk)
    context = {
        "form": form,
        "titel": f"Maak bezwaar: {accreditatie.opleiding}",
        "knop": "Verstuur je bezwaar",
        "terug": reverse("opleider-accreditatie", args=[pk]),
    }
    return render(request, "opleidingen/opleider/formulier.html", context)


@require_opleider
@never_cache
@require_http_methods(METHODEN)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an application back, or the bezwaar; what was never sent is thrown away."""
    accreditatie = get_object_or_404(find_eigen_accreditaties(request.lidmaatschap.organisatie), pk=pk)
    terug = redirect("opleider-accreditatie", pk)
    if accreditatie.status not in LOPEND:
        return terug
    if request.method != "POST":
        context = {"accreditatie": accreditatie, "is_concept": accreditatie.status == CONCEPT}
        context["is_bezwaar"] = accreditatie.status_voor_opleider == Accreditatie.Status.BEZWAAR
        return render(request, "opleidingen/opleider/accreditatie_intrekken.html", context)
    try:
        if accreditatie.status == CONCEPT:
            discard_aanvraag(accreditatie, door=request.user, op=timezone.now())
            for stap in ("onderdeel", "inhoud", "periode", "versturen"):
                discard_concept(request.user, f"accreditatie-{pk}-{stap}", op=timezone.now())
            terug = redirect("opleider-opleiding", accreditatie.opleiding_id)
        else:
            mogelijk = {handeling.code for handeling in find_handelingen(accreditatie.status, "opleider")}
            [handeling] = mogelijk & TERUG_TE_TREKKEN
            take_stap(accreditatie, handeling, door=request.user, op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
    else:
        messages.success(request, "Ingetrokken. Je kunt altijd een nieuwe aanvraag doen.")
    return terug
