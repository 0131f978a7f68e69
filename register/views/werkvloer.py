"""What an employer learns from signals of its own people: numbers, from five people on, never a word or a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.toegang import require_werkgever
from beroepscode.signaalbeeld import MINSTE_MENSEN, count_themas, find_signalen
from register.queries import find_werkenden


@require_werkgever
@require_safe
def show_werkvloer(request: HttpRequest) -> HttpResponse:
    organisatie, vandaag = request.lidmaatschap.organisatie, timezone.localdate()
    eigen = find_signalen().filter(gebruiker__in=find_werkenden(organisatie, vandaag))
    context = {
        "organisatie": organisatie,
        "themas": count_themas(eigen, minstens=MINSTE_MENSEN, peildatum=vandaag),
        "minste_mensen": MINSTE_MENSEN,
    }
    return render(request, "register/werkvloer.html", context)
