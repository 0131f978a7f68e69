"""What an opleider does with a row that matches nobody: mend it, withdraw it, put it back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Gebruiker
from accounts.nummers import is_nummer, normalize_nummer
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten
from opleidingen.aanleverregels import aanleverregels_op
from opleidingen.beoordeling import Boeking
from opleidingen.meldingen import (
    GEPARKEERD_INGETROKKEN,
    MELDINGEN,
    PERSOON_NIET_GEVONDEN,
    PERSOON_NIET_NAGEKEKEN,
)
from opleidingen.models import Aanleverregel, Geparkeerd, Uitkomst
from opleidingen.services.boeken import judge_rijen
from opleidingen.services.parkeren import make_zoeknaam
from opleidingen.services.plaatsen import (
    explain_fouten,
    find_regel,
    lock_geparkeerd,
    lock_open,
    move_regel,
    place_regel,
    read_rij,
)
from opleidingen.services.vertellen import tell_geboekt

GEEN_NAAM = Fout("achternaam-ongeldig", "In deze achternaam staat geen letter. Kijk hem na.", "achternaam")
VOORBIJ = Fout("hersteltijd-voorbij", "Deze regel kun je niet meer terugzetten. Lever hem opnieuw aan.")


@transaction.atomic
def mend_geparkeerd(geparkeerd: Geparkeerd, *, nummer: str, achternaam: str, door: Gebruiker, op: datetime) -> str:
    """Mend number and surname of a parked row and match it again, by the rules of the day it was delivered.

    Returns the outcome: "geboekt", "alBekend", or "geparkeerd" when it still matches nobody. Raises Fouten: 422 for
    what cannot be a number or a surname, 409 for a row that is not open or no longer may be booked, 429 for an
    opleider that asked for too many people.
    """
    geparkeerd = lock_open(geparkeerd)
    nummer, achternaam = normalize_nummer(nummer), achternaam.strip()
    if fouten := _judge(nummer, achternaam):
        raise Fouten(*fouten, status=422)
    regel = _rewrite(geparkeerd, nummer, achternaam)
    uitkomst = Uitkomst.GEPARKEERD
    if boeking := _match(geparkeerd, regel, op):
        uitkomst = place_regel(geparkeerd, boeking, op=op)
        if uitkomst == Uitkomst.GEBOEKT:
            tell_geboekt([boeking], opleider=geparkeerd.opleider)
    inhoud = {"regel": geparkeerd.regel, "uitkomst": uitkomst.value}
    onderwerp = refer(geparkeerd.aanlevering)
    write_logregel("regel-verbeterd", door=refer(door), onderwerp=onderwerp, inhoud=inhoud, op=op)
    return uitkomst.value


def _match(geparkeerd: Geparkeerd, regel: Aanleverregel, op: datetime) -> Boeking | None:
    """What the row books now; None while it matches nobody. It asks for a person like any delivered row."""
    dag = timezone.localdate(geparkeerd.aanlevering.ingediend_op)
    oordeel = judge_rijen([read_rij(regel)], opleider=geparkeerd.opleider, peildatum=dag, op=op)
    for codes in oordeel.codes.values():
        if codes != (PERSOON_NIET_GEVONDEN,):
            raise Fouten(*explain_fouten(codes), status=429 if codes == (PERSOON_NIET_NAGEKEKEN,) else 409)
    return oordeel.boekingen[0] if oordeel.boekingen else None


def _judge(nummer: str, achternaam: str) -> list[Fout]:
    fouten = []
    if not is_nummer(nummer):
        code = f"registratienummer-{'ongeldig' if nummer else 'ontbreekt'}"
        fouten.append(Fout(code, MELDINGEN[code], "registratienummer"))
    if achternaam and not make_zoeknaam(achternaam):
        fouten.append(GEEN_NAAM)
    return fouten


def _rewrite(geparkeerd: Geparkeerd, nummer: str, achternaam: str) -> Aanleverregel:
    """The row as it now reads. Who found it by what stood there before has to find it again."""
    geparkeerd.nummer, geparkeerd.achternaam = nummer, achternaam
    geparkeerd.zoeknaam, geparkeerd.gevonden_door = make_zoeknaam(achternaam), None
    geparkeerd.save(update_fields=["nummer", "achternaam", "zoeknaam", "gevonden_door"])
    regel = find_regel(geparkeerd)
    regel.gegevens = regel.gegevens | {"registratienummer": nummer, "achternaam": achternaam}
    regel.save(update_fields=["gegevens"])
    return regel


@transaction.atomic
def withdraw_geparkeerd(geparkeerd: Geparkeerd, *, door: Gebruiker, op: datetime) -> None:
    """Take a parked row out: nobody can claim it any more. It can be put back for a while."""
    geparkeerd = lock_open(geparkeerd)
    geparkeerd.ingetrokken_op, geparkeerd.gevonden_door = op, None
    geparkeerd.save(update_fields=["ingetrokken_op", "gevonden_door"])
    move_regel(geparkeerd, Uitkomst.AFGEWEZEN, GEPARKEERD_INGETROKKEN)
    _log("regel-ingetrokken", geparkeerd, door, op)


@transaction.atomic
def restore_geparkeerd(geparkeerd: Geparkeerd, *, door: Gebruiker, op: datetime) -> None:
    """Put a withdrawn row back. Raises Fouten (409) when it is not withdrawn, or was too long ago."""
    geparkeerd = lock_geparkeerd(geparkeerd)
    if geparkeerd.ingetrokken_op is None:
        raise Fouten(Fout("niet-ingetrokken", "Deze regel is niet ingetrokken."), status=409)
    if op >= geparkeerd.ingetrokken_op + aanleverregels_op(timezone.localdate(op)).hersteltijd:
        raise Fouten(VOORBIJ, status=409)
    geparkeerd.ingetrokken_op = None
    geparkeerd.save(update_fields=["ingetrokken_op"])
    move_regel(geparkeerd, Uitkomst.GEPARKEERD, PERSOON_NIET_GEVONDEN)
    _log("regel-teruggezet", geparkeerd, door, op)


def _log(handeling: str, geparkeerd: Geparkeerd, door: Gebruiker, op: datetime) -> None:
    inhoud = {"regel": geparkeerd.regel}
    write_logregel(handeling, door=refer(door), onderwerp=refer(geparkeerd.aanlevering), inhoud=inhoud, op=op)
