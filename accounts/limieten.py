"""Limits on guessing, counted by all workers together in the shared cache.

Every count claims a slot with `cache.add`, which only one caller can win. Adding one to a stored number would lose
counts when workers write at the same moment, because the database cache cannot do that in one step.
"""

import ipaddress
import threading
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

BLOKKEN = 30
"""In how many blocks a `Tempo` is handed out to the workers."""


@dataclass(frozen=True, slots=True)
class Limiet:
    """At most `aantal` counts in each window of `seconden`; windows start at multiples of `seconden`."""

    naam: str
    aantal: int
    seconden: int

    def count(self, wie: str, *, op: datetime, keren: int = 1) -> bool:
        """Count `keren` for `wie`, all of them or none; False when so many were not left."""
        slots = [self._slot(wie, op, nummer) for nummer in range(self.aantal)]
        taken = cache.get_many(slots)
        free = (slot for slot in slots if slot not in taken and cache.add(slot, True, self.seconden))
        won = list(islice(free, keren))
        if len(won) == keren:
            return True
        cache.delete_many(won)
        return False

    def take(self, wie: str, *, op: datetime, keren: int = 1) -> int:
        """Count `keren` for `wie`, and answer how many seconds to wait when so many were not left; else 0.

        Of many who ask at the same moment no more than `aantal` hear 0: whoever lets somebody through asks here.
        """
        return 0 if self.count(wie, op=op, keren=keren) else self._rest(op)

    def find_wachttijd(self, wie: str, *, op: datetime) -> int:
        """How many seconds `wie` must wait; 0 as long as the limit is not reached.

        To look, where what counts comes later, as with failures. Who asks at the same moment is not held back.
        """
        if not cache.get(self._slot(wie, op, self.aantal - 1)):
            return 0
        return self._rest(op)

    def _rest(self, op: datetime) -> int:
        return self.seconden - int(op.timestamp()) % self.seconden

    def _slot(self, wie: str, op: datetime, nummer: int) -> str:
        return f"limiet:{self.naam}:{wie}:{int(op.timestamp()) // self.seconden}:{nummer}"


class Tempo:
    """A limit on many calls, cheap enough to count each of them.

    A worker takes a block of calls from the limit that all workers share, and hands them out by itself: together they
    never let more than `aantal` through in a window, and the shared count is written once per block. Who is spread
    over several workers may meet the limit early, by less than a block for each of them.
    """

    def __init__(self, naam: str, *, aantal: int, seconden: int, blok: int = 0) -> None:
        self.blok = blok or max(1, aantal // BLOKKEN)
        self._blokken = Limiet(naam, aantal=max(1, aantal // self.blok), seconden=seconden)
        self._over: dict[str, tuple[int, int]] = {}
        self._slot = threading.Lock()

    def take(self, wie: str, *, op: datetime) -> int:
        """Count one call for `wie`; answers how many seconds to wait when there was none left, else 0."""
        venster = int(op.timestamp()) // self._blokken.seconden
        if self._take_own(wie, venster):
            return 0
        if wachttijd := self._blokken.take(wie, op=op):
            return wachttijd
        with self._slot:
            self._over[wie] = (venster, self._find_over(wie, venster) + self.blok - 1)
        return 0

    def forget(self) -> None:
        """Give up what this worker has left of its blocks."""
        self._over.clear()

    def _take_own(self, wie: str, venster: int) -> bool:
        with self._slot:
            over = self._find_over(wie, venster)
            self._over[wie] = (venster, max(0, over - 1))
        return over > 0

    def _find_over(self, wie: str, venster: int) -> int:
        """What this worker has left of its blocks; what was left of an earlier window is gone."""
        van, over = self._over.get(wie, (venster, 0))
        return over if van == venster else 0


def find_adres(request: HttpRequest) -> str:
    """The address that a request came from; `X-Forwarded-For` is believed from `VERTROUWDE_PROXIES` alone.

    Of IPv6 the network counts, because one subscriber has all of its addresses.
    """
    adres = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if adres.version == 6:
        return str(ipaddress.ip_network((adres, 64), strict=False).network_address)
    return str(adres)
