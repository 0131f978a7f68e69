"""What the head of every page needs to know about who is looking."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.queries import find_kamers
from accounts.services.concepten import make_merk
from accounts.toegang import DEUREN, find_namens


def navigatie(request: HttpRequest) -> dict[str, object]:
    """`kamers`: the kinds of organisation somebody acts for today. One query, and only where a template asks.

    `namens`: the name of the organisation somebody acts for here, when there is a choice; else empty.

    `afdeling`: the first word of the address, by which the menu marks where somebody is. `kamer`: its first two words
    as an address, by which the menu of that part does.
    `concept_merk`: whose text the browser may keep. `concept_klaar`: the tabs whose form was saved just now.
    Nothing of it on the page for a request that was refused before we knew who asked, such as one for a strange host.
    """
    if not hasattr(request, "user"):
        return {}
    afdeling, _, rest = request.path.strip("/").partition("/")
    kamers = SimpleLazyObject(lambda: collect_kamers(request))
    return {
        "kamers": SimpleLazyObject(lambda: frozenset(soort for soort, *_ in kamers)),
        "namens": SimpleLazyObject(lambda: name_namens(request, kamers, afdeling)),
        "afdeling": afdeling,
        "kamer": f"/{afdeling}/{rest.partition('/')[0]}",
        "concept_merk": SimpleLazyObject(lambda: make_merk(request.user) if request.user.is_authenticated else ""),
        "concept_klaar": SimpleLazyObject(lambda: " ".join(take_klaar(request))),
    }


KLAAR = "concept_klaar"


def add_klaar(request: HttpRequest, tab: str) -> None:
    """Let the next page tell the browser that the text of this tab was saved, so that it forgets its copy."""
    request.session[KLAAR] = [*request.session.get(KLAAR, []), tab][-10:]


def take_klaar(request: HttpRequest) -> list[str]:
    return request.session.pop(KLAAR) if KLAAR in request.session else []


def collect_kamers(request: HttpRequest) -> list[tuple[str, int, str]]:
    if not request.user.is_authenticated:
        return []
    return list(find_kamers(request.user, peildatum=timezone.localdate()))


def name_namens(request: HttpRequest, kamers: Iterable[tuple[str, int, str]], afdeling: str) -> str:
    hier = [kamer for kamer in kamers if DEUREN.get(kamer[0], kamer[0]) == afdeling]
    nu = find_namens(request, hier).values()
    return next((naam for _, organisatie, naam in hier if organisatie in nu), "") if len(hier) > 1 else ""
