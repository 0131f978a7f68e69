"""Book the rows of one delivery, or of one part of it, and keep what each was answered.

Belongs in a transaction of the caller. The number of queries does not grow with the rows.
"""

import hashlib
from array import array
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec
from django.db import connection

from accounts.models import Organisatie
from opleidingen.antwoord import Antwoordregel, count_totalen, make_regel, pack_bekend
from opleidingen.beoordeling import KENMERK_LENGTE, Beoordelaar, Boeking, Natuurlijk, Oordeel, clean_nummer
from opleidingen.meldingen import AL_BEKEND, PERSOON_NIET_GEVONDEN, explain
from opleidingen.models import Aanleverdeel, Aanlevering, Uitkomst
from opleidingen.queries import load_aanbod
from opleidingen.rijen import GebrekkigeRij, Rij
from opleidingen.services import boeken_postgres, boeken_sqlite
from opleidingen.services.parkeren import park_regels
from opleidingen.services.persoonsvragen import limit_persoonsvragen

SAMPLE = 16
REGELKOLOMMEN = ("aanlevering_id", "regel", "uitkomst", "codes", "kenmerk", "gegevens")


class Geboekt(NamedTuple):
    """The answer to every row, and the rows that were booked just now."""

    regels: list[Antwoordregel]
    boekingen: list[Boeking]


def judge_rijen(
    rijen: Sequence[Rij], *, opleider: Organisatie, peildatum: date, op: datetime, eerste: int = 1
) -> Oordeel:
    """Match rows with people and with the offer of this opleider, in a number of queries that does not grow.

    `eerste` numbers the first row. Every format and every trial passes here, so here it is limited how often an
    opleider may ask for somebody whom we do not find; that is all that a trial writes.
    """
    aanbod = load_aanbod(
        opleider,
        opleidingscodes=_collect_codes({rij.opleidingscode for rij in rijen}),
        uitvoeringscodes=_collect_codes({rij.uitvoeringscode for rij in rijen}),
    )
    nummers = [clean_nummer(rij.registratienummer) for rij in rijen]
    personen = _engine().find_personen(sorted({nummer for nummer in nummers if nummer.isdecimal()}))
    oordeel = Beoordelaar(aanbod, personen, peildatum).judge(rijen, nummers, eerste=eerste)
    return limit_persoonsvragen(oordeel, rijen, nummers, opleider=opleider, eerste=eerste, op=op)


def try_rijen(rijen: Sequence[Rij], *, opleider: Organisatie, peildatum: date, op: datetime) -> list[Antwoordregel]:
    """What every row would be answered; nothing is booked."""
    oordeel = judge_rijen(rijen, opleider=opleider, peildatum=peildatum, op=op)
    new, known = _divide(oordeel)
    return _answer(rijen, oordeel, dict.fromkeys(boeking.regel for boeking in new), known, 1)


def book_deel(
    deel: Aanleverdeel, rijen: Sequence[Rij], *, aanlevering: Aanlevering, peildatum: date, op: datetime
) -> Geboekt:
    """Book these rows and note in `deel` what became of them; the caller saves it."""
    eerste = deel.eerste_regel
    oordeel = judge_rijen(rijen, opleider=aanlevering.opleider, peildatum=peildatum, op=op, eerste=eerste)
    new, known = _divide(oordeel)
    booked = _engine().insert_deelnames(new, aanlevering_id=aanlevering.pk, eerste=eerste, op=op)
    if rest := [b for b in oordeel.boekingen if b.regel not in booked and b.sleutel not in known]:
        known |= _engine().find_deelnames(rest)
    regels = _answer(rijen, oordeel, booked, known, eerste)
    _keep_regels(aanlevering, regels, rijen, oordeel, eerste)
    geparkeerd = {r: rijen[r - eerste] for r, codes in oordeel.codes.items() if codes == (PERSOON_NIET_GEVONDEN,)}
    park_regels(aanlevering, geparkeerd, op=op)
    deel.totalen = count_totalen(regels)
    if deel.totalen["alBekend"]:
        deel.bekend = pack_bekend({r.regel: r.deelname_id for r in regels if r.uitkomst == "alBekend"})
    deel.vingerafdruk = _make_vingerafdruk(regels)
    deel.rijen = b""
    deel.verwerkt_op = op
    return Geboekt(regels, new if len(booked) == len(new) else [b for b in new if b.regel in booked])


def _engine() -> Any:
    return boeken_postgres if connection.vendor == "postgresql" else boeken_sqlite


def _collect_codes(codes: set[str | None]) -> list[str]:
    """The codes to look up; what no code can be does not reach the database."""
    return sorted({code.strip() for code in codes if code and code.isprintable()})


def _divide(oordeel: Oordeel) -> tuple[list[Boeking], dict[Natuurlijk, int]]:
    """What is new, still in order of the natural key, and the ids of what was booked before.

    Of rows with the same natural key the first is new. A few rows are looked up first: a delivery is new, or it was
    sent before. What this misses, the unique constraint does not.
    """
    uniek = {boeking.sleutel: boeking for boeking in reversed(oordeel.boekingen)}
    boekingen = list(reversed(uniek.values()))
    sample = boekingen[:: max(1, len(boekingen) // SAMPLE)]
    if not _engine().find_deelnames(sample):
        return boekingen, {}
    known = _engine().find_deelnames(boekingen)
    return [boeking for boeking in boekingen if boeking.sleutel not in known], known


def _answer(
    rijen: Sequence[Rij],
    oordeel: Oordeel,
    booked: Mapping[int, int | None],
    known: dict[Natuurlijk, int],
    eerste: int,
) -> list[Antwoordregel]:
    """Every row's answer, in the order sent."""
    regels: list[Any] = [None] * len(rijen)
    al_bekend = explain(AL_BEKEND)
    for boeking in oordeel.boekingen:
        regel, kenmerk = boeking.regel, boeking.kenmerk or None
        if regel in booked:
            antwoord = Antwoordregel(regel, "geboekt", None, None, booked[regel], kenmerk)
        else:
            antwoord = Antwoordregel(regel, "alBekend", AL_BEKEND, al_bekend, known.get(boeking.sleutel), kenmerk)
        regels[regel - eerste] = antwoord
    for regel, codes in oordeel.codes.items():
        uitkomst = Uitkomst.GEPARKEERD if codes == (PERSOON_NIET_GEVONDEN,) else Uitkomst.AFGEWEZEN
        kenmerk = (rijen[regel - eerste].kenmerk or "").replace("\0", "")[:KENMERK_LENGTE]
        regels[regel - eerste] = make_regel(regel, uitkomst.value, " ".join(codes), kenmerk=kenmerk)
    return regels


def _keep_regels(
    aanlevering: Aanlevering, regels: list[Antwoordregel], rijen: Sequence[Rij], oordeel: Oordeel, eerste: int
) -> None:
    """Keep what was parked or rejected, as it was delivered."""
    rows = []
    for number, codes in oordeel.codes.items():
        regel = regels[number - eerste]
        gegevens = _dump_gegevens(rijen[number - eerste])
        rows.append((aanlevering.pk, number, regel.uitkomst, " ".join(codes), regel.kenmerk or "", gegevens))
    _engine().insert_regels(REGELKOLOMMEN, rows)


def _dump_gegevens(rij: Rij) -> str:
    """The row as delivered, as JSON, without the one character that no database keeps."""
    gegevens = rij.gegevens if isinstance(rij, GebrekkigeRij) else msgspec.to_builtins(rij)
    return msgspec.json.encode(
        {
            name: value.replace("\0", "") if isinstance(value, str) else value
            for name, value in gegevens.items()
            if value is not None
        }
    ).decode()


def _make_vingerafdruk(regels: list[Antwoordregel]) -> str:
    """A digest of what was answered and booked. Made of outcomes and ids alone: it says nothing about a person."""
    ids = array("q", [regel.deelname_id or 0 for regel in regels])
    andere = [(regel.regel, regel.uitkomst, regel.code) for regel in regels if regel.uitkomst != "geboekt"]
    return hashlib.sha256(ids.tobytes() + msgspec.json.encode(andere)).hexdigest()
