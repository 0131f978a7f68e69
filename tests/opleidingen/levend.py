"""The product as it runs for real: the server and a worker in processes of their own, that a test may kill.

python -m tests.opleidingen.levend      # a worker per line of stdin, killed after so many seconds
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from config.start import server_command

ADRES = "/api/v1/aanleveringen"


class Levend:
    """A server on a copy of what the test prepared (SQLite), or on the test's own database (PostgreSQL)."""

    def __init__(self, folder: Path, *, sleutel: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.sleutel = sleutel
        self.log = folder / "server.log"
        self.path = folder / "register.sqlite3"
        self.server: subprocess.Popen[bytes] | None = None
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self._share_database(),
            "DATA_DIR": str(folder),
            "BASIS_URL": f"http://localhost:{self.port}",
            "SECRET_KEY": settings.SECRET_KEY,
            "VERSLEUTELINGSSLEUTELS": ",".join(settings.VERSLEUTELINGSSLEUTELS),
        }

    def _share_database(self) -> str:
        if connection.vendor == "postgresql":
            part = connection.settings_dict
            return f"postgres://{part['USER']}:{part['PASSWORD']}@{part['HOST']}:{part['PORT']}/{part['NAME']}"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(self.path)])
        return f"sqlite:///{self.path}"

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.server = subprocess.Popen(
                server_command(self.port),
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(OSError, HTTPException):
                if self.call("GET", "/api/v1/opleidingen")[0] == 200:
                    return
            time.sleep(0.05)
        raise AssertionError("de server antwoordt niet")

    def kill(self) -> None:
        """End the server and its workers as a power cut would."""
        if self.server:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None

    def send(self, body: bytes, key: str, *, lose: bool = False) -> tuple[int, bytes] | None:
        """Deliver; with `lose` the client is gone before the answer comes."""
        headers = {"Authorization": f"Bearer {self.sleutel}", "Content-Type": "application/json"}
        headers |= {"Idempotency-Key": key} if key else {}
        return self.call("POST", ADRES, body, headers, lose=lose)

    def call(
        self, method: str, adres: str, body: bytes | None = None, headers: dict | None = None, *, lose: bool = False
    ) -> Any:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as client:
            client.request(method, adres, body, {"Host": f"localhost:{self.port}", **(headers or {})})
            if lose:
                return None
            response = client.getresponse()
            return response.status, response.read()

    def query(self, sql: str) -> list[tuple]:
        """What stands in the database that the server uses, or the change that a planted fault makes."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []
        import sqlite3

        with closing(sqlite3.connect(self.path, timeout=30)) as database, database:
            return database.execute(sql).fetchall()

    def read_totalen(self) -> list[dict[str, int]]:
        """Of every delivery, what was answered in all."""
        rows = self.query("SELECT totalen FROM opleidingen_aanlevering")
        return [totalen if isinstance(totalen, dict) else json.loads(totalen) for (totalen,) in rows]

    def find_faults(self) -> list[str]:
        """What may never be, whatever happened: half a batch, the same completion twice, a server that fell over."""
        natural = "gebruiker_id, opleiding_id, eind_datum, uitvoering_id, module_id, bijeenkomst_id"
        doubles = self.query(f"SELECT 1 FROM opleidingen_deelname GROUP BY {natural} HAVING COUNT(*) > 1")
        [(booked,)] = self.query("SELECT COUNT(*) FROM opleidingen_deelname")
        totalen = self.read_totalen()
        delen = self.query(
            "SELECT COUNT(*) FROM opleidingen_aanlevering a WHERE verwerkt_op IS NOT NULL AND aantal <>"
            " (SELECT SUM(d.aantal) FROM opleidingen_aanleverdeel d WHERE d.aanlevering_id = a.id"
            " AND d.verwerkt_op IS NOT NULL)"
        )
        claims = self.query("SELECT COUNT(*) FROM accounts_idempotentie WHERE status IS NULL")
        log = self.log.read_text(errors="replace") if self.log.exists() else ""
        checks = {
            "dubbel geboekt": len(doubles),
            "geboekt buiten de totalen om": booked - sum(regel.get("geboekt", 0) for regel in totalen),
            "verwerkt zonder alle delen": delen[0][0],
            "claim zonder antwoord": claims[0][0],
            "serverfout": log.count("Internal Server Error"),
        }
        return [f"{naam}: {aantal}" for naam, aantal in checks.items() if aantal]


class Sterfelijk:
    """Workers that begin at once, because a process that loaded everything forks them, and that may be killed."""

    def __init__(self, levend: Levend) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "tests.opleidingen.levend"]
        self.process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=levend.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout.readline() == "klaar\n"

    def work(self, seconds: float) -> bool:
        """Let a worker work; whether it was killed after so many seconds because it was not done."""
        self.process.stdin.write(f"{seconds}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline() == "gedood\n"

    def close(self) -> None:
        self.process.communicate()


def fork_workers() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    sys.stdout.write("klaar\n")
    sys.stdout.flush()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)
            os._exit(0)
        until, ended = time.monotonic() + float(line), 0
        while not ended and time.monotonic() < until:
            ended = os.waitpid(child, os.WNOHANG)[0]
            time.sleep(0.001)
        if not ended:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        sys.stdout.write("uit\n" if ended else "gedood\n")
        sys.stdout.flush()


if __name__ == "__main__":
    fork_workers()
