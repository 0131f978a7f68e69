"""What somebody sees of a dilemma card: how colleagues chose, and which kernwaarden pull which way."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from accounts.models import Gebruiker
from beroepscode.dilemmakaarten import Dilemmakaart, Weg
from beroepscode.dimensies import find_waarden
from beroepscode.models import Dilemmakeuze

MEER_DAN = 5
"""How colleagues chose is shown above this number of answers, so that nobody can be recognised in it."""


@dataclass(frozen=True, slots=True)
class Wegbeeld:
    """One way to act; `aantal` and `procent` are None as long as too few people chose."""

    weg: Weg
    gekozen: bool
    draagt: tuple[str, ...]
    wringt: tuple[str, ...]
    aantal: int | None
    procent: int | None


def describe_wegen(kaart: Dilemmakaart, keuze: Dilemmakeuze, peildatum: date) -> list[Wegbeeld]:
    """Every way of the card with its kernwaarden by name and, above `MEER_DAN` answers, how many chose it."""
    namen = {waarde.code: waarde.naam for waarde in find_waarden("kernwaarde", peildatum)}
    aantallen = count_keuzes(kaart)
    totaal = sum(aantallen.values())
    toon = totaal > MEER_DAN
    return [
        Wegbeeld(
            weg=weg,
            gekozen=weg.code == keuze.weg,
            draagt=tuple(namen.get(code, code) for code in weg.draagt),
            wringt=tuple(namen.get(code, code) for code in weg.wringt),
            aantal=aantallen[weg.code] if toon else None,
            procent=round(100 * aantallen[weg.code] / totaal) if toon else None,
        )
        for weg in kaart.wegen
    ]


def count_keuzes(kaart: Dilemmakaart) -> Counter[str]:
    """How many people chose each way. A way that left the card does not count."""
    wegen = {weg.code for weg in kaart.wegen}
    rijen = Dilemmakeuze.objects.filter(kaart=kaart.code, weg__in=wegen).values_list("weg")
    return Counter(dict(rijen.annotate(aantal=Count("pk")).order_by("weg")))


def find_keuzes(gebruiker: Gebruiker) -> dict[str, Dilemmakeuze]:
    """Somebody's own choices by card, without the reasons."""
    return {keuze.kaart: keuze for keuze in Dilemmakeuze.objects.filter(gebruiker=gebruiker).defer("reden")}
