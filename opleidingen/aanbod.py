"""What an opleider may deliver for, as plain values, and which of it a row points at. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kern.periode import Periode
from opleidingen.aanleverregels import aanleverregels_op
from opleidingen.waarde import Onderdeel, select_onderdelen, sum_minuten


@dataclass(frozen=True, slots=True)
class Accreditatieaanbod:
    id: int
    periode: Periode
    onderdelen: tuple[Onderdeel, ...]


@dataclass(frozen=True, slots=True)
class Bijeenkomstaanbod:
    id: int
    module_id: int | None


@dataclass(frozen=True, slots=True)
class Uitvoeringaanbod:
    id: int
    begin_datum: date
    bijeenkomsten: dict[str, Bijeenkomstaanbod] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opleidingaanbod:
    """One course by its codes; of accreditations that overlap, the one that began last comes first."""

    id: int
    modules: dict[str, int] = field(default_factory=dict)
    uitvoeringen: dict[str, Uitvoeringaanbod] = field(default_factory=dict)
    accreditaties: list[Accreditatieaanbod] = field(default_factory=list)


class Adres(NamedTuple):
    """What a row points at, in the words of the opleider. Codes and date as delivered, without spaces around them."""

    opleidingscode: str
    uitvoeringscode: str
    modulecode: str
    bijeenkomstcode: str
    eind_datum: str


@dataclass(frozen=True, slots=True)
class Leereenheid:
    """What was completed and for how many minutes it counts.

    `sleutel` is the natural key without the person: opleiding, eind_datum, uitvoering, module, bijeenkomst (0: none).
    `minuten` counts when the row gives none; `hoogstens` is what the accreditation grants.
    """

    sleutel: tuple[int, str, int, int, int]
    accreditatie_id: int
    minuten: int
    hoogstens: int


def find_leereenheid(
    adres: Adres, aanbod: dict[str, Opleidingaanbod], *, peildatum: date
) -> tuple[Leereenheid | None, tuple[str, ...]]:
    """The unit that `adres` points at, or all codes of what is wrong with it. `peildatum` is the day of delivery."""
    fouten: list[str] = []
    dag = parse_datum(adres.eind_datum)
    if dag is None:
        fouten.append("einddatum-ongeldig" if adres.eind_datum else "einddatum-ontbreekt")
    elif dag > peildatum:
        fouten.append("einddatum-in-toekomst")
    opleiding = aanbod.get(adres.opleidingscode)
    if opleiding is None:
        fouten.append("opleidingscode-onbekend" if adres.opleidingscode else "opleidingscode-ontbreekt")
        return None, tuple(fouten)
    plek = _find_plek(adres, opleiding, fouten)
    accreditatie = _find_accreditatie(dag, opleiding, plek, fouten) if dag else None
    if dag and accreditatie and peildatum >= aanleverregels_op(peildatum).find_invoer_tot(dag):
        fouten.append("einddatum-te-lang-geleden")
    if fouten or accreditatie is None:
        return None, tuple(fouten)
    hoogstens = sum_minuten(select_onderdelen(accreditatie.onderdelen, plek.onderdeel_id))
    return Leereenheid(
        sleutel=(
            opleiding.id,
            adres.eind_datum,
            plek.uitvoering.id if plek.uitvoering else 0,
            plek.module_id or 0,
            plek.bijeenkomst.id if plek.bijeenkomst else 0,
        ),
        accreditatie_id=accreditatie.id,
        minuten=max(1, hoogstens // plek.count_bijeenkomsten()),
        hoogstens=hoogstens,
    ), ()


@dataclass(frozen=True, slots=True)
class _Plek:
    """Where in a course: the edition, the module and the meeting, as far as they were given and exist."""

    uitvoering: Uitvoeringaanbod | None
    module_id: int | None
    bijeenkomst: Bijeenkomstaanbod | None

    @property
    def onderdeel_id(self) -> int | None:
        """The module whose minutes count: the given one, or that of the meeting."""
        return self.module_id or (self.bijeenkomst.module_id if self.bijeenkomst else None)

    def count_bijeenkomsten(self) -> int:
        """Over how many meetings the minutes are shared out; 1 when the row is not about a meeting."""
        if self.bijeenkomst is None or self.uitvoering is None:
            return 1
        modules = [bijeenkomst.module_id for bijeenkomst in self.uitvoering.bijeenkomsten.values()]
        return len(modules) if self.onderdeel_id is None else modules.count(self.bijeenkomst.module_id)


def _find_plek(adres: Adres, opleiding: Opleidingaanbod, fouten: list[str]) -> _Plek:
    uitvoering = opleiding.uitvoeringen.get(adres.uitvoeringscode)
    if uitvoering is None and adres.uitvoeringscode:
        fouten.append("uitvoeringscode-onbekend")
    if adres.bijeenkomstcode and not adres.uitvoeringscode:
        fouten.append("uitvoeringscode-ontbreekt")
    module_id = opleiding.modules.get(adres.modulecode)
    if module_id is None and adres.modulecode:
        fouten.append("modulecode-onbekend")
    bijeenkomst = uitvoering.bijeenkomsten.get(adres.bijeenkomstcode) if uitvoering else None
    if uitvoering and bijeenkomst is None and adres.bijeenkomstcode:
        fouten.append("bijeenkomstcode-onbekend")
    if bijeenkomst and module_id and bijeenkomst.module_id not in (None, module_id):
        fouten.append("bijeenkomstcode-andere-module")
    return _Plek(uitvoering, module_id, bijeenkomst)


def _find_accreditatie(
    dag: date, opleiding: Opleidingaanbod, plek: _Plek, fouten: list[str]
) -> Accreditatieaanbod | None:
    if plek.uitvoering and dag < plek.uitvoering.begin_datum:
        fouten.append("einddatum-voor-uitvoering")
    accreditatie = next((a for a in opleiding.accreditaties if dag in a.periode), None)
    if accreditatie is None or not accreditatie.onderdelen:
        fouten.append("einddatum-zonder-accreditatie")
    elif not select_onderdelen(accreditatie.onderdelen, plek.onderdeel_id):
        fouten.append("modulecode-niet-geaccrediteerd")
    return accreditatie


def parse_datum(tekst: str) -> date | None:
    """Read `2026-11-22` and nothing else; None when there is no such day."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", tekst, re.ASCII):
        return None
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None
