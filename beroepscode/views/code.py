from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beroepscode.codeteksten import BEROEPSCODE, Codetekst, code_op, find_versies, find_vervaldatum
from beroepscode.dimensies import find_waarden
from beroepscode.queries import has_ondertekend
from beroepscode.services.codes import sign_code
from beroepscode.verschillen import compare_teksten


@require_safe
def show_code(request: HttpRequest) -> HttpResponse:
    """The code that holds today, for everybody to read."""
    tekst = _current()
    gebruiker = request.user
    ondertekend = gebruiker.is_authenticated and has_ondertekend(gebruiker, code=tekst.code, versie=tekst.versie)
    context = {"tekst": tekst, "hoofdstukken": _chapters(tekst), "ondertekend": ondertekend}
    return render(request, "beroepscode/code.html", context)


@require_safe
def show_versie(request: HttpRequest, code: str, versie: str) -> HttpResponse:
    """One version of one code, for a link that must keep pointing at the same words."""
    tekst, eerdere = _find_versie(code, versie)
    context = {
        "tekst": tekst,
        "hoofdstukken": _chapters(tekst),
        "vaste_versie": True,
        "eerdere": eerdere,
        "vervalt": find_vervaldatum(code, tekst.versie),
    }
    return render(request, "beroepscode/code.html", context)


@require_safe
def show_wijzigingen(request: HttpRequest, code: str, versie: str) -> HttpResponse:
    """What changed in a version since the one before, or since the version in `?sinds=2020-01-01`."""
    tekst, eerdere = _find_versie(code, versie)
    sinds = request.GET.get("sinds")
    oud = next((oud for oud in reversed(eerdere) if sinds in (None, oud.versie.isoformat())), None)
    if sinds and oud is None:
        raise Http404
    verschillen = compare_teksten(oud, tekst) if oud else []
    context = {"tekst": tekst, "oud": oud, "eerdere": eerdere, "verschillen": verschillen}
    return render(request, "beroepscode/wijzigingen.html", context)


@require_safe
def show_competenties(request: HttpRequest) -> HttpResponse:
    """What works: the competences, with what each level of mastery looks like."""
    vandaag = timezone.localdate()
    niveaus = {waarde.code: waarde for waarde in find_waarden("niveau", vandaag)}
    competenties = [
        (waarde, [(niveaus[code], tekst) for code, tekst in waarde.niveaus])
        for waarde in find_waarden("competentie", vandaag)
    ]
    context = {"competenties": competenties, "niveaus": niveaus.values()}
    return render(request, "beroepscode/competenties.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest) -> HttpResponse:
    """Read, then sign with one button."""
    tekst = _current()
    if request.method == "POST":
        sign_code(request.user, tekst, op=timezone.now())
        messages.success(request, "Je hebt de beroepscode ondertekend.")
        return redirect("beroepscode")
    ondertekend = has_ondertekend(request.user, code=tekst.code, versie=tekst.versie)
    context = {"tekst": tekst, "hoofdstukken": _chapters(tekst), "ondertekend": ondertekend}
    return render(request, "beroepscode/ondertekenen.html", context)


def _find_versie(code: str, versie: str) -> tuple[Codetekst, tuple[Codetekst, ...]]:
    """A version and those before it, oldest first. Raises Http404 when there is no such version."""
    versies = find_versies(code)
    plaats = next((nummer for nummer, tekst in enumerate(versies) if tekst.versie.isoformat() == versie), None)
    if plaats is None:
        raise Http404
    return versies[plaats], versies[:plaats]


def _current() -> Codetekst:
    tekst = code_op(timezone.localdate(), BEROEPSCODE)
    if tekst is None:
        raise Http404
    return tekst


def _chapters(tekst: Codetekst) -> list[tuple]:
    """Each kernwaarde with its articles."""
    return [(waarde, tekst.find_artikelen(waarde.code)) for waarde in tekst.kernwaarden]
