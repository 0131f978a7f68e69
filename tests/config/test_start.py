"""`make run`, for real: a folder of its own, a free port, and the process that people start."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from config.processen import HOOGSTENS_OPNIEUW, Processen, shell_code
from config.start import read_data_dir, read_port

ROOT = Path(__file__).resolve().parent.parent.parent
VOORAF = [
    r"inlog-professional: \S+@voorbeeld\.example \S{12,}",
    r"inlog-opleider: \S+@voorbeeld\.example \S{12,}",
    r"inlog-werkgever: \S+@voorbeeld\.example \S{12,}",
    r"inlog-kantoor: \S+@voorbeeld\.example \S{12,}",
    r"certificaat: http://localhost:(\d+)/c/\S+",
    r"sleutel-opleider: \S{20,}",
    r"sleutel-werkgever: \S{20,}",
    r"klaar: http://127\.0\.0\.1:(\d+)",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Loop:
    """A started register: its lines, and how it ended."""

    def __init__(self, data_dir: Path, port: int) -> None:
        own = {"SECRET_KEY", "VERSLEUTELINGSSLEUTELS", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
        env = {name: value for name, value in os.environ.items() if name not in own}
        self.port = port
        self.log = data_dir / "uitvoer.log"
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.start"],
                cwd=ROOT,
                env=env | {"DATA_DIR": str(data_dir), "PORT": str(port)},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.lines = [line.rstrip("\n") for line in self._read()]
        assert self.lines, self.log.read_text()

    def _read(self) -> Iterator[str]:
        for line in self.process.stdout:
            yield line
            if line.startswith("klaar:"):
                return

    def get(self, path: str, host: str) -> tuple[int, str]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.request("GET", path, headers={"Host": f"{host}:{self.port}"})
            response = connection.getresponse()
            return response.status, response.read().decode()

    def end(self, signum: int = signal.SIGTERM) -> tuple[int, str]:
        self.process.send_signal(signum)
        out, _ = self.process.communicate(timeout=40)
        return self.process.returncode, out


def test_it_starts_twice_and_keeps_everything(tmp_path):
    port = free_port()
    first = Loop(tmp_path, port)
    try:
        assert [bool(re.fullmatch(*pair)) for pair in zip(VOORAF, first.lines, strict=True)] == [True] * len(VOORAF)
        for host in ("127.0.0.1", "localhost"):
            assert first.get("/", host)[0] == 200
        certificate = first.lines[4].partition(f":{port}")[2]
        status, page = first.get(certificate, "localhost")
        assert (status, "<h1" in page, "Geldig" in page) == (200, True, True)
        stylesheet = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)
        assert first.get(stylesheet[1], "localhost")[0] == 200
        busy = subprocess.run(
            [sys.executable, "-m", "config.start"],
            cwd=ROOT,
            env=os.environ | {"DATA_DIR": str(tmp_path), "PORT": str(port)},
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert (busy.returncode, busy.stdout, busy.stderr.count("\n")) == (1, "", 1)
        assert busy.stderr.startswith(f"Poort {port} is niet vrij.")
    finally:
        code, rest = first.end()
    assert (code, rest) == (0, "")
    began = time.monotonic()
    second = Loop(tmp_path, port)
    took = time.monotonic() - began
    assert second.end(signal.SIGINT) == (0, "")
    assert second.lines == first.lines
    assert took < 60


def find_child(loop: Loop, word: str) -> int | None:
    """The process under this start whose command holds `word`."""
    children = subprocess.check_output(["ps", "-o", "pid=,args=", "--ppid", str(loop.process.pid)], text=True)
    return next((int(line.split()[0]) for line in children.splitlines() if word in line), None)


def test_a_worker_that_dies_begins_again_and_a_server_that_dies_ends_the_whole(tmp_path):
    loop = Loop(tmp_path, free_port())
    worker = find_child(loop, "db_worker")
    os.kill(worker, signal.SIGKILL)
    until = time.monotonic() + 20
    while (ander := find_child(loop, "db_worker")) in (None, worker):
        assert time.monotonic() < until
        time.sleep(0.1)
    assert loop.get("/", "localhost")[0] == 200
    os.kill(find_child(loop, "granian"), signal.SIGKILL)
    loop.process.communicate(timeout=40)
    assert loop.process.returncode == 128 + signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        os.kill(ander, 0)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", loop.port)) != 0


def test_a_worker_that_dies_again_and_again_ends_the_whole_with_its_code(capfd):
    with Processen(["sleep", "60"], ["sh", "-c", "exit 3"]) as processen:
        assert processen.watch() == 3
    assert capfd.readouterr().err.count("Een werker stopte met code 3 en begint opnieuw.") == HOOGSTENS_OPNIEUW


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"DATA_DIR": __file__}, f"In de map {__file__} kan ik niet schrijven."),
        ({"DATA_DIR": f"{__file__}/map"}, f"In de map {__file__}/map kan ik niet schrijven."),
        ({"DATABASE_URL": "onzin"}, "Deze instellingen kloppen niet: DATABASE_URL."),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL noemt een database die wij niet kennen."),
    ],
)
def test_what_does_not_cooperate_is_told_in_a_sentence(tmp_path, environment, told):
    ended = subprocess.run(
        [sys.executable, "-m", "config.start"],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(tmp_path), "PORT": str(free_port())} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
    assert ended.stderr.startswith(told)


@pytest.mark.parametrize(("text", "port"), [("8000", 8000), ("1", 1), ("65535", 65535)])
def test_a_port_is_a_number(monkeypatch, text, port):
    monkeypatch.setenv("PORT", text)
    assert read_port() == port


@pytest.mark.parametrize(("text", "folder"), [("", "data"), ("elders", "elders"), ("met spatie", "met spatie")])
def test_an_empty_folder_is_the_usual_one(monkeypatch, tmp_path, text, folder):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", text)
    assert read_data_dir() == tmp_path / folder


@pytest.mark.parametrize("text", ["", "http", "0", "65536", "-1", "80.5"])
def test_anything_else_is_told(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(SystemExit) as told:
        read_port()
    assert str(told.value).startswith(f"PORT={text} is geen poort.")


@pytest.mark.parametrize(("code", "told"), [(3, 3), (-9, 137), (0, 1)])
def test_exit_codes_are_told_as_a_shell_does(code, told):
    assert shell_code(code) == told
