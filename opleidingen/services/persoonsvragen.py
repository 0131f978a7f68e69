"""Keep an opleider from finding people by trying: the one place that every row of every format passes.

Trials, previews of files and test keys ask just as well. What they may ask stands in `settings.PERSOONSVRAGEN`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.models import Organisatie
from accounts.namen import normalize_achternaam
from opleidingen.beoordeling import Oordeel
from opleidingen.meldingen import PERSOON_NIET_GEVONDEN, PERSOON_NIET_NAGEKEKEN
from opleidingen.models import Aanlevering, Persoonsvraag
from opleidingen.persoonsvragen import Uitslag, Vraag, decide_vragen
from opleidingen.rijen import Rij

UUR, DAG = timedelta(hours=1), timedelta(days=1)
TEGELIJK = 1000


@transaction.atomic(savepoint=False)
def limit_persoonsvragen(
    oordeel: Oordeel,
    rijen: Sequence[Rij],
    nummers: Sequence[str],
    *,
    opleider: Organisatie,
    eerste: int,
    op: datetime,
) -> Oordeel:
    """The same judgement, in which rows that ask too much are held back: matched and unmatched ones alike.

    One query for a delivery in which everybody is known. Otherwise deliveries of the same opleider wait for each
    other here, so that nobody asks more by asking at the same moment.
    """
    missers = [regel for regel, codes in sorted(oordeel.codes.items()) if codes == (PERSOON_NIET_GEVONDEN,)]
    if missers:
        Organisatie.objects.select_for_update(no_key=True).get(pk=opleider.pk)
    gesteld = find_vragen(opleider, op=op)
    vragen = ((regel, digest_vraag(nummers[regel - eerste], rijen[regel - eerste])) for regel in missers)
    uitslag = decide_vragen(
        vragen,
        gesteld={vraag: nummer for vraag, nummer, _ in gesteld},
        over=count_over(opleider, [gesteld_op for _, _, gesteld_op in gesteld], nodig=len(missers), op=op),
        per_nummer=settings.PERSOONSVRAGEN["per_nummer"],
    )
    Persoonsvraag.objects.bulk_create(
        (
            Persoonsvraag(opleider=opleider, nummer=vraag.nummer, vraag=vraag.vraag, gesteld_op=op)
            for vraag in uitslag.nieuw.values()
        ),
        batch_size=TEGELIJK,
        update_conflicts=True,  # a question of before yesterday that was not erased yet
        update_fields=["gesteld_op"],
        unique_fields=["opleider", "vraag"],
    )
    return hold_back(oordeel, set(_list_achter(uitslag, oordeel, missers, nummers, eerste)))


def find_vragen(opleider: Organisatie, *, op: datetime) -> list[tuple[str, str, datetime]]:
    """Question, number and moment of what this opleider asked in the day before `op`."""
    vragen = Persoonsvraag.objects.filter(opleider=opleider, gesteld_op__gt=op - DAG)
    return list(vragen.values_list("vraag", "nummer", "gesteld_op"))


def count_over(opleider: Organisatie, momenten: Sequence[datetime], *, nodig: int, op: datetime) -> int:
    """How many questions without a match are left, when at most `nodig` will be asked.

    Who booked many completions for real may be wrong more often. That is looked up only when it matters.
    """
    grenzen = settings.PERSOONSVRAGEN
    dit_uur = sum(moment > op - UUR for moment in momenten)
    over = min(grenzen["per_uur"] - dit_uur, grenzen["per_dag"] - len(momenten))
    if over > nodig:
        return over
    geleverd = Aanlevering.objects.filter(opleider=opleider, ingediend_op__gt=op - DAG)
    geboekt = sum(totalen.get("geboekt", 0) for totalen in geleverd.values_list("totalen", flat=True))
    return over + geboekt // grenzen["een_op_geboekt"]


def hold_back(oordeel: Oordeel, achter: set[int]) -> Oordeel:
    """Take these rows out of what is booked and out of what matches nobody: both get the same code."""
    if not achter:
        return oordeel
    boekingen = [boeking for boeking in oordeel.boekingen if boeking.regel not in achter]
    return Oordeel(boekingen, oordeel.codes | dict.fromkeys(achter, (PERSOON_NIET_NAGEKEKEN,)))


def digest_vraag(nummer: str, rij: Rij) -> Vraag:
    naam = normalize_achternaam(rij.achternaam) if rij.achternaam else ""
    return Vraag(_digest(nummer), _digest(f"{nummer} {naam}"))


def delete_old_vragen(*, op: datetime) -> int:
    """Erase what no longer counts; returns how many."""
    return Persoonsvraag.objects.filter(gesteld_op__lte=op - DAG).delete()[0]


def _list_achter(
    uitslag: Uitslag, oordeel: Oordeel, missers: Sequence[int], nummers: Sequence[str], eerste: int
) -> Iterator[int]:
    """The numbers of the rows that are held back."""
    yield from uitslag.achter
    if uitslag.vanaf is not None:
        yield from (regel for regel in missers if regel >= uitslag.vanaf)
        yield from (boeking.regel for boeking in oordeel.boekingen if boeking.regel >= uitslag.vanaf)
    if uitslag.gesloten:
        yield from (
            boeking.regel
            for boeking in oordeel.boekingen
            if _digest(nummers[boeking.regel - eerste]) in uitslag.gesloten
        )


def _digest(tekst: str) -> str:
    return salted_hmac("opleidingen.persoonsvraag", tekst, algorithm="sha256").hexdigest()[:32]
