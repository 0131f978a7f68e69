"""The office assesses applications for accreditation. A refusal takes two people, and a bezwaar other people."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Gebruiker
from accounts.toegang import require_kantoor, require_recent_login
from kern.fouten import Fouten
from opleidingen.accreditatieinhoud import is_anders
from opleidingen.accreditatieproces import BIJ_KANTOOR, GEACCREDITEERD, KANTOOR, Handeling, find_handelingen, may_do
from opleidingen.accreditatieregels import accreditatieregel_op
from opleidingen.accreditaties import collect_inhoud, find_accreditaties_voor_kantoor, find_gevraagd, find_stappen
from opleidingen.forms.accreditatiebesluiten import Besluitformulier
from opleidingen.models import Accreditatie
from opleidingen.services.accreditatiestappen import Toekenning, find_laatste, grant_accreditatie, take_stap
from opleidingen.views.inhoudsregels import describe_inhoud

PER_PAGINA = 50
STANDEN = {
    "": ("Wacht op jullie", BIJ_KANTOOR),
    "opleider": ("Bij de opleider", ("aanvulling-gevraagd",)),
    "geaccrediteerd": ("Geaccrediteerd", (GEACCREDITEERD,)),
    "klaar": ("Afgewezen of ingetrokken", ("afgewezen", "ingetrokken")),
}
"""How the list can be narrowed: the word in the address, the name for people, the statuses."""


@require_kantoor
@never_cache
@require_safe
def list_accreditaties(request: HttpRequest) -> HttpResponse:
    stand = request.GET.get("stand", "")
    stand = stand if stand in STANDEN else ""
    gekozen = find_accreditaties_voor_kantoor().filter(status__in=STANDEN[stand][1])
    page = Paginator(gekozen, PER_PAGINA).get_page(request.GET.get("pagina"))
    vandaag = timezone.localdate()
    context = {
        "page_obj": page,
        "regels": [(rij, uiterlijk, vandaag >= uiterlijk) for rij in page for uiterlijk in [find_uiterlijk(rij)]],
        "standen": [(code, naam) for code, (naam, _) in STANDEN.items()],
        "stand": stand,
    }
    return render(request, "opleidingen/kantoor/accreditaties.html", context)


def find_uiterlijk(accreditatie: Accreditatie) -> date:
    """The day before which the office decides on what was sent last."""
    ingediend = timezone.localdate(accreditatie.ingediend_op)
    return ingediend + timedelta(weeks=accreditatieregel_op(ingediend).beslistermijn_weken)


@require_kantoor
@require_recent_login
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decide_accreditatie(request: HttpRequest, pk: int) -> HttpResponse:
    accreditatie = get_object_or_404(find_accreditaties_voor_kantoor(), pk=pk)
    vandaag = timezone.localdate()
    regel = accreditatieregel_op(vandaag)
    mogelijk, niet_jij = split_handelingen(accreditatie, request.user)
    form = None
    if mogelijk:
        form = Besluitformulier(
            request.POST or None, accreditatie=accreditatie, handelingen=tuple(mogelijk), regel=regel
        )
        if form.is_valid() and decide(form, accreditatie, request.user):
            messages.success(request, "Vastgelegd. De stand staat hieronder.")
            return redirect("kantoor-accreditatie", pk)
    stappen, inhoud = find_stappen(accreditatie, intern=True), collect_inhoud(accreditatie)
    gevraagd = find_gevraagd(stappen) if accreditatie.status == GEACCREDITEERD else None
    context = {
        "accreditatie": accreditatie,
        "form": form,
        "niet_jij": niet_jij,
        "beeld": describe_inhoud(inhoud, gevraagd, regel, vandaag),
        "anders": gevraagd is not None and is_anders(gevraagd, inhoud),
        "stappen": stappen,
        "voorstel": stappen[-1] if stappen and stappen[-1].soort.intern else None,
        "uiterlijk": find_uiterlijk(accreditatie),
        "bij_kantoor": accreditatie.status in BIJ_KANTOOR,
    }
    return render(request, "opleidingen/kantoor/accreditatie.html", context)


def split_handelingen(accreditatie: Accreditatie, wie: Gebruiker) -> tuple[list[Handeling], list[Handeling]]:
    """What this person may do now, and what only a colleague may do who took no part before."""
    eerder = find_laatste(accreditatie)
    alle = find_handelingen(accreditatie.status, KANTOOR)
    mag = [handeling for handeling in alle if may_do(handeling, wie=wie.pk, eerder=eerder)]
    return mag, [handeling for handeling in alle if handeling not in mag]


def decide(form: Besluitformulier, accreditatie: Accreditatie, wie: Gebruiker) -> bool:
    """Do what was chosen; the form says what is wrong with it."""
    data, op = form.cleaned_data, timezone.now()
    try:
        if form.is_toekenning:
            toekenning = Toekenning(**form.toekenning)
            grant_accreditatie(accreditatie, toekenning, reden=data["reden"], door=wie, op=op)
        else:
            take_stap(accreditatie, data["handeling"], reden=data["reden"], door=wie, op=op)
    except Fouten as fouten:
        fouten.add_to(form)
        return False
    return True
