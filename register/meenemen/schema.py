"""The JSON schema of `dossier.json`, made from the models: what a column is called and means is told there once."""

from typing import Any

from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
)

from register.meenemen.bronnen import BRONNEN, Bron

VERSIE = 1
SCHEMA = "meenemen.schema.json"
TEKST: dict[str, Any] = {"type": ["string", "null"]}
SOORTEN: tuple[tuple[type[Field], dict[str, Any]], ...] = (
    (BooleanField, {"type": "boolean"}),
    (IntegerField, {"type": "integer"}),
    (DateTimeField, {"type": "string", "format": "date-time"}),
    (DateField, {"type": "string", "format": "date"}),
    (JSONField, {}),
)
"""The first that fits; anything else is text. A moment is a kind of date to Django, so it comes before it."""


def make_schema() -> dict[str, Any]:
    onderdelen = {bron.naam: describe_bron(bron) for bron in BRONNEN}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:sam-register:meenemen",
        "title": "Alles van mij",
        "description": (
            "Alles wat het register van iemand weet. Een kolom met '_datum' is een dag, met '_op' een moment in UTC. "
            "Een periode loopt tot 'geldig_tot' of 'tot_datum': de eerste dag die er niet meer bij hoort."
        ),
        **describe_object(
            {
                "versie": {"const": VERSIE},
                "gemaakt_op": {"type": "string", "format": "date-time"},
                "onderdelen": describe_object(onderdelen),
                "bestanden": {"type": "array", "items": BESTAND},
            }
        ),
    }


def describe_object(properties: dict[str, Any]) -> dict[str, Any]:
    """An object that holds exactly these."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


BESTAND = describe_object(
    {
        "onderdeel": {"type": "string", "description": "Het onderdeel waar het bestand bij hoort."},
        "id": {"type": "integer", "description": "De rij in dat onderdeel."},
        "bestand": {"type": "string", "description": "Waar het bestand in dit pakket staat."},
    }
)


def describe_bron(bron: Bron) -> dict[str, Any]:
    kolommen = {kolom.name: kolom for kolom in bron.kolommen}
    rij = {naam: describe_kolom(bron, kolommen[naam]) if naam in kolommen else TEKST for naam in bron.namen}
    return {"type": "array", "description": str(bron.model._meta.verbose_name_plural), "items": describe_object(rij)}


def describe_kolom(bron: Bron, kolom: Field) -> dict[str, Any]:
    uitleg = f"{kolom.verbose_name}. {kolom.help_text}".strip()
    if kolom.name in bron.lees or kolom.name in bron.omzetten:
        return {**TEKST, "description": uitleg}
    return {**find_soort(kolom), "description": uitleg}


def find_soort(kolom: Field) -> dict[str, Any]:
    doel = kolom.target_field if isinstance(kolom, ForeignKey) else kolom
    soort = next((vorm for klasse, vorm in SOORTEN if isinstance(doel, klasse)), {"type": "string"})
    if kolom.null and "type" in soort:
        return {**soort, "type": [soort["type"], "null"]}
    return soort
