"""Child processes that live and die together."""

import signal
import subprocess
import threading
import time
from http.client import HTTPConnection, HTTPException
from typing import Self

WACHT_OP_BEGIN = 90
WACHT_OP_EINDE = 15


class Processen:
    """Run commands side by side; when one ends or somebody asks us to stop, all of them stop.

    A context manager: whatever happens inside, no child outlives it.
    """

    def __init__(self, *commands: list[str]) -> None:
        self._commands = commands
        self._children: list[subprocess.Popen[bytes]] = []
        self._stop = threading.Event()

    def __enter__(self) -> Self:
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, lambda *_: self._stop.set())
        # Their output goes to stderr: stdout holds nothing but the lines that a program may want to read.
        self._children = [subprocess.Popen(command, stdout=2) for command in self._commands]  # noqa: S603
        return self

    def __exit__(self, *fault: object) -> None:
        self._end_all()

    def wait_until_answers(self, port: int) -> bool:
        """Wait until the front page is there; False when a child ended or we were told to stop before that.

        Raises TimeoutError when the server is up and does not show it.
        """
        until = time.monotonic() + WACHT_OP_BEGIN
        while not self._is_over():
            if answers(port):
                return True
            if time.monotonic() > until:
                raise TimeoutError
            self._stop.wait(0.1)
        return False

    def watch(self) -> int:
        """Wait for the end; 0 when told to stop, else the exit code of the child that died."""
        while not self._is_over():
            self._stop.wait(0.2)
        codes = [child.returncode for child in self._children if child.returncode is not None]
        return 0 if self._stop.is_set() else shell_code(codes[0])

    def _is_over(self) -> bool:
        return self._stop.is_set() or any(child.poll() is not None for child in self._children)

    def _end_all(self) -> None:
        for child in self._children:
            child.terminate()
        for child in self._children:
            try:
                child.wait(WACHT_OP_EINDE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


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
