"""Pages on which anybody checks a registration. They work without an account and without JavaScript."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limieten import find_adres
from kern.bestanden import JPEG_TYPE
from kern.uitgifte import answer_bestand
from register.certificaten import judge_certificaat
from register.codes import format_code, normalize_code
from register.forms.controleren import Codeformulier, Nummerformulier
from register.limieten import take_certificaat, take_openbare_vraag
from register.profielbeeld import list_openbaar, shows_foto
from register.queries import find_certificaat
from register.services.verificaties import check_openbaar
from register.vragen import make_vraag


@require_safe
@never_cache
def show_certificaat(request: HttpRequest, code: str) -> HttpResponse:
    """Where the QR leads: what a certificate is worth today."""
    op = timezone.now()
    if wachttijd := take_certificaat(find_adres(request), op=op):
        return answer_te_vaak(request, wachttijd)
    certificaat = find_certificaat(code)
    vandaag = timezone.localdate(op)
    stand = certificaat and judge_certificaat(certificaat, peildatum=vandaag)
    context = {"stand": stand, "code": format_code(normalize_code(code)[:40]), "op": op}
    if stand and stand.is_geldig:
        profiel = certificaat.termijn.registratie.profiel
        context |= {"delen": list_openbaar(profiel, peildatum=vandaag), "toont_foto": shows_foto(profiel)}
    response = render(request, "register/certificaat.html", context, status=200 if stand else 404)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def show_foto(request: HttpRequest, code: str) -> HttpResponse:
    """The photo of who holds a certificate, as long as it is valid and the holder shows it."""
    op = timezone.now()
    if wachttijd := take_certificaat(find_adres(request), op=op):
        return answer_te_vaak(request, wachttijd)
    certificaat = find_certificaat(code)
    profiel = certificaat and certificaat.termijn.registratie.profiel
    if not profiel or not shows_foto(profiel):
        raise Http404
    if not judge_certificaat(certificaat, peildatum=timezone.localdate(op)).is_geldig:
        raise Http404
    return answer_bestand(profiel.foto, JPEG_TYPE, "foto.jpg")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask by code, which leads to its own page, or by number and surname, which never stand in an address."""
    if "code" in request.POST:
        return _check_code(request)
    form = Nummerformulier(request.POST or None)
    if not form.is_valid():
        return _show_forms(request, Codeformulier(), form)
    op = timezone.now()
    if wachttijd := take_openbare_vraag(find_adres(request), op=op):
        return answer_te_vaak(request, wachttijd)
    vraag = make_vraag(form.cleaned_data["registratienummer"], form.cleaned_data["achternaam"])
    peildatum = timezone.localdate(op)
    (antwoord,) = check_openbaar([vraag], peildatum=peildatum, op=op)
    context = {
        "antwoord": antwoord,
        "maatregelen": antwoord.status.public_maatregelen(peildatum),
        "achternaam": form.cleaned_data["achternaam"],
        "op": op,
    }
    return render(request, "register/controle.html", context)


def _check_code(request: HttpRequest) -> HttpResponse:
    form = Codeformulier(request.POST)
    if form.is_valid():
        return redirect("certificaat-controle", format_code(form.cleaned_data["code"]))
    return _show_forms(request, form, Nummerformulier())


def _show_forms(request: HttpRequest, code: Codeformulier, nummer: Nummerformulier) -> HttpResponse:
    return render(request, "register/controleren.html", {"codeformulier": code, "nummerformulier": nummer})


def answer_te_vaak(request: HttpRequest, wachttijd: int) -> HttpResponse:
    context = {"wachttijd": wachttijd}
    response = render(request, "register/te_vaak.html", context, status=429)
    response["Retry-After"] = str(wachttijd)
    return response
