"""Where do I stand, and what is the smallest next step? And everything that the answer rests on."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import find_kamers
from kern.opzoeken import read_pk
from opleidingen.dossiers import collect_cursussen, collect_wijzigingen
from opleidingen.queries import find_gevonden
from register.criteria import EERSTE
from register.models import Activiteit
from register.queries import find_activiteiten, find_registratie
from register.services.registraties import open_registratie
from register.toetsing import toets_registratie
from register.views.dossiergeschiedenis import add_geschiedenis
from register.views.dossierregels import Dossierregel, add_aanleidingen, list_regels
from register.views.eisbeeld import draw_eisen
from register.views.kop import describe_kop
from register.views.tijdlijn import draw_tijdlijn
from register.views.volgende_stap import find_volgende

PER_PAGINA = 20
RECENT = 5


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_mijn(request: HttpRequest) -> HttpResponse:
    """The page that a professional opens. Who is here for an organisation begins a register only when they ask."""
    if request.method == "POST":
        open_registratie(request.user)
        return redirect("mijn")
    vandaag = timezone.localdate()
    registratie = find_registratie(request.user, vandaag)
    if registratie is None:
        if find_kamers(request.user, peildatum=vandaag).exists():
            return render(request, "register/mijn/keuze.html")
        open_registratie(request.user)
        registratie = find_registratie(request.user, vandaag)
    toetsing = toets_registratie(registratie, peildatum=vandaag)
    regels = list_regels(toetsing)
    volgende = find_volgende(toetsing, collect_cursussen(vandaag)) if toetsing.tekorten else None
    context = {
        "toetsing": toetsing,
        "kop": describe_kop(toetsing, volgende, regels),
        "leerregister": toetsing.soort == EERSTE,
        "eisen": draw_eisen(toetsing),
        "volgende": None if toetsing.loopbaan.open_aanvraag_id else volgende,
        "tijdlijn": draw_tijdlijn(toetsing),
        "verzoeken": registratie.verzoeken,
        "gevonden": find_gevonden(request.user, vandaag) if registratie.is_gevonden else (),
        "recent": regels[:RECENT],
    }
    return render(request, "register/mijn/mijn.html", context)


@login_required
@never_cache
@require_safe
def show_dossier(request: HttpRequest) -> HttpResponse:
    """Every entry, what it counts for and why not. Filters on year and soort; a strange filter shows everything."""
    registratie = open_registratie(request.user)
    toetsing = toets_registratie(registratie, peildatum=timezone.localdate())
    regels = add_geschiedenis(list_regels(toetsing), collect_wijzigingen([request.user.pk]))
    jaar, soort = request.GET.get("jaar", ""), request.GET.get("soort", "")
    gekozen = [regel for regel in regels if _fits(regel, jaar, soort)]
    page = Paginator(gekozen, PER_PAGINA).get_page(request.GET.get("pagina"))
    add_aanleidingen(page.object_list)
    context = {
        "page_obj": page,
        "totaal": len(regels),
        "jaren": sorted({str(regel.datum.year) for regel in regels}, reverse=True),
        "soorten": sorted({(regel.soort, regel.soort_titel) for regel in regels}, key=lambda paar: paar[1]),
        "jaar": jaar,
        "soort": soort,
        "verwijderd": _find_verwijderd(request),
    }
    return render(request, "register/mijn/dossier.html", context)


def _fits(regel: Dossierregel, jaar: str, soort: str) -> bool:
    return jaar in ("", str(regel.datum.year)) and soort in ("", regel.soort)


def _find_verwijderd(request: HttpRequest) -> Activiteit | None:
    """The activity that somebody has just taken out, so that one button brings it back."""
    pk = read_pk(request.GET.get("verwijderd", ""))
    if pk is None:
        return None
    return find_activiteiten(request.user).filter(pk=pk, verwijderd_op__isnull=False).first()
