"""Delivery over real HTTP: ours, the bare tool beside it in the same run, and the ratio.

    python benchmarks/aanlevering.py                              # SQLite, in a folder of its own
    DATABASE_URL=postgres://… python benchmarks/aanlevering.py    # SQLite, then PostgreSQL in databases of its own

The limit is COPY (PostgreSQL) and `executemany` (both) of the same completions, already checked, matched and sorted,
into the product's own table: the same indexes and foreign keys, one transaction, a table that holds half a million
rows already (`BESTAAND`), so that both pay for indexes of a real depth. The register with few people holds as many:
only the number of people differs. Ours is a client on a socket and the server
as `make run` starts it, in processes of their own: read JSON, check each row (2 % is wrong), match people and
courses, book, keep the answers, write the logboek and answer every row. Medians of interleaved rounds: a noisy
machine disturbs all alike.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.dienst import ADRES, Dienst, days_from, make_body  # noqa: E402

MENSEN, WEINIG_MENSEN = 100_000, 1_000
REGELS, VEEL_REGELS, DAGEN = 10_000, 100_000, 10
BESTAAND = int(os.environ.get("BESTAAND", "500000"))
RONDES = int(os.environ.get("RONDES", "7"))
VEEL_RONDES = int(os.environ.get("VEEL_RONDES", "3"))
KOLOMMEN = (
    "gebruiker_id, opleiding_id, uitvoering_id, accreditatie_id, eind_datum, minuten, regel, kenmerk, aanlevering_id,"
    " geboekt_op"
)


class Limiet:
    """The bare tool, on the database of a service."""

    def __init__(self, dienst: Dienst) -> None:
        from django.db import connection

        self.gegevens, self.connection, self.dag = dienst.gegevens, connection, date(1980, 1, 1)

    def make_rows(self, aantal: int) -> list[tuple[object, ...]]:
        from django.utils import timezone

        from opleidingen.models import Aanlevering

        self.dag += timedelta(days=1)
        op = timezone.now()
        aanlevering = Aanlevering.objects.create(
            opleider_id=self.gegevens["opleider"], ingediend_op=op, verwerkt_op=op, aantal=aantal, totalen={}
        )
        pk, dag = aanlevering.pk, self.dag
        if self.connection.vendor == "sqlite":
            pk, op, dag = pk.hex, self.connection.ops.adapt_datetimefield_value(op), dag.isoformat()
        vast = (*self.gegevens["vast"], dag, 960)
        return [
            (gebruiker_id, *vast, regel, f"cursist-{regel}", pk, op)
            for regel, (gebruiker_id, _) in enumerate(sorted(random.sample(self.gegevens["mensen"], aantal)), 1)
        ]

    def copy(self, rows: list) -> None:
        from django.db import transaction

        sql = f"COPY opleidingen_deelname ({KOLOMMEN}) FROM STDIN"
        with transaction.atomic(), self.connection.cursor() as cursor, cursor.copy(sql) as stroom:
            for row in rows:
                stroom.write_row(row)

    def execute_many(self, rows: list) -> None:
        from django.db import transaction

        places = ", ".join(["%s"] * len(KOLOMMEN.split(",")))
        with transaction.atomic(), self.connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO opleidingen_deelname ({KOLOMMEN}) VALUES ({places})", rows)


def deliver(dienst: Dienst, body: bytes, *, geboekt: bool = True) -> float:
    """Deliver, and check the answer; how many milliseconds until all of it was there."""
    begin = time.perf_counter()
    status, antwoord = dienst.post(body, uuid.uuid4().hex)
    duur = (time.perf_counter() - begin) * 1000
    aantallen = json.loads(antwoord)["totalen"] if status == 201 else {}
    assert aantallen.get("geboekt" if geboekt else "alBekend") == REGELS * 49 // 50, (status, antwoord[:500])
    return duur


def deliver_many(dienst: Dienst, body: bytes) -> None:
    """Send 100,000 rows and ask every tenth of a second until all of them have their answer."""
    status, antwoord = dienst.post(body, uuid.uuid4().hex)
    assert status == 202, antwoord[:500]
    adres = f"{ADRES}/{json.loads(antwoord)['id']}"
    while json.loads(dienst.get(adres)[1])["status"] != "verwerkt":
        time.sleep(0.1)


def clock(work: Callable[..., object], *args: object) -> float:
    begin = time.perf_counter()
    work(*args)
    return (time.perf_counter() - begin) * 1000


def measure(dienst: Dienst, klein: Dienst) -> dict[str, float]:
    tijden: dict[str, list[float]] = {}

    def note(naam: str, duur: float) -> None:
        tijden.setdefault(naam, []).append(duur)

    limiet, dag = Limiet(dienst), 0
    for ronde in range(RONDES):
        if limiet.connection.vendor == "postgresql":
            note("COPY", clock(limiet.copy, limiet.make_rows(REGELS)))
        note("executemany", clock(limiet.execute_many, limiet.make_rows(REGELS)))
        [vandaag, *dagen] = days_from(dag, DAGEN + 1)
        body = make_body([(nummer, vandaag) for _, nummer in random.sample(dienst.gegevens["mensen"], REGELS)])
        note("call", deliver(dienst, body))
        note("again", deliver(dienst, body, geboekt=False))
        for naam, wie in (("many people", dienst), ("few people", klein)):
            enkele = random.sample(wie.gegevens["mensen"], REGELS // DAGEN)
            body = make_body([(nummer, dag) for _, nummer in enkele for dag in dagen])
            note(naam, deliver(wie, body))
        if ronde < VEEL_RONDES:
            [vandaag] = days_from(360 - ronde, 1)
            body = make_body([(nummer, vandaag) for _, nummer in dienst.gegevens["mensen"]])
            note("background", clock(deliver_many, dienst, body))
        dag += DAGEN + 1
    return {naam: statistics.median(duren) for naam, duren in tijden.items()}


def report(vendor: str, mediaan: dict[str, float], peak_mb: int) -> None:
    def tell(soort: str, naam: str, duur: float, regels: int = REGELS, rest: str = "") -> None:
        print(f"  {soort:<6}{naam:<34}{duur:8.0f} ms {regels / duur * 1000:9.0f} rows/s   {rest}".rstrip())

    eerste, weer = mediaan["call"], mediaan["again"]
    veel, weinig = mediaan["many people"], mediaan["few people"]
    limieten = {naam: duur for naam, duur in mediaan.items() if naam in ("COPY", "executemany")}
    print(f"\n{vendor}: {REGELS} rows over HTTP, 2 % wrong, {MENSEN} people, median of {RONDES} rounds")
    for naam, duur in limieten.items():
        tell("limit", naam, duur)
    tell(
        "ours",
        "first time",
        eerste,
        rest=" · ".join(f"{eerste / duur:.2f} × {naam}" for naam, duur in limieten.items()),
    )
    tell("ours", "the same rows again", weer, rest=f"{weer / eerste:.2f} × the first time")
    tell("ours", f"{WEINIG_MENSEN} people in the register", weinig)
    tell("ours", f"{MENSEN} people in the register", veel, rest=f"{veel / weinig:.2f} × with {WEINIG_MENSEN}")
    achter = mediaan["background"] * REGELS / VEEL_REGELS
    tell(
        "ours",
        f"{VEEL_REGELS} rows in the background",
        mediaan["background"],
        VEEL_REGELS,
        f"{achter / eerste:.2f} × at once",
    )
    print(f"        most memory of one process: {peak_mb} MB")


def run(vendor: str, diensten: list[Dienst]) -> None:
    dienst, klein = diensten
    os.environ.update(dienst.environment)
    import django

    try:
        for ander in diensten:
            ander.fill()
        django.setup()
        for ander in diensten:
            ander.start()
        report(vendor, measure(dienst, klein), dienst.peak_mb())
    finally:
        for ander in diensten:
            ander.stop()


def run_postgresql(url: str) -> None:
    import psycopg

    namen = [f"aanlevering_{os.getpid()}_{aantal}" for aantal in (MENSEN, WEINIG_MENSEN)]
    with psycopg.connect(url, autocommit=True) as server, tempfile.TemporaryDirectory() as folder:
        for naam in namen:
            server.execute(f'CREATE DATABASE "{naam}"')
        try:
            urls = [f"{url.rpartition('/')[0]}/{naam}" for naam in namen]
            run("PostgreSQL", make_diensten(folder, urls))
        finally:
            from django.db import connections

            with suppress(Exception):
                connections.close_all()
            for naam in namen:
                server.execute(f'DROP DATABASE "{naam}" WITH (FORCE)')


def make_diensten(folder: str, urls: list[str]) -> list[Dienst]:
    return [
        Dienst(Path(folder) / str(mensen), mensen=mensen, bestaand=BESTAAND, database_url=url)
        for mensen, url in zip((MENSEN, WEINIG_MENSEN), urls, strict=True)
    ]


def main() -> None:
    url = os.environ.pop("DATABASE_URL", "")
    if not url:
        with tempfile.TemporaryDirectory() as folder:
            run("SQLite", make_diensten(folder, ["", ""]))
        return
    if "ALLEEN_POSTGRESQL" not in os.environ:
        subprocess.run([sys.executable, __file__], check=True)
    run_postgresql(url)


if __name__ == "__main__":
    main()
