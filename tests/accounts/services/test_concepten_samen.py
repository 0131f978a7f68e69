"""Tabs that save at the same moment: one wins each version, the others are told, no text disappears unseen."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

from django.db import connection

from accounts.services.concepten import NieuwerConcept, load_concept, save_concept

OP = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
TABS, KEREN = 4, 5


def write(gebruiker, tab):
    """Save five times, each time on what this tab knows; returns the versions won and how often it was refused."""
    won, refused, versie = [], 0, 0
    with closing(connection):
        for keer in range(KEREN):
            try:
                versie = save_concept(
                    gebruiker, "activiteit", {"titel": [f"{tab}-{keer}"]}, versie=versie, op=OP
                ).versie
            except NieuwerConcept as nieuwer:
                refused, versie = refused + 1, nieuwer.stand.versie
            else:
                won.append((versie, f"{tab}-{keer}"))
    return won, refused


def read(gebruiker):
    with closing(connection):
        return load_concept(gebruiker, "activiteit")


def test_every_version_is_won_once(professional, transactional_db):
    with ThreadPoolExecutor(TABS) as pool:
        results = list(pool.map(lambda tab: write(professional, tab), range(TABS)))
        stand = pool.submit(read, professional).result()
    won = sorted(entry for entries, _ in results for entry in entries)
    assert [versie for versie, _ in won] == list(range(1, len(won) + 1))
    assert len(won) + sum(refused for _, refused in results) == TABS * KEREN
    assert (stand.versie, stand.velden) == (won[-1][0], {"titel": [won[-1][1]]})
