"""Walk the chain of the logboek and find where it does not hold."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Logregel
from accounts.services.logboek import BEGIN, hash_logregel


@dataclass(frozen=True, slots=True)
class Breuk:
    """The first row that does not fit, and why."""

    volgnummer: int
    reden: str


@dataclass(frozen=True, slots=True)
class Kop:
    """The newest row at some moment, kept where the application cannot write."""

    volgnummer: int
    hash: str


def find_breuk(regels: Iterable[Logregel]) -> Breuk | None:
    """Check rows in the order of their number, from the first on. None when the chain is whole.

    Rows removed at the end leave a shorter chain that is whole: `check_kop` finds those.
    """
    volgnummer, vorige = 1, BEGIN
    for regel in regels:
        if regel.volgnummer != volgnummer:
            return Breuk(volgnummer, "deze regel ontbreekt.")
        if regel.hash != hash_logregel(regel):
            return Breuk(volgnummer, "de inhoud is veranderd na het schrijven.")
        if regel.vorige != vorige:
            return Breuk(volgnummer, "deze regel sluit niet aan op de regel ervoor.")
        volgnummer, vorige = volgnummer + 1, regel.hash
    return None


def check_kop(kop: Kop) -> Breuk | None:
    """Tell whether the row that was newest once is still there and still the same."""
    if kop.volgnummer == 0:
        return None
    regel = Logregel.objects.filter(pk=kop.volgnummer).first()
    if regel is None:
        return Breuk(kop.volgnummer, "deze regel is bewaard als kop, maar staat niet meer in het logboek.")
    if regel.hash != kop.hash:
        return Breuk(kop.volgnummer, "deze regel is een andere dan de bewaarde kop; het logboek is herschreven.")
    return None
