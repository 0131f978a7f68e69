"""The product as a process of its own, with its own data, that a test may kill."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

from config.processen import answers
from config.start import server_command

BEREID_VOOR = (
    "import django; django.setup();"
    "from django.core.management import call_command as run;"
    "run('migrate', verbosity=0); run('createcachetable', verbosity=0);"
    "run('collectstatic', verbosity=0, interactive=False);"
)
MAAK_GEBRUIKER = (
    "from accounts.services.gebruikers import create_gebruiker as c;"
    "from register.services.registraties import open_registratie as o;"
    "o(c(email={email!r}, voornaam='Noor', achternaam='Heuvel', password={password!r}))"
)


class Server:
    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "EMAIL_URL")}
        self._environment = kept | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(folder),
            "BASIS_URL": self.url,
            "EXTRA_HOSTS": "127.0.0.1",
            "SECRET_KEY": settings.SECRET_KEY,
            "VERSLEUTELINGSSLEUTELS": ",".join(settings.VERSLEUTELINGSSLEUTELS),
        }

    def prepare(self, *, email: str, password: str) -> None:
        """Make the database, the static files and one person."""
        make = MAAK_GEBRUIKER.format(email=email, password=password)
        self._run(BEREID_VOOR + make)

    def start(self) -> None:
        command = server_command(self.port)
        self._process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=self._environment, stdout=2, start_new_session=True
        )
        for _ in range(300):
            if answers(self.port):
                return
            time.sleep(0.1)
        raise AssertionError("de server antwoordt niet")

    def kill(self) -> None:
        """End the server and its workers as a power cut would."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _run(self, code: str) -> None:
        subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=self._environment, check=True)
