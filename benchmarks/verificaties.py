"""Checking 1,000 numbers: ours, the bare statement beside it in the same run, and the ratio.

    python -m benchmarks.verificaties                              # SQLite, in a folder of its own
    DATABASE_URL=postgres://… python -m benchmarks.verificaties    # PostgreSQL, in a test database

The limit is one SQL statement that joins people to their running term, and nothing else: no suspension, no open
application, no JSON. Ours reads the body, matches, works out each status from terms, events and applications, and
writes the answer; the last line also notes a Raadpleging for every person and one row in the logboek.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="verificaties-")

import django
import msgspec

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Gebruiker, Organisatie  # noqa: E402
from accounts.nummers import draw_nummer  # noqa: E402
from register.models import Aanvraag, Besluit, Gebeurtenis, Profiel, Registratie, Termijn  # noqa: E402
from register.services.verificaties import answer_vragen, check_registraties, describe_antwoorden  # noqa: E402
from register.vragen import read_vragen  # noqa: E402

MENSEN, REGELS = 50_000, 1_000
RONDES = int(os.environ.get("RONDES", "9"))
PEILDATUM = date(2026, 11, 22)
BARE = """
    SELECT g.registratienummer, t.geldig_van, t.geldig_tot FROM accounts_gebruiker g
    JOIN register_registratie r ON r.gebruiker_id = g.id JOIN register_termijn t ON t.registratie_id = r.id
    WHERE g.registratienummer IN ({}) AND t.geldig_van <= %s AND t.geldig_tot > %s
"""


def fill() -> list[str]:
    """Everybody has one term that runs or ran out; one in fifty is suspended."""
    now = timezone.now()
    nummers: set[str] = set()
    while len(nummers) < MENSEN:
        nummers.add(draw_nummer())
    mensen = Gebruiker.objects.bulk_create(
        [
            Gebruiker(registratienummer=n, email=f"{n}@x.example", voornaam="A", achternaam="Vos", zoeknaam="vos")
            for n in nummers
        ],
        batch_size=5000,
    )
    registraties = Registratie.objects.bulk_create(Registratie(gebruiker=mens) for mens in mensen)
    Profiel.objects.bulk_create(Profiel(registratie=registratie) for registratie in registraties)
    aanvragen = Aanvraag.objects.bulk_create(
        Aanvraag(registratie=registratie, soort="eerste", ingediend_op=now, besloten_op=now)
        for registratie in registraties
    )
    vast = {"uitslag": "toegekend", "reglement": "sam-concept-2026-01-01", "dossier": {}, "uitkomst": {}}
    besluiten = Besluit.objects.bulk_create(
        Besluit(aanvraag=aanvraag, peildatum=PEILDATUM, genomen_op=now, **vast) for aanvraag in aanvragen
    )
    begin = [PEILDATUM - timedelta(days=random.randrange(2200)) for _ in registraties]
    Termijn.objects.bulk_create(
        Termijn(
            registratie=registratie, besluit=besluit, reglement="sam-concept-2026-01-01",
            geldig_van=van, geldig_tot=van + timedelta(days=1826),
        )
        for registratie, besluit, van in zip(registraties, besluiten, begin, strict=True)
    )  # fmt: skip
    Gebeurtenis.objects.bulk_create(
        Gebeurtenis(registratie=registratie, soort="geschorst", geldig_van=PEILDATUM, vastgelegd_op=now, grond="x")
        for registratie in registraties[::50]
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return list(nummers)


def run_bare(nummers: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE.format(", ".join(["%s"] * len(nummers))), [*nummers, PEILDATUM, PEILDATUM])
        assert len(cursor.fetchall()) <= REGELS


def answer(body: bytes) -> None:
    vragen, _ = read_vragen(body, hoogstens=REGELS)
    antwoorden = answer_vragen(vragen, peildatum=PEILDATUM, openbaar=False)
    assert len(msgspec.json.encode([*describe_antwoorden(antwoorden, PEILDATUM)])) > REGELS * 60


def check(body: bytes, werkgever: Organisatie) -> None:
    vragen, _ = read_vragen(body, hoogstens=REGELS)
    with transaction.atomic():
        antwoorden = check_registraties(
            vragen, peildatum=PEILDATUM, organisatie=werkgever, door="sleutel:1", wie=None, op=timezone.now()
        )
    assert len([*describe_antwoorden(antwoorden, PEILDATUM)]) == REGELS


def clock(work: Callable[..., object], *args: object) -> float:
    begin = time.perf_counter()
    work(*args)
    return (time.perf_counter() - begin) * 1000


def measure() -> dict[str, float]:
    nummers, op = fill(), timezone.now()
    werkgever = Organisatie.objects.create(
        soort="werkgever", naam="W", email="w@x.example", aangevraagd_op=op, toegelaten_op=op
    )
    tijden: dict[str, list[float]] = {"limit: one statement": [], "ours: answer": [], "ours: answer and note": []}
    for _ in range(RONDES):
        gekozen = random.sample(nummers, REGELS)
        body = msgspec.json.encode({"regels": [{"registratienummer": nummer} for nummer in gekozen]})
        tijden["limit: one statement"].append(clock(run_bare, gekozen))
        tijden["ours: answer"].append(clock(answer, body))
        tijden["ours: answer and note"].append(clock(check, body, werkgever))
    return {naam: statistics.median(duren) for naam, duren in tijden.items()}


def main() -> None:
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        medianen = measure()
        limiet = medianen["limit: one statement"]
        print(f"{connection.vendor}: {REGELS} numbers of {MENSEN} people, median of {RONDES} rounds")
        for naam, duur in medianen.items():
            print(f"  {naam:<24}{duur:8.1f} ms   {duur / limiet:6.2f} ×")
    finally:
        with suppress(Exception):
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
