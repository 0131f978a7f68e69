"""The work of the register office: what waits, and deciding on one application."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import find_naamswijzigingen, find_organisaties_voor_kantoor
from accounts.services.logboek import record_overzicht, record_raadplegingen
from accounts.toegang import require_kantoor, require_recent_login
from kern.fouten import Fouten
from kern.periode import add_months
from opleidingen.accreditatieproces import BIJ_KANTOOR
from opleidingen.accreditaties import find_accreditaties_voor_kantoor
from opleidingen.dossiers import collect_wijzigingen
from register.bewijsstukken import group_documenten
from register.forms.kantoor import Besluitformulier
from register.models import Aanvraag
from register.overzicht import find_achterblijvers
from register.queries import find_alle_aanvragen, find_open_aanvragen
from register.services.besluiten import take_besluit
from register.signalen import collect_signalen
from register.toetsing import toets_registraties
from register.views.dossiergeschiedenis import add_geschiedenis
from register.views.dossierregels import list_regels
from register.views.eisbeeld import draw_eisen

PER_PAGINA = 50
BESLISTERMIJN_MAANDEN = 3


@require_kantoor
@never_cache
@require_safe
def show_werklijst(request: HttpRequest) -> HttpResponse:
    vandaag = timezone.localdate()
    page = Paginator(find_open_aanvragen(), PER_PAGINA).get_page(request.GET.get("pagina"))
    aanvragen = list(page.object_list)
    context = {
        "page_obj": page,
        "oudste": aanvragen[0].ingediend_op if aanvragen and page.number == 1 else None,
        "regels": list_werk(aanvragen, vandaag),
        "achterblijvers": len(find_achterblijvers(peildatum=vandaag)),
        "signalen": len(collect_signalen()),
        "organisaties": find_organisaties_voor_kantoor().filter(wacht=True).count(),
        "naamswijzigingen": find_naamswijzigingen().count(),
        "accreditaties": find_accreditaties_voor_kantoor().filter(status__in=BIJ_KANTOOR).count(),
    }
    record_overzicht(
        [aanvraag.registratie.gebruiker_id for aanvraag in aanvragen],
        wat="aanvraag op de werklijst gezien",
        reden="Het registerkantoor beoordeelt aanvragen",
        door=request.user,
        organisatie=request.lidmaatschap.organisatie,
        op=timezone.now(),
    )
    return render(request, "register/kantoor/werklijst.html", context)


def list_werk(aanvragen: list[Aanvraag], peildatum: date) -> list[dict[str, object]]:
    """Each application with what rests on voorlopig, what is short, and when the decision is due."""
    soorten = {aanvraag.registratie: aanvraag.soort for aanvraag in aanvragen}
    toetsingen = toets_registraties(soorten, peildatum=peildatum)
    return [
        {
            "aanvraag": aanvraag,
            "toetsing": toetsingen[aanvraag.registratie_id],
            "uiterlijk": find_uiterlijk(aanvraag),
            "te_laat": find_uiterlijk(aanvraag) <= peildatum,
        }
        for aanvraag in aanvragen
    ]


def find_uiterlijk(aanvraag: Aanvraag) -> date:
    """The day before which the office decides."""
    return add_months(timezone.localdate(aanvraag.ingediend_op), BESLISTERMIJN_MAANDEN)


@require_kantoor
@require_recent_login
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decide_aanvraag(request: HttpRequest, pk: int) -> HttpResponse:
    aanvraag = get_object_or_404(find_alle_aanvragen(), pk=pk)
    form = Besluitformulier(request.POST or None)
    if form.is_valid():
        try:
            take_besluit(aanvraag, **form.cleaned_data, door=request.user, op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, "Je besluit staat vast. De aanvrager kreeg een mail.")
            return redirect("kantoor-aanvraag", pk)
    note_look(aanvraag, request, wat="dossier bekeken")
    return render(request, "register/kantoor/aanvraag.html", _collect_context(aanvraag, form))


def _collect_context(aanvraag: Aanvraag, form: Besluitformulier) -> dict[str, object]:
    """An open application as the criteria see it today; a settled one as it was decided."""
    context = {"aanvraag": aanvraag, "uiterlijk": find_uiterlijk(aanvraag), "form": form}
    if aanvraag.besloten_op or aanvraag.ingetrokken_op:
        return context
    soorten = {aanvraag.registratie: aanvraag.soort}
    toetsing = toets_registraties(soorten, peildatum=timezone.localdate())[aanvraag.registratie_id]
    regels = list_regels(toetsing, group_documenten(aanvraag.registratie))
    regels = add_geschiedenis(regels, collect_wijzigingen([aanvraag.registratie.gebruiker_id]))
    return context | {"toetsing": toetsing, "eisen": draw_eisen(toetsing), "regels": regels}


def note_look(aanvraag: Aanvraag, request: HttpRequest, *, wat: str) -> None:
    """Write in the professional's own log who looked and for which application."""
    record_raadplegingen(
        [aanvraag.registratie.gebruiker_id],
        wat=wat,
        reden=f"Beoordeling van je aanvraag van {timezone.localdate(aanvraag.ingediend_op):%d-%m-%Y}",
        door=request.user,
        organisatie=request.lidmaatschap.organisatie,
        op=timezone.now(),
    )
