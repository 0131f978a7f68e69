"""What a peer is asked about a reflection: read what is open, add what the talk brought, confirm. And invitations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.limieten import Limiet, find_adres
from accounts.queries import find_gebruiker_by_email
from accounts.views.conceptformulier import with_concept
from beroepscode.forms.openstellingen import AntwoordForm
from beroepscode.models import Bevestiging, Openstelling
from beroepscode.opengesteld import find_eigen_bevestigingen, find_opengesteld, find_uitnodiging
from beroepscode.reflectiebeeld import describe_kenmerken, find_vragen, mark_reflectie
from beroepscode.services.bevestigingen import answer_bevestiging, claim_verzoeken, read_aanvulling
from beroepscode.services.openstellingen import read_opengesteld
from kern.fouten import Fouten

LINKS = Limiet("reflectie-uitnodigingen", 60, 3600)


@sensitive_variables()
@with_concept("bevestiging-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def answer_reflectie(request: HttpRequest, pk: int) -> HttpResponse:
    """One page: what the writer opened, room for what the talk brought, and two buttons."""
    verzoek = get_object_or_404(find_eigen_bevestigingen(request.user), pk=pk)
    if verzoek.bevestigd_op or verzoek.afgewezen_op:
        return _show(request, verzoek, form=None)
    form = AntwoordForm(request.POST or None, vandaag=timezone.localdate())
    if not request.concept.fill(form).is_valid():
        return _show(request, verzoek, form=form)
    try:
        with request.concept.finish():
            _answer(request, verzoek, form)
    except Fouten as fouten:
        fouten.add_to(form)
        return _show(request, get_object_or_404(find_eigen_bevestigingen(request.user), pk=pk), form=form)
    wie = verzoek.reflectie.gebruiker.naam
    antwoord = f"Bevestigd. De reflectie telt nu mee voor {wie}."
    messages.success(request, antwoord if form.akkoord else "Je hebt gezegd dat dit gesprek er niet was.")
    return redirect("bevestigen")


@sensitive_variables()
def _answer(request: HttpRequest, verzoek: Bevestiging, form: AntwoordForm) -> None:
    """The mark of the facts begins with a line under it, so that no draft ever brings back an old one."""
    answer_bevestiging(
        verzoek,
        akkoord=form.akkoord,
        aanvulling=form.cleaned_data["aanvulling"],
        gezien=request.POST.get("_gezien", ""),
        op=timezone.now(),
    )


@sensitive_variables()
def _show(request: HttpRequest, verzoek: Bevestiging, *, form: AntwoordForm | None) -> HttpResponse:
    reflectie = verzoek.reflectie
    openstelling = _find_openstelling(request, verzoek)
    sjabloon, antwoorden = find_vragen(reflectie), _read(request, openstelling)
    context = {
        "verzoek": verzoek,
        "reflectie": reflectie,
        "openstelling": openstelling,
        "sjabloon": sjabloon,
        "antwoorden": sjabloon.list_antwoorden(antwoorden) if sjabloon and antwoorden else None,
        "kenmerken": describe_kenmerken(reflectie),
        "aanvulling": read_aanvulling(verzoek),
        "gezien": mark_reflectie(reflectie),
        "form": form,
    }
    return render(request, "beroepscode/bevestig_reflectie.html", context)


def _find_openstelling(request: HttpRequest, verzoek: Bevestiging) -> Openstelling | None:
    """What lets this person read the text now: this request, or something else that the writer opened to them."""
    if verzoek.afgewezen_op:
        return None
    open_ = find_opengesteld(request.user, peildatum=timezone.localdate())
    return open_.filter(reflectie=verzoek.reflectie).first()


@sensitive_variables()
def _read(request: HttpRequest, openstelling: Openstelling | None) -> dict[str, str] | None:
    """The text, when it is open; the look is noted."""
    return openstelling and read_opengesteld(openstelling, door=request.user, op=timezone.now())


@sensitive_variables("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_uitnodiging(request: HttpRequest, code: str) -> HttpResponse:
    """Where the mail to somebody without an account leads. A button takes the request on, never the link itself."""
    op = timezone.now()
    if wachttijd := LINKS.take(find_adres(request), op=op):
        return render(request, "429.html", status=429, headers={"Retry-After": str(wachttijd)})
    verzoek = find_uitnodiging(code, op=op)
    gebruiker = request.user if request.user.is_authenticated else None
    mijn = bool(verzoek and gebruiker and find_gebruiker_by_email(verzoek.gevraagd_aan) == gebruiker)
    if request.method == "POST" and mijn:
        claim_verzoeken(gebruiker, verzoek.gevraagd_aan)
        return redirect("bevestigen")
    context = {"verzoek": verzoek, "mijn": mijn}
    response = render(request, "beroepscode/uitnodiging_reflectie.html", context, status=200 if verzoek else 410)
    response["X-Robots-Tag"] = "noindex"
    return response
