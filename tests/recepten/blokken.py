"""The blocks of code in a recipe: files that it says to make, and commands that it says to run.

A block with a name after its language (```python lever_aan.py) is a file. A block of bash without a name is run.
Every other block is there to be read.
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RECEPTEN = Path(__file__).parents[2] / "docs" / "recepten"
BLOK = re.compile(r"^```(?P<taal>\w+)(?: (?P<naam>\S+))?\n(?P<inhoud>.*?)^```$", re.MULTILINE | re.DOTALL)
MINUUT = 60


@dataclass(frozen=True, slots=True)
class Blok:
    taal: str
    naam: str
    inhoud: str


def read_blokken(tekst: str) -> Iterator[Blok]:
    for match in BLOK.finditer(tekst):
        yield Blok(match["taal"], match["naam"] or "", match["inhoud"])


def follow(tekst: str, folder: Path, omgeving: dict[str, str]) -> list[str]:
    """Do what a recipe says, in its order; returns what each command wrote. A command that fails fails the test."""
    geschreven = []
    for blok in read_blokken(tekst):
        if blok.naam:
            pad = folder / blok.naam
            pad.parent.mkdir(parents=True, exist_ok=True)
            pad.write_text(blok.inhoud)
        elif blok.taal == "bash":
            geschreven.append(run(["bash", "-euo", "pipefail", "-c", blok.inhoud], folder, omgeving))
    return geschreven


def run(command: list[str], folder: Path, omgeving: dict[str, str]) -> str:
    klaar = subprocess.run(
        command, cwd=folder, env=omgeving, capture_output=True, text=True, timeout=2 * MINUUT, check=False
    )
    assert klaar.returncode == 0, f"{klaar.stdout}\n{klaar.stderr}"
    return klaar.stdout
