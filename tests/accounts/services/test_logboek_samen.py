"""Many writers at once leave one chain without holes or forks, on either database."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

from django.db import connection, transaction

from accounts.models import Logregel
from accounts.services.controle import find_breuk
from accounts.services.logboek import write_logregel

OP = datetime(2026, 11, 22, 10, tzinfo=UTC)
SCHRIJVERS, REGELS = 4, 8


def in_own_connection(work):
    def run(*args):
        with closing(connection):
            return work(*args)

    return run


@in_own_connection
def write_some(schrijver):
    for n in range(REGELS):
        with transaction.atomic():
            write_logregel("iets", door=f"gebruiker:{schrijver}", inhoud={"n": n}, op=OP)


@in_own_connection
def read_all():
    regels = list(Logregel.objects.order_by("volgnummer"))
    return find_breuk(regels), sorted(regel.door for regel in regels)


def test_writers_at_the_same_moment_leave_one_chain(transactional_db):
    with ThreadPoolExecutor(SCHRIJVERS) as pool:
        list(pool.map(write_some, range(SCHRIJVERS)))
        breuk, schrijvers = pool.submit(read_all).result()
    assert breuk is None
    assert schrijvers == [f"gebruiker:{n}" for n in range(SCHRIJVERS) for _ in range(REGELS)]
