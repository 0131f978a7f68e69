"""Judge the rows of a delivery against what is offered and who is known. Pure: same rows, same answer.

Everything that is looked up more than once is remembered: a delivery has many rows and few courses.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from accounts.namen import normalize_achternaam
from accounts.nummers import is_nummer, normalize_nummer
from opleidingen.aanbod import Adres, Leereenheid, Opleidingaanbod, find_leereenheid
from opleidingen.meldingen import GEEN_OBJECT, PERSOON_NIET_GEVONDEN
from opleidingen.rijen import GebrekkigeRij, Rij

KENMERK_LENGTE = 200
_new = tuple.__new__
Natuurlijk = tuple[int, int, str, int, int, int]
"""The natural key of a completion: gebruiker, opleiding, eind_datum, uitvoering, module, bijeenkomst; 0 is none."""
Persoon = tuple[int, str]
"""The id and the zoeknaam of somebody: plain, because a delivery has thousands."""


class Boeking(NamedTuple):
    """A row that may be booked."""

    sleutel: Natuurlijk
    regel: int
    accreditatie_id: int
    minuten: int
    kenmerk: str


@dataclass(frozen=True, slots=True)
class Oordeel:
    """`boekingen` sorted by natural key; `codes` of every other row, by its number."""

    boekingen: list[Boeking]
    codes: dict[int, tuple[str, ...]]


@dataclass(slots=True)
class Beoordelaar:
    """Judges rows one by one and remembers what it has looked up. `peildatum` is the day of delivery."""

    aanbod: dict[str, Opleidingaanbod]
    personen: dict[str, Persoon]
    peildatum: date
    _eenheden: dict[tuple[str | None, ...], tuple[Leereenheid | None, tuple[str, ...]]] = field(default_factory=dict)
    _namen: dict[str, str] = field(default_factory=dict)

    def judge(self, rijen: Sequence[Rij], nummers: Sequence[str], *, eerste: int = 1) -> Oordeel:
        """Judge every row; `nummers` are their registratienummers, cleaned; `eerste` is the number of the first."""
        boekingen: list[Boeking] = []
        codes: dict[int, tuple[str, ...]] = {}
        for regel, (rij, nummer) in enumerate(zip(rijen, nummers, strict=True), eerste):
            kenmerk = rij.kenmerk or ""
            eenheid, fouten = self._find_eenheid(rij)
            if rij.minuten is not None or len(kenmerk) > KENMERK_LENGTE or "\0" in kenmerk or type(rij) is not Rij:
                fouten = _judge_overig(rij, eenheid, fouten)
            persoon = self._find_persoon(nummer, rij.achternaam)
            if fouten or eenheid is None or persoon is None:
                codes[regel] = _name_fouten(nummer, fouten)
                continue
            sleutel = (persoon[0], *eenheid.sleutel)
            minuten = rij.minuten or eenheid.minuten
            # A named tuple made in the way of its own `_make`: half the cost, ten thousand times.
            boekingen.append(_new(Boeking, (sleutel, regel, eenheid.accreditatie_id, minuten, kenmerk)))
        boekingen.sort(key=itemgetter(0))  # plain tuples compare far faster than named ones
        return Oordeel(boekingen, codes)

    def _find_eenheid(self, rij: Rij) -> tuple[Leereenheid | None, tuple[str, ...]]:
        velden = (rij.opleidingscode, rij.uitvoeringscode, rij.modulecode, rij.bijeenkomstcode, rij.eind_datum)
        gevonden = self._eenheden.get(velden)
        if gevonden is None:
            adres = Adres(*((veld or "").strip() for veld in velden))
            gevonden = self._eenheden[velden] = find_leereenheid(adres, self.aanbod, peildatum=self.peildatum)
        return gevonden

    def _find_persoon(self, nummer: str, achternaam: str | None) -> Persoon | None:
        """Who has this number and, where one is given, this surname. Does the same work for every number."""
        persoon = self.personen.get(nummer)
        if not achternaam:
            return persoon
        naam = self._namen.get(achternaam)
        if naam is None:
            naam = self._namen[achternaam] = normalize_achternaam(achternaam)
        if not naam and achternaam.isspace():
            return persoon
        return persoon if persoon and persoon[1] == naam else None


def clean_nummer(tekst: str | None) -> str:
    """The number without what people put around it; most arrive clean already."""
    return tekst if tekst and tekst.isdecimal() else normalize_nummer(tekst or "")


def _judge_overig(rij: Rij, eenheid: Leereenheid | None, fouten: tuple[str, ...]) -> tuple[str, ...]:
    """Add what is wrong with minutes, kenmerk and types. A field of the wrong type is named for that alone."""
    overig: list[str] = []
    if rij.minuten is not None and rij.minuten <= 0:
        overig.append("minuten-te-weinig")
    elif rij.minuten is not None and eenheid and rij.minuten > eenheid.hoogstens:
        overig.append("minuten-te-veel")
    if rij.kenmerk and len(rij.kenmerk) > KENMERK_LENGTE:
        overig.append("kenmerk-te-lang")
    if rij.kenmerk and "\0" in rij.kenmerk:
        overig.append("kenmerk-onleesbaar")
    if not isinstance(rij, GebrekkigeRij):
        return (*fouten, *overig)
    velden = {code.partition("-")[0] for code in rij.fouten}
    return (*rij.fouten, *(code for code in (*fouten, *overig) if code.partition("-")[0] not in velden))


def _name_fouten(nummer: str, fouten: tuple[str, ...]) -> tuple[str, ...]:
    """All codes of a row that is not booked. An impossible number is a typing error, whoever exists.

    That the person does not match is said only when nothing else is wrong: the opleider learns nothing more.
    """
    if GEEN_OBJECT in fouten:
        return (GEEN_OBJECT,)
    if not any(code.startswith("registratienummer-") for code in fouten) and not is_nummer(nummer):
        fouten = (f"registratienummer-{'ongeldig' if nummer else 'ontbreekt'}", *fouten)
    return fouten or (PERSOON_NIET_GEVONDEN,)
