"""A list of a million rows through the whole of reading and judging: peak memory, rows per second, and the limit.

    python benchmarks/bestand.py                              # SQLite, in a folder of its own
    DATABASE_URL=postgres://… python benchmarks/bestand.py    # PostgreSQL, in a test database

The limit is Python's own `csv.reader` over the same file, which reads and does nothing else. Ours finds out the
encoding and the separator, undoes what Excel did, matches people and courses, and keeps every row encrypted with
what it would be answered. Each runs in a process of its own, because a process never gives back its highest figure.
`RIJEN=100000` tries it with fewer.
"""

import csv
import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
RIJEN = int(os.environ.get("RIJEN", "1000000"))
MENSEN = 10_000
MEESTE_MB = 300
KOP = "Registratienummer;Achternaam;Cursus;Datum afgerond;Kenmerk\r\n"


def find_piek() -> float:
    """The most memory that this process ever used, in MB. `getrusage` would count that of its parent too."""
    stand = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", stand)[1]) / 1024


def write_bestand(doel: Path, nummers: list[str]) -> None:
    from django.utils import timezone

    vandaag = timezone.localdate()
    with doel.open("w", encoding="cp1252", newline="") as uit:
        uit.write(KOP)
        for index in range(RIJEN):
            dag = (vandaag - timedelta(days=1 + index // len(nummers) % 300)).strftime("%d-%m-%Y")
            uit.write(f"{nummers[index % len(nummers)]};Müller;eksd;{dag};cursist-{index}\r\n")


def read_kaal(bestand: Path) -> None:
    """The limit: nothing but reading."""
    begin = time.perf_counter()
    with bestand.open(encoding="cp1252", newline="") as bron:
        aantal = sum(1 for _ in csv.reader(bron, delimiter=";"))
    report("limit csv.reader", aantal - 1, time.perf_counter() - begin)


def read_tabel_alleen(bestand: Path) -> None:
    from kern.tabellen import read_tabel

    def bron():
        with bestand.open("rb") as stroom:
            while stuk := stroom.read(2**20):
                yield stuk

    begin = time.perf_counter()
    aantal = sum(1 for _ in read_tabel(bron).rijen)
    report("ours  kern.tabellen", aantal - 1, time.perf_counter() - begin)


def read_lijst(bestand: Path) -> None:
    """Ours: from the file in the kluis to a preview in the database."""
    prepare()
    from django.utils import timezone

    from accounts.kluis import Kluis
    from accounts.models import Organisatie
    from opleidingen.models import Aanleverlijst
    from opleidingen.services.lijsten.ontvangen import receive_lijst

    with tempfile.TemporaryFile() as doel, bestand.open("rb") as bron:
        kluis = Kluis(doel)
        while stuk := bron.read(2**20):
            kluis.write(stuk)
        kluis.close()
        doel.seek(0)
        begin = time.perf_counter()
        lijst = receive_lijst(
            doel,
            grootte=bestand.stat().st_size,
            naam="lijst.csv",
            vorm="bestand",
            opleider=Organisatie.objects.get(),
            door="gebruiker:1",
            op=timezone.now(),
        )
    lijst = Aanleverlijst.objects.get(pk=lijst.pk)
    assert (lijst.status, lijst.aantal) == ("klaar", RIJEN), (lijst.status, lijst.melding, lijst.aantal)
    assert lijst.totalen["geboekt"] == RIJEN, lijst.totalen
    piek = report("ours  read, judge, keep", lijst.aantal, time.perf_counter() - begin)
    print(f"  memory {piek:.0f} MB, at most {MEESTE_MB} MB: {'holds' if piek < MEESTE_MB else 'BROKEN'}")


def report(naam: str, aantal: int, seconden: float) -> float:
    piek = find_piek()
    print(f"  {naam:<26}{seconden:8.1f} s {aantal / seconden:10.0f} rows/s   peak {piek:5.0f} MB", flush=True)
    return piek


def prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()


def fill() -> list[str]:
    """People, and one course that is accredited on every day of the list; returns their numbers."""
    from django.utils import timezone

    from accounts.models import Gebruiker, Organisatie
    from accounts.namen import normalize_achternaam
    from accounts.nummers import draw_nummer
    from opleidingen.models import Opleiding

    now = timezone.now()
    nummers = sorted({draw_nummer() for _ in range(MENSEN)})
    Gebruiker.objects.bulk_create(
        (
            Gebruiker(
                registratienummer=nummer,
                email=f"{nummer}@voorbeeld.example",
                voornaam="A",
                achternaam="Müller",
                zoeknaam=normalize_achternaam("Müller"),
            )
            for nummer in nummers
        ),
        batch_size=5000,
    )
    opleider = Organisatie.objects.create(
        soort="opleider", naam="Hogeschool", email="h@h.example", aangevraagd_op=now, toegelaten_op=now
    )
    opleiding = Opleiding.objects.create(opleider=opleider, code="eksd", naam="Klantmanager")
    accreditatie = opleiding.accreditaties.create(status="geaccrediteerd", geldig_van=date(2020, 1, 1))
    accreditatie.onderdelen.create(categorie="scholing", minuten=960)
    return nummers


def main() -> None:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="bestand-")
    prepare()
    from django.db import connection

    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    naam = connection.settings_dict["NAME"]
    bestand = Path(os.environ["DATA_DIR"]) / "lijst.csv"
    try:
        write_bestand(bestand, fill())
        grootte = bestand.stat().st_size / 2**20
        print(
            f"\n{connection.vendor}: {RIJEN} rows of csv in Windows-1252, {grootte:.0f} MB, {MENSEN} people",
            flush=True,
        )
        omgeving = os.environ | {"RIJEN": str(RIJEN)}
        if connection.vendor == "postgresql":
            omgeving["DATABASE_URL"] = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{naam}"
        else:
            omgeving["DATABASE_URL"] = f"sqlite:///{naam}"
        connection.close()
        for stap in ("kaal", "tabel", "lijst"):
            subprocess.run([sys.executable, __file__, stap, str(bestand)], check=True, env=omgeving)
    finally:
        connection.creation.destroy_test_db(naam, verbosity=0)


STAPPEN = {"kaal": read_kaal, "tabel": read_tabel_alleen, "lijst": read_lijst}

if __name__ == "__main__":
    if len(sys.argv) == 3:
        STAPPEN[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
