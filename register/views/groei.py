"""How somebody grows over the years. It is shown to that person and to nobody else."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Gebruiker
from accounts.views.conceptformulier import with_concept
from beroepscode.dimensies import find_waarden
from beroepscode.models import Niveaustand
from beroepscode.services.groei import find_niveaus, set_niveaus
from register.dossiers import collect_dossier
from register.forms.groei import NiveauForm
from register.groei import (
    HOOGTE_PER_NIVEAU,
    Rij,
    Stand,
    Trap,
    choose_leesstof,
    count_minuten,
    draw_trap,
    find_stil,
    list_jaren,
)
from register.leesstof import load_leesstof
from register.services.registraties import open_registratie

DIMENSIES = (("kernwaarde", "Kernwaarden"), ("leefwereld", "Leefwerelden"), ("competentie", "Competenties"))
MEESTE_LEESSTUKKEN = 3


@login_required
@never_cache
@require_safe
def show_groei(request: HttpRequest) -> HttpResponse:
    """Competences as levels over time, what was touched per year, the next small step and what to read."""
    vandaag = timezone.localdate()
    dossier = collect_dossier(open_registratie(request.user), peildatum=vandaag)
    jaren = list_jaren(dossier.activiteiten, vandaag)
    beelden = [
        (dimensie, titel, count_minuten(dossier.activiteiten, dimensie, _name(dimensie, vandaag), jaren))
        for dimensie, titel in DIMENSIES
    ]
    trappen = draw_trappen(request.user, vandaag)
    stil = {dimensie: find_stil(rijen, vandaag.year) for dimensie, _, rijen in beelden}
    gezocht = {(dimensie, rij.code) for dimensie, rijen in stil.items() for rij in rijen}
    context = {
        "jaren": jaren,
        "beelden": [(titel, rijen) for _, titel, rijen in beelden if any(rij.minuten for rij in rijen)],
        "trappen": trappen,
        "gezet": sum(trap.nu is not None for trap in trappen),
        "hoogte": HOOGTE_PER_NIVEAU * len(find_waarden("niveau", vandaag)),
        "niveaus": [naam for _, naam in _name("niveau", vandaag)],
        "stap": find_stap(stil),
        "leesstof": choose_leesstof(load_leesstof(), gezocht, hoogstens=MEESTE_LEESSTUKKEN),
    }
    return render(request, "register/mijn/groei.html", context)


@with_concept("niveaus")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_niveaus(request: HttpRequest) -> HttpResponse:
    vandaag = timezone.localdate()
    form = NiveauForm(request.POST or None, peildatum=vandaag, initial=find_niveaus(request.user))
    if request.concept.edit(form).is_valid():
        with request.concept.finish():
            aantal = set_niveaus(request.user, form.cleaned_data, datum=vandaag)
        messages.success(request, "Je niveaus zijn bewaard." if aantal else "Er veranderde niets.")
        return redirect("groei")
    return render(request, "register/mijn/niveaus.html", {"form": form})


def draw_trappen(gebruiker: Gebruiker, vandaag: date) -> list[Trap]:
    """Every competence with the levels that somebody set, on one and the same line of time."""
    hoogtes = {waarde.code: hoogte for hoogte, waarde in enumerate(find_waarden("niveau", vandaag), 1)}
    standen: dict[str, list[Stand]] = {}
    for rij in Niveaustand.objects.filter(gebruiker=gebruiker):
        if rij.niveau in hoogtes:
            standen.setdefault(rij.competentie, []).append(Stand(rij.datum, hoogtes[rij.niveau]))
    van = min((stand.datum for rij in standen.values() for stand in rij), default=vandaag)
    return [
        draw_trap(code, naam, standen.get(code, []), van=van, tot=vandaag, hoogste=len(hoogtes))
        for code, naam in _name("competentie", vandaag)
    ]


def find_stap(stil: dict[str, list[Rij]]) -> tuple[str, Rij] | None:
    """The next small step: a value that nothing touched this year, a kernwaarde before a leefwereld or competence."""
    return next(((dimensie, rijen[0]) for dimensie, rijen in stil.items() if rijen), None)


def _name(dimensie: str, peildatum: date) -> list[tuple[str, str]]:
    return [(waarde.code, waarde.naam) for waarde in find_waarden(dimensie, peildatum)]
