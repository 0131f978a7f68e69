"""What waits for my answer: one button each. A link in a mail only leads here, because scanners follow links."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from beroepscode.aanwezigheidsvraag import mark_feiten
from beroepscode.dimensies import find_naam
from beroepscode.opengesteld import add_leesbaar
from beroepscode.queries import find_verzoeken_bijeenkomst, find_verzoeken_reflectie
from beroepscode.reflectiebeeld import mark_reflectie, name_kernwaarde


@login_required
@require_safe
def list_verzoeken(request: HttpRequest) -> HttpResponse:
    vandaag = timezone.localdate()
    reflecties = list(add_leesbaar(find_verzoeken_reflectie(request.user), request.user, peildatum=vandaag))
    bijeenkomsten = list(find_verzoeken_bijeenkomst(request.user))
    for verzoek in reflecties:
        verzoek.kernwaarde_naam = name_kernwaarde(verzoek.reflectie)
        verzoek.gezien = mark_reflectie(verzoek.reflectie)
    for verzoek in bijeenkomsten:
        thema = verzoek.bijeenkomst.thema
        verzoek.thema_naam = thema and find_naam("thema", thema, vandaag)
        verzoek.gezien = mark_feiten(verzoek)
    context = {
        "reflecties": reflecties,
        "bijeenkomsten": bijeenkomsten,
        "aantal": len(reflecties) + len(bijeenkomsten),
    }
    return render(request, "beroepscode/bevestigen.html", context)
