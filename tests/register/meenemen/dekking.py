"""Which models lead to a person, and which of those nobody takes along: found by looking at the models."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import Field, FileField, Model

from accounts.models import Gebruiker
from register.meenemen.bronnen import Bron

Soort = type[Model]


def find_gaten(modellen: Iterable[Soort], bronnen: Collection[Bron], uitzonderingen: Mapping[str, str]) -> list[str]:
    """What leads to a person and goes nowhere, each with what to do about it."""
    found = []
    for model in modellen:
        label = model._meta.label
        if not leads_to_person(model) or label in uitzonderingen:
            continue
        eigen = [bron for bron in bronnen if bron.model is model]
        if not eigen:
            found.append(f"{label}: geef een Bron in BRONNEN, of een reden in UITZONDERINGEN")
            continue
        found += [
            f"{label}.{kolom.name}: geef de Bron `bestanden`, en zet het pad in `weglaten`"
            for kolom in model._meta.concrete_fields
            if isinstance(kolom, FileField) and any(kolom in bron.kolommen for bron in eigen)
        ]
        found += [
            f"{label}.{kolom.name}: geef een Bron die zo bij een mens komt, of een reden in UITZONDERINGEN"
            for kolom in relations(model)
            if kolom.related_model is Gebruiker and kolom.name not in [bron.van for bron in eigen]
            if f"{label}.{kolom.name}" not in uitzonderingen
        ]
    return found


def leads_to_person(model: Soort, seen: tuple[Soort, ...] = ()) -> bool:
    """Whether it is a person, or points at something that leads to one."""
    if model is Gebruiker:
        return True
    ahead = {kolom.related_model for kolom in relations(model)} - {model, *seen}
    return any(leads_to_person(item, (*seen, model)) for item in ahead)


def relations(model: Soort) -> Iterator[Field]:
    return (kolom for kolom in model._meta.concrete_fields if kolom.is_relation)


def find_stale(modellen: Iterable[Soort], bronnen: Collection[Bron], uitzonderingen: Mapping[str, str]) -> list[str]:
    """Exceptions, and columns left out, that do not exist (any more)."""
    bestaat = {model._meta.label for model in modellen}
    bestaat |= {f"{model._meta.label}.{kolom.name}" for model in modellen for kolom in model._meta.concrete_fields}
    genoemd = {*uitzonderingen} | {f"{bron.model._meta.label}.{naam}" for bron in bronnen for naam in bron.weglaten}
    return sorted(genoemd - bestaat)
