"""Do one thing many times at the same moment, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from typing import Any

from django.db import connection

MENSEN = 6


def take_together(act: Callable[[], Any]) -> list[Any]:
    """What each of `MENSEN` got who began together."""
    start = Barrier(MENSEN)

    def one(_: int) -> Any:
        with closing(connection):
            connection.ensure_connection()
            start.wait()
            return act()

    with ThreadPoolExecutor(MENSEN) as pool:
        return list(pool.map(one, range(MENSEN)))
