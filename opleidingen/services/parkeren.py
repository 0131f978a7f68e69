"""Rows that match nobody: park them, let the opleider mend, withdraw and put them back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Gebruiker
from accounts.namen import normalize_achternaam
from accounts.nummers import is_nummer, normalize_nummer
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten
from opleidingen.aanbod import parse_datum
from opleidingen.aanleverregels import aanleverregels_op
from opleidingen.beoordeling import clean_nummer
from opleidingen.meldingen import GEPARKEERD_INGETROKKEN, MELDINGEN, PERSOON_NIET_GEVONDEN
from opleidingen.models import Aanlevering, Geparkeerd, Uitkomst
from opleidingen.queries import find_persoon, load_aanbod
from opleidingen.rijen import Rij
from opleidingen.services.plaatsen import find_regel, lock_geparkeerd, lock_open, move_regel, place_regel
from opleidingen.services.vertellen import tell_geboekt

TEGELIJK = 1000
NAAMLENGTE = 240
GEEN_NAAM = Fout("achternaam-ongeldig", "In deze achternaam staat geen letter. Kijk hem na.", "achternaam")
VOORBIJ = Fout("hersteltijd-voorbij", "Deze regel kun je niet meer terugzetten. Lever hem opnieuw aan.")


def park_regels(aanlevering: Aanlevering, rijen: Mapping[int, Rij], *, op: datetime) -> None:
    """Keep of these rows (by their number) what finds them again, in a number of statements that does not grow.

    Belongs in the transaction of the delivery. Only rows that matched nobody: the rest of them is right.
    """
    if not rijen:
        return
    codes = {regel: (rij.opleidingscode or "").strip() for regel, rij in rijen.items()}
    aanbod = load_aanbod(aanlevering.opleider, opleidingscodes=sorted({*codes.values()}), uitvoeringscodes=[])
    vandaag = timezone.localdate(op)
    bewaren_tot = aanleverregels_op(vandaag).find_bewaren_tot(vandaag)
    Geparkeerd.objects.bulk_create(
        (
            Geparkeerd(
                aanlevering=aanlevering,
                regel=regel,
                opleider_id=aanlevering.opleider_id,
                opleiding_id=aanbod[codes[regel]].id,
                nummer=clean_nummer(rij.registratienummer),
                achternaam=(rij.achternaam or "").strip()[:NAAMLENGTE],
                zoeknaam=make_zoeknaam(rij.achternaam or ""),
                eind_datum=parse_datum((rij.eind_datum or "").strip()),
                geparkeerd_op=op,
                bewaren_tot=bewaren_tot,
            )
            for regel, rij in rijen.items()
        ),
        batch_size=TEGELIJK,
    )


def make_zoeknaam(achternaam: str) -> str:
    """What a surname is compared by; empty when there is no surname, and then nobody can claim the row."""
    return normalize_achternaam(achternaam)[:NAAMLENGTE]


@transaction.atomic
def mend_geparkeerd(geparkeerd: Geparkeerd, *, nummer: str, achternaam: str, door: Gebruiker, op: datetime) -> str:
    """Mend number and surname of a parked row and match it again, by the rules of the day it was delivered.

    Returns the outcome: "geboekt", "alBekend", or "geparkeerd" when it still matches nobody. Raises Fouten for what
    cannot be a number or a surname, for a row that is not open, and for one that no longer may be booked.
    """
    geparkeerd = lock_open(geparkeerd)
    nummer, achternaam = normalize_nummer(nummer), achternaam.strip()
    if fouten := _judge(nummer, achternaam):
        raise Fouten(*fouten, status=422)
    _rewrite(geparkeerd, nummer, achternaam)
    uitkomst = Uitkomst.GEPARKEERD
    if persoon := find_persoon(nummer, geparkeerd.zoeknaam):
        uitkomst, boeking = place_regel(geparkeerd, persoon, op=op)
        if uitkomst == Uitkomst.GEBOEKT:
            tell_geboekt([boeking], opleider=geparkeerd.opleider)
    inhoud = {"regel": geparkeerd.regel, "uitkomst": uitkomst.value}
    onderwerp = refer(geparkeerd.aanlevering)
    write_logregel("regel-verbeterd", door=refer(door), onderwerp=onderwerp, inhoud=inhoud, op=op)
    return uitkomst.value


def _judge(nummer: str, achternaam: str) -> list[Fout]:
    fouten = []
    if not is_nummer(nummer):
        code = f"registratienummer-{'ongeldig' if nummer else 'ontbreekt'}"
        fouten.append(Fout(code, MELDINGEN[code], "registratienummer"))
    if achternaam and not make_zoeknaam(achternaam):
        fouten.append(GEEN_NAAM)
    return fouten


def _rewrite(geparkeerd: Geparkeerd, nummer: str, achternaam: str) -> None:
    """The row as it now reads. Who found it by what stood there before has to find it again."""
    geparkeerd.nummer, geparkeerd.achternaam = nummer, achternaam
    geparkeerd.zoeknaam, geparkeerd.gevonden_door = make_zoeknaam(achternaam), None
    geparkeerd.save(update_fields=["nummer", "achternaam", "zoeknaam", "gevonden_door"])
    regel = find_regel(geparkeerd)
    regel.gegevens = regel.gegevens | {"registratienummer": nummer, "achternaam": achternaam}
    regel.save(update_fields=["gegevens"])


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
