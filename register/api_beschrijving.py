"""The description of this room's calls in `/api/v1/openapi.json`: texts and examples, no behaviour."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiResponse

from kern.beschrijving import API_VERSIE, describe_problemen
from register import serializers

VERZOEK = {
    "peildatum": "2026-11-22",
    "regels": [
        {"registratienummer": "15726541", "achternaam": "van den Heuvel"},
        {"registratienummer": "48210376", "achternaam": "Yıldız"},
    ],
}
ANTWOORD = {
    "gecontroleerdOp": "2026-11-22T09:30:00Z",
    "peildatum": "2026-11-22",
    "regels": [
        {
            "registratienummer": "15726541",
            "uitkomst": "geregistreerd",
            "geldigVan": "2024-03-01",
            "geldigTot": "2029-03-01",
            "maatregelen": [],
        },
        {"registratienummer": "48210376", "uitkomst": "onbekend", "maatregelen": []},
    ],
}
CERTIFICAATANTWOORD = {
    "naam": "Noor van den Heuvel",
    "registratienummer": "15726541",
    "geldigVan": "2024-03-01",
    "geldigTot": "2029-03-01",
    "status": "geregistreerd",
    "gecontroleerdOp": "2026-11-22T09:30:00Z",
}


def _answer(serializer: Any, description: str, value: Any) -> dict[int, OpenApiResponse]:
    example = OpenApiExample("Voorbeeld", value=value, response_only=True, status_codes=["200"])
    return {200: OpenApiResponse(serializer, description=description, examples=[example])}


VERIFICATIES: dict[str, Any] = {
    "operation_id": "createVerificatie",
    "tags": ["verificaties"],
    "summary": "Controleer wie in het register staat",
    "description": "Met een sleutel van een werkgever, of zonder sleutel voor wie nummer en achternaam kent. Elke"
    " regel krijgt een antwoord, in de volgorde van het verzoek. Een nummer dat niet kan bestaan is onbekend.",
    "parameters": [API_VERSIE],
    "request": serializers.VerificatieverzoekSerializer,
    "examples": [OpenApiExample("Twee mensen", value=VERZOEK, request_only=True)],
    "responses": _answer(serializers.VerificatieantwoordSerializer, "Elke regel heeft een antwoord.", ANTWOORD)
    | describe_problemen(400, 401, 403, 413, 415, 429),
}
CERTIFICAAT: dict[str, Any] = {
    "operation_id": "retrieveCertificaat",
    "tags": ["certificaten"],
    "summary": "Bekijk wat een certificaat vandaag waard is",
    "description": "De code staat op het certificaat. Hoofdletters, spaties en streepjes maken niet uit.",
    "parameters": [API_VERSIE],
    "responses": _answer(
        serializers.CertificaatSerializer, "Het certificaat en de status van nu.", CERTIFICAATANTWOORD
    )
    | describe_problemen(400, 401, 404, 410, 429),
}
