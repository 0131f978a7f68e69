"""The years before: every term with what it rested on, and every year with what was learned in it."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from register.models import Termijn
from register.queries import find_termijnen
from register.services.registraties import open_registratie
from register.toetsing import Toetsing, format_hoeveelheid, toets_registratie


@dataclass(slots=True)
class Jaar:
    """What was learned in one calendar year, as far as it lies in one term."""

    jaar: int
    dingen: int = 0
    minuten: int = 0
    punten: Decimal = Decimal(0)

    @property
    def tekst(self) -> str:
        """The year as people and addresses write it, without a point for the thousands."""
        return str(self.jaar)

    @property
    def punten_tekst(self) -> str:
        return format_hoeveelheid(self.punten, "punten")


@dataclass(slots=True)
class Tijd:
    """One term, or the time without any before, between or after terms. `termijn` None: the Leerregister."""

    termijn: Termijn | None
    jaren: list[Jaar] = field(default_factory=list)

    def open_jaar(self, jaar: int) -> Jaar:
        """The totals of that year; entries come in the order of their days."""
        if not self.jaren or self.jaren[-1].jaar != jaar:
            self.jaren.append(Jaar(jaar))
        return self.jaren[-1]

    @property
    def minuten(self) -> int:
        return sum(jaar.minuten for jaar in self.jaren)

    @property
    def punten_tekst(self) -> str:
        return format_hoeveelheid(sum((jaar.punten for jaar in self.jaren), Decimal(0)), "punten")

    @property
    def eisen(self) -> list[dict[str, str]]:
        """How every eis stood at the decision, as it was kept then."""
        return [] if self.termijn is None else self.termijn.besluit.uitkomst.get("eisen", [])


@login_required
@never_cache
@require_safe
def show_jaren(request: HttpRequest) -> HttpResponse:
    registratie = open_registratie(request.user)
    vandaag = timezone.localdate()
    toetsing = toets_registratie(registratie, peildatum=vandaag)
    tijden = list_tijden(toetsing, list(find_termijnen(registratie)))
    return render(request, "register/mijn/jaren.html", {"tijden": tijden, "vandaag": vandaag})


def list_tijden(toetsing: Toetsing, termijnen: list[Termijn]) -> list[Tijd]:
    """Every term, newest first, and then what lies outside of all; points as the reglement of today counts them."""
    tijden = {termijn.pk: Tijd(termijn) for termijn in termijnen}
    buiten = Tijd(None)
    activiteiten = {item.id: item for item in toetsing.dossier.activiteiten}
    gezien: set[str] = set()
    for uitkomst in toetsing.uitkomst.activiteiten:
        item = activiteiten[uitkomst.id]
        termijn = next((t for t in termijnen if t.geldig_van <= item.datum < t.geldig_tot), None)
        jaar = (tijden[termijn.pk] if termijn else buiten).open_jaar(item.datum.year)
        jaar.minuten += item.minuten
        jaar.punten += uitkomst.punten
        jaar.dingen += (item.geheel or item.id) not in gezien
        gezien.add(item.geheel or item.id)
    return [*tijden.values(), *([buiten] if buiten.jaren else [])]
