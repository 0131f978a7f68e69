"""Look over what somebody is writing, while they write: what in it can be recognised as somebody's data?

Nothing of it is kept or logged. The same look is taken on the server whenever a page shows the text.
"""

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from accounts.limieten import Limiet
from beroepscode.herkenning import find_gegevens
from kern.problemen import make_problem

LIMIET = Limiet("nakijken", aantal=60, seconden=60)
LANGSTE_BODY = 130_000


class Opgave(msgspec.Struct, forbid_unknown_fields=True):
    """The text of one field."""

    tekst: str


@never_cache
@sensitive_variables()
@require_POST
def look_over(request: HttpRequest) -> HttpResponse:
    """`{"vondsten": [{"naam", "begin", "einde"}]}`; places are counted as a browser counts them."""
    if not request.user.is_authenticated:
        return make_problem(401, "Je bent niet meer ingelogd.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > LANGSTE_BODY:
        return make_problem(413, "Deze tekst is te lang om na te kijken.")
    op = timezone.now()
    if wachttijd := LIMIET.take(str(request.user.pk), op=op):
        return make_problem(429, "Dit ging te snel achter elkaar.", headers={"Retry-After": str(wachttijd)})
    try:
        tekst = msgspec.json.decode(request.body, type=Opgave).tekst
    except (msgspec.DecodeError, UnicodeDecodeError):
        return make_problem(400, "Dit is niet te lezen. Stuur JSON met tekst.")
    vondsten = [
        {"naam": vondst.naam, "begin": count(tekst[: vondst.begin]), "einde": count(tekst[: vondst.einde])}
        for vondst in find_gegevens(tekst, timezone.localdate(op))
    ]
    return JsonResponse({"vondsten": vondsten})


def count(text: str) -> int:
    """How long a browser says that this is: outside the basic plane a sign counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
