"""Read a file of an opleider into judged blocks of rows; the file itself goes when that is done."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import islice

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils import timezone

from accounts.kluis import read_kluis
from accounts.versleuteling import encrypt_bytes
from kern.fouten import Fouten
from kern.tabellen import Tabel, Tabelrij, read_tabel
from opleidingen.aanleverlijsten import load_codeboek, load_inhoud, load_lezing
from opleidingen.formaten.kolommen import Kop, find_kop, find_missing, guess, make_vingerafdruk
from opleidingen.formaten.lijstinhoud import MONSTER, Inhoud, Lijstrij, pack_inhoud
from opleidingen.formaten.lijstrijen import Lezing
from opleidingen.models import Aanleverlijst, Kolomindeling, Lijstblok
from opleidingen.services.lijsten.beoordelen import judge_lijstrijen, seal_blok
from opleidingen.services.lijsten.ronde import Ronde

BLOK = 5000
KOPZOEKEN = 25
"""So many rows are looked at to find the headings: above them a title may stand."""
PROMILLE = 1000
GEEN_RIJEN = "In deze lijst staan wel kolommen, maar geen deelnemers. Kies een ander bestand."
KWIJT = "We kunnen dit bestand niet meer openen. Kies het opnieuw."
Status = Aanleverlijst.Status


def read_lijst(lijst: Aanleverlijst, ronde: Ronde, *, op: datetime) -> None:
    """Read the file: to a preview, to a question about its columns, or to a refusal. Can be done again."""
    lijst.blokken.all().delete()
    try:
        tabel = read_tabel(partial(read_kluis, lijst.bestand.open))
        eerste = list(islice(tabel.rijen, KOPZOEKEN))
        inhoud = _find_inhoud(lijst, tabel, eerste)
        if not inhoud.gekozen and (not inhoud.kop or find_missing(inhoud.velden, inhoud.vast)):
            ronde.note(status=Status.KOLOMMEN, inhoud=encrypt_bytes(pack_inhoud(inhoud)))
            return
        _read_blokken(lijst, ronde, tabel, eerste, inhoud)
    except Fouten as fouten:
        refuse_lijst(lijst, ronde, fouten.fouten[0].melding)
    except (InvalidToken, FileNotFoundError, ValueError):
        refuse_lijst(lijst, ronde, KWIJT)


def refuse_lijst(lijst: Aanleverlijst, ronde: Ronde, melding: str) -> None:
    """Nothing of the list stays but the sentence that says why."""
    with transaction.atomic():
        ronde.note(status=Status.GEWEIGERD, melding=melding, bestand="", inhoud=b"", aantal=0, totalen={})
        lijst.blokken.all().delete()
        transaction.on_commit(partial(remove_bestand, lijst))


def remove_bestand(lijst: Aanleverlijst) -> None:
    if lijst.bestand:
        lijst.bestand.storage.delete(lijst.bestand.name)


def _find_inhoud(lijst: Aanleverlijst, tabel: Tabel, eerste: Sequence[Tabelrij]) -> Inhoud:
    """What somebody chose for this list, or else what its headings say, or else what its cells look like."""
    inhoud = load_inhoud(lijst)
    if not inhoud.gekozen:
        inhoud = _describe(lijst, eerste)
    inhoud.is_1904, inhoud.herkend, inhoud.overgeslagen = tabel.is_1904, tabel.herkend, list(tabel.overgeslagen)
    return inhoud


def _describe(lijst: Aanleverlijst, eerste: Sequence[Tabelrij]) -> Inhoud:
    kop = _find_onthouden(lijst, eerste) or find_kop(eerste)
    if kop is None:
        velden = guess(eerste, load_codeboek(lijst.opleider).is_opleiding)
        monster = [rij.cellen for rij in eerste[:MONSTER]]
        return Inhoud(velden=list(velden), monster=monster, eerste=eerste[0].plaats if eerste else 1)
    rij = eerste[kop.plek]
    monster = [rij.cellen for rij in eerste[kop.plek + 1 :][:MONSTER]]
    return Inhoud(kop=rij.cellen, na=rij.plaats, velden=list(kop.velden), monster=monster)


def _find_onthouden(lijst: Aanleverlijst, eerste: Sequence[Tabelrij]) -> Kop | None:
    """The first row that this opleider once said the columns of."""
    afdrukken = {make_vingerafdruk(rij.cellen): plek for plek, rij in reversed(list(enumerate(eerste)))}
    eerder = Kolomindeling.objects.filter(opleider=lijst.opleider, vingerafdruk__in=afdrukken)
    gevonden = [(afdrukken[afdruk], velden) for afdruk, velden in eerder.values_list("vingerafdruk", "velden")]
    return Kop(*min(gevonden)) if gevonden else None


def _read_blokken(
    lijst: Aanleverlijst, ronde: Ronde, tabel: Tabel, eerste: Sequence[Tabelrij], inhoud: Inhoud
) -> None:
    lezing = load_lezing(lijst, inhoud)
    rijen = _select(eerste, tabel, inhoud.na)
    aantal, totalen = 0, dict[str, int]()
    while blok := [Lijstrij(rij.plaats, rij.cellen) for rij in islice(rijen, BLOK)]:
        gemaakt = _keep_blok(lijst, ronde, blok, lezing, eerste=aantal + 1, gelezen=tabel.gelezen())
        aantal += len(blok)
        totalen = {uitkomst: totalen.get(uitkomst, 0) + n for uitkomst, n in gemaakt.totalen.items()}
    if not aantal:
        refuse_lijst(lijst, ronde, GEEN_RIJEN)
        return
    inhoud.gekozen = True
    with transaction.atomic():
        ronde.note(
            status=Status.KLAAR,
            inhoud=encrypt_bytes(pack_inhoud(inhoud)),
            aantal=aantal,
            totalen=totalen,
            bestand="",
        )
        transaction.on_commit(partial(remove_bestand, lijst))


def _keep_blok(
    lijst: Aanleverlijst, ronde: Ronde, rijen: list[Lijstrij], lezing: Lezing, *, eerste: int, gelezen: float
) -> Lijstblok:
    judge_lijstrijen(rijen, lezing, opleider=lijst.opleider, op=timezone.now())
    blok = Lijstblok(lijst=lijst, eerste=eerste)
    seal_blok(blok, rijen, lezing)
    with transaction.atomic():
        ronde.note(gedaan=int(PROMILLE * gelezen), totaal=PROMILLE)
        blok.save(force_insert=True)
    return blok


def _select(eerste: Sequence[Tabelrij], tabel: Tabel, na: int) -> Iterator[Tabelrij]:
    """The rows below the headings: of those that were looked at already, and all that follow."""
    yield from (rij for rij in eerste if rij.plaats > na)
    yield from tabel.rijen
