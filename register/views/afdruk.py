"""The whole dossier on paper: per eis what counts for it, then what counts for nothing. Reflection texts if asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Gebruiker
from beroepscode.dimensies import find_naam
from beroepscode.queries import find_reflecties
from beroepscode.services.reflecties import read_tekst
from opleidingen.dossiers import collect_wijzigingen
from opleidingen.wijzigingswoorden import describe_wijziging
from register.queries import find_werkperiodes
from register.services.registraties import open_registratie
from register.toetsing import Toetsing, format_hoeveelheid, toets_registratie
from register.views.dossierregels import Dossierregel, list_regels
from register.views.eisbeeld import Eisbeeld, draw_eisen

Bijdragen = dict[str, dict[str, str]]
"""Per eis, per entry: how much it counts, for people."""


@dataclass(frozen=True, slots=True)
class Eisblad:
    """One eis with the entries that count for it and how much each does."""

    beeld: Eisbeeld
    regels: list[tuple[Dossierregel, str]]


@login_required
@never_cache
@require_safe
def show_afdruk(request: HttpRequest) -> HttpResponse:
    vandaag = timezone.localdate()
    toetsing = toets_registratie(open_registratie(request.user), peildatum=vandaag)
    regels, met_reflecties = list_regels(toetsing), "reflecties" in request.GET
    wijzigingen = collect_wijzigingen([request.user.pk])
    context = {
        "toetsing": toetsing,
        "vandaag": vandaag,
        "regels": regels,
        "bladen": list_bladen(toetsing, regels),
        "nergens": [regel for regel in regels if not regel.telt],
        "wijzigingen": [(feit, describe_wijziging(feit.oud, feit.nieuw)) for feit in wijzigingen],
        "werkperiodes": find_werkperiodes(request.user),
        "met_reflecties": met_reflecties,
        "reflecties": [*list_reflecties(request.user)] if met_reflecties else [],
    }
    return render(request, "register/mijn/afdruk.html", context)


def list_bladen(toetsing: Toetsing, regels: list[Dossierregel]) -> list[Eisblad]:
    """Every eis that applies, as on *Mijn register*; one entry may stand under several."""
    bijdragen = collect_bijdragen(toetsing)
    return [
        Eisblad(beeld, [(regel, hoeveel[regel.id]) for regel in regels if regel.id in hoeveel])
        for beeld in draw_eisen(toetsing)
        for hoeveel in [bijdragen.get(beeld.code, {})]
    ]


def collect_bijdragen(toetsing: Toetsing) -> Bijdragen:
    """What each entry adds to each eis. The parts of a completion are one entry; of the parts of an eis, the most."""
    sommen: dict[tuple[str, str], Decimal] = {}
    for uitkomst in toetsing.uitkomst.activiteiten:
        for telt in uitkomst.telt:
            plek = (telt.eis, uitkomst.id.partition("/")[0])
            sommen[plek] = sommen.get(plek, Decimal(0)) + telt.waarde
    bijdragen: Bijdragen = {}
    for (code, regel), waarde in sorted(sommen.items(), key=lambda item: item[1]):
        if waarde:
            eenheid = toetsing.reglement.alle_eisen[code].vorm.eenheid
            tekst = format_hoeveelheid(waarde, "keer" if eenheid == "aantal" else eenheid)
            bijdragen.setdefault(code.partition(".")[0], {})[regel] = tekst
    return bijdragen


def list_reflecties(gebruiker: Gebruiker) -> Iterator[dict[str, Any]]:
    for reflectie in find_reflecties(gebruiker).defer(None):
        kernwaarde = find_naam("kernwaarde", reflectie.kernwaarde, reflectie.datum)
        yield {"datum": reflectie.datum, "kernwaarde": kernwaarde, "tekst": read_tekst(reflectie)}
