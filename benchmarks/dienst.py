"""A register of its own to measure on: a filled database and the server as `make run` starts it.

python -m benchmarks.dienst MENSEN BESTAAND    # fills the database of the environment; prints what a client needs
"""

import json
import os
import random
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from config.start import server_command

ROOT = Path(__file__).parents[1]
ADRES = "/api/v1/aanleveringen"
ACHTERNAMEN = ("de Vries", "Yıldız", "van den Berg", "Jansen-Bakker", "El Amrani", "Čapek", "Smit", "de Jong")
EERSTE_DAG = datetime.now(UTC).date() - timedelta(days=363)
"""From here on a completion may still be delivered today; every round has days of its own."""


class Dienst:
    """One register: its processes, and a client on a socket."""

    def __init__(self, data_dir: Path, *, mensen: int, bestaand: int = 0, database_url: str = "") -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(data_dir),
            "SECRET_KEY": "alleen-om-te-meten-en-nergens-anders",
            "VERSLEUTELINGSSLEUTELS": "b250d2lra2VsaW5nLW9udHdpa2tlbGluZy1vbnR3aWs=",
            "BASIS_URL": f"http://localhost:{self.port}",
            **({"DATABASE_URL": database_url} if database_url else {}),
        }
        self.mensen, self.bestaand = mensen, bestaand
        self.processen: list[subprocess.Popen[bytes]] = []

    def fill(self) -> None:
        Path(self.environment["DATA_DIR"]).mkdir(parents=True, exist_ok=True)
        for command in ("migrate", "createcachetable", "collectstatic"):
            self._run("manage.py", command, "--verbosity=0", *(["--no-input"] if command == "collectstatic" else []))
        self.gegevens = json.loads(self._run("-m", "benchmarks.dienst", str(self.mensen), str(self.bestaand)))

    def start(self) -> None:
        for command in (server_command(self.port), [sys.executable, "manage.py", "db_worker", "--no-reload"]):
            self.processen.append(
                subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env=self.environment,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            )
        while True:
            with suppress(OSError):
                if self.get("/api/v1/opleidingen")[0] == 200:
                    return
            time.sleep(0.2)

    def stop(self) -> None:
        for proces in self.processen:
            proces.terminate()
        for proces in self.processen:
            proces.wait()

    def post(self, body: bytes, key: str) -> tuple[int, bytes]:
        headers = {
            "Host": f"localhost:{self.port}",
            "Authorization": f"Bearer {self.gegevens['sleutel']}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        return self._request("POST", ADRES, body, headers)

    def get(self, adres: str) -> tuple[int, bytes]:
        sleutel = getattr(self, "gegevens", {}).get("sleutel", "")
        headers = {"Host": f"localhost:{self.port}"} | ({"Authorization": f"Bearer {sleutel}"} if sleutel else {})
        return self._request("GET", adres, None, headers)

    def _request(self, method: str, adres: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=600)) as client:
            client.request(method, adres, body, headers)
            response = client.getresponse()
            return response.status, response.read()

    def peak_mb(self) -> int:
        """The most memory that any of the processes held, children included."""
        pids = {proces.pid for proces in self.processen}
        for status in Path("/proc").glob("[0-9]*/status"):
            with suppress(OSError):
                fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
                if int(fields["PPid"]) in pids:
                    pids.add(int(fields["Pid"]))
        pieken = []
        for pid in pids:
            with suppress(OSError):
                regels = Path(f"/proc/{pid}/status").read_text().splitlines()
                pieken += [int(regel.split()[1]) // 1024 for regel in regels if regel.startswith("VmHWM")]
        return max(pieken)

    def _run(self, *arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout


def fill_register(mensen: int, bestaand: int) -> dict[str, object]:
    """People, one accredited course, `bestaand` completions and a key; answers what a client needs to deliver."""
    from django.db import connection
    from django.utils import timezone

    from accounts.models import Gebruiker, Organisatie
    from accounts.namen import normalize_achternaam
    from accounts.nummers import draw_nummer
    from accounts.services.sleutels import create_sleutel
    from opleidingen.models import Accreditatie, Accreditatieonderdeel, Opleiding, Uitvoering

    now = timezone.now()
    nummers: set[str] = set()
    while len(nummers) < mensen:
        nummers.add(draw_nummer())
    zoeknamen = [normalize_achternaam(naam) for naam in ACHTERNAMEN]
    Gebruiker.objects.bulk_create(
        [
            Gebruiker(
                registratienummer=nummer,
                email=f"{nummer}@voorbeeld.example",
                voornaam="A",
                achternaam=ACHTERNAMEN[int(nummer) % len(ACHTERNAMEN)],
                zoeknaam=zoeknamen[int(nummer) % len(ACHTERNAMEN)],
            )
            for nummer in random.sample(sorted(nummers), mensen)
        ],
        batch_size=5000,
    )
    opleider = Organisatie.objects.create(
        soort="opleider", naam="Opleider", email="o@voorbeeld.example", aangevraagd_op=now, toegelaten_op=now
    )
    dag = date(1990, 1, 1)
    opleiding = Opleiding.objects.create(opleider=opleider, code="eksd", naam="Opleiding")
    uitvoering = Uitvoering.objects.create(opleiding=opleiding, code="u1", begin_datum=dag, eind_datum=dag)
    accreditatie = Accreditatie.objects.create(opleiding=opleiding, geldig_van=dag, status="geaccrediteerd")
    Accreditatieonderdeel.objects.create(accreditatie=accreditatie, categorie="scholing", minuten=960)
    _, sleutel = create_sleutel(opleider, naam="meten", scopes=["aanleveren"])
    iedereen = list(Gebruiker.objects.values_list("pk", "registratienummer"))
    vast = [opleiding.pk, uitvoering.pk, accreditatie.pk]
    for nummer in range(bestaand // mensen):
        fill_deelnames([pk for pk, _ in iedereen], opleider, vast, dag + timedelta(days=nummer))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {
        "sleutel": sleutel,
        "mensen": iedereen,
        "vast": vast,
        "opleider": opleider.pk,
    }


def fill_deelnames(mensen: list[int], opleider: Any, vast: list[int], dag: date) -> None:
    """One completion of everybody, of a day that no delivery uses."""
    from django.db import connection, transaction
    from django.utils import timezone

    from opleidingen.beoordeling import Boeking
    from opleidingen.models import Aanlevering
    from opleidingen.services import boeken_postgres, boeken_sqlite

    engine = boeken_postgres if connection.vendor == "postgresql" else boeken_sqlite
    now = timezone.now()
    opleiding, uitvoering, accreditatie = vast
    boekingen = [
        Boeking((pk, opleiding, dag.isoformat(), uitvoering, 0, 0), regel, accreditatie, 960, "")
        for regel, pk in enumerate(sorted(mensen), 1)
    ]
    with transaction.atomic():
        aanlevering = Aanlevering.objects.create(
            opleider=opleider, ingediend_op=now, verwerkt_op=now, aantal=len(mensen), totalen={}
        )
        engine.insert_deelnames(boekingen, aanlevering_id=aanlevering.pk, eerste=1, op=now)


def make_body(rijen: list[tuple[str, date]], *, fout_per: int = 50) -> bytes:
    """What a client sends for these numbers and days; one row in `fout_per` names a course that does not exist."""
    regels = [
        {
            "registratienummer": nummer,
            "achternaam": ACHTERNAMEN[int(nummer) % len(ACHTERNAMEN)],
            "opleidingscode": "eksd" if index % fout_per else "bestaat-niet",
            "uitvoeringscode": "u1",
            "eindDatum": dag.isoformat(),
            "kenmerk": f"cursist-{index}",
        }
        for index, (nummer, dag) in enumerate(rijen)
    ]
    return json.dumps({"regels": regels}, ensure_ascii=False).encode()


def days_from(nummer: int, aantal: int) -> list[date]:
    """Days that no other round uses."""
    return [EERSTE_DAG + timedelta(days=nummer + index) for index in range(aantal)]


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(fill_register(int(sys.argv[1]), int(sys.argv[2]))))
