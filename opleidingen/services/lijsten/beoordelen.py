"""Judge the rows of a list as a delivery would, and note in each what it would be answered. Writes no row."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from accounts.models import Organisatie
from accounts.versleuteling import encrypt_bytes
from opleidingen.antwoord import UITKOMSTEN
from opleidingen.formaten.lijstinhoud import Herhaald, Lijstrij, pack_herhaald, pack_rijen
from opleidingen.formaten.lijstrijen import Lezing, clean_cel, make_rij, read_velden
from opleidingen.meldingen import PERSOON_NIET_NAGEKEKEN
from opleidingen.models import Lijstblok, Uitkomst
from opleidingen.rijen import Rij
from opleidingen.services.aanleveren import try_aanlevering
from opleidingen.services.boeken import judge_rijen

VERVANGBAAR = ("opleidingscode", "uitvoeringscode", "modulecode", "bijeenkomstcode", "eindDatum", "minuten")
"""A wrong value of these can be mended in all rows at once; numbers and names are of one person each."""
_VELD = {veld.lower(): veld for veld in VERVANGBAAR}


def read_rijen(rijen: Sequence[Lijstrij], lezing: Lezing) -> list[Rij]:
    """The rows as every format hands them over."""
    return [make_rij(read_velden(rij.cellen, rij.verbeterd, lezing), lezing) for rij in rijen]


def judge_lijstrijen(rijen: Sequence[Lijstrij], lezing: Lezing, *, opleider: Organisatie, op: datetime) -> None:
    """Note in each row its outcome if it were delivered now, and every code of what is wrong with it."""
    peildatum = timezone.localdate(op)
    gelezen = read_rijen(rijen, lezing)
    antwoord = try_aanlevering(gelezen, opleider=opleider, peildatum=peildatum, op=op)
    for rij, regel in zip(rijen, antwoord.regels, strict=True):
        rij.uitkomst, rij.codes = regel.uitkomst, regel.code or ""
    fout = [
        p for p, rij in enumerate(rijen) if rij.uitkomst == Uitkomst.AFGEWEZEN and rij.codes != PERSOON_NIET_NAGEKEKEN
    ]
    if fout:  # an answer names the first code only, a preview marks every cell
        gebrekkig = [gelezen[place] for place in fout]
        oordeel = judge_rijen(gebrekkig, opleider=opleider, peildatum=peildatum, op=op)
        for regel, place in enumerate(fout, 1):
            rijen[place].codes = " ".join(oordeel.codes.get(regel, (rijen[place].codes,)))


def seal_blok(blok: Lijstblok, rijen: Sequence[Lijstrij], lezing: Lezing) -> None:
    """Put judged rows in a block; the caller saves it."""
    aantallen = Counter(rij.uitkomst for rij in rijen)
    herhaald = count_herhaald(rijen, lezing)
    blok.aantal = len(rijen)
    blok.totalen = {uitkomst: aantallen[uitkomst] for uitkomst in UITKOMSTEN}
    blok.rijen = encrypt_bytes(pack_rijen(rijen))
    blok.herhaald = encrypt_bytes(pack_herhaald(herhaald)) if herhaald else b""


def count_herhaald(rijen: Sequence[Lijstrij], lezing: Lezing) -> Herhaald:
    """How often each wrong value stands in the list itself; what was corrected by hand is no longer that value."""
    kolommen = {veld: kolom for kolom, veld in enumerate(lezing.velden) if veld in VERVANGBAAR}
    herhaald: Herhaald = Counter()
    for rij in rijen:
        if rij.uitkomst != Uitkomst.AFGEWEZEN:
            continue
        for veld in {_VELD.get(code.partition("-")[0], "") for code in rij.codes.split()}:
            kolom = kolommen.get(veld)
            if kolom is None or veld in rij.verbeterd or kolom >= len(rij.cellen):
                continue
            if waarde := clean_cel(rij.cellen[kolom]):
                herhaald[veld, waarde] += 1
    return herhaald
