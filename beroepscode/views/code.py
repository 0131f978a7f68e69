from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beroepscode.codeteksten import BEROEPSCODE, Codetekst, code_op, find_versies
from beroepscode.queries import has_ondertekend
from beroepscode.services.codes import sign_code


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
    tekst = next((tekst for tekst in find_versies(code) if tekst.versie.isoformat() == versie), None)
    if tekst is None:
        raise Http404
    context = {"tekst": tekst, "hoofdstukken": _chapters(tekst), "vaste_versie": True}
    return render(request, "beroepscode/code.html", context)


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


def _current() -> Codetekst:
    tekst = code_op(timezone.localdate(), BEROEPSCODE)
    if tekst is None:
        raise Http404
    return tekst


def _chapters(tekst: Codetekst) -> list[tuple]:
    """Each kernwaarde with its articles."""
    return [(waarde, tekst.find_artikelen(waarde.code)) for waarde in tekst.kernwaarden]
