"""What an application asks and what is granted on it, as plain values: what is missing, what differs. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kern.duur import format_duur
from kern.fouten import Fout
from kern.periode import add_months
from opleidingen.accreditatieregels import Accreditatieregel
from opleidingen.waarde import Kenmerken

STAPPEN = {"onderdelen": "Waarvoor het telt", "inhoud": "Inhoud", "periode": "Periode", "versturen": "Versturen"}
"""The steps of the form, in order; a fault in an application says at which of them it is mended."""


@dataclass(frozen=True, slots=True)
class Onderdeelinhoud:
    """Minutes of one category for a module, or for the whole course (`modulecode` and `module` empty)."""

    modulecode: str
    module: str
    categorie: str
    minuten: int
    kenmerken: Kenmerken


@dataclass(frozen=True, slots=True)
class Inhoud:
    """All that an application asks, or all that was granted; `geldig_tot` None: without an end."""

    geldig_van: date
    geldig_tot: date | None
    leerdoelen: str
    toetsvorm: str
    docenten: str
    onderdelen: tuple[Onderdeelinhoud, ...]


def find_gebreken(
    inhoud: Inhoud, regel: Accreditatieregel, *, gevraagd: date, aansluitend: date | None
) -> tuple[Fout, ...]:
    """Everything that keeps an application from being sent; `plaats` is the step where it is mended.

    `gevraagd` and `aansluitend`: see `find_beginfouten`.
    """
    gebreken = []
    if not inhoud.onderdelen:
        melding = "Vul minstens één onderdeel in: waarvoor telt de opleiding, en hoe lang?"
        gebreken.append(Fout("onderdelen-ontbreken", melding, "onderdelen"))
    if len({bool(onderdeel.modulecode) for onderdeel in inhoud.onderdelen}) > 1:
        melding = "Geef de tijd per module of voor de hele opleiding, niet allebei. Anders telt iets dubbel."
        gebreken.append(Fout("onderdelen-door-elkaar", melding, "onderdelen"))
    for naam, melding in (
        ("leerdoelen", "Vul in wat iemand na deze opleiding kan of weet."),
        ("toetsvorm", "Vul in hoe je ziet of iemand de leerdoelen haalde."),
        ("docenten", "Vul in wie lesgeeft en wat diegene daarvoor meebrengt."),
    ):
        if not getattr(inhoud, naam).strip():
            gebreken.append(Fout(f"{naam}-ontbreekt", melding, "inhoud"))
    begin = find_beginfouten(inhoud.geldig_van, regel, gevraagd=gevraagd, aansluitend=aansluitend, plaats="periode")
    einde = find_eindfouten(inhoud.geldig_van, inhoud.geldig_tot, regel, plaats="periode")
    return (*gebreken, *begin, *einde)


def find_beginfouten(
    van: date, regel: Accreditatieregel, *, gevraagd: date, aansluitend: date | None, plaats: str = "geldig_van"
) -> tuple[Fout, ...]:
    """Whether a period that was asked for on the day `gevraagd` begins too far from it.

    `aansluitend`: where the accreditation ends that this one renews; that day is always good. None: no renewal.
    """
    eerste, laatste = regel.find_begin(gevraagd)
    if van == aansluitend or eerste <= van <= laatste:
        return ()
    melding = f"Kies een eerste dag van {eerste:%d-%m-%Y} tot en met {laatste:%d-%m-%Y}."
    return (Fout("begin-te-ver-weg", melding, plaats),)


def find_eindfouten(
    van: date, tot: date | None, regel: Accreditatieregel, plaats: str = "geldig_tot"
) -> tuple[Fout, ...]:
    """What is wrong with the end of a period from `van` until `tot` (excluded)."""
    if tot is None:
        return (Fout("periode-zonder-einde", "Kies een einde: een accreditatie geldt voor een tijd.", plaats),)
    if tot <= van:
        return (Fout("tot-voor-van", "Kies een einde na de eerste dag.", plaats),)
    if tot > add_months(van, regel.langste_maanden):
        melding = f"Een accreditatie duurt hoogstens {regel.langste_maanden} maanden."
        return (Fout("periode-te-lang", melding, plaats),)
    return ()


def find_te_veel(minuten: int, kenmerken: Kenmerken, namen: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for each dimension that takes more than `minuten` together; `namen` are those of dimensions."""
    return tuple(
        f"{namen.get(dimensie, dimensie)}: samen {format_duur(som)}. Dit onderdeel duurt {format_duur(minuten)}."
        for dimensie, waarden in kenmerken.items()
        if (som := sum(waarden.values())) > minuten
    )


def scale_kenmerken(kenmerken: Kenmerken, van: int, naar: int) -> Kenmerken:
    """The same kenmerken in the proportion of what is granted, in whole minutes; nothing of what falls to zero."""
    return {
        dimensie: {waarde: aantal * naar // van for waarde, aantal in waarden.items() if aantal * naar // van}
        for dimensie, waarden in kenmerken.items()
    }


def find_verschillen(gevraagd: Inhoud, toegekend: Inhoud) -> list[tuple[Onderdeelinhoud, int]]:
    """Each onderdeel that was asked with the minutes that were granted for it; 0 when it was not granted."""
    minuten = {(deel.modulecode, deel.categorie): deel.minuten for deel in toegekend.onderdelen}
    return [(deel, minuten.get((deel.modulecode, deel.categorie), 0)) for deel in gevraagd.onderdelen]


def is_anders(gevraagd: Inhoud, toegekend: Inhoud) -> bool:
    """Whether something else was granted than asked: other minutes, or another period."""
    if (gevraagd.geldig_van, gevraagd.geldig_tot) != (toegekend.geldig_van, toegekend.geldig_tot):
        return True
    return any(deel.minuten != minuten for deel, minuten in find_verschillen(gevraagd, toegekend))


def write_inhoud(inhoud: Inhoud) -> dict[str, Any]:
    """As it is kept with a step, for ever."""
    return {
        "geldig_van": inhoud.geldig_van.isoformat(),
        "geldig_tot": inhoud.geldig_tot.isoformat() if inhoud.geldig_tot else None,
        "leerdoelen": inhoud.leerdoelen,
        "toetsvorm": inhoud.toetsvorm,
        "docenten": inhoud.docenten,
        "onderdelen": [
            {
                "modulecode": deel.modulecode,
                "module": deel.module,
                "categorie": deel.categorie,
                "minuten": deel.minuten,
                "kenmerken": deel.kenmerken,
            }
            for deel in inhoud.onderdelen
        ],
    }


def read_inhoud(data: Mapping[str, Any]) -> Inhoud:
    """The reverse of `write_inhoud`."""
    tot = data["geldig_tot"]
    return Inhoud(
        geldig_van=date.fromisoformat(data["geldig_van"]),
        geldig_tot=date.fromisoformat(tot) if tot else None,
        leerdoelen=data["leerdoelen"],
        toetsvorm=data["toetsvorm"],
        docenten=data["docenten"],
        onderdelen=tuple(Onderdeelinhoud(**deel) for deel in data["onderdelen"]),
    )


def sum_per_categorie(onderdelen: Iterable[Onderdeelinhoud]) -> dict[str, int]:
    """Net minutes per category, of all modules together."""
    som: dict[str, int] = {}
    for deel in onderdelen:
        som[deel.categorie] = som.get(deel.categorie, 0) + deel.minuten
    return som
