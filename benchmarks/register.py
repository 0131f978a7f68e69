"""Judging the whole register: one bare GROUP BY, ours, person by person, and the ratios.

    python -m benchmarks.register                              # SQLite, in a folder of its own
    DATABASE_URL=postgres://… python -m benchmarks.register    # PostgreSQL, in a test database

The limit is one statement that adds up the minutes of everybody's entries per soort, and judges nothing. Ours makes
the sums and judges every eis of the concept reglement for everybody. The last line is what it would cost to build
and judge the dossiers one at a time, measured on a sample.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import count

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="register-")

import django

django.setup()

from django.db import connection  # noqa: E402

from accounts.models import Gebruiker, Organisatie  # noqa: E402
from accounts.nummers import draw_nummer  # noqa: E402
from beroepscode.models import Aanwezigheid, Bevestiging, Bijeenkomst, Ondertekening, Reflectie  # noqa: E402
from opleidingen.models import (  # noqa: E402
    Aanlevering,
    Accreditatie,
    Accreditatieonderdeel,
    Deelname,
    Opleiding,
    Uitvoering,
)
from register.models import Aanvraag, Activiteit, Besluit, Profiel, Registratie, Termijn, Werkperiode  # noqa: E402
from register.overzicht import judge_all  # noqa: E402
from register.queries import find_registraties  # noqa: E402
from register.regelgeving import reglement_op  # noqa: E402
from register.toetsing import toets_registratie  # noqa: E402

MENSEN = int(os.environ.get("MENSEN", "2000"))
RONDES = int(os.environ.get("RONDES", "5"))
STEEKPROEF = 50
CURSUSSEN, INTERVISIES, REFLECTIES, ACTIVITEITEN = 16, 20, 6, 18  # sixty entries each
PEILDATUM = date(2026, 11, 22)
NU = datetime(2026, 11, 22, 12, tzinfo=UTC)
BARE = """
    SELECT wie, soort, SUM(minuten), COUNT(*) FROM (
        SELECT registratie_id AS wie, soort, minuten FROM register_activiteit
        UNION ALL SELECT gebruiker_id, 'scholing', minuten FROM opleidingen_deelname
        UNION ALL SELECT gebruiker_id, 'reflectie', minuten FROM beroepscode_reflectie
        UNION ALL SELECT a.gebruiker_id, b.soort, b.minuten FROM beroepscode_aanwezigheid a
            JOIN beroepscode_bijeenkomst b ON b.id = a.bijeenkomst_id
    ) AS alles GROUP BY wie, soort
"""


def fill() -> None:
    """Sixty entries each. A third of the courses counts in two categories; people meet in groups of five."""
    toeval = random.Random(7)
    reglement = reglement_op(PEILDATUM)
    leefwerelden = list(reglement.dimensies["leefwereld"].waarden)
    kernwaarden = list(reglement.dimensies["kernwaarde"].waarden)
    overig = [soort.code for soort in reglement.soorten.values() if soort.groep == "overig"]
    registraties = add_people(toeval)
    mensen = [registratie.gebruiker for registratie in registraties]

    def pick_dag() -> date:
        return PEILDATUM - timedelta(days=toeval.randrange(1700))

    Activiteit.objects.bulk_create(
        (
            Activiteit(
                registratie=registratie, soort=toeval.choice(overig), titel="x", datum=pick_dag(),
                minuten=15 * toeval.randrange(1, 17), leefwereld=toeval.choice(["", *leefwerelden]),
            )
            for registratie in registraties
            for _ in range(ACTIVITEITEN)
        ),
        batch_size=5000,
    )  # fmt: skip
    add_reflecties(mensen, kernwaarden, toeval, pick_dag)
    add_bijeenkomsten(mensen, toeval, pick_dag)
    add_deelnames(mensen, leefwerelden, toeval, pick_dag)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def add_people(toeval: random.Random) -> list[Registratie]:
    nummers: set[str] = set()
    while len(nummers) < MENSEN:
        nummers.add(draw_nummer())
    mensen = Gebruiker.objects.bulk_create(
        Gebruiker(registratienummer=n, email=f"{n}@x.example", voornaam="A", achternaam="Vos", zoeknaam="vos")
        for n in nummers
    )
    registraties = Registratie.objects.bulk_create(Registratie(gebruiker=mens) for mens in mensen)
    Profiel.objects.bulk_create(Profiel(registratie=registratie) for registratie in registraties)
    aanvragen = Aanvraag.objects.bulk_create(
        Aanvraag(registratie=registratie, soort="eerste", ingediend_op=NU, besloten_op=NU)
        for registratie in registraties
    )
    vast = {"uitslag": "toegekend", "reglement": "sam-concept-2026-01-01", "dossier": {}, "uitkomst": {}}
    besluiten = Besluit.objects.bulk_create(
        Besluit(aanvraag=aanvraag, peildatum=PEILDATUM, genomen_op=NU, **vast) for aanvraag in aanvragen
    )
    Termijn.objects.bulk_create(
        Termijn(
            registratie=registratie, besluit=besluit, reglement="sam-concept-2026-01-01",
            geldig_van=(van := PEILDATUM - timedelta(days=toeval.randrange(1, 1800))),
            geldig_tot=van + timedelta(days=1826),
        )
        for registratie, besluit in zip(registraties, besluiten, strict=True)
    )  # fmt: skip
    Werkperiode.objects.bulk_create(
        Werkperiode(registratie=een, werkgever="W", functie="F", van_datum=date(2019, 1, 1), uren_per_week=32)
        for een in registraties
    )
    Ondertekening.objects.bulk_create(
        Ondertekening(gebruiker=mens, code="beroepscode", versie=date(2020, 1, 1), ondertekend_op=NU)
        for mens in mensen
    )
    return registraties


def add_reflecties(
    mensen: list[Gebruiker], kernwaarden: list[str], toeval: random.Random, pick_dag: Callable[[], date]
) -> None:
    reflecties = Reflectie.objects.bulk_create(
        (
            Reflectie(gebruiker=mens, datum=pick_dag(), minuten=60, kernwaarde=toeval.choice(kernwaarden), tekst=b"x")
            for mens in mensen
            for _ in range(REFLECTIES)
        ),
        batch_size=5000,
    )
    Bevestiging.objects.bulk_create(
        (
            Bevestiging(reflectie=reflectie, gevraagd_aan="x", gevraagd_op=NU, bevestigd_op=NU)
            for reflectie in reflecties
            if toeval.random() < 0.8
        ),
        batch_size=5000,
    )


def add_bijeenkomsten(mensen: list[Gebruiker], toeval: random.Random, pick_dag: Callable[[], date]) -> None:
    groepen = [mensen[begin : begin + 5] for begin in range(0, len(mensen), 5)]
    keren = [(groep, toeval.choice(["intervisie", "supervisie"])) for groep in groepen for _ in range(INTERVISIES)]
    bijeenkomsten = Bijeenkomst.objects.bulk_create(
        (
            Bijeenkomst(
                soort=soort, datum=pick_dag(), begin_tijd="09:00", eind_tijd="11:30",
                minuten=toeval.choice([120, 150, 180]), ingevoerd_door=groep[0],
            )
            for groep, soort in keren
        ),
        batch_size=5000,
    )  # fmt: skip
    Aanwezigheid.objects.bulk_create(
        (
            Aanwezigheid(bijeenkomst=bijeenkomst, gebruiker=mens, bevestigd_op=NU)
            for bijeenkomst, (groep, _) in zip(bijeenkomsten, keren, strict=True)
            for mens in groep
        ),
        batch_size=5000,
    )


def add_deelnames(
    mensen: list[Gebruiker], leefwerelden: list[str], toeval: random.Random, pick_dag: Callable[[], date]
) -> None:
    opleider = Organisatie.objects.create(soort="opleider", naam="O", aangevraagd_op=NU)
    aanlevering = Aanlevering.objects.create(opleider=opleider, ingediend_op=NU)
    edities: list[tuple[Uitvoering, Accreditatie, int]] = []
    for nummer in range(300):
        opleiding = Opleiding.objects.create(opleider=opleider, code=f"c{nummer}", naam=f"Cursus {nummer}")
        accreditatie = Accreditatie.objects.create(
            opleiding=opleiding, status="geaccrediteerd", geldig_van=date(2015, 1, 1)
        )
        minuten = 60 * toeval.randrange(2, 25)
        kenmerken = {"leefwereld": {toeval.choice(leefwerelden): minuten // 2}}
        Accreditatieonderdeel.objects.create(
            accreditatie=accreditatie, categorie="scholing", minuten=minuten, kenmerken=kenmerken
        )
        if nummer % 3 == 0:
            Accreditatieonderdeel.objects.create(accreditatie=accreditatie, categorie="intervisie", minuten=120)
        for code in "abcd":
            dag = pick_dag()
            editie = Uitvoering.objects.create(opleiding=opleiding, code=code, begin_datum=dag, eind_datum=dag)
            edities.append((editie, accreditatie, minuten))
    regel = count(1)
    Deelname.objects.bulk_create(
        (
            Deelname(
                gebruiker=mens, opleiding_id=editie.opleiding_id, uitvoering=editie, accreditatie=accreditatie,
                eind_datum=editie.eind_datum, minuten=minuten, aanlevering=aanlevering, regel=next(regel),
                geboekt_op=NU,
            )
            for mens in mensen
            for editie, accreditatie, minuten in toeval.sample(edities, CURSUSSEN)
        ),
        batch_size=5000,
    )  # fmt: skip


def run_bare() -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE)
        assert cursor.fetchall()


def run_ours() -> None:
    assert sum(1 for _ in judge_all(Registratie.objects.all(), peildatum=PEILDATUM)) == MENSEN


def run_one_by_one() -> None:
    for registratie in find_registraties().order_by("pk")[:STEEKPROEF]:
        toets_registratie(registratie, peildatum=PEILDATUM)


def measure(*taken: Callable[[], None]) -> list[float]:
    """The median of each task in seconds, interleaved so that a busy machine disturbs all as much."""
    tijden: list[list[float]] = [[] for _ in taken]
    for _ in range(RONDES):
        for taak, eigen in zip(taken, tijden, strict=True):
            begin = time.perf_counter()
            taak()
            eigen.append(time.perf_counter() - begin)
    return [statistics.median(eigen) for eigen in tijden]


def main() -> None:
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        fill()
        report(*measure(run_bare, run_ours, run_one_by_one))
    finally:
        with suppress(Exception):
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def report(limiet: float, onze: float, los: float) -> None:
    los *= MENSEN / STEEKPROEF
    print(f"{connection.vendor}: {MENSEN} people, {MENSEN * 60} entries, median of {RONDES}")
    print(f"  limit: one bare GROUP BY       {limiet:8.3f} s")
    print(
        f"  ours: sums and judgement       {onze:8.3f} s   {onze / limiet:6.1f} ×   {onze / MENSEN * 1e6:.0f} µs each"
    )
    print(f"  person by person ({STEEKPROEF} measured) {los:8.3f} s   {los / limiet:6.1f} ×")


if __name__ == "__main__":
    main()
