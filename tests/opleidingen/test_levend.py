"""A real server, clients that lose their answer, processes that are killed: booked once, nothing half, nothing lost.

`RONDES` times as many kills with RONDES=10 in the environment.
"""

import json
import os
import random
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from threading import Timer

import pytest
from django.db import connection

from accounts.services.gebruikers import create_gebruiker
from accounts.services.sleutels import create_sleutel
from opleidingen.models import Aanlevering, Deelname
from opleidingen.rijen import Rij
from opleidingen.services.achtergrond import accept_aanlevering
from tests.conftest import make_organisatie
from tests.opleidingen.conftest import make_opleiding
from tests.opleidingen.levend import Levend, Sterfelijk

pytestmark = pytest.mark.django_db(transaction=True)

RONDES = int(os.environ.get("RONDES", "1"))
AFZENDERS, KEREN, MENSEN = 4, 50, 40
SERVER_KILLS, WORKER_KILLS = 4 * RONDES, 16 * RONDES
DELEN, PER_DEEL = 24, 40


@pytest.fixture
def opleider(db):
    """With a course that is accredited on the day of the machine, which a process of its own keeps."""
    opleider = make_organisatie("opleider", "Hogeschool")
    accreditatie = make_opleiding(opleider).accreditatie
    accreditatie.geldig_tot = None
    accreditatie.save()
    return opleider


@pytest.fixture
def nummers(db) -> list[str]:
    return [
        create_gebruiker(email=f"{nummer}@voorbeeld.example", voornaam="A", achternaam="Smit").registratienummer
        for nummer in range(MENSEN)
    ]


@pytest.fixture
def levend(opleider, nummers, tmp_path):
    """Starts late: what a test prepares must be there before."""
    _, sleutel = create_sleutel(opleider, naam="LMS", scopes=["aanleveren"])
    made: list[Levend] = []

    def make() -> Levend:
        made.append(Levend(tmp_path, sleutel=sleutel))
        return made[0]

    yield make
    for server in made:
        server.kill()


def make_body(nummers: list[str], dagen: list[str]) -> bytes:
    rows = [
        {"registratienummer": nummer, "opleidingscode": "eksd", "eindDatum": dag}
        for dag in dagen
        for nummer in nummers
    ]
    return json.dumps({"regels": rows}).encode()


def list_dagen(eerste: int, aantal: int) -> list[str]:
    """Days that may still be delivered, the last one first."""
    gisteren = datetime.now(UTC).date() - timedelta(days=1)
    return [(gisteren - timedelta(days=nummer)).isoformat() for nummer in range(eerste, eerste + aantal)]


def send_by_four(server: Levend, body: bytes) -> tuple[Counter, set[bytes]]:
    """Two hundred sends, half under one key and half under keys of their own; of both half of the answers is lost."""

    def act(afzender: int) -> list[tuple[str, tuple[int, bytes] | None]]:
        keys = ["gedeeld" if keer % 2 else uuid.uuid4().hex for keer in range(KEREN)]
        return [(key, server.send(body, key, lose=keer % 4 in (1, 2))) for keer, key in enumerate(keys)]

    with ThreadPoolExecutor(AFZENDERS) as pool:
        answers = [answer for answers in pool.map(act, range(AFZENDERS)) for answer in answers]
    shared = {antwoord[1] for key, antwoord in answers if antwoord and key == "gedeeld"}
    return Counter(antwoord[0] if antwoord else None for _, antwoord in answers), shared


def test_two_hundred_sends_by_four_of_which_half_hear_nothing(levend, nummers):
    server = levend()
    server.start()
    statussen, shared = send_by_four(server, make_body(nummers, list_dagen(0, 1)))
    assert statussen == {201: AFZENDERS * KEREN // 2, None: AFZENDERS * KEREN // 2}
    assert len(shared) == 1
    assert server.send(make_body(nummers, list_dagen(0, 1)), "gedeeld") == (201, *shared)
    assert (server.find_faults(), server.query("SELECT COUNT(*) FROM opleidingen_deelname")) == ([], [(MENSEN,)])


def test_the_constraint_dropped_is_found(levend, nummers):
    """Planted: a known row that the sample of what is known does not see."""
    with serve_without(Deelname, "opleidingen_deelname_natuurlijke_sleutel", levend) as server:
        assert server.send(make_body(nummers[7:8], list_dagen(0, 1)), "a")[0] == 201
        assert server.send(make_body(nummers, list_dagen(0, 1)), "b")[0] == 201
        assert server.find_faults() == ["dubbel geboekt: 1"]


def test_a_claim_that_is_gone_is_found(levend, nummers):
    """Planted: between two sends the claim of the first one disappears, so the work is done again."""
    server = levend()
    server.start()
    body = make_body(nummers, list_dagen(0, 1))
    first = server.send(body, "k")
    server.query("DELETE FROM accounts_idempotentie")
    again = server.send(body, "k")
    assert (first[0], again[0], first[1] == again[1]) == (201, 201, False)


@contextmanager
def serve_without(model, naam: str, levend) -> Iterator[Levend]:
    """A server on a database that lacks a constraint of this model; it comes back afterwards."""
    [constraint] = [each for each in model._meta.constraints if each.name == naam]
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    server = levend()
    try:
        server.start()
        yield server
    finally:
        server.kill()
        model.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(model, constraint)


def test_killed_at_any_point_the_server_keeps_what_it_acknowledged(levend, nummers):
    server, willekeur = levend(), random.Random(7)
    acknowledged, eerste, duur = 0, 0, 0.3
    for nummer in range(SERVER_KILLS):
        server.start()
        body = make_body(nummers, list_dagen(eerste, 10))
        Timer(willekeur.uniform(0, duur), server.kill).start()
        antwoord = None
        with suppress(OSError, HTTPException):
            antwoord = server.send(body, f"k{nummer}")
        while server.server:
            time.sleep(0.01)
        [(booked,)] = server.query("SELECT COUNT(*) FROM opleidingen_deelname")
        assert booked in ({acknowledged + 400} if antwoord else {acknowledged, acknowledged + 400})
        assert server.find_faults() == []
        server.start()
        again = server.send(body, f"k{nummer}")
        assert again[0] == 201
        assert antwoord in (None, again)
        server.kill()
        acknowledged, eerste = acknowledged + 400, eerste + 10
        assert server.query("SELECT COUNT(*) FROM opleidingen_deelname") == [(acknowledged,)]
    assert server.find_faults() == []


def test_killed_at_any_point_the_worker_goes_on_with_what_was_left(levend, nummers, opleider, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    dagen = list_dagen(0, DELEN)
    aanlevering = accept_aanlevering(
        (
            [Rij(registratienummer=nummer, opleidingscode="eksd", eind_datum=dag) for nummer in nummers]
            for dag in dagen
        ),
        opleider=opleider,
        op=datetime.now(UTC),
        door="sleutel:1",
    )
    server = levend()
    workers, willekeur, gedood, stappen = Sterfelijk(server), random.Random(7), 0, []
    try:
        while gedood < WORKER_KILLS and workers.work(willekeur.uniform(0.02, 0.3)):
            gedood += 1
            assert server.find_faults() == []
            [totalen] = server.read_totalen()
            assert totalen["geboekt"] % PER_DEEL == 0
            stappen.append(totalen["geboekt"])
        assert stappen == sorted(stappen)
        assert not workers.work(60), "een werker die blijft leven, maakt het af"
    finally:
        workers.close()
    assert gedood >= 3
    assert (server.find_faults(), server.read_totalen()[0]["geboekt"]) == ([], DELEN * PER_DEEL)
    [(verwerkt, aantal)] = server.query("SELECT verwerkt_op, aantal FROM opleidingen_aanlevering")
    assert (verwerkt is not None, aantal) == (True, DELEN * PER_DEEL)
    assert server.query("SELECT COUNT(*) FROM accounts_logregel WHERE handeling = 'aanlevering'") == [(1,)]
    assert Aanlevering.objects.filter(pk=aanlevering.pk).exists()
