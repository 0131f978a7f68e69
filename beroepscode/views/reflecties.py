"""A professional's own reflections. Every page here shows them to their writer and to nobody else."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.conceptformulier import with_concept
from beroepscode.dilemmakaarten import Dilemmakaart, load_kaarten
from beroepscode.forms.reflecties import ReflectieForm
from beroepscode.models import Reflectie
from beroepscode.queries import find_reflecties
from beroepscode.reflectiebeeld import name_kernwaarde, name_sjabloon
from beroepscode.services.reflecties import delete_reflectie, save_nieuwe, save_reflectie
from beroepscode.sjabloonteksten import VRIJ, Sjabloon, sjablonen_op, sjabloon_op
from beroepscode.views.reflectieblad import find_own, make_form, render_blad

PER_PAGINA = 20
MEE = ("kernwaarde", "aanleiding", "thema", "dilemma")
"""What another page may bring along in the address; another template keeps it."""
MANIER, EEN, ALLES = "reflectiemanier", "een", "alles"


@login_required
@require_safe
def list_reflecties(request: HttpRequest) -> HttpResponse:
    page = Paginator(find_reflecties(request.user), PER_PAGINA).get_page(request.GET.get("pagina"))
    for reflectie in page:
        reflectie.kernwaarde_naam = name_kernwaarde(reflectie)
        reflectie.sjabloon_naam = name_sjabloon(reflectie)
    context = {"page_obj": page, "sjablonen": list_sjablonen(request, _adres)}
    return render(request, "beroepscode/reflecties.html", context)


@sensitive_variables()
@with_concept("reflectie")
@require_http_methods(["GET", "HEAD", "POST"])
def add_reflectie(request: HttpRequest) -> HttpResponse:
    return write_reflectie(request, find_sjabloon_nu(VRIJ), adres=_adres)


@sensitive_variables()
@with_concept("reflectie-nieuw-{sjabloon}")
@require_http_methods(["GET", "HEAD", "POST"])
def add_met_sjabloon(request: HttpRequest, sjabloon: str) -> HttpResponse:
    return write_reflectie(request, find_sjabloon_nu(sjabloon), adres=_adres)


def find_sjabloon_nu(code: str) -> Sjabloon:
    """The template that holds today. Raises Http404 when there is none."""
    sjabloon = sjabloon_op(timezone.localdate(), code)
    if sjabloon is None:
        raise Http404
    return sjabloon


@sensitive_variables()
def write_reflectie(
    request: HttpRequest,
    sjabloon: Sjabloon,
    *,
    adres: Callable[[str], str],
    initial: dict[str, Any] | None = None,
    bij: str = "",
    eerder: QuerySet[Reflectie] | None = None,
    saved: Callable[[Reflectie], None] | None = None,
) -> HttpResponse:
    """The page for a new reflection; needs `request.concept`.

    Rooms above this one give `bij`, what the reflection is about in words, `eerder`, what was written about it
    before, and `saved`, which runs in the transaction that saves. `adres` makes the address of the same page with
    another template.
    """
    vandaag = timezone.localdate()
    manier = remember_manier(request)
    start = {"datum": vandaag} | read_brought(request) | (initial or {})
    form = ReflectieForm(request.POST or None, sjabloon=sjabloon, vandaag=vandaag, initial=start)
    if request.concept.fill(form).is_valid():
        reflectie = Reflectie(gebruiker=request.user, sjabloon=sjabloon.code, sjabloon_versie=sjabloon.versie)
        with request.concept.finish():
            onder = find_reflecties(request.user) if eerder is None else eerder
            reflectie, nieuw = save_nieuwe(reflectie, **form.gegevens, onder=onder, op=timezone.now())
            if saved and nieuw:
                saved(reflectie)
        messages.success(
            request, "Je reflectie staat er. Vraag nu een collega om te bevestigen dat jullie erover spraken."
        )
        return redirect("reflectie", reflectie.pk)
    form.manier = ALLES if form.errors else manier  # so that no fault hides
    context = {
        "form": form,
        "sjabloon": sjabloon,
        "sjablonen": list_sjablonen(request, adres),
        "bij": bij,
        "dilemma": find_dilemma(form),
        "eerder": eerder,
    }
    return render(request, "beroepscode/reflectie_nieuw.html", context)


@sensitive_variables()
@with_concept("reflectie-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_reflectie(request: HttpRequest, pk: int) -> HttpResponse:
    reflectie = find_own(request, pk)
    form = make_form(request, reflectie, request.POST or None)
    if form and form.is_valid():
        with request.concept.finish():
            save_reflectie(reflectie, **form.gegevens)
        messages.success(request, "Je reflectie is bewaard.")
        return redirect("reflectie", reflectie.pk)
    return render_blad(request, reflectie, form=form)


@login_required
@require_POST
def remove_reflectie(request: HttpRequest, pk: int) -> HttpResponse:
    delete_reflectie(find_own(request, pk), op=timezone.now())
    messages.success(request, "Je reflectie is voorgoed gewist.")
    return redirect("reflecties")


def list_sjablonen(request: HttpRequest, adres: Callable[[str], str]) -> list[tuple[Sjabloon, str]]:
    """Each template that holds today with the address of its page, which keeps what another page brought."""
    query = QueryDict(mutable=True)
    query.update({naam: request.GET[naam] for naam in MEE if request.GET.get(naam)})
    mee = query.urlencode()
    return [(sjabloon, add_query(adres(sjabloon.code), mee)) for sjabloon in sjablonen_op(timezone.localdate())]


def read_brought(request: HttpRequest) -> dict[str, str]:
    """What another page brought along; a dilemma brings its theme too."""
    brought = {naam: request.GET[naam] for naam in MEE if request.GET.get(naam)}
    if kaart := load_kaarten().get(brought.get("dilemma", "")):
        return {"aanleiding": "dilemma", "thema": kaart.themas[0]} | brought
    return brought


def find_dilemma(form: ReflectieForm) -> Dilemmakaart | None:
    """The card that the text in the form is about; a draft about something else stays about that."""
    return load_kaarten().get(form["dilemma"].value() or "") if "dilemma" in form.fields else None


def add_query(adres: str, query: str) -> str:
    return f"{adres}{'&' if '?' in adres else '?'}{query}" if query else adres


def remember_manier(request: HttpRequest) -> str:
    """How the questions stand on the page: as this person chose last."""
    if request.POST.get("_manier") in (EEN, ALLES):
        request.session[MANIER] = request.POST["_manier"]
    return request.session.get(MANIER, ALLES)


def _adres(sjabloon: str) -> str:
    return reverse("reflectie-nieuw") if sjabloon == VRIJ else reverse("reflectie-nieuw-sjabloon", args=[sjabloon])
