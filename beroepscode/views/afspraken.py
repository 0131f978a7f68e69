"""What a group plans, and recording it once it took place."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views.conceptformulier import with_concept
from beroepscode.dimensies import find_naam
from beroepscode.forms.groepen import AfspraakForm, read_begin
from beroepscode.forms.vastleggen import VastleggenForm
from beroepscode.groepen import find_afspraken, find_gehouden, find_leden
from beroepscode.groepsregels import find_ritme
from beroepscode.models import Afspraak, Bijeenkomst, Groep, Groepslid
from beroepscode.services.afspraken import VOORBIJ, cancel_afspraak, change_afspraak, plan_afspraak, say_komst
from beroepscode.services.bijeenkomsten import record_bijeenkomst
from beroepscode.views.bijeenkomsten import read_klok
from beroepscode.views.groepen import find_aanleiding, get_groep
from beroepscode.views.verzoeken import count_verzoek, count_vraag
from beroepscode.werkvormen import find_werkvorm
from kern.fouten import Fouten

JA, NEE = "ja", "nee"


@with_concept("plannen-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def add_afspraak(request: HttpRequest, pk: int) -> HttpResponse:
    groep = get_groep(request, pk)
    initial = _suggest_moment(groep, request) | {"aanleiding": _read_aanleiding(request)}
    form = AfspraakForm(request.POST or None, leden=list(find_leden(groep)), nu=read_klok(), initial=initial)
    if request.concept.fill(form).is_valid() and count_verzoek(request, form):
        with request.concept.finish():
            afspraak = plan_afspraak(groep, door=request.user, **form.read_afspraak(), op=timezone.now())
        messages.success(request, "Gepland. Iedereen krijgt een uitnodiging voor de agenda.")
        return redirect("afspraak", afspraak.pk)
    return render(request, "beroepscode/afspraak_nieuw.html", {"form": form, "groep": groep})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_afspraak(request: HttpRequest, pk: int) -> HttpResponse:
    """When, where and who comes; with the buttons *kan ik* and *kan ik niet*."""
    afspraak = get_object_or_404(find_afspraken(request.user), pk=pk)
    if request.method == "POST":
        return _say(request, afspraak)
    vandaag = timezone.localdate()
    leden, gezegd = (
        list(find_leden(afspraak.groep)),
        {komst.gebruiker_id: komst.kan for komst in afspraak.komsten.all()},
    )
    context = {
        "afspraak": afspraak,
        "groep": afspraak.groep,
        "antwoorden": [(lid.gebruiker, gezegd.get(lid.gebruiker_id)) for lid in leden],
        "kan": gezegd.get(request.user.pk),
        "werkvorm": find_werkvorm(afspraak.werkvorm),
        "aanleiding": afspraak.aanleiding and find_naam("aanleiding", afspraak.aanleiding, vandaag),
        "is_link": afspraak.plaats.startswith(("https://", "http://")),
        "begonnen": read_begin(afspraak) <= read_klok(),
    }
    return render(request, "beroepscode/afspraak.html", context)


@with_concept("afspraak-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_afspraak(request: HttpRequest, pk: int) -> HttpResponse:
    afspraak = get_object_or_404(find_afspraken(request.user), pk=pk)
    if afspraak.afgezegd_op or afspraak.bijeenkomst_id:
        messages.info(request, VOORBIJ.melding)
        return redirect("afspraak", pk)
    initial = {naam: getattr(afspraak, naam) for naam in ("plaats", "werkvorm", "aanleiding")}
    initial |= {"begin": read_begin(afspraak), "einde": afspraak.eind_tijd, "gastheer": afspraak.gastheer_id}
    form = AfspraakForm(request.POST or None, leden=list(find_leden(afspraak.groep)), nu=read_klok(), initial=initial)
    if request.concept.edit(form, afspraak).is_valid() and count_verzoek(request, form):
        try:
            with request.concept.finish():
                change_afspraak(afspraak, door=request.user, op=timezone.now(), **form.read_afspraak())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, "Aangepast. Iedereen krijgt de nieuwe uitnodiging.")
            return redirect("afspraak", pk)
    return render(request, "beroepscode/afspraak_wijzigen.html", {"form": form, "afspraak": afspraak})


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    afspraak = get_object_or_404(find_afspraken(request.user), pk=pk)
    if not count_vraag(request):
        return redirect("afspraak", pk)
    try:
        cancel_afspraak(afspraak, door=request.user, op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
        return redirect("afspraak", pk)
    messages.success(request, "Afgezegd. Iedereen krijgt bericht, en de agenda past zich aan.")
    return redirect("groep", afspraak.groep_id)


@with_concept("vastleggen-groep-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def record_groep(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a meeting that was not planned here. It may start from an occasion (`?aanleiding=`)."""
    groep = get_groep(request, pk)
    leden = list(find_leden(groep))
    return _record(request, groep, leden, initial={}, aanleiding=_read_aanleiding(request))


@with_concept("vastleggen-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def record_afspraak(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what was planned: everything stands there already, without who said they could not come."""
    afspraak = get_object_or_404(find_afspraken(request.user), pk=pk)
    if afspraak.bijeenkomst_id or afspraak.afgezegd_op:
        messages.info(request, "Deze bijeenkomst is al vastgelegd of afgezegd.")
        return redirect("groep", afspraak.groep_id)
    leden = list(find_leden(afspraak.groep))
    niet = {komst.gebruiker_id for komst in afspraak.komsten.all() if not komst.kan}
    initial = {
        "begin": read_begin(afspraak),
        "einde": afspraak.eind_tijd,
        "werkvorm": afspraak.werkvorm,
        "aanwezigen": [str(lid.gebruiker_id) for lid in leden if lid.gebruiker_id not in niet],
    }
    return _record(request, afspraak.groep, leden, initial=initial, aanleiding=afspraak.aanleiding, afspraak=afspraak)


def _record(
    request: HttpRequest,
    groep: Groep,
    leden: list[Groepslid],
    *,
    initial: dict[str, object],
    aanleiding: str,
    afspraak: Afspraak | None = None,
) -> HttpResponse:
    anderen = {lid.gebruiker_id: lid.gebruiker for lid in leden if lid.gebruiker_id != request.user.pk}
    form = VastleggenForm(
        request.POST or None,
        gebruiker=request.user,
        anderen=[(pk, mens.naam) for pk, mens in anderen.items()],
        nu=read_klok(),
        initial={"aanwezigen": [str(pk) for pk in anderen]} | initial,
    )
    if request.concept.fill(form).is_valid() and count_verzoek(request, form):
        try:
            with request.concept.finish():
                bijeenkomst = record_bijeenkomst(
                    request.user,
                    soort=Bijeenkomst.Soort.INTERVISIE,
                    **form.read_feiten(),
                    deelnemers=[],
                    leden=[anderen[pk] for pk in form.cleaned_data["aanwezigen"]],
                    aanleiding=aanleiding,
                    groep=groep,
                    afspraak=afspraak,
                    op=timezone.now(),
                )
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, "Vastgelegd. De anderen krijgen een mail en bevestigen met één knop.")
            return redirect("bijeenkomst", bijeenkomst.pk)
    naam = aanleiding and find_naam("aanleiding", aanleiding, timezone.localdate())
    context = {"form": form, "groep": groep, "afspraak": afspraak, "aanleiding": naam}
    return render(request, "beroepscode/vastleggen.html", context)


def _say(request: HttpRequest, afspraak: Afspraak) -> HttpResponse:
    antwoord = request.POST.get("antwoord")
    if antwoord not in (JA, NEE):
        messages.error(request, "Je antwoord kwam niet aan. Kies een van de twee knoppen.")
        return redirect("afspraak", afspraak.pk)
    try:
        say_komst(afspraak, request.user, kan=antwoord == JA, op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
    else:
        messages.success(request, "Genoteerd: je kunt." if antwoord == JA else "Genoteerd: je kunt niet.")
    return redirect("afspraak", afspraak.pk)


def _suggest_moment(groep: Groep, request: HttpRequest) -> dict[str, object]:
    """The rhythm of the group after its last meeting, at the same time; nothing without either of them."""
    ritme, laatste = find_ritme(groep.ritme), find_gehouden(groep, request.user).first()
    if ritme is None or laatste is None:
        return {}
    begin = read_begin(laatste) + timedelta(weeks=ritme.weken)
    return {"begin": begin, "einde": laatste.eind_tijd} if begin > read_klok() else {}


def _read_aanleiding(request: HttpRequest) -> str:
    aanleiding = find_aanleiding(request)
    return aanleiding.code if aanleiding else ""
