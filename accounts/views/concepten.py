"""Where a page in the browser saves its draft while somebody types. Answers JSON, also when the session is over."""

from typing import Annotated

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.limieten import Limiet
from accounts.services.concepten import (
    HOOGSTE_VERSIE,
    LANGSTE_INHOUD,
    LANGSTE_NAAM,
    NieuwerConcept,
    Stand,
    discard_concept,
    load_concept,
    make_merk,
    save_concept,
)
from accounts.views.noodkopie import is_machinery
from kern.fouten import Fouten
from kern.problemen import make_problem

LIMIET = Limiet("concepten", aantal=90, seconden=60)
LANGSTE_BODY = LANGSTE_INHOUD + 1000
Versie = Annotated[int, msgspec.Meta(ge=0, le=HOOGSTE_VERSIE)]


class Opgave(msgspec.Struct, forbid_unknown_fields=True):
    """What a page sends: the version it knows, and what stands in its fields."""

    versie: Versie
    velden: dict[str, list[str]] = msgspec.field(default_factory=dict)


@never_cache
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "PUT", "DELETE"])
def handle_concept(request: HttpRequest, formulier: str) -> HttpResponse:
    """The draft of one form of whoever has signed in, as {"versie", "bewaardOp", "velden"}; 409 with newer text.

    A page says in `X-Concept-Merk` whose text it holds: after somebody else signed in it is not theirs to save.
    """
    if len(formulier) > LANGSTE_NAAM:
        raise Http404
    if not request.user.is_authenticated or _is_of_another(request):
        return make_problem(401, "Je bent niet meer ingelogd. Log opnieuw in om je tekst te bewaren.")
    if request.method in ("GET", "HEAD"):
        return _answer(load_concept(request.user, formulier))
    if int(request.META.get("CONTENT_LENGTH") or 0) > LANGSTE_BODY:
        return make_problem(413, "Je tekst is te lang om als concept te bewaren.")
    if wachttijd := LIMIET.take(str(request.user.pk), op=timezone.now()):
        return make_problem(429, "Dit ging te snel achter elkaar.", headers={"Retry-After": str(wachttijd)})
    try:
        opgave = msgspec.json.decode(request.body, type=Opgave)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return make_problem(400, "Dit concept is niet te lezen. Stuur JSON met versie en velden.")
    return (_discard if request.method == "DELETE" else _save)(request, formulier, opgave)


@sensitive_variables()
def _save(request: HttpRequest, formulier: str, opgave: Opgave) -> HttpResponse:
    velden = {naam: waarden for naam, waarden in opgave.velden.items() if not is_machinery(naam)}
    try:
        stand = save_concept(request.user, formulier, velden, versie=opgave.versie, op=timezone.now())
    except NieuwerConcept as nieuwer:
        return _answer(nieuwer.stand, status=409)
    except Fouten as fouten:
        return make_problem(fouten.status, fouten.fouten[0].melding, fouten.fouten)
    return JsonResponse({"versie": stand.versie, "bewaardOp": stand.bewaard_op})


@sensitive_variables()
def _discard(request: HttpRequest, formulier: str, opgave: Opgave) -> HttpResponse:
    gone = discard_concept(request.user, formulier, versie=opgave.versie, op=timezone.now())
    return _answer(load_concept(request.user, formulier), status=200 if gone else 409)


def _is_of_another(request: HttpRequest) -> bool:
    return request.headers.get("X-Concept-Merk", make_merk(request.user)) != make_merk(request.user)


@sensitive_variables()
def _answer(stand: Stand, status: int = 200) -> HttpResponse:
    body = {"versie": stand.versie, "bewaardOp": stand.bewaard_op, "velden": stand.velden}
    return JsonResponse(body, status=status)
