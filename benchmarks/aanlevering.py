"""Delivery of 10,000 rows: ours, the bare tool beside it in the same run, and the ratio.

    python benchmarks/aanlevering.py                              # SQLite, in a folder of its own
    DATABASE_URL=postgres://… python benchmarks/aanlevering.py    # SQLite, then PostgreSQL in a test database

The limit is COPY (PostgreSQL) and `executemany` (both) of the same completions, already checked and matched, into the
product's own table: the same indexes and foreign keys, one transaction, a table that holds half a million rows
already (`BESTAAND`), so that both pay for indexes of a real depth. Ours reads JSON, checks each row (2 % is
wrong), matches people and courses, books, keeps the answers, writes the logboek and answers. Medians of interleaved
rounds: a noisy machine disturbs all alike.
"""

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
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="aanlevering-")

import django  # noqa: E402
import msgspec  # noqa: E402

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Gebruiker, Organisatie  # noqa: E402
from accounts.namen import normalize_achternaam  # noqa: E402
from accounts.nummers import draw_nummer  # noqa: E402
from accounts.services.sleutels import create_sleutel  # noqa: E402
from opleidingen.models import Aanlevering, Accreditatie, Accreditatieonderdeel, Opleiding, Uitvoering  # noqa: E402
from opleidingen.rijen import read_json  # noqa: E402
from opleidingen.services.aanleveren import judge_rijen, submit_aanlevering  # noqa: E402

MENSEN = 100_000
REGELS = 10_000
FOUT_PER = 50
BESTAAND = int(os.environ.get("BESTAAND", "500000"))
RONDES = int(os.environ.get("RONDES", "7"))
KOLOMMEN = (
    "gebruiker_id, opleiding_id, uitvoering_id, accreditatie_id, eind_datum, minuten, regel, kenmerk, aanlevering_id,"
    " geboekt_op"
)
ACHTERNAMEN = ("de Vries", "Yıldız", "van den Berg", "Jansen-Bakker", "El Amrani", "Čapek", "Smit", "de Jong")
ZOEKNAMEN = tuple(normalize_achternaam(naam) for naam in ACHTERNAMEN)


class Bench:
    """A register of 100,000 people and one course; every round delivers for a day of its own."""

    def __init__(self) -> None:
        now = timezone.now()
        nummers: set[str] = set()
        while len(nummers) < MENSEN:
            nummers.add(draw_nummer())
        Gebruiker.objects.bulk_create(
            [
                Gebruiker(
                    registratienummer=nummer,
                    email=f"{nummer}@voorbeeld.example",
                    voornaam="A",
                    achternaam=ACHTERNAMEN[int(nummer) % len(ACHTERNAMEN)],
                    zoeknaam=ZOEKNAMEN[int(nummer) % len(ACHTERNAMEN)],
                )
                for nummer in nummers
            ],
            batch_size=5000,
        )
        self.mensen = list(Gebruiker.objects.values_list("pk", "registratienummer"))
        self.opleider = Organisatie.objects.create(
            soort="opleider", naam="Opleider", email="o@voorbeeld.example", aangevraagd_op=now, toegelaten_op=now
        )
        self.opleiding = Opleiding.objects.create(opleider=self.opleider, code="eksd", naam="Opleiding")
        dag = timezone.localdate() - timedelta(days=300)  # every round a day later, within the term to deliver
        self.uitvoering = Uitvoering.objects.create(
            opleiding=self.opleiding, code="u1", begin_datum=dag, eind_datum=dag
        )
        self.accreditatie = Accreditatie.objects.create(
            opleiding=self.opleiding, geldig_van=dag, status=Accreditatie.Status.GEACCREDITEERD
        )
        Accreditatieonderdeel.objects.create(accreditatie=self.accreditatie, categorie="scholing", minuten=960)
        _, self.tekst = create_sleutel(self.opleider, naam="bench", scopes=["aanleveren"])
        self.dag = dag
        for _ in range(BESTAAND // MENSEN):
            self.dag += timedelta(days=1)
            fill(self.make_rows(self.mensen))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def draw(self) -> list[tuple[int, str]]:
        self.dag += timedelta(days=1)
        return random.sample(self.mensen, REGELS)

    def make_body(self) -> bytes:
        return msgspec.json.encode(
            {
                "regels": [
                    {
                        "registratienummer": nummer,
                        "achternaam": ACHTERNAMEN[int(nummer) % len(ACHTERNAMEN)],
                        "opleidingscode": "eksd" if index % FOUT_PER else "bestaat-niet",
                        "uitvoeringscode": "u1",
                        "eindDatum": self.dag.isoformat(),
                        "kenmerk": f"cursist-{index}",
                    }
                    for index, (_, nummer) in enumerate(self.draw())
                ]
            }
        )

    def make_rows(self, mensen: list[tuple[int, str]] | None = None) -> list[tuple[object, ...]]:
        """What the limit loads: ids and values, already checked, matched and sorted."""
        mensen = mensen or self.draw()
        now = timezone.now()
        aanlevering = Aanlevering.objects.create(opleider=self.opleider, ingediend_op=now, totalen={})
        pk, op, dag = aanlevering.pk, now, self.dag
        if connection.vendor == "sqlite":
            pk, op, dag = pk.hex, connection.ops.adapt_datetimefield_value(now), dag.isoformat()
        vast = (self.opleiding.pk, self.uitvoering.pk, self.accreditatie.pk, dag, 960)
        return [
            (gebruiker_id, *vast, regel, f"cursist-{regel}", pk, op)
            for regel, (gebruiker_id, _) in enumerate(sorted(mensen), 1)
        ]

    def deliver(self, body: bytes) -> None:
        headers = {"Host": "localhost", "Authorization": f"Bearer {self.tekst}", "Idempotency-Key": uuid.uuid4().hex}
        response = Client().post("/api/v1/aanleveringen", body, content_type="application/json", headers=headers)
        assert response.status_code == 201, response.content[:500]

    def answer(self, body: bytes) -> bytes:
        """All of the work without the HTTP layer."""
        return msgspec.json.encode(self.submit(read_json(body)))

    def judge(self, rijen: list) -> object:
        op = timezone.now()
        return judge_rijen(rijen, opleider=self.opleider, peildatum=timezone.localdate(op), op=op)

    def submit(self, rijen: list) -> object:
        op = timezone.now()
        return submit_aanlevering(
            rijen, opleider=self.opleider, peildatum=timezone.localdate(), op=op, door="sleutel:1"
        )


def copy(rows: list, table: str = "opleidingen_deelname") -> None:
    sql = f"COPY {table} ({KOLOMMEN}) FROM STDIN"
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(sql) as stroom:
        for row in rows:
            stroom.write_row(row)


def execute_many(rows: list) -> None:
    places = ", ".join(["%s"] * len(KOLOMMEN.split(",")))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO opleidingen_deelname ({KOLOMMEN}) VALUES ({places})", rows)


def fill(rows: list) -> None:
    (copy if connection.vendor == "postgresql" else execute_many)(rows)


def clock(work: Callable[..., object], *args: object) -> float:
    begin = time.perf_counter()
    work(*args)
    return (time.perf_counter() - begin) * 1000


def measure(bench: Bench) -> dict[str, float]:
    tijden: dict[str, list[float]] = {}

    def note(naam: str, duur: float) -> None:
        tijden.setdefault(naam, []).append(duur)

    postgres = connection.vendor == "postgresql"
    if postgres:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bench_kaal (LIKE opleidingen_deelname INCLUDING ALL)")
    for _ in range(RONDES):
        if postgres:
            note("COPY", clock(copy, bench.make_rows()))
            note("COPY without foreign keys", clock(copy, bench.make_rows(), "bench_kaal"))
        note("executemany", clock(execute_many, bench.make_rows()))
        body = bench.make_body()
        note("call", clock(bench.deliver, body))
        note("call again", clock(bench.deliver, body))
        body = bench.make_body()
        note("service", clock(bench.answer, body))
        note("service again", clock(bench.answer, body))
        body = bench.make_body()
        note("· read and check", clock(read_json, body))
        rijen = read_json(body)
        note("· match and judge", clock(bench.judge, rijen))
        antwoord = bench.submit(rijen)
        note("· write the answer", clock(msgspec.json.encode, antwoord))
    return {naam: statistics.median(duren) for naam, duren in tijden.items()}


def report(mediaan: dict[str, float]) -> None:
    limieten = [naam for naam in mediaan if naam.startswith(("COPY", "executemany"))]
    print(f"\n{connection.vendor}: {REGELS} rows, 2 % wrong, {MENSEN} people, median of {RONDES} rounds")
    for naam, duur in mediaan.items():
        if naam in limieten:
            print(f"  limit {naam:<28}{duur:8.0f} ms {REGELS / duur * 1000:10.0f} rows/s")
    for naam in ("call", "service"):
        ratios = " · ".join(f"{mediaan[naam] / mediaan[limiet]:.2f} × {limiet}" for limiet in limieten)
        print(f"  ours  {naam:<28}{mediaan[naam]:8.0f} ms {REGELS / mediaan[naam] * 1000:10.0f} rows/s   {ratios}")
        again = mediaan[f"{naam} again"]
        print(f"  ours  {naam + ' again':<28}{again:8.0f} ms   {again / mediaan[naam]:.2f} × the first time")
    for naam, duur in mediaan.items():
        if naam.startswith("·"):
            print(f"        {naam:<28}{duur:8.0f} ms")


def main() -> None:
    url = os.environ.get("DATABASE_URL")
    if url:
        rest = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DATA_DIR")}
        subprocess.run([sys.executable, __file__], check=True, env=rest)
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
    else:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
    try:
        report(measure(Bench()))
    finally:
        if url:
            with suppress(Exception):
                connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
