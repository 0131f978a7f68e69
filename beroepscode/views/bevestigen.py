"""What waits for my answer: one button each. A link in a mail only leads here, because scanners follow links."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from beroepscode.dimensies import find_naam
from beroepscode.queries import find_verzoeken_bijeenkomst, find_verzoeken_reflectie
from beroepscode.services.bijeenkomsten import answer_aanwezigheid
from beroepscode.services.reflecties import answer_bevestiging
from kern.fouten import Fouten

JA = "ja"
ANTWOORDEN = (JA, "nee")


@login_required
@require_safe
def list_verzoeken(request: HttpRequest) -> HttpResponse:
    vandaag = timezone.localdate()
    reflecties = list(find_verzoeken_reflectie(request.user))
    bijeenkomsten = list(find_verzoeken_bijeenkomst(request.user))
    for verzoek in reflecties:
        verzoek.kernwaarde_naam = find_naam("kernwaarde", verzoek.reflectie.kernwaarde, vandaag)
    for verzoek in bijeenkomsten:
        thema = verzoek.bijeenkomst.thema
        verzoek.thema_naam = thema and find_naam("thema", thema, vandaag)
    context = {
        "reflecties": reflecties,
        "bijeenkomsten": bijeenkomsten,
        "aantal": len(reflecties) + len(bijeenkomsten),
    }
    return render(request, "beroepscode/bevestigen.html", context)


@login_required
@require_POST
def answer_reflectie(request: HttpRequest, pk: int) -> HttpResponse:
    verzoek = get_object_or_404(find_verzoeken_reflectie(request.user), pk=pk)
    if request.POST.get("antwoord") not in ANTWOORDEN:
        return _ask_again(request)
    akkoord = request.POST["antwoord"] == JA
    answer_bevestiging(verzoek, akkoord=akkoord, op=timezone.now())
    wie = verzoek.reflectie.gebruiker.naam
    antwoord = f"Bevestigd. De reflectie telt nu mee voor {wie}."
    messages.success(request, antwoord if akkoord else "Je hebt gezegd dat dit gesprek er niet was.")
    return redirect("bevestigen")


@login_required
@require_POST
def answer_bijeenkomst(request: HttpRequest, pk: int) -> HttpResponse:
    verzoek = get_object_or_404(find_verzoeken_bijeenkomst(request.user), pk=pk)
    if request.POST.get("antwoord") not in ANTWOORDEN:
        return _ask_again(request)
    aanwezig = request.POST["antwoord"] == JA
    try:
        answer_aanwezigheid(verzoek, aanwezig=aanwezig, op=timezone.now())
    except Fouten:
        melding = "Je bevestigde al een bijeenkomst op dat moment. Was dit dezelfde? Kies dan 'Ik was er niet'."
        messages.error(request, melding)
        return redirect("bevestigen")
    messages.success(
        request, "Bevestigd. De tijd staat in je dossier." if aanwezig else "Je was er niet bij. Duidelijk."
    )
    return redirect("bevestigen")


def _ask_again(request: HttpRequest) -> HttpResponse:
    messages.error(request, "Je antwoord kwam niet aan. Kies een van de twee knoppen.")
    return redirect("bevestigen")
