"""What somebody sent when their session was over, or on top of newer text: kept until they can choose.

The copy lies encrypted in the session of this one browser, half an hour at most. It goes back to the person who typed
it alone: the form carries the mark of whoever opened it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.limieten import Limiet, find_adres
from accounts.services.concepten import HOOGSTE_VERSIE, LANGSTE_INHOUD, Velden
from accounts.versleuteling import decrypt, encrypt

SLEUTEL = "noodkopieen"
BEWAARTIJD = timedelta(minutes=30)
MEESTE = 5
LIMIET = Limiet("noodkopieen", aantal=30, seconden=3600)


@dataclass(frozen=True, slots=True, repr=False)
class Noodkopie:
    pad: str
    merk: str
    versie: int
    velden: Velden
    op: str

    def is_for(self, request: HttpRequest, merk: str, op: datetime) -> bool:
        fresh = op - datetime.fromisoformat(self.op) < BEWAARTIJD
        return fresh and (self.pad, self.merk) == (request.path, merk)


def is_machinery(naam: str) -> bool:
    """Tell whether a field is not somebody's text: a token, or one of the draft itself."""
    return naam == "csrfmiddlewaretoken" or naam.startswith("_")


def read_velden(data: QueryDict) -> Velden:
    """What somebody typed in a form, without its machinery."""
    return {
        naam: [waarde.replace("\r\n", "\n") for waarde in waarden]
        for naam, waarden in data.lists()
        if not is_machinery(naam)
    }


def read_versie(data: QueryDict, naam: str = "_versie") -> int | None:
    """The version that the page in which somebody typed knew; None when the page did not say."""
    text = data.get(naam, "")
    return min(int(text), HOOGSTE_VERSIE) if text.isascii() and text.isdigit() else None


@sensitive_variables()
def keep_noodkopie(request: HttpRequest) -> None:
    """Keep what this POST brought, if a form of ours sent it. The oldest of too many goes."""
    velden, merk, op = read_velden(request.POST), request.POST.get("_merk", ""), timezone.now()
    inhoud = {"pad": request.path, "merk": merk, "versie": read_versie(request.POST) or 0, "velden": velden}
    tekst = json.dumps(inhoud | {"op": op.isoformat()}, ensure_ascii=False)
    if not merk or not velden or len(tekst.encode()) > LANGSTE_INHOUD or LIMIET.take(find_adres(request), op=op):
        return
    request.session[SLEUTEL] = [*request.session.get(SLEUTEL, []), encrypt(tekst).decode()][-MEESTE:]
    if not request.user.is_authenticated:
        request.session.set_expiry(BEWAARTIJD)


@sensitive_variables()
def find_noodkopie(request: HttpRequest, merk: str) -> Noodkopie | None:
    """The last copy that this person sent from this page."""
    op = timezone.now()
    return next((kopie for _, kopie in reversed(list(_read(request))) if kopie.is_for(request, merk, op)), None)


@sensitive_variables()
def drop_noodkopie(request: HttpRequest, merk: str) -> None:
    """Throw away the copy that `find_noodkopie` gives, if there is one."""
    if kopie := find_noodkopie(request, merk):
        request.session[SLEUTEL] = [token for token, other in _read(request) if other != kopie]


@sensitive_variables()
def _read(request: HttpRequest) -> Iterator[tuple[str, Noodkopie]]:
    for token in request.session.get(SLEUTEL, []):
        try:
            yield token, Noodkopie(**json.loads(decrypt(token.encode())))
        except InvalidToken:
            continue
