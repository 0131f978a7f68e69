"""The one problem+json answer (RFC 9457) for every fault of the API, with all faults at once."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.views import exception_handler as drf_exception_handler

from kern.fouten import Fout, Fouten

TITELS = {
    400: "Ongeldig verzoek",
    401: "Niet aangemeld",
    403: "Geen toegang",
    404: "Niet gevonden",
    405: "Methode niet toegestaan",
    406: "Dit antwoordformaat bestaat niet",
    409: "Conflict",
    410: "Ingetrokken",
    413: "Te groot",
    415: "Dit invoerformaat bestaat niet",
    422: "Niet te verwerken",
    429: "Te veel verzoeken",
    500: "Er ging iets mis",
    503: "Even niet bereikbaar",
}
# What the framework says in words of its own, said in ours: what is wrong and what to do.
MELDINGEN: dict[type[Exception], str] = {
    exceptions.ParseError: "De inhoud is geen geldige JSON. Stuur UTF-8, en kijk haken en komma's na.",
    exceptions.NotAuthenticated: "Stuur je sleutel mee als `Authorization: Bearer SLEUTEL`.",
    exceptions.NotFound: "Dit bestaat niet, of je sleutel geeft er geen toegang toe.",
    Http404: "Dit bestaat niet, of je sleutel geeft er geen toegang toe.",
    exceptions.MethodNotAllowed: "Deze methode kan hier niet. De header Allow noemt wat wel kan.",
    exceptions.NotAcceptable: "Dit antwoord bestaat alleen als application/json. Vraag daarom in de header Accept.",
    exceptions.UnsupportedMediaType: "Stuur de inhoud als application/json en zeg dat in de header Content-Type.",
    exceptions.Throttled: "Dit gebeurde te vaak. Wacht het aantal seconden in de header Retry-After.",
}
# The framework's codes for a value that does not fit its field, in ours: a code is Dutch, see `Fout`.
CODES = {
    "required": "ontbreekt",
    "null": "ontbreekt",
    "blank": "leeg",
    "empty": "leeg",
    "invalid": "ongeldig",
    "invalid_choice": "onbekende-waarde",
    "not_a_list": "geen-lijst",
    "max_length": "te-lang",
    "min_length": "te-kort",
    "max_value": "te-hoog",
    "min_value": "te-laag",
    "max_digits": "te-veel-cijfers",
    "max_whole_digits": "te-veel-cijfers",
    "max_decimal_places": "te-veel-cijfers",
    "null_characters_not_allowed": "onleesbaar-teken",
    "surrogate_characters_not_allowed": "onleesbaar-teken",
}
# Faults that the framework does not expect from a body: its size, its depth, a connection that broke.
ONLEESBAAR: dict[type[Exception], tuple[int, str]] = {
    RequestDataTooBig: (413, "De inhoud is te groot. Verdeel hem over meer verzoeken."),
    RecursionError: (400, "De inhoud is te diep genest. Kijk in /api/v1/openapi.json hoe hij eruitziet."),
    UnreadablePostError: (400, "De inhoud kwam niet heel over. Stuur hem opnieuw."),
}


def make_problem(
    status: int, detail: str, fouten: tuple[Fout, ...] = (), headers: dict[str, str] | None = None
) -> HttpResponse:
    """Answer `status` as problem+json; each fault carries `code`, `melding` and `plaats`."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": TITELS.get(status, "Fout"),
        "status": status,
        "detail": detail,
    }
    if fouten:
        body["fouten"] = [{"code": f.code, "melding": f.melding, "plaats": f.plaats} for f in fouten]
    return JsonResponse(body, status=status, headers=headers, content_type="application/problem+json")


def handle_exception(exc: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """DRF's exception handler. What nobody expected stays a 500 for the log, see `handler500` of the API."""
    if isinstance(exc, Fouten):
        return make_problem(exc.status, exc.fouten[0].melding, exc.fouten)
    if type(exc) in ONLEESBAAR:
        return make_problem(*ONLEESBAAR[type(exc)])
    response = drf_exception_handler(exc, context)
    if response is None:
        return None
    fouten = tuple(flatten(exc.detail)) if isinstance(exc, exceptions.ValidationError) else ()
    detail = fouten[0].melding if fouten else MELDINGEN.get(type(exc), str(getattr(exc, "detail", "")))
    headers = {name: value for name, value in response.headers.items() if name != "Content-Type"}
    return make_problem(response.status_code, detail, fouten, headers)


def flatten(detail: Any, plaats: str = "") -> list[Fout]:
    """Turn DRF's nested error detail into a flat list of faults with a dotted place."""
    if isinstance(detail, dict):
        return [fout for key, value in detail.items() for fout in flatten(value, f"{plaats}.{key}".strip("."))]
    if isinstance(detail, list):
        nested = [(str(i), item) if isinstance(item, dict | list) else ("", item) for i, item in enumerate(detail)]
        return [fout for key, item in nested for fout in flatten(item, f"{plaats}.{key}".strip("."))]
    code = getattr(detail, "code", "ongeldig")
    return [Fout(CODES.get(code, code), str(detail), plaats)]


@csrf_exempt
def page_not_found(request: HttpRequest) -> HttpResponse:
    """404 for an address below `/api` that does not exist, whatever is sent: keys, not cookies, open the API."""
    return make_problem(404, "Dit adres bestaat niet. Kijk in /api/v1/openapi.json welke adressen er zijn.")
