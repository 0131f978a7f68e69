"""Dilemma cards: choose a way, say why, see how colleagues chose, and take it further."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.conceptformulier import with_concept
from beroepscode.dilemmakaarten import Dilemmakaart, kaarten_op
from beroepscode.dimensies import find_naam
from beroepscode.forms.dilemmas import KeuzeForm, ZoekForm
from beroepscode.kaartbeeld import MEER_DAN, describe_wegen, find_keuzes
from beroepscode.models import Dilemmakeuze
from beroepscode.services.dilemmas import choose_weg, erase_keuze, read_reden


@login_required
@require_safe
def list_dilemmas(request: HttpRequest) -> HttpResponse:
    """All cards, or those that somebody looks for: by word, by theme, or not chosen on yet."""
    vandaag = timezone.localdate()
    kaarten, keuzes = kaarten_op(vandaag), find_keuzes(request.user)
    form = ZoekForm(request.GET or None, kaarten=kaarten, peildatum=vandaag)
    gezocht = form.is_valid() and any(form.cleaned_data.values())
    gevonden = [kaart for kaart in kaarten.values() if not gezocht or _fits(kaart, form.cleaned_data, keuzes)]
    context = {
        "form": form,
        "gezocht": gezocht,
        "kaarten": [(kaart, keuzes.get(kaart.code), _name_themas(kaart)) for kaart in gevonden],
        "gekozen": len(keuzes.keys() & kaarten.keys()),
        "aantal": len(kaarten),
    }
    return render(request, "beroepscode/dilemmas.html", context)


@sensitive_variables()
@with_concept("dilemma-{kaart}")
@require_http_methods(["GET", "HEAD", "POST"])
def show_dilemma(request: HttpRequest, kaart: str) -> HttpResponse:
    """The card: a form until somebody chose, then what it shows. `?opnieuw` opens the form again."""
    gevonden = _card(kaart)
    keuze = Dilemmakeuze.objects.filter(gebruiker=request.user, kaart=kaart).first()
    initial = {"weg": keuze.weg, "reden": read_reden(keuze)} if keuze else {}
    form = KeuzeForm(request.POST or None, kaart=gevonden, initial=initial)
    if request.concept.edit(form, keuze).is_valid():
        with request.concept.finish():
            choose_weg(request.user, kaart=kaart, **form.cleaned_data, op=timezone.now())
        messages.success(request, "Je keuze staat. Kijk wat zij draagt en waar het wringt.")
        return redirect("dilemma", kaart)
    context = {"kaart": gevonden, "themas": _name_themas(gevonden), "keuze": keuze}
    if keuze is None or form.is_bound or "opnieuw" in request.GET:
        return render(request, "beroepscode/dilemma_kiezen.html", context | {"form": form})
    wegen = describe_wegen(gevonden, keuze, timezone.localdate())
    uitkomst = {
        "wegen": wegen,
        "reden": initial["reden"],
        "genoeg": wegen[0].aantal is not None,
        "meer_dan": MEER_DAN,
    }
    return render(request, "beroepscode/dilemma.html", context | uitkomst)


@login_required
@require_safe
def show_gesprek(request: HttpRequest, kaart: str) -> HttpResponse:
    """The card for a table of colleagues: to show or print, without what anybody chose."""
    gevonden = _card(kaart)
    context = {"kaart": gevonden, "themas": _name_themas(gevonden)}
    return render(request, "beroepscode/dilemma_bespreken.html", context)


@login_required
@require_POST
def remove_keuze(request: HttpRequest, kaart: str) -> HttpResponse:
    erase_keuze(get_object_or_404(Dilemmakeuze, gebruiker=request.user, kaart=kaart), op=timezone.now())
    messages.success(request, "Je keuze en je reden zijn voorgoed gewist.")
    return redirect("dilemmas")


def _card(code: str) -> Dilemmakaart:
    kaart = kaarten_op(timezone.localdate()).get(code)
    if kaart is None:
        raise Http404
    return kaart


def _name_themas(kaart: Dilemmakaart) -> list[tuple[str, str]]:
    vandaag = timezone.localdate()
    return [(code, find_naam("thema", code, vandaag)) for code in kaart.themas]


def _fits(kaart: Dilemmakaart, data: dict, keuzes: dict[str, Dilemmakeuze]) -> bool:
    tekst = f"{kaart.titel} {kaart.situatie}".casefold()
    return (
        all(woord in tekst for woord in data["zoek"].casefold().split())
        and (not data["thema"] or data["thema"] in kaart.themas)
        and not (data["open"] and kaart.code in keuzes)
    )
