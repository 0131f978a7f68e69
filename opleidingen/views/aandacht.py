"""What needs the attention of an opleider, the most urgent first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import Organisatie
from opleidingen.accreditatieregels import accreditatieregel_op
from opleidingen.accreditaties import find_aflopende
from opleidingen.models import Accreditatie

Status = Accreditatie.Status


@dataclass(frozen=True, slots=True)
class Aandachtspunt:
    """One thing to do: how urgent (`fout`, `let-op` or `stil`), a word for it, a sentence, and where to go."""

    soort: str
    woord: str
    zin: str
    knop: str
    adres: str


def list_aandacht(opleider: Organisatie, peildatum: date) -> list[Aandachtspunt]:
    """In two queries, however many applications there are."""
    lopend = Accreditatie.objects.filter(
        opleiding__opleider=opleider, status__in=(Status.AANVULLING_GEVRAAGD, Status.AFGEWEZEN, Status.CONCEPT)
    )
    aanvragen = list(lopend.select_related("opleiding").order_by("pk"))
    aflopend = find_aflopende(peildatum, maanden=max(accreditatieregel_op(peildatum).herinnering_maanden))
    return [
        *_list_aanvullingen(aanvragen),
        *_list_afwijzingen(aanvragen, peildatum),
        *_list_aflopend(list(aflopend.filter(opleiding__opleider=opleider))),
        *_list_concepten(aanvragen),
    ]


def _list_aanvullingen(aanvragen: list[Accreditatie]) -> Iterator[Aandachtspunt]:
    for aanvraag in aanvragen:
        if aanvraag.status == Status.AANVULLING_GEVRAAGD:
            zin = f"Het registerkantoor vraagt een aanvulling op je aanvraag voor {aanvraag.opleiding}."
            yield Aandachtspunt("fout", "Aanvulling gevraagd", zin, "Vul aan", _address(aanvraag))


def _list_afwijzingen(aanvragen: list[Accreditatie], peildatum: date) -> Iterator[Aandachtspunt]:
    for aanvraag in aanvragen:
        if aanvraag.status == Status.AFGEWEZEN and aanvraag.bezwaar_tot and peildatum < aanvraag.bezwaar_tot:
            zin = f"{aanvraag.opleiding} is afgewezen. Bezwaar maken kan voor {_name_dag(aanvraag.bezwaar_tot)}."
            yield Aandachtspunt("let-op", "Afgewezen", zin, "Lees het besluit", _address(aanvraag))


def _list_aflopend(accreditaties: list[Accreditatie]) -> Iterator[Aandachtspunt]:
    for accreditatie in accreditaties:
        zin = f"De accreditatie van {accreditatie.opleiding} geldt tot {_name_dag(accreditatie.geldig_tot)}."
        adres = reverse("opleider-accreditatie-nieuw", args=[accreditatie.opleiding_id])
        yield Aandachtspunt("let-op", "Loopt af", zin, "Verleng", adres)


def _list_concepten(aanvragen: list[Accreditatie]) -> Iterator[Aandachtspunt]:
    for aanvraag in aanvragen:
        if aanvraag.status == Status.CONCEPT:
            zin = f"Je aanvraag voor {aanvraag.opleiding} is nog niet verstuurd."
            yield Aandachtspunt("stil", "Concept", zin, "Ga verder", _address(aanvraag))


def _address(accreditatie: Accreditatie) -> str:
    return reverse("opleider-accreditatie", args=[accreditatie.pk])


def _name_dag(dag: date | None) -> str:
    return date_format(dag, "j F Y") if dag else ""
