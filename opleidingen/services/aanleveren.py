"""The one service behind every way to deliver completions."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import connection, transaction

from accounts.models import Organisatie, Sleutel
from accounts.services.logboek import refer, write_logregel
from opleidingen.antwoord import Aanleverantwoord, Antwoordregel, count_totalen, make_regel, pack_bekend
from opleidingen.beoordeling import KENMERK_LENGTE, Beoordelaar, Boeking, Natuurlijk, Oordeel, clean_nummer
from opleidingen.meldingen import AL_BEKEND, PERSOON_NIET_GEVONDEN, explain
from opleidingen.models import Aanlevering, Uitkomst
from opleidingen.queries import load_aanbod
from opleidingen.rijen import GebrekkigeRij, Rij
from opleidingen.services import boeken_postgres, boeken_sqlite
from opleidingen.services.vertellen import tell_geboekt

SAMPLE = 16
REGELKOLOMMEN = ("aanlevering_id", "regel", "uitkomst", "codes", "kenmerk", "gegevens")


@transaction.atomic(savepoint=False)
def submit_aanlevering(
    rijen: Sequence[Rij],
    *,
    opleider: Organisatie,
    peildatum: date,
    op: datetime,
    door: str,
    sleutel: Sleutel | None = None,
    proef: bool = False,
) -> Aanleverantwoord:
    """Book the completions in `rijen` and answer every row, in a number of queries that does not grow with them.

    A booked completion counts at once (trust A). `peildatum` is the day of delivery, `op` its moment, `door` who did
    it for the logboek ("sleutel:3"). A trial (`proef`) gives the same answers and writes nothing.
    """
    oordeel = judge_rijen(rijen, opleider=opleider, peildatum=peildatum)
    uniek = _drop_doubles(oordeel.boekingen)
    known = _find_known(list(uniek.values()))
    new = [boeking for boeking in uniek.values() if boeking.sleutel not in known]
    if proef:
        regels = _answer(rijen, oordeel, dict.fromkeys(boeking.regel for boeking in new), known)
        return Aanleverantwoord(None, count_totalen(regels), regels)
    aanlevering = Aanlevering(id=uuid.uuid4(), opleider=opleider, sleutel=sleutel, ingediend_op=op, verwerkt_op=op)
    booked = _engine().insert_deelnames(new, aanlevering_id=aanlevering.pk, op=op)
    if rest := [b for b in oordeel.boekingen if b.regel not in booked and b.sleutel not in known]:
        known |= _engine().find_deelnames(rest)
    regels = _answer(rijen, oordeel, booked, known)
    _keep_regels(aanlevering, regels, rijen, oordeel)
    aanlevering.totalen = count_totalen(regels)
    aanlevering.bekend = pack_bekend({r.regel: r.deelname_id for r in regels if r.uitkomst == "alBekend"})
    aanlevering.save(force_insert=True)
    tell_geboekt((boeking for boeking in new if boeking.regel in booked), opleider=opleider)
    inhoud = {"totalen": aanlevering.totalen, "vingerafdruk": _make_vingerafdruk(regels)}
    write_logregel("aanlevering", door=door, onderwerp=refer(aanlevering), inhoud=inhoud, op=op)
    return Aanleverantwoord(aanlevering.pk, aanlevering.totalen, regels)


def judge_rijen(rijen: Sequence[Rij], *, opleider: Organisatie, peildatum: date) -> Oordeel:
    """Match rows with people and with the offer of this opleider, in seven queries."""
    aanbod = load_aanbod(
        opleider,
        opleidingscodes=_collect_codes({rij.opleidingscode for rij in rijen}),
        uitvoeringscodes=_collect_codes({rij.uitvoeringscode for rij in rijen}),
    )
    nummers = [clean_nummer(rij.registratienummer) for rij in rijen]
    personen = _engine().find_personen(sorted({nummer for nummer in nummers if nummer.isdecimal()}))
    return Beoordelaar(aanbod, personen, peildatum).judge(rijen, nummers)


def _engine() -> Any:
    return boeken_postgres if connection.vendor == "postgresql" else boeken_sqlite


def _collect_codes(codes: set[str | None]) -> list[str]:
    """The codes to look up; what no code can be does not reach the database."""
    return sorted({code.strip() for code in codes if code and code.isprintable()})


def _drop_doubles(boekingen: list[Boeking]) -> dict[Natuurlijk, Boeking]:
    """Of rows with the same natural key the first, still in order of that key."""
    uniek: dict[Natuurlijk, Boeking] = {}
    for boeking in boekingen:
        uniek.setdefault(boeking.sleutel, boeking)
    return uniek


def _find_known(boekingen: list[Boeking]) -> dict[Natuurlijk, int]:
    """Ids of what was booked before. A few rows are asked first: a delivery is new, or it was sent before.

    What this misses, the unique constraint does not.
    """
    sample = boekingen[:: max(1, len(boekingen) // SAMPLE)]
    return _engine().find_deelnames(boekingen) if _engine().find_deelnames(sample) else {}


def _answer(
    rijen: Sequence[Rij], oordeel: Oordeel, booked: Mapping[int, int | None], known: dict[Natuurlijk, int]
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
        regels[regel - 1] = antwoord
    for regel, codes in oordeel.codes.items():
        uitkomst = Uitkomst.GEPARKEERD if codes == (PERSOON_NIET_GEVONDEN,) else Uitkomst.AFGEWEZEN
        kenmerk = (rijen[regel - 1].kenmerk or "").replace("\0", "")[:KENMERK_LENGTE]
        regels[regel - 1] = make_regel(regel, uitkomst.value, " ".join(codes), kenmerk=kenmerk)
    return regels


def _keep_regels(
    aanlevering: Aanlevering, regels: list[Antwoordregel], rijen: Sequence[Rij], oordeel: Oordeel
) -> None:
    """Keep what was parked or rejected, as it was delivered."""
    rows = []
    for number, codes in oordeel.codes.items():
        regel = regels[number - 1]
        gegevens = _dump_gegevens(rijen[number - 1])
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
    return hashlib.sha256(
        msgspec.json.encode([(regel.regel, regel.uitkomst, regel.code, regel.deelname_id) for regel in regels])
    ).hexdigest()
