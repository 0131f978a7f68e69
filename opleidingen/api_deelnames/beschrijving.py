"""The description of these calls in `/api/v1/openapi.json`: texts and examples, no behaviour."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiResponse

from kern.beschrijving import API_VERSIE, describe_problemen
from opleidingen.api_deelnames.beeld import CorrectieSerializer, DeelnameSerializer, RedenSerializer


class MetInhoud(AutoSchema):
    """Also a DELETE has a body here: the reason, which stands in no address."""

    def _get_request_body(self, direction: str = "request") -> Any:
        method, self.method = self.method, "POST" if self.method == "DELETE" else self.method
        try:
            return super()._get_request_body(direction)
        finally:
            self.method = method


CORRECTIE = {"reden": "De einddatum stond een dag te laat.", "eindDatum": "2026-06-28"}
VOORBEELD = {
    "id": 1024,
    "status": "geboekt",
    "registratienummer": "15726541",
    "opleidingscode": "eksd",
    "uitvoeringscode": "2026-1",
    "eindDatum": "2026-06-28",
    "minuten": 960,
    "kenmerk": "cursist-4711",
    "geboektOp": "2026-06-30T09:12:44Z",
    "wijzigbaarTotDatum": "2027-06-30",
    "aanleveringId": "0b8f4a52-4c43-4a1e-9f0e-0f6a4f2d9b11",
    "regel": 1,
    "wijzigingen": [
        {
            "soort": "gecorrigeerd",
            "op": "2026-07-02T08:00:00Z",
            "reden": "De einddatum stond een dag te laat.",
            "oud": {"eindDatum": "2026-06-29"},
            "nieuw": {"eindDatum": "2026-06-28"},
        }
    ],
}
PROBLEMEN = describe_problemen(400, 401, 403, 404, 409, 413, 415, 422, 429)
TERMIJN = " Dat kan tot de dag in wijzigbaarTotDatum; daarna antwoorden wij 409."


def _answer(description: str) -> dict[int, OpenApiResponse]:
    example = OpenApiExample("Voorbeeld", value=VOORBEELD, response_only=True, status_codes=["200"])
    return {200: OpenApiResponse(DeelnameSerializer, description=description, examples=[example])}


DEELNAME: dict[str, Any] = {
    "operation_id": "getDeelname",
    "tags": ["deelnames"],
    "summary": "Bekijk een deelname",
    "parameters": [API_VERSIE],
    "responses": {
        **_answer("De deelname, met alles wat eraan veranderde."),
        **describe_problemen(400, 401, 403, 404, 429),
    },
}
CORRIGEREN: dict[str, Any] = {
    "operation_id": "updateDeelname",
    "tags": ["deelnames"],
    "summary": "Corrigeer een deelname",
    "description": "Het dossier toont wat er stond, wat er nu staat en waarom. Stuur je dezelfde correctie nog eens,"
    " dan verandert er niets. Bij een andere deelnemer trek je de deelname in en lever je opnieuw aan." + TERMIJN,
    "parameters": [API_VERSIE],
    "request": CorrectieSerializer,
    "examples": [OpenApiExample("Een andere einddatum", value=CORRECTIE, request_only=True)],
    "responses": {**_answer("De deelname zoals zij nu is."), **PROBLEMEN},
}
INTREKKEN: dict[str, Any] = {
    "operation_id": "deleteDeelname",
    "tags": ["deelnames"],
    "summary": "Trek een deelname in",
    "description": "De deelname telt niet meer mee en blijft doorgestreept in het dossier staan, met je reden. Trek"
    " je nog eens in, dan verandert er niets. Lever je dezelfde deelname opnieuw aan, dan boeken wij haar opnieuw."
    + TERMIJN,
    "parameters": [API_VERSIE],
    "request": RedenSerializer,
    "examples": [
        OpenApiExample("Verkeerde deelnemer", value={"reden": "Dit was een andere deelnemer."}, request_only=True)
    ],
    "responses": {204: OpenApiResponse(description="Ingetrokken."), **PROBLEMEN},
}
