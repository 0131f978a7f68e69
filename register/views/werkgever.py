"""The page on which an employer checks one number or a list."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.services.logboek import refer
from accounts.toegang import require_werkgever
from kern.rekenblad import write_csv
from register.forms.werkgever import Lijstformulier
from register.services.verificaties import NAAM_WIJKT_AF, Antwoord, check_registraties
from register.status import WOORDEN

WOORD = {**WOORDEN, NAAM_WIJKT_AF: "De achternaam hoort niet bij dit nummer"}
KOPPEN = ["registratienummer", "achternaam", "status", "geldig van", "geldig tot", "maatregelen", "peildatum"]


@require_werkgever
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Numbers are posted and the answer is the page itself, so that none of it stands in an address."""
    form = Lijstformulier(request.POST or None)
    if not form.is_valid():
        return render(request, "register/werkgever.html", {"form": form})
    op = timezone.now()
    peildatum = timezone.localdate(op)
    antwoorden = check_registraties(
        form.vragen,
        peildatum=peildatum,
        organisatie=request.lidmaatschap.organisatie,
        door=refer(request.user),
        wie=request.user,
        op=op,
    )
    if request.POST.get("vorm") == "csv":
        return answer_csv(antwoorden, peildatum)
    regels = [
        {
            "antwoord": antwoord,
            "woord": WOORD[antwoord.uitkomst],
            "maatregelen": antwoord.status.public_maatregelen(peildatum),
        }
        for antwoord in antwoorden
    ]
    geldig = sum(antwoord.status.is_geldig for antwoord in antwoorden)
    context = {"form": form, "regels": regels, "geldig": geldig, "anders": len(regels) - geldig, "op": op}
    return render(request, "register/werkgever.html", context)


def answer_csv(antwoorden: Sequence[Antwoord], peildatum: date) -> HttpResponse:
    """The answers for a spreadsheet."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="registraties-{peildatum}.csv"'
    write_csv(response, KOPPEN, (list_cellen(antwoord, peildatum) for antwoord in antwoorden))
    return response


def list_cellen(antwoord: Antwoord, peildatum: date) -> list[str]:
    status = antwoord.status
    return [
        antwoord.vraag.gevraagd,
        antwoord.vraag.achternaam,
        WOORD[antwoord.uitkomst],
        str(status.geldig_van or ""),
        str(status.geldig_tot or ""),
        ", ".join(maatregel.woord for maatregel in status.public_maatregelen(peildatum)),
        str(peildatum),
    ]
