"""What `make run` runs: prepare everything, then serve the demonstration register until somebody stops it.

Can be repeated: secrets, passwords, keys and the register itself are made once and kept in DATA_DIR.
"""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.geheimen import ROLLEN, load_geheimen, make_zegelsleutel, save_geheimen
from config.processen import Processen

HOST = "127.0.0.1"


def main() -> int:
    sys.stdout.reconfigure(line_buffering=True)
    port, data_dir = read_port(), read_data_dir()
    check_port_free(port)
    with explain_faults(data_dir):
        geheimen = load_geheimen(data_dir)
        set_environment(geheimen, port=port, data_dir=data_dir)
        lines = prepare(geheimen, data_dir)
    with Processen(server_command(port), *worker_commands()) as processen:
        try:
            is_ready = processen.wait_until_answers(port)
        except TimeoutError:
            sys.exit("De server draait, maar de voorpagina komt niet. Hierboven staat wat er misging.")
        if is_ready:
            for line in [*lines, f"klaar: http://{HOST}:{port}"]:
                sys.stdout.write(f"{line}\n")
        return processen.watch()


def read_port() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        sys.exit(f"PORT={text} is geen poort. Kies een getal van 1 tot en met 65535, zoals PORT=8000.")
    return int(text)


def read_data_dir() -> Path:
    """Also for an empty DATA_DIR the usual folder: the secrets must not end up beside the code."""
    return Path(os.environ.get("DATA_DIR") or "data").resolve()


def check_port_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            sys.exit(f"Poort {port} is niet vrij. Stop wat daar draait of kies een andere: PORT={port + 1} make run")


@contextmanager
def explain_faults(data_dir: Path) -> Iterator[None]:
    """Say in one sentence what somebody can do about a folder, a setting or a database that does not cooperate."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError
    from environs.exceptions import EnvValidationError

    try:
        yield
    except OSError:
        sys.exit(f"In de map {data_dir} kan ik niet schrijven. Geef die vrij of kies een andere met DATA_DIR=…")
    except EnvValidationError as fault:
        sys.exit(f"Deze instellingen kloppen niet: {', '.join(fault.error_messages)}. Verbeter ze of laat ze weg.")
    except ImproperlyConfigured:
        sys.exit("DATABASE_URL noemt een database die wij niet kennen. Laat hem weg, of schrijf postgres://…")
    except OperationalError as fault:
        sys.exit(f"De database antwoordt niet: {str(fault).strip()}\nControleer DATABASE_URL en probeer het opnieuw.")


def set_environment(geheimen: dict[str, str], *, port: int, data_dir: Path) -> None:
    """Settings for this process and for its children."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings",
        DEBUG="0",
        DEMONSTRATIE="1",
        DATA_DIR=str(data_dir),
        BASIS_URL=f"http://localhost:{port}",
        EXTRA_HOSTS=HOST,
        SECRET_KEY=geheimen["SECRET_KEY"],
        VERSLEUTELINGSSLEUTELS=geheimen["VERSLEUTELINGSSLEUTELS"],
        ZEGELSLEUTEL=str(make_zegelsleutel(data_dir)),
    )


def prepare(geheimen: dict[str, str], data_dir: Path) -> list[str]:
    """Bring database, static files and demonstration register up to date; returns the lines to show."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    tell("De database wordt klaargemaakt …")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    tell("Het demonstratieregister wordt klaargemaakt …")
    call_command("demonstratie")
    lines = open_doors(geheimen, data_dir)
    connections.close_all()
    return lines


def open_doors(geheimen: dict[str, str], data_dir: Path) -> list[str]:
    """Make the passwords and machine keys of the demonstration work, and keep the keys that had to be new."""
    from django.conf import settings

    from register.demonstratie.toegang import find_certificaatcode, give_sleutel, give_wachtwoord

    lines = []
    for rol in ROLLEN:
        wachtwoord = geheimen[f"wachtwoord-{rol}"]
        lines.append(f"inlog-{rol}: {give_wachtwoord(rol, wachtwoord)} {wachtwoord}")
    lines.append(f"certificaat: {settings.BASIS_URL}/c/{find_certificaatcode()}")
    for rol in ("opleider", "werkgever"):
        geheimen[f"sleutel-{rol}"] = give_sleutel(rol, geheimen.get(f"sleutel-{rol}", ""))
        lines.append(f"sleutel-{rol}: {geheimen[f'sleutel-{rol}']}")
    save_geheimen(data_dir, geheimen)
    return lines


def server_command(port: int) -> list[str]:
    """The web server: two processes of eight threads each; what comes on top waits in line."""
    options = f"--interface wsgi --no-ws --host {HOST} --port {port} --workers-kill-timeout 10"
    size = "--workers 2 --blocking-threads 8 --backpressure 64"
    return [sys.executable, "-m", "granian", *options.split(), *size.split(), "config.wsgi:application"]


def worker_commands() -> list[list[str]]:
    """What works behind the pages: the queue, and webhooks beside it so that a slow receiver holds up no mail."""
    return [[sys.executable, "manage.py", *words.split()] for words in ("db_worker --no-reload", "bezorg_webhooks")]


def tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:  # while preparing; from then on `Processen` listens
        sys.exit(130)
