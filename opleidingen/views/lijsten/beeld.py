"""What the pages of a list show: words, rows and columns, out of what is kept of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from accounts.models import Organisatie
from opleidingen.aanleverlijsten import (
    FILTERS,
    TE_VERBETEREN,
    Genummerd,
    Lijstrijen,
    list_herhaald,
    load_inhoud,
    load_lezing,
)
from opleidingen.formaten.kolommen import list_onbekend, load_kolommen
from opleidingen.formaten.lijstinhoud import Inhoud
from opleidingen.formaten.lijstrijen import Lezing, read_velden
from opleidingen.meldingen import MELDINGEN
from opleidingen.models import Aanleverlijst, Opleiding, Uitkomst
from opleidingen.totalen import split_balk

FOUTMELDING = "Foutmelding"
HOOGSTENS = 300
"""Characters of one field."""


@dataclass(frozen=True, slots=True)
class Veldbeeld:
    """A field of a row as it can be corrected. `stond`: what the list says itself, when that is something else."""

    veld: str
    naam: str
    waarde: str
    stond: str
    is_fout: bool


@dataclass(frozen=True, slots=True)
class Foutbeeld:
    """One sentence about a row; `veld` is the field that it is about, empty for the whole."""

    melding: str
    veld: str


@dataclass(frozen=True, slots=True)
class Rijbeeld:
    nummer: int
    plaats: int
    uitkomst: str
    woord: str
    fouten: list[Foutbeeld]
    velden: list[Veldbeeld]

    @property
    def is_goed(self) -> bool:
        return self.uitkomst not in FILTERS[TE_VERBETEREN]


def show_rij(rij: Genummerd, lezing: Lezing) -> Rijbeeld:
    """A row with every field that its list has, that is wrong, or that no row can do without."""
    gelezen = read_velden(rij.rij.cellen, rij.rij.verbeterd, lezing)
    eigen = read_velden(rij.rij.cellen, {}, lezing)
    codes = rij.rij.codes.split()
    fout = {code.partition("-")[0] for code in codes}
    kolommen = load_kolommen()
    fouten = [
        Foutbeeld(MELDINGEN[code], next((veld for veld in kolommen if code.startswith(f"{veld.lower()}-")), ""))
        for code in codes
    ]
    velden = [
        Veldbeeld(
            veld,
            kolom.naam,
            gelezen.get(veld, ""),
            eigen.get(veld, "") if gelezen.get(veld, "") != eigen.get(veld, "") else "",
            veld.lower() in fout,
        )
        for veld, kolom in kolommen.items()
        if kolom.verplicht or veld in lezing.velden or veld.lower() in fout or veld in gelezen
    ]
    uitkomst = rij.rij.uitkomst
    return Rijbeeld(rij.nummer, rij.rij.plaats, uitkomst, Uitkomst(uitkomst).label, fouten, velden)


def show_stand(lijst: Aanleverlijst) -> dict[str, Any]:
    """How the list stands: what booking it would do."""
    totalen = lijst.totalen
    return {
        "lijst": lijst,
        "goed": lijst.aantal - lijst.te_verbeteren,
        "balk": split_balk(totalen),
        "uitkomsten": [(waarde, naam, totalen.get(waarde, 0)) for waarde, naam in Uitkomst.choices],
    }


def show_voorvertoning(lijst: Aanleverlijst, toon: str) -> dict[str, Any]:
    inhoud = load_inhoud(lijst)
    kolommen = load_kolommen()
    opleidingen = list_opleidingen(lijst.opleider)
    return show_stand(lijst) | {
        "inhoud": inhoud,
        "toon": toon,
        "lezing": load_lezing(lijst, inhoud),
        "onbekend": list_onbekend(inhoud.kop, inhoud.velden),
        "herkend": [kolommen[veld].naam for veld in inhoud.velden if veld],
        "herhaald": [(veld, kolommen[veld].naam, waarde, n) for veld, waarde, n in list_herhaald(lijst)],
        "vervangen": [
            (veld, kolommen[veld].naam, van, naar)
            for veld, waarden in inhoud.vervangen.items()
            for van, naar in waarden.items()
        ],
        "opleidingen": opleidingen,
    }


def list_opleidingen(opleider: Organisatie) -> list[tuple[str, str]]:
    """Code and name of every course of this opleider, to choose from."""
    codes = Opleiding.objects.filter(opleider=opleider).order_by("naam", "pk").values_list("code", "naam")
    return [(code, f"{naam} ({code})") for code, naam in codes]


def list_foutkoppen(inhoud: Inhoud) -> list[str]:
    """The headings of the file with faulty rows: those of the list, and why each row is in it."""
    kolommen = load_kolommen()
    breedte = max(len(inhoud.kop), len(inhoud.velden))
    koppen = []
    for plek in range(breedte):
        kop = inhoud.kop[plek].strip() if plek < len(inhoud.kop) else ""
        veld = inhoud.velden[plek] if plek < len(inhoud.velden) else ""
        koppen.append(kop or (kolommen[veld].naam if veld else f"Kolom {plek + 1}"))
    extra = [kolommen[veld].naam for veld in kolommen if veld not in inhoud.velden]
    return [*koppen, *extra, FOUTMELDING]


def list_foutrijen(lijst: Aanleverlijst, inhoud: Inhoud) -> Iterator[list[str]]:
    """The rows that would not be booked as they stand now, with corrections, under `list_foutkoppen`."""
    lezing = load_lezing(lijst, inhoud)
    breedte = max(len(inhoud.kop), len(inhoud.velden))
    extra = [veld for veld in load_kolommen() if veld not in inhoud.velden]
    for rij in Lijstrijen(lijst, TE_VERBETEREN):
        gelezen = read_velden(rij.rij.cellen, rij.rij.verbeterd, lezing)
        cellen = [*rij.rij.cellen, *[""] * (breedte - len(rij.rij.cellen))][:breedte]
        for plek, veld in enumerate(inhoud.velden):
            if veld:
                cellen[plek] = gelezen.get(veld, "")
        melding = " ".join(MELDINGEN[code] for code in rij.rij.codes.split())
        yield [*cellen, *(gelezen.get(veld, "") for veld in extra), melding]
