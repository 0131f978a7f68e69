"""Files made to do harm: each is refused with a sentence, in little memory and little time.

Each is read by a process of its own that tells how much memory it ever used. Linux tells: `getrusage` would count
what the parent used when it made the process.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from zipfile import ZIP_STORED

import pytest
from django.conf import settings

from tests.kern.tabellen.bouw import HOOFD, make_delen, pack

MB = 2**20
MEESTE_GEHEUGEN = 130
"""Megabytes of the whole process, of which about 20 are Python's own and up to 32 the file."""
MEESTE_SECONDEN = 30
LEZER = r"""
import json, re, sys, time
from kern.fouten import Fouten
from kern.tabellen import read_tabel

def bron():
    with open(sys.argv[1], "rb") as bestand:
        while stuk := bestand.read(2**20):
            yield stuk

begin, code, melding, rijen = time.perf_counter(), "", "", 0
try:
    for _ in read_tabel(bron).rijen:
        rijen += 1
except Fouten as fouten:
    code, melding = fouten.fouten[0].code, fouten.fouten[0].melding
piek = int(re.search(r"VmHWM:\s+(\d+) kB", open("/proc/self/status").read())[1]) / 1024
print(json.dumps([code, melding, rijen, time.perf_counter() - begin, piek]))
"""
LACH = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {letter} '{f'&{vorige};' * 10}'>" for vorige, letter in zip("abcdefgh", "bcdefghi", strict=True)
)
LACH += "]>"


def read_apart(bestand: Path) -> tuple[str, str, int, float, float]:
    """Code, sentence, rows, seconds and megabytes of a process that reads this file."""
    command = [sys.executable, "-c", LEZER, str(bestand)]
    uit = subprocess.run(command, cwd=settings.BASE_DIR, check=True, capture_output=True, timeout=120)
    return tuple(json.loads(uit.stdout))


def make_blad(rijen: str, **delen: str) -> bytes:
    return pack(make_delen(rijen, **delen))


def make_lach(deel: str) -> bytes:
    delen = make_delen("<row><c><v>1</v></c></row>")
    delen[deel] = f"<?xml version='1.0'?>{LACH}<sst xmlns='{HOOFD}'><si><t>&i;</t></si></sst>"
    return pack(delen)


def make_leugen() -> bytes:
    """The list of contents says that the sheet is ten bytes long."""
    inhoud = bytearray(make_blad("<row><c><v>1</v></c></row>" * 1000))
    naam = inhoud.rindex(b"xl/worksheets/sheet1.xml")
    inhoud[naam - 22 : naam - 18] = (10).to_bytes(4, "little")
    return bytes(inhoud)


def make_ruis() -> bytes:
    return bytes(Random(7).randrange(1, 256) for _ in range(MB))


GETALLEN = "".join(f'<c r="A1"><v>{Random(3).random()}{n}</v></c>' for n in range(1000))
VIJANDIG: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "600 MB spaties": (lambda: make_blad(" " * (600 * MB)), {"bestand-verdacht"}),
    "entiteiten in het blad": (lambda: make_lach("xl/worksheets/sheet1.xml"), {"bestand-verdacht"}),
    "entiteiten in de teksten": (lambda: make_lach("xl/sharedStrings.xml"), {"bestand-verdacht"}),
    "entiteiten in de werkmap": (lambda: make_lach("xl/workbook.xml"), {"bestand-verdacht"}),
    "tien miljoen lege cellen": (lambda: make_blad("<row>" + "<c/>" * 10_000_000 + "</row>"), {"bestand-verdacht"}),
    "tien miljoen cellen csv": (lambda: (b"1;" * 99 + b"1\n") * 100_000, {"te-veel-cellen"}),
    "een regel van 50 MB": (lambda: b"a;b\n" + b"x" * (50 * MB), {"regel-te-lang"}),
    "een open aanhalingsteken": (lambda: b'a;b\n1;"' + b"x\n" * (25 * MB), {"aanhalingsteken"}),
    "een tekst van 50 MB": (
        lambda: make_blad("", teksten="<si><t>" + "x" * (50 * MB) + "</t></si>"),
        {"cel-te-lang"},
    ),
    "een cel van 50 MB": (lambda: make_blad(f"<row><c><v>{'9' * (50 * MB)}</v></c></row>"), {"cel-te-lang"}),
    "een kenmerk van 8 MB": (lambda: make_blad(f'<row x="{"y" * (8 * MB)}"/>'), {"bestand-verdacht"}),
    "drie miljoen diep": (lambda: make_blad("<a>" * 3_000_000), {"bestand-verdacht"}),
    "een miljoen gedeelde teksten": (
        lambda: pack(make_delen("", teksten="".join(f"<si><t>{n}</t></si>" for n in range(1_500_000))), ZIP_STORED),
        {"te-veel-cellen", "bestand-te-groot"},
    ),
    "een zip met 30.000 delen": (lambda: pack({f"{n}.xml": "" for n in range(30_000)}), {"bestand-verdacht"}),
    "een lengte die liegt": (make_leugen, {"bestand-onleesbaar"}),
    "ruis": (make_ruis, {"tekens-onbekend", "aanhalingsteken", "regel-te-lang"}),
    "nullen": (lambda: bytes(MB), {"tekens-nul"}),
}


@pytest.mark.parametrize("naam", VIJANDIG)
def test_hostile_files_are_refused_in_little_memory(tmp_path, naam):
    make, codes = VIJANDIG[naam]
    bestand = tmp_path / "lijst"
    bestand.write_bytes(make())
    code, melding, _, seconden, piek = read_apart(bestand)
    assert code in codes
    assert melding.endswith(".")
    assert (seconden < MEESTE_SECONDEN, piek < MEESTE_GEHEUGEN) == (True, True), f"{seconden:.1f} s, {piek:.0f} MB"


def test_a_sheet_that_lies_about_its_size_is_read(tmp_path):
    """One cell at the far end costs no more than one cell."""
    delen = make_delen('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>2</v></c></row>')
    blad = "xl/worksheets/sheet1.xml"
    delen[blad] = delen[blad].replace('ref="A1:B2"', 'ref="A1:XFD1048576"')
    bestand = tmp_path / "lijst"
    bestand.write_bytes(pack(delen))
    code, _, rijen, seconden, piek = read_apart(bestand)
    assert (code, rijen, seconden < 2, piek < 50) == ("", 2, True, True)


def test_a_million_rows_of_csv_pass_in_little_memory(tmp_path):
    bestand = tmp_path / "lijst.csv"
    regel = "12345672;van den Heuvel;effectieve-klantmanager;2026-1;22-11-2026;{}\r\n"
    with bestand.open("w") as uit:
        uit.writelines(regel.format(nummer) for nummer in range(1_000_000))
    code, _, rijen, _, piek = read_apart(bestand)
    assert (code, rijen, piek < 60) == ("", 1_000_000, True)
