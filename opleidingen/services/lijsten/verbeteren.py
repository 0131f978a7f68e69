"""Correct a list in place: the cells of one row, a value that stands in many, or what the columns are."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from accounts.versleuteling import encrypt_bytes
from kern.fouten import Fout, Fouten
from opleidingen.aanleverlijsten import load_inhoud, load_lezing, load_rijen
from opleidingen.formaten.kolommen import find_missing, load_kolommen, make_vingerafdruk
from opleidingen.formaten.lijstinhoud import Inhoud, Lijstrij, pack_inhoud
from opleidingen.formaten.lijstrijen import clean_cel, read_velden
from opleidingen.models import Aanleverlijst, Kolomindeling
from opleidingen.services.lijsten.beoordelen import VERVANGBAAR, judge_lijstrijen, seal_blok
from opleidingen.services.lijsten.ronde import find_einde
from opleidingen.services.lijsten.werk import start_werk

MEESTE_VERVANGINGEN = 500
LANGSTE_WAARDE = 300
Status = Aanleverlijst.Status


@transaction.atomic
def correct_rij(
    lijst: Aanleverlijst, nummer: int, velden: Mapping[str, str], *, op: datetime
) -> tuple[Aanleverlijst, Lijstrij] | None:
    """Set what row `nummer` (from 1) is meant to say, and judge it again; None when there is no such row.

    `velden`: field → text as typed. What is as in the list is no correction. Raises Fouten when the list is at work.
    """
    lijst = _lock(lijst)
    blok = lijst.blokken.select_for_update().filter(eerste__lte=nummer).order_by("-eerste").first()
    if blok is None or nummer - blok.eerste >= blok.aantal:
        return None
    lezing = load_lezing(lijst, load_inhoud(lijst))
    rijen = load_rijen(blok)
    rij = rijen[nummer - blok.eerste]
    eigen = read_velden(rij.cellen, {}, lezing)
    typed = {veld: clean_cel(tekst)[:LANGSTE_WAARDE] for veld, tekst in velden.items() if veld in load_kolommen()}
    rij.verbeterd = {v: tekst for v, tekst in (rij.verbeterd | typed).items() if tekst != eigen.get(v, "")}
    judge_lijstrijen([rij], lezing, opleider=lijst.opleider, op=op)
    oud = blok.totalen
    seal_blok(blok, rijen, lezing)
    blok.save()
    lijst.totalen = {
        uitkomst: aantal + blok.totalen[uitkomst] - oud[uitkomst] for uitkomst, aantal in lijst.totalen.items()
    }
    lijst.bewogen_op, lijst.verloopt_op = op, find_einde(op)
    lijst.save(update_fields=["totalen", "bewogen_op", "verloopt_op"])
    return lijst, rij


@transaction.atomic
def replace_waarde(lijst: Aanleverlijst, veld: str, van: str, naar: str, *, door: str, op: datetime) -> None:
    """Let `van` in this column mean `naar`, in every row; an empty `naar` takes that back. Judges all rows again."""
    lijst = _lock(lijst)
    inhoud = load_inhoud(lijst)
    naar = clean_cel(naar)[:LANGSTE_WAARDE]
    if veld not in VERVANGBAAR or veld not in inhoud.velden or not van:
        raise Fouten(Fout("waarde-onbekend", "Deze waarde staat niet in de lijst. Kies een waarde uit de lijst."))
    waarden = {oud: nieuw for oud, nieuw in inhoud.vervangen.get(veld, {}).items() if oud != van}
    if naar:
        waarden[van] = naar
    inhoud.vervangen[veld] = waarden
    if sum(map(len, inhoud.vervangen.values())) > MEESTE_VERVANGINGEN:
        raise Fouten(Fout("te-veel-waarden", "Dit zijn te veel waarden. Verbeter ze in je eigen bestand."))
    _judge_again(lijst, inhoud, door=door, op=op)


@transaction.atomic
def choose_kolommen(
    lijst: Aanleverlijst,
    velden: Sequence[str],
    *,
    vast: Mapping[str, str],
    heeft_kop: bool,
    door: str,
    op: datetime,
) -> None:
    """Say what each column is, and what holds for all rows. Remembered for the next list with the same headings.

    Raises Fouten, all at once: a column twice, or one that no list can do without.
    """
    lijst = Aanleverlijst.objects.select_for_update().get(pk=lijst.pk)
    if lijst.status not in (Status.KOLOMMEN, Status.KLAAR):
        raise Fouten(Fout("lijst-bezig", "Met deze lijst gebeurt al iets. Wacht tot dat klaar is."))
    _check_kolommen(velden, vast)
    inhoud = load_inhoud(lijst)
    if lijst.status == Status.KOLOMMEN and inhoud.monster and not inhoud.na and heeft_kop:
        inhoud.kop, inhoud.na = inhoud.monster[0], inhoud.eerste
    inhoud.velden, inhoud.vast = list(velden), {veld: waarde for veld, waarde in vast.items() if waarde}
    inhoud.vervangen, inhoud.gekozen = {}, True
    if inhoud.kop:
        Kolomindeling.objects.update_or_create(
            opleider=lijst.opleider,
            vingerafdruk=make_vingerafdruk(inhoud.kop),
            defaults={"velden": inhoud.velden, "gekozen_op": op},
        )
    if lijst.status == Status.KLAAR:
        _judge_again(lijst, inhoud, door=door, op=op)
        return
    lijst.inhoud = encrypt_bytes(pack_inhoud(inhoud))
    lijst.save(update_fields=["inhoud"])
    start_werk(lijst, Status.LEZEN, van=(Status.KOLOMMEN,), door=door, op=op)


def _check_kolommen(velden: Sequence[str], vast: Mapping[str, str]) -> None:
    namen = load_kolommen()
    dubbel = sorted({veld for veld in velden if veld and velden.count(veld) > 1})
    fouten = [
        Fout("kolom-dubbel", f"Je koos twee keer {namen[veld].naam}. Kies er één.", f"kolom-{place}")
        for veld in dubbel
        for place in [max(place for place, ander in enumerate(velden) if ander == veld)]
    ]
    for kolom in find_missing(velden, vast):
        fouten.append(Fout("kolom-ontbreekt", f"Kies welke kolom {kolom.naam.lower()} is.", f"vast-{kolom.veld}"))
    if fouten:
        raise Fouten(*fouten)


def _judge_again(lijst: Aanleverlijst, inhoud: Inhoud, *, door: str, op: datetime) -> None:
    lijst.inhoud = encrypt_bytes(pack_inhoud(inhoud))
    lijst.save(update_fields=["inhoud"])
    start_werk(lijst, Status.NAKIJKEN, van=(Status.KLAAR,), door=door, op=op)


def _lock(lijst: Aanleverlijst) -> Aanleverlijst:
    """The list as it is now, while nobody else changes it. Raises Fouten when the server is at work on it."""
    huidig = Aanleverlijst.objects.select_for_update(of=("self",)).select_related("opleider").get(pk=lijst.pk)
    if huidig.status != Status.KLAAR:
        raise Fouten(Fout("lijst-bezig", "Met deze lijst gebeurt al iets. Wacht tot dat klaar is."))
    return huidig
