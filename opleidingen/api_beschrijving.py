"""The description of this room's calls in `/api/v1/openapi.json`: texts and examples, no behaviour."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from kern.beschrijving import API_VERSIE, describe_problemen
from opleidingen import serializers
from opleidingen.antwoord import UITKOMSTEN
from opleidingen.meldingen import MELDINGEN, PERSOON_NIET_GEVONDEN

VERZOEK = {
    "regels": [
        {
            "registratienummer": "15726541",
            "achternaam": "van den Heuvel",
            "opleidingscode": "eksd",
            "uitvoeringscode": "2026-1",
            "eindDatum": "2026-06-29",
            "kenmerk": "cursist-4711",
        },
        {"registratienummer": "48210372", "opleidingscode": "eksd", "modulecode": "recht", "eindDatum": "2026-03-02"},
    ]
}
REGELS = [
    {"regel": 1, "uitkomst": "geboekt", "deelnameId": 1024, "kenmerk": "cursist-4711"},
    {
        "regel": 2,
        "uitkomst": "geparkeerd",
        "code": PERSOON_NIET_GEVONDEN,
        "melding": MELDINGEN[PERSOON_NIET_GEVONDEN],
    },
]
TOTALEN = {"geboekt": 1, "alBekend": 0, "geparkeerd": 1, "afgewezen": 0}
ID = "0b8f4a52-4c43-4a1e-9f0e-0f6a4f2d9b11"


PLEK = OpenApiParameter(
    "Location",
    str,
    OpenApiParameter.HEADER,
    description="Het adres van de aanlevering: haal hier op hoe ver zij is.",
    response=[201, 202],
)


def _answer(status: int, serializer: Any, description: str, value: Any) -> dict[int, OpenApiResponse]:
    example = OpenApiExample("Voorbeeld", value=value, response_only=True, status_codes=[str(status)])
    return {status: OpenApiResponse(serializer, description=description, examples=[example])}


AANLEVEREN: dict[str, Any] = {
    "operation_id": "createAanlevering",
    "tags": ["aanleveringen"],
    "summary": "Lever afgeronde opleidingen aan",
    "description": "Elke regel krijgt een antwoord. Een geboekte regel staat meteen in het dossier van de deelnemer."
    " Stuur je dezelfde inhoud opnieuw met dezelfde Idempotency-Key, dan krijg je hetzelfde antwoord.\n\n"
    "Tot en met 10.000 regels krijg je de antwoorden meteen (201). Stuur je er meer, dan nemen wij alles aan (202) en"
    " boeken wij op de achtergrond. Kijk dan elke paar seconden op het adres in Location. Is de status verwerkt,"
    " haal dan de antwoorden op bij /aanleveringen/{id}/regels. Een proef krijgt altijd meteen antwoord.",
    "parameters": [
        API_VERSIE,
        PLEK,
        OpenApiParameter(
            "Idempotency-Key",
            str,
            OpenApiParameter.HEADER,
            description="Een eigen, unieke sleutel. Gebruik dezelfde als je het antwoord miste en opnieuw stuurt.",
        ),
        OpenApiParameter(
            "proef", bool, description="true: controleer alles en boek niets. Met een testsleutel is dat altijd zo."
        ),
    ],
    "request": serializers.AanleververzoekSerializer,
    "examples": [OpenApiExample("Twee deelnemers", value=VERZOEK, request_only=True)],
    "responses": {
        **_answer(
            201,
            serializers.AanleverantwoordSerializer,
            "Verwerkt: elke regel heeft een antwoord, in de volgorde van het verzoek.",
            {"id": ID, "totalen": TOTALEN, "regels": REGELS},
        ),
        **_answer(
            202,
            serializers.OntvangstSerializer,
            "Ontvangen en bewaard: meer dan 10.000 regels, die wij op de achtergrond boeken.",
            {"id": ID, "status": "wacht", "aantal": 24000},
        ),
        **_answer(
            200,
            serializers.AanleverantwoordSerializer,
            "Proef: dit zou het antwoord zijn. Er is niets geboekt.",
            {
                "id": None,
                "totalen": {**TOTALEN, "geboekt": 0},
                "regels": [REGELS[1] | {"regel": 1}],
                "proef": True,
            },
        ),
        **describe_problemen(400, 401, 403, 409, 413, 415, 429),
    },
}
AANLEVERING: dict[str, Any] = {
    "operation_id": "getAanlevering",
    "tags": ["aanleveringen"],
    "summary": "Bekijk een aanlevering",
    "parameters": [API_VERSIE],
    "responses": {
        **_answer(
            200,
            serializers.AanleveringSerializer,
            "De aanlevering: hoe ver zij is, met het aantal regels per uitkomst tot nu toe.",
            {
                "id": ID,
                "status": "verwerkt",
                "ingediendOp": "2026-06-30T09:12:44Z",
                "verwerktOp": "2026-06-30T09:12:44Z",
                "aantal": 2,
                "aantalVerwerkt": 2,
                "totalen": TOTALEN,
            },
        ),
        **describe_problemen(400, 401, 403, 404, 429),
    },
}
PAGINERING = [
    OpenApiParameter("pagina", int, description="Welke pagina, vanaf 1."),
    OpenApiParameter("perPagina", int, description="Hoeveel per pagina; hoogstens 500."),
]
AANLEVERREGELS: dict[str, Any] = {
    "operation_id": "listAanleverregels",
    "tags": ["aanleveringen"],
    "summary": "Bekijk de antwoorden per regel",
    "description": "Regels die al een antwoord hebben, in de volgorde van het verzoek.",
    "parameters": [
        API_VERSIE,
        *PAGINERING,
        OpenApiParameter("uitkomst", str, enum=UITKOMSTEN, description="Alleen regels met deze uitkomst."),
    ],
    "responses": {
        **_answer(
            200,
            serializers.AanleverregelpaginaSerializer,
            "De regels met hun antwoord.",
            {"aantal": 2, "volgende": None, "vorige": None, "resultaten": REGELS},
        ),
        **describe_problemen(400, 401, 403, 404, 429),
    },
}
OPLEIDINGEN: dict[str, Any] = {
    "operation_id": "listOpleidingen",
    "tags": ["opleidingen"],
    "summary": "Zoek in de geaccrediteerde opleidingen",
    "auth": [],
    "parameters": [API_VERSIE],
    "responses": {
        200: OpenApiResponse(serializers.OpleidingSerializer(many=True), description="De opleidingen op naam."),
        **describe_problemen(400, 404, 429),
    },
}
OPLEIDING: dict[str, Any] = {
    "operation_id": "getOpleiding",
    "tags": ["opleidingen"],
    "summary": "Bekijk een geaccrediteerde opleiding",
    "auth": [],
    "parameters": [API_VERSIE],
    "responses": {
        200: OpenApiResponse(
            serializers.OpleidingdetailSerializer, description="De opleiding met modules en uitvoeringen."
        ),
        **describe_problemen(400, 404, 429),
    },
}
