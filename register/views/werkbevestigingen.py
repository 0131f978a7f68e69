"""Work that an employer confirms: the professional asks, the employer answers from a mail without an account."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from accounts.limieten import find_adres
from accounts.versleuteling import decrypt
from kern.fouten import Fouten
from register.bewijsstukken import find_open_vraag, find_werkbevestiging
from register.forms.werkbevestigingen import Antwoordformulier, Vraagformulier
from register.limieten import take_werklink
from register.models import Werkbevestiging
from register.queries import find_werkperiodes
from register.services.werkbevestigingen import (
    answer_werkbevestiging,
    ask_werkbevestiging,
    mark_feiten,
    withdraw_werkbevestiging,
)

OPEN, ONBEKEND, VERVANGEN, BEANTWOORD, VERLOPEN, EIGEN = (
    "open",
    "onbekend",
    "vervangen",
    "beantwoord",
    "verlopen",
    "eigen",
)
STATUS = {ONBEKEND: 404, VERVANGEN: 410, VERLOPEN: 410}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    werkperiode = get_object_or_404(find_werkperiodes(request.user), pk=pk)
    op = timezone.now()
    form = Vraagformulier(request.POST or None)
    if form.is_valid():
        try:
            ask_werkbevestiging(werkperiode, adres=form.cleaned_data["adres"], op=op)
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, "Je werkgever krijgt een mail. Je hoort het zodra er een antwoord is.")
            return redirect("werkperiodes")
    context = {"form": form, "werk": werkperiode, "vraag": find_open_vraag(werkperiode), "op": op}
    return render(request, "register/mijn/werk_bevestigen.html", context)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    werkperiode = get_object_or_404(find_werkperiodes(request.user), pk=pk)
    if vraag := find_open_vraag(werkperiode):
        withdraw_werkbevestiging(vraag, op=timezone.now())
        messages.success(request, "Je vraag is ingetrokken. De link in de mail werkt niet meer.")
    return redirect("werkperiodes")


@sensitive_variables("token")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mail leads. Only a button answers: the machines that read mail follow links too."""
    op = timezone.now()
    if wachttijd := take_werklink(find_adres(request), op=op):
        response = render(request, "429.html", status=429)
        response["Retry-After"] = str(wachttijd)
        return response
    vraag = find_werkbevestiging(token)
    stand = judge_vraag(vraag, request, op)
    form = Antwoordformulier(request.POST or None)
    if stand == OPEN and form.is_valid():
        try:
            _answer(vraag, form, request.POST.get("gezien", ""), op)
        except Fouten as fouten:
            vraag = find_werkbevestiging(token)
            fouten.add_to(form)
        else:
            return redirect("werk-bevestigen", token)
    context = {"stand": stand, "vraag": vraag, "form": form, "gezien": vraag and mark_feiten(vraag.werkperiode)}
    response = render(request, "register/werk_bevestigen.html", context, status=STATUS.get(stand, 200))
    response["X-Robots-Tag"] = "noindex"
    return response


def judge_vraag(vraag: Werkbevestiging | None, request: HttpRequest, op: datetime) -> str:
    """What can be done with a link: answer, or one of the reasons why not."""
    if vraag is None:
        return ONBEKEND
    if vraag.ingetrokken_op:
        return VERVANGEN
    if vraag.beantwoord_op:
        return BEANTWOORD
    if vraag.is_verlopen(op):
        return VERLOPEN
    return EIGEN if request.user == vraag.werkperiode.registratie.gebruiker else OPEN


def _answer(vraag: Werkbevestiging, form: Antwoordformulier, gezien: str, op: datetime) -> None:
    domein = decrypt(vraag.adres).rpartition("@")[2]
    answer_werkbevestiging(vraag, **form.cleaned_data, domein=domein, gezien=gezien, op=op)
