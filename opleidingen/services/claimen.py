"""Find a parked row that is yours, and put it in your dossier."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Gebruiker
from accounts.nummers import normalize_nummer
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fouten
from opleidingen.models import Deelnamewijziging, Geparkeerd, Uitkomst
from opleidingen.queries import seek_geparkeerd
from opleidingen.services.parkeren import make_zoeknaam
from opleidingen.services.plaatsen import NIET_OPEN, judge_claim, lock_open, place_regel


@transaction.atomic
def seek_eigen_regels(
    gebruiker: Gebruiker, *, nummer: str, achternaam: str, eind_datum: date, op: datetime
) -> list[Geparkeerd]:
    """What was parked with this number, surname and date, and remember that it was `gebruiker` who knew all three.

    Empty for every kind of miss, after the same work. The caller counts how often somebody asks.
    """
    gevonden = seek_geparkeerd(
        gebruiker,
        nummer=normalize_nummer(nummer),
        zoeknaam=make_zoeknaam(achternaam),
        eind_datum=eind_datum,
        peildatum=timezone.localdate(op),
    )
    if gevonden:
        Geparkeerd.objects.filter(pk__in=[rij.pk for rij in gevonden]).update(gevonden_door=gebruiker)
    return gevonden


@transaction.atomic
def claim_geparkeerd(geparkeerd: Geparkeerd, *, gebruiker: Gebruiker, op: datetime) -> str:
    """Book a row that `gebruiker` found as theirs, with the delivery it came in as its source.

    Returns "geboekt", or "alBekend" when it stood in the dossier already. Raises Fouten (409) when somebody was
    first, when the opleider changed the row since, or when the course no longer counts on that day.
    """
    geparkeerd = lock_open(geparkeerd)
    if geparkeerd.gevonden_door_id != gebruiker.pk:
        raise Fouten(NIET_OPEN, status=409)
    aanlevering, regel = geparkeerd.aanlevering, geparkeerd.regel
    uitkomst = place_regel(geparkeerd, judge_claim(geparkeerd, gebruiker), op=op)
    if uitkomst == Uitkomst.GEBOEKT:
        geparkeerd.geclaimd_op = op
        geparkeerd.save(update_fields=["geclaimd_op"])
        Deelnamewijziging.objects.create(
            deelname=geparkeerd.deelname,
            soort=Deelnamewijziging.Soort.GECLAIMD,
            reden="Nummer, achternaam en einddatum waren gelijk aan wat de opleider aanleverde.",
            door=gebruiker,
            op=op,
        )
    inhoud = {"regel": regel, "uitkomst": uitkomst.value}
    write_logregel("regel-geclaimd", door=refer(gebruiker), onderwerp=refer(aanlevering), inhoud=inhoud, op=op)
    return uitkomst.value
