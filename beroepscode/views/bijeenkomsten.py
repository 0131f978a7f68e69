"""Meetings: enter one outside a group, see who answered what, set it right."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Gebruiker
from accounts.views.conceptformulier import with_concept
from beroepscode.dimensies import find_naam
from beroepscode.forms.bijeenkomsten import BijeenkomstForm, DeelnemerForm
from beroepscode.forms.groepen import read_begin
from beroepscode.forms.vastleggen import CorrigerenForm
from beroepscode.groepen import find_groepen
from beroepscode.groepsregels import vraagregel_op
from beroepscode.models import Aanwezigheid, Bijeenkomst
from beroepscode.queries import find_bijeenkomsten
from beroepscode.services.aanwezigheden import NIET_OPNIEUW, ask_opnieuw
from beroepscode.services.bijeenkomsten import (
    add_deelnemers,
    correct_bijeenkomst,
    delete_bijeenkomst,
    is_los,
    record_bijeenkomst,
)
from beroepscode.views.verzoeken import count_verzoek, count_vraag
from beroepscode.werkvormen import find_werkvormnaam
from kern.fouten import Fouten


@dataclass(frozen=True, slots=True)
class Aanwezigenregel:
    """One line of who was there. `opnieuw`: the one who entered it can ask again."""

    aanwezigheid: Aanwezigheid
    wie: str
    opnieuw: bool
    reden: str


@with_concept("bijeenkomst")
@require_http_methods(["GET", "HEAD", "POST"])
def add_bijeenkomst(request: HttpRequest) -> HttpResponse:
    vandaag = timezone.localdate()
    form = BijeenkomstForm(request.POST or None, gebruiker=request.user, vandaag=vandaag, initial={"datum": vandaag})
    if request.concept.fill(form).is_valid() and count_verzoek(request, form):
        try:
            with request.concept.finish():
                bijeenkomst = record_bijeenkomst(request.user, **form.cleaned_data, op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(
                request, "De bijeenkomst staat in je dossier. De anderen krijgen een mail om te bevestigen."
            )
            return redirect("bijeenkomst", bijeenkomst.pk)
    context = {"form": form, "groepen": find_groepen(request.user)}
    return render(request, "beroepscode/bijeenkomst_nieuw.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_bijeenkomst(request: HttpRequest, pk: int) -> HttpResponse:
    """What was entered and who confirmed; whoever entered it can name somebody who was forgotten."""
    bijeenkomst = get_object_or_404(find_bijeenkomsten(request.user), pk=pk)
    eigen = bijeenkomst.ingevoerd_door_id == request.user.pk
    if request.method == "POST" and not eigen:
        raise Http404
    form = DeelnemerForm(request.POST or None, bijeenkomst=bijeenkomst)
    if form.is_valid() and count_verzoek(request, form):
        try:
            add_deelnemers(bijeenkomst, form.cleaned_data["deelnemers"], op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, "Toegevoegd. Wie in het register staat, krijgt een mail om te bevestigen.")
            return redirect("bijeenkomst", bijeenkomst.pk)
    vandaag = timezone.localdate()
    context = {
        "bijeenkomst": bijeenkomst,
        "thema": bijeenkomst.thema and find_naam("thema", bijeenkomst.thema, vandaag),
        "werkvorm": find_werkvormnaam(bijeenkomst.werkvorm),
        "aanleiding": bijeenkomst.aanleiding and find_naam("aanleiding", bijeenkomst.aanleiding, vandaag),
        "eigen": eigen,
        "los": eigen and is_los(bijeenkomst),
        "regels": list_aanwezigen(bijeenkomst, request.user),
        "vraagregel": vraagregel_op(vandaag),
        "form": form,
    }
    return render(request, "beroepscode/bijeenkomst.html", context)


@with_concept("bijeenkomst-{pk}-wijzigen")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever entered it: other times, people or facts."""
    bijeenkomst = get_object_or_404(find_bijeenkomsten(request.user), pk=pk, ingevoerd_door=request.user)
    anderen = [
        (regel.aanwezigheid.pk, regel.wie)
        for regel in list_aanwezigen(bijeenkomst, request.user)
        if regel.aanwezigheid.gebruiker_id != request.user.pk
    ]
    initial = {naam: getattr(bijeenkomst, naam) for naam in ("thema", "werkvorm", "aanleiding")}
    initial |= {"begin": read_begin(bijeenkomst), "einde": bijeenkomst.eind_tijd}
    form = CorrigerenForm(
        request.POST or None,
        gebruiker=request.user,
        anderen=anderen,
        nu=read_klok(),
        bijeenkomst=bijeenkomst,
        initial=initial | {"aanwezigen": [pk for pk, _ in anderen]},
    )
    if request.concept.edit(form, bijeenkomst).is_valid() and count_verzoek(request, form):
        try:
            with request.concept.finish():
                aantal = correct_bijeenkomst(bijeenkomst, **form.read_feiten(), op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, _tell_correctie(aantal))
            return redirect("bijeenkomst", pk)
    return render(request, "beroepscode/bijeenkomst_corrigeren.html", {"form": form, "bijeenkomst": bijeenkomst})


@login_required
@require_POST
def ask_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the question again to somebody who let it lapse, or who said they were not there."""
    bijeenkomst = get_object_or_404(find_bijeenkomsten(request.user), pk=pk, ingevoerd_door=request.user)
    wie = request.POST.get("aanwezigheid", "")
    gekozen = next((rij for rij in bijeenkomst.aanwezigen.all() if str(rij.pk) == wie), None)
    if gekozen is None or not gekozen.mag_opnieuw:
        messages.error(request, NIET_OPNIEUW.melding)
    elif count_vraag(request):
        try:
            ask_opnieuw(gekozen, op=timezone.now())
        except Fouten as fouten:
            messages.error(request, fouten.fouten[0].melding)
        else:
            messages.success(request, "Je collega krijgt de vraag opnieuw.")
    return redirect("bijeenkomst", pk)


@login_required
@require_POST
def remove_bijeenkomst(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what nobody else has confirmed."""
    bijeenkomst = get_object_or_404(Bijeenkomst, pk=pk, ingevoerd_door=request.user)
    groep = bijeenkomst.groep_id
    try:
        delete_bijeenkomst(bijeenkomst, op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
        return redirect("bijeenkomst", pk)
    messages.success(request, "De bijeenkomst is gewist, ook bij de anderen.")
    return redirect("groep", groep) if groep else redirect("bijeenkomst-nieuw")


def list_aanwezigen(bijeenkomst: Bijeenkomst, kijker: Gebruiker) -> list[Aanwezigenregel]:
    """Who was there, in the words that `kijker` may read.

    A member of the group is known by name. Somebody named by an address is known to the one who named them, and to
    the others once they confirmed.
    """
    eigen = bijeenkomst.ingevoerd_door_id == kijker.pk
    return [
        Aanwezigenregel(
            aanwezigheid=rij,
            wie=_name(rij, kijker, eigen=eigen),
            opnieuw=eigen and rij.mag_opnieuw,
            reden=rij.reden if eigen or rij.gebruiker_id == kijker.pk else "",
        )
        for rij in bijeenkomst.aanwezigen.all()
    ]


def _name(rij: Aanwezigheid, kijker: Gebruiker, *, eigen: bool) -> str:
    if rij.gebruiker_id == kijker.pk:
        return "Jijzelf"
    if rij.gebruiker and (rij.bevestigd_op or not rij.genoemd_als):
        return rij.gebruiker.naam
    return (rij.genoemd_als if eigen else "") or "Een collega"


def _tell_correctie(aantal: int) -> str:
    if not aantal:
        return "Aangepast. Niemand hoeft opnieuw te antwoorden."
    wie = "Eén collega krijgt" if aantal == 1 else f"{aantal} collega's krijgen"
    return f"Aangepast. {wie} een mail om opnieuw te bevestigen."


def read_klok() -> datetime:
    """The clock on the wall: Dutch time without a zone."""
    return timezone.localtime().replace(tzinfo=None)
