"""Was I at this meeting? One button, from the link in the mail without signing in, or from one's own page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.limieten import Limiet, find_adres
from beroepscode.aanwezigheidsvraag import Verlopen, mark_feiten, read_token
from beroepscode.dimensies import find_naam
from beroepscode.forms.vastleggen import AntwoordForm
from beroepscode.models import Aanwezigheid, Antwoord
from beroepscode.queries import find_eigen_antwoorden
from beroepscode.services.aanwezigheden import answer_aanwezigheid
from kern.duur import format_duur
from kern.fouten import Fouten

LINKS = Limiet("bijeenkomst-links", aantal=60, seconden=60)
"""Looks at a link in a mail, per address: a whole office may share one."""
OPEN, BEANTWOORD, VERLOPEN, ONBEKEND = "open", "beantwoord", "verlopen", "onbekend"
STATUS = {VERLOPEN: 410, ONBEKEND: 404}
DANK = {
    Antwoord.NIET: "Je was er niet bij. Duidelijk.",
    Antwoord.ONJUIST: "Dank je. Wie dit vastlegde, krijgt je opmerking en kan de tijden aanpassen.",
}


@sensitive_variables("token")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_link(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mail leads. Only a button answers: the machines that read mail follow links too."""
    op = timezone.now()
    if wachttijd := LINKS.take(find_adres(request), op=op):
        response = render(request, "429.html", status=429)
        response["Retry-After"] = str(wachttijd)
        return response
    try:
        aanwezigheid = read_token(token, vandaag=timezone.localdate(op))
        stand = judge(aanwezigheid)
    except Verlopen:
        aanwezigheid, stand = None, VERLOPEN
    form = aanwezigheid and _read_form(request, aanwezigheid)
    if stand == OPEN and form.is_valid() and _answer(request, aanwezigheid, form):
        return redirect("bijeenkomst-bevestigen", token)
    context = _make_context(aanwezigheid, form) | {"stand": stand}
    response = render(request, "beroepscode/bijeenkomst_bevestigen.html", context, status=STATUS.get(stand, 200))
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_bijeenkomst(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for who signed in. An answer can be changed here; a question that lapsed can still be answered."""
    aanwezigheid = get_object_or_404(find_eigen_antwoorden(request.user), pk=pk)
    form = _read_form(request, aanwezigheid)
    if form.is_valid() and _answer(request, aanwezigheid, form):
        messages.success(request, thank(aanwezigheid))
        return redirect("bevestigen")
    context = _make_context(aanwezigheid, form) | {"stand": OPEN, "eigen": True}
    return render(request, "beroepscode/bijeenkomst_bevestigen.html", context)


def judge(aanwezigheid: Aanwezigheid | None) -> str:
    """What can be done with a link: answer, or one of the reasons why not."""
    if aanwezigheid is None:
        return ONBEKEND
    if aanwezigheid.is_beantwoord:
        return BEANTWOORD
    return VERLOPEN if aanwezigheid.vervallen_op else OPEN


def thank(aanwezigheid: Aanwezigheid) -> str:
    """What an answer did, in a sentence."""
    if aanwezigheid.bevestigd_op:
        return f"Bevestigd. {format_duur(aanwezigheid.telt)} staat in je dossier."
    return DANK[Antwoord.NIET if aanwezigheid.betwist_op else Antwoord.ONJUIST]


def _read_form(request: HttpRequest, aanwezigheid: Aanwezigheid) -> AntwoordForm:
    return AntwoordForm(request.POST or None, aanwezigheid=aanwezigheid)


def _answer(request: HttpRequest, aanwezigheid: Aanwezigheid, form: AntwoordForm) -> bool:
    """False, with the faults in the form, when the answer cannot be taken as it is."""
    gezien = request.POST.get("gezien", "")
    try:
        answer_aanwezigheid(aanwezigheid, **form.cleaned_data, gezien=gezien, op=timezone.now())
    except Fouten as fouten:
        fouten.add_to(form)
        return False
    return True


def _make_context(aanwezigheid: Aanwezigheid | None, form: AntwoordForm | None) -> dict[str, object]:
    if aanwezigheid is None:
        return {}
    thema = aanwezigheid.bijeenkomst.thema
    return {
        "aanwezigheid": aanwezigheid,
        "bijeenkomst": aanwezigheid.bijeenkomst,
        "thema": thema and find_naam("thema", thema, timezone.localdate()),
        "gezien": mark_feiten(aanwezigheid),
        "dank": thank(aanwezigheid) if aanwezigheid.is_beantwoord else "",
        "form": form,
        "fouten": [zin for zinnen in form.errors.values() for zin in zinnen],
    }
