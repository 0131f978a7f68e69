"""What if? Everything as it stands today beside how it would stand. Nothing of it is stored."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from opleidingen.dossiers import collect_cursussen
from register.criteria import EERSTE, NVT, TEKORT, VOLDAAN, VOORLOPIG
from register.forms.wat_als import WatAlsForm, find_einde
from register.services.registraties import open_registratie
from register.toetsing import Toetsing, imagine, toets_registratie
from register.views.eisbeeld import Eisbeeld, draw_eis

RANG = {TEKORT: 0, VOORLOPIG: 1, VOLDAAN: 2}


@dataclass(frozen=True, slots=True)
class Verschil:
    """One eis now and then. `winst` is how much less is short, in its unit; below zero: more."""

    nu: Eisbeeld
    straks: Eisbeeld
    winst: Decimal

    @property
    def is_anders(self) -> bool:
        """What was done and stays done is no news, however much more of it there is."""
        return (self.nu.stand, self.nu.oordeel) != (self.straks.stand, self.straks.oordeel) and not (
            self.nu.oordeel == self.straks.oordeel == VOLDAAN
        )

    @property
    def stap(self) -> int:
        """Above zero: it comes closer to done; below: it was done and no longer is."""
        return RANG[self.straks.oordeel] - RANG[self.nu.oordeel]


@login_required
@never_cache
@require_safe
def show_wat_als(request: HttpRequest) -> HttpResponse:
    toetsing = toets_registratie(open_registratie(request.user), peildatum=timezone.localdate())
    cursussen = collect_cursussen(toetsing.peildatum)
    form = WatAlsForm(request.GET or None, toetsing=toetsing, cursussen=cursussen)
    context: dict[str, object] = {"form": form, "kop": "Wat als je iets verandert?", "laatste": find_einde(toetsing)}
    if form.is_valid():
        verschillen = compare(toetsing, form)
        context |= {
            "kop": describe_kop(verschillen, toetsing.soort),
            "aanname": describe_aanname(form),
            "bevestigd": form.bevestigt_een_collega,
            "anders": [verschil for verschil in verschillen if verschil.is_anders],
            "gelijk": [verschil for verschil in verschillen if not verschil.is_anders],
        }
    return render(request, "register/mijn/wat_als.html", context)


def compare(toetsing: Toetsing, form: WatAlsForm) -> list[Verschil]:
    """Every eis that applies on both days, with what changes most first."""
    data = form.cleaned_data
    straks = imagine(toetsing, peildatum=data["op"], erbij=form.erbij, zonder=data["zonder"])
    beelden = [
        Verschil(draw_eis(nu, toetsing), draw_eis(dan, straks), nu.tekort - dan.tekort)
        for nu, dan in zip(toetsing.uitkomst.eisen, straks.uitkomst.eisen, strict=True)
        if NVT not in (nu.oordeel, dan.oordeel)
    ]
    return sorted(beelden, key=lambda verschil: -abs(verschil.stap))


def describe_kop(verschillen: list[Verschil], soort: str) -> str:
    """The answer in one sentence: what is lost, or else what is gained."""
    if not any(verschil.is_anders for verschil in verschillen):
        return "Dat verandert niets aan wat je nog moet doen"
    if all(verschil.straks.oordeel != TEKORT for verschil in verschillen):
        return f"Dan kun je {'een eerste registratie' if soort == EERSTE else 'herregistratie'} aanvragen"
    if verloren := [verschil for verschil in verschillen if verschil.stap < 0]:
        return f"Dan {_join(verloren)} niet meer klaar"
    if gewonnen := [verschil for verschil in verschillen if verschil.stap > 0]:
        return f"Dan {_join(gewonnen)} klaar"
    verliest = any(verschil.winst < 0 for verschil in verschillen)
    return "Dan mis je meer dan nu" if verliest else "Dan kom je een stap verder"


def describe_aanname(form: WatAlsForm) -> str:
    """What the answer rests on: `Op 1 maart 2027, met Werken met schulden, zonder Lezen (3 mei 2026).`"""
    data = form.cleaned_data
    dag = date_format(data["op"], "j F Y")
    delen = ["Vandaag" if data["op"] == form.toetsing.peildatum else f"Op {dag}"]
    if form.cursus:
        delen.append(f"met de opleiding {form.cursus.naam}")
    if data["soort"]:
        soort = form.toetsing.reglement.soorten[data["soort"]].titel
        delen.append(f"met {number_format(data['uren'].normalize())} uur {soort[0].lower()}{soort[1:]}")
    if data["zonder"]:
        delen.append(f"zonder {dict(form.fields['zonder'].choices)[data['zonder']]}")
    return f"{', '.join(delen)}."


def _join(verschillen: list[Verschil]) -> str:
    """At most two by name, and how many more there are, with the verb that goes with it."""
    titels = [f"'{verschil.nu.titel}'" for verschil in verschillen]
    if len(titels) == 1:
        return f"is {titels[0]}"
    rest = f" en nog {len(titels) - 2}" if len(titels) > 2 else ""
    return f"zijn {(', ' if rest else ' en ').join(titels[:2])}{rest}"
