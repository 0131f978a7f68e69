"""A group of intervisie: its page, its name, who comes in and who goes. Nobody outside it sees any of this."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.conceptformulier import with_concept
from beroepscode.dimensies import Waarde, find_naam, find_waarden
from beroepscode.forms.groepen import GroepForm
from beroepscode.groepen import (
    find_eigen_uitnodigingen,
    find_gehouden,
    find_geplande,
    find_groepen,
    find_groepen_met_stand,
    find_jaren,
    find_leden,
    find_vast_te_leggen,
    find_voorstellen,
)
from beroepscode.groepsregels import find_ritme, ledenregel_op
from beroepscode.models import Groep, Groepslid, Verwijdervoorstel
from beroepscode.services.groepen import (
    agree_vertrek,
    change_groep,
    create_groep,
    leave_groep,
    propose_vertrek,
    withdraw_stem,
)
from kern.fouten import Fouten

PER_BLADZIJDE = 20
EENS, BIJ_NADER_INZIEN = "eens", "toch-niet"


@login_required
@require_safe
def list_groepen(request: HttpRequest) -> HttpResponse:
    """My groups and invitations. `?aanleiding=` is taken along to what is planned or recorded."""
    op = timezone.now()
    aanleiding = find_aanleiding(request)
    context = {
        "aanleiding": aanleiding,
        "vraag": f"?aanleiding={aanleiding.code}" if aanleiding else "",
        "groepen": list(find_groepen_met_stand(request.user, vandaag=timezone.localdate(op))),
        "uitnodigingen": list(find_eigen_uitnodigingen(request.user, op=op)),
    }
    return render(request, "beroepscode/groepen.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_groep(request: HttpRequest) -> HttpResponse:
    form = GroepForm(request.POST or None)
    if form.is_valid():
        groep = create_groep(request.user, **form.cleaned_data, op=timezone.now())
        messages.success(request, "Je groep is er. Nodig nu je collega's uit.")
        return redirect("groep-uitnodigen", groep.pk)
    return render(request, "beroepscode/groep_nieuw.html", {"form": form})


@login_required
@require_safe
def show_groep(request: HttpRequest, pk: int) -> HttpResponse:
    op, groep = timezone.now(), get_groep(request, pk)
    vandaag, leden = timezone.localdate(op), list(find_leden(groep))
    gehouden = Paginator(find_gehouden(groep, request.user), PER_BLADZIJDE).get_page(request.GET.get("pagina"))
    for bijeenkomst in gehouden:
        bijeenkomst.thema_naam = bijeenkomst.thema and find_naam("thema", bijeenkomst.thema, vandaag)
    regel, ritme = ledenregel_op(vandaag), find_ritme(groep.ritme)
    context = {
        "groep": groep,
        "ritme": ritme and ritme.naam,
        "leden": leden,
        "zelf": next(lid for lid in leden if lid.gebruiker_id == request.user.pk),
        "adviezen": regel.list_adviezen(len(leden)),
        "advies": regel.advies,
        "voorstellen": list_voorstellen(groep, leden, request),
        "voorstellen_kan": len(leden) - 1 >= regel.count_nodig(len(leden) - 1),
        "nodig": regel.count_nodig(len(leden) - 1),
        "gepland": list(find_geplande(groep, vandaag=vandaag)),
        "vast_te_leggen": list(find_vast_te_leggen(groep, vandaag=vandaag)),
        "page_obj": gehouden,
        "jaren": list(find_jaren(groep, request.user)),
    }
    return render(request, "beroepscode/groep.html", context)


@with_concept("groep-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_groep(request: HttpRequest, pk: int) -> HttpResponse:
    groep = get_groep(request, pk)
    form = GroepForm(request.POST or None, initial={"naam": groep.naam, "ritme": groep.ritme})
    if request.concept.edit(form, groep).is_valid():
        with request.concept.finish():
            change_groep(groep, **form.cleaned_data, door=request.user, op=timezone.now())
        messages.success(request, "Je groep is aangepast.")
        return redirect("groep", pk)
    return render(request, "beroepscode/groep_wijzigen.html", {"form": form, "groep": groep})


@login_required
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    groep = get_groep(request, pk)
    try:
        leave_groep(get_lid(groep, request), op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
    else:
        messages.success(request, f"Je bent uit {groep.naam}. Wat jullie samen deden, blijft in je dossier staan.")
    return redirect("groepen")


@login_required
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose that another member leaves; `lid` names who."""
    groep = get_groep(request, pk)
    wie = request.POST.get("lid", "")
    lid = next((lid for lid in find_leden(groep) if str(lid.pk) == wie and lid.gebruiker_id != request.user.pk), None)
    if lid is None:
        messages.error(request, "Kies eerst een lid.")
        return redirect("groep", pk)
    try:
        propose_vertrek(lid, door=get_lid(groep, request), op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
    else:
        messages.success(request, "De anderen krijgen je voorstel. Je collega weet het ook.")
    return redirect("groep", pk)


@login_required
@require_POST
def answer_voorstel(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree that a member leaves, or think again. Not by the member whom it is about."""
    op = timezone.now()
    eigen = Verwijdervoorstel.objects.filter(lid__groep__in=find_groepen(request.user), verloopt_op__gt=op)
    voorstel = get_object_or_404(eigen.exclude(lid__gebruiker=request.user).select_related("lid__groep"), pk=pk)
    groep = voorstel.lid.groep
    try:
        _answer_voorstel(request, voorstel, door=get_lid(groep, request), op=op)
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
    return redirect("groep", groep.pk)


def _answer_voorstel(request: HttpRequest, voorstel: Verwijdervoorstel, *, door: Groepslid, op: datetime) -> None:
    wie = voorstel.lid.gebruiker.naam
    if request.POST.get("antwoord") == EENS:
        weg = agree_vertrek(voorstel, door=door, op=op)
        messages.success(request, f"{wie} is uit de groep." if weg else "Genoteerd. Nog niet iedereen is het eens.")
    elif request.POST.get("antwoord") == BIJ_NADER_INZIEN:
        withdraw_stem(voorstel, door=door, op=op)
        messages.success(request, "Genoteerd. Je bent het niet meer eens met dit voorstel.")
    else:
        messages.error(request, "Je antwoord kwam niet aan. Kies een van de knoppen.")


def list_voorstellen(groep: Groep, leden: list[Groepslid], request: HttpRequest) -> list[Verwijdervoorstel]:
    """The proposals that stand, with `zelf_eens` and `gaat_over_mij` for who looks."""
    voorstellen = []
    if any(hasattr(lid, "verwijdervoorstel") for lid in leden):
        voorstellen = list(find_voorstellen(groep, op=timezone.now()))
    for voorstel in voorstellen:
        voorstel.zelf_eens = any(stem.lid.gebruiker_id == request.user.pk for stem in voorstel.stemmen.all())
        voorstel.gaat_over_mij = voorstel.lid.gebruiker_id == request.user.pk
    return voorstellen


def find_aanleiding(request: HttpRequest) -> Waarde | None:
    """The occasion that somebody came from; None when it is not one of the list."""
    gevraagd = request.GET.get("aanleiding", "")
    waarden = find_waarden("aanleiding", timezone.localdate())
    return next((waarde for waarde in waarden if waarde.code == gevraagd), None)


def get_groep(request: HttpRequest, pk: int) -> Groep:
    return get_object_or_404(find_groepen(request.user), pk=pk)


def get_lid(groep: Groep, request: HttpRequest) -> Groepslid:
    return get_object_or_404(
        Groepslid.objects.select_related("groep", "gebruiker"), groep=groep, gebruiker=request.user
    )
