"""What signals tell: to their writer, to the register office without names, to an employer in numbers alone."""

from datetime import date

from django.db.models import Count, QuerySet

from accounts.models import Gebruiker
from beroepscode.dimensies import find_naam
from beroepscode.models import Signaal

MINSTE_MENSEN = 5
"""An employer hears of a theme when at least this many different people of the organisation named it."""


def find_eigen_signalen(gebruiker: Gebruiker) -> QuerySet[Signaal]:
    return Signaal.objects.filter(gebruiker=gebruiker).order_by("-gegeven_op", "pk")


def find_signalen(thema: str = "") -> QuerySet[Signaal]:
    """For the office: theme, text and moment, and nothing that leads to a person. Newest first."""
    signalen = Signaal.objects.filter(thema=thema) if thema else Signaal.objects.all()
    return signalen.only("thema", "tekst", "gegeven_op").order_by("-gegeven_op", "pk")


def count_themas(signalen: QuerySet[Signaal], *, minstens: int = 1, peildatum: date) -> list[tuple[str, str, int]]:
    """Per theme its code, its name and how many different people named it, most first; fewer than `minstens` hide."""
    rijen = signalen.order_by().values_list("thema")
    rijen = rijen.annotate(mensen=Count("gebruiker", distinct=True)).filter(mensen__gte=minstens)
    return [
        (thema, find_naam("thema", thema, peildatum), mensen) for thema, mensen in rijen.order_by("-mensen", "thema")
    ]
