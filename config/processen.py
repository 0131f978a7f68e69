"""A server and its workers, which end together."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from typing import Any, Self

WACHT_OP_BEGIN = 90
WACHT_OP_EINDE = 15
HOOGSTENS_OPNIEUW, BINNEN = 5, 120
"""How often a worker is started again within how many seconds."""


class Processen:
    """Run a server with its workers beside it; when the server ends or somebody asks us to stop, all of them stop.

    A worker that ends, because the database was away for a while, is started again: people must not lose the pages
    for it. One that ends again and again has something that only a person can mend: then all stop, with its code.

    A context manager: whatever happens inside, no child outlives it.
    """

    def __init__(self, server: list[str], *workers: list[str]) -> None:
        self._commands = (server, *workers)
        self._children: list[subprocess.Popen[bytes]] = []
        self._ended: list[list[float]] = []
        self._handlers: dict[signal.Signals, Any] = {}
        self._stop = threading.Event()

    def __enter__(self) -> Self:
        self._handlers = {
            signum: signal.signal(signum, lambda *_: self._stop.set()) for signum in (signal.SIGTERM, signal.SIGINT)
        }
        self._children = [start(command) for command in self._commands]
        self._ended = [[] for _ in self._commands]
        return self

    def __exit__(self, *fault: object) -> None:
        self._end_all()
        for signum, handler in self._handlers.items():
            signal.signal(signum, handler)

    def wait_until_answers(self, port: int) -> bool:
        """Wait until the front page is there; False when a child ended or we were told to stop before that.

        Raises TimeoutError when the server is up and does not show it.
        """
        until = time.monotonic() + WACHT_OP_BEGIN
        while self._find_code() is None and not self._stop.is_set():
            if answers(port):
                return True
            if time.monotonic() > until:
                raise TimeoutError
            self._stop.wait(0.1)
        return False

    def watch(self) -> int:
        """Wait for the end; 0 when told to stop, else the exit code of the child that ended it all."""
        while not self._stop.is_set():
            if (code := self._find_code()) is not None:
                return shell_code(code)
            self._stop.wait(0.2)
        return 0

    def _find_code(self) -> int | None:
        """The exit code of a child that ends everything; a worker that may be started again, is."""
        for place, child in enumerate(self._children):
            if (code := child.poll()) is None:
                continue
            if place == 0 or not self._may_restart(place):
                return code
            sys.stderr.write(f"Een werker stopte met code {shell_code(code)} en begint opnieuw.\n")
            self._children[place] = start(self._commands[place])
        return None

    def _may_restart(self, place: int) -> bool:
        now = time.monotonic()
        self._ended[place] = [*(moment for moment in self._ended[place] if moment > now - BINNEN), now]
        return len(self._ended[place]) <= HOOGSTENS_OPNIEUW

    def _end_all(self) -> None:
        for child in self._children:
            send(child, signal.SIGTERM)
        for child in self._children:
            with suppress(subprocess.TimeoutExpired):
                child.wait(WACHT_OP_EINDE)
            send(child, signal.SIGKILL)  # also what a killed child left behind, as the server does its own workers
            child.wait()


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """A child whose output goes to stderr: stdout holds nothing but the lines that a program may want to read."""
    return subprocess.Popen(command, stdout=2, start_new_session=True)  # noqa: S603


def send(child: subprocess.Popen[bytes], signum: signal.Signals) -> None:
    """Tell a child and all that it started; it has a session of its own."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signum)


def answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def shell_code(code: int) -> int:
    """The exit code as a shell tells it: a child that signal 9 ended gives 137. No child may end by itself."""
    return code if code > 0 else 128 - code if code < 0 else 1
