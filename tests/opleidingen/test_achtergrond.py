"""A delivery that is booked in the background: nothing lost, nothing twice, and it goes on by itself."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import Logregel
from kern.fouten import Fout, Fouten
from opleidingen.models import Aanleverdeel, Aanlevering, Aanleverregel, Deelname
from opleidingen.regellijst import Regellijst
from opleidingen.rijen import GebrekkigeRij, Rij, pack_rijen, split_delen, unpack_rijen
from opleidingen.services.achtergrond import accept_aanlevering, book_volgend_deel, resume_aanleveringen

ROWS = 11
DEEL = 4
UITKOMSTEN = ["geboekt", "geboekt", "geparkeerd", "afgewezen"] * 2 + ["alBekend", "geboekt", "alBekend"]


@pytest.fixture
def wachtrij(settings) -> None:
    """Tasks wait for a worker, as for real."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture
def rijen(professional, aanbod) -> list[Rij]:
    """Of every outcome some, and in the last part what the first ones booked already."""

    def make(dag: int, **other) -> Rij:
        velden = {"registratienummer": professional.registratienummer, "opleidingscode": "eksd"}
        return Rij(**velden | {"eind_datum": f"2026-06-{dag:02}", "kenmerk": f"k{dag}"} | other)

    def vier(dag: int) -> list[Rij]:
        return [make(dag), make(dag + 1), make(dag, achternaam="Jansen"), make(dag, minuten=0)]

    return [*vier(1), *vier(11), make(1), make(21), make(11)]


@pytest.fixture
def accept(rijen, opleider):
    def act(delen=None) -> Aanlevering:
        delen = [rijen[begin : begin + DEEL] for begin in range(0, ROWS, DEEL)] if delen is None else delen
        return accept_aanlevering(delen, opleider=opleider, op=timezone.now(), door="sleutel:1", vorm="bestand")

    return act


def work(**options) -> None:
    options = {"batch": True, "interval": 0, "startup_delay": False, "reload": False, "verbosity": 0} | options
    call_command("db_worker", **options)


def book(aanlevering: Aanlevering) -> Aanlevering:
    assert book_volgend_deel(str(aanlevering.pk), op=timezone.now())
    aanlevering.refresh_from_db()
    return aanlevering


def tell(aanlevering: Aanlevering, uitkomst: str = "") -> list[tuple[int, str]]:
    return [(r.antwoord.regel, r.antwoord.uitkomst) for r in Regellijst(aanlevering, uitkomst)[:ROWS]]


def test_rows_of_all_parts_get_their_answer_and_their_own_number(accept):
    aanlevering = accept()
    aanlevering.refresh_from_db()
    assert tell(aanlevering) == list(enumerate(UITKOMSTEN, 1))
    assert aanlevering.totalen == {"geboekt": 5, "alBekend": 2, "geparkeerd": 2, "afgewezen": 2}
    assert (aanlevering.status, aanlevering.gedaan, aanlevering.aantal) == ("verwerkt", ROWS, ROWS)
    assert [deel.eerste_regel for deel in aanlevering.delen.order_by("volgnummer")] == [1, 5, 9]
    assert Deelname.objects.filter(aanlevering=aanlevering).count() == 5


@pytest.mark.parametrize("uitkomst", ["", "geboekt", "alBekend", "geparkeerd", "afgewezen"])
@pytest.mark.parametrize("lengte", [1, 2, 3, 5, 20])
def test_pages_cross_the_parts(accept, uitkomst, lengte):
    aanlevering = accept()
    aanlevering.refresh_from_db()
    lijst, expected = Regellijst(aanlevering, uitkomst), tell(aanlevering, uitkomst)
    assert len(expected) == (UITKOMSTEN.count(uitkomst) if uitkomst else ROWS)
    pages = [lijst[begin : begin + lengte] for begin in range(0, lijst.count(), lengte)]
    assert [(rij.antwoord.regel, rij.antwoord.uitkomst) for page in pages for rij in page] == expected


def test_part_after_part(accept, wachtrij):
    aanlevering = accept()
    assert (aanlevering.status, tell(aanlevering)) == ("wacht", [])
    assert (book(aanlevering).status, aanlevering.gedaan) == ("bezig", 4)
    assert tell(aanlevering) == list(enumerate(UITKOMSTEN[:4], 1))
    assert (book(aanlevering).status, aanlevering.gedaan) == ("bezig", 8)
    assert not Logregel.objects.filter(handeling="aanlevering").exists()
    assert (book(aanlevering).status, aanlevering.gedaan) == ("verwerkt", ROWS)
    assert not book_volgend_deel(str(aanlevering.pk), op=timezone.now())
    [regel] = Logregel.objects.filter(handeling="aanlevering")
    assert (regel.door, regel.onderwerp) == ("sleutel:1", f"aanlevering:{aanlevering.pk}")
    assert regel.inhoud["totalen"] == aanlevering.totalen


@pytest.mark.django_db(transaction=True)  # a worker closes its connection now and then
def test_each_part_is_a_task_of_its_own(accept, wachtrij):
    aanlevering = accept()
    for part in (1, 2, 3):
        assert DBTaskResult.objects.ready().count() == 1
        call_command(
            "db_worker", batch=False, max_tasks=1, interval=0, startup_delay=False, reload=False, verbosity=0
        )
        aanlevering.refresh_from_db()
        assert aanlevering.gedaan == min(part * DEEL, ROWS)
    assert (aanlevering.status, DBTaskResult.objects.ready().count()) == ("verwerkt", 0)


def test_what_was_delivered_is_erased_with_its_part(accept, wachtrij):
    aanlevering = accept()
    book(aanlevering)
    assert [bool(deel.rijen) for deel in aanlevering.delen.order_by("volgnummer")] == [False, True, True]


def test_the_rules_of_the_day_of_delivery_hold(accept, wachtrij, rijen, vandaag, een_dag):
    aanlevering = accept([[Rij(**{**_fields(rijen[0]), "eind_datum": str(vandaag + een_dag)})]])
    assert book_volgend_deel(str(aanlevering.pk), op=timezone.now() + timedelta(days=3))
    assert Aanleverregel.objects.get().codes == "einddatum-in-toekomst"


def test_no_rows_at_all(accept):
    aanlevering = accept([])
    aanlevering.refresh_from_db()
    assert (aanlevering.status, aanlevering.aantal) == ("verwerkt", 0)


@pytest.mark.django_db(transaction=True)
class TestGoesOnByItself:
    def test_when_its_worker_died(self, accept, wachtrij):
        aanlevering = accept()
        book(aanlevering)
        DBTaskResult.objects.update(status="RUNNING")
        assert resume_aanleveringen(op=timezone.now()) == 1
        assert resume_aanleveringen(op=timezone.now()) == 0, "it waits in the queue already"
        work()
        aanlevering.refresh_from_db()
        assert tell(aanlevering) == list(enumerate(UITKOMSTEN, 1))

    def test_every_worker_begins_with_what_was_left_behind(self, accept, wachtrij):
        aanlevering = accept()
        DBTaskResult.objects.update(status="RUNNING")
        work()
        aanlevering.refresh_from_db()
        assert aanlevering.status == "verwerkt"

    def test_asking_twice_books_once(self, accept, wachtrij):
        aanlevering = accept()
        DBTaskResult.objects.get().task.enqueue(str(aanlevering.pk))
        work()
        aanlevering.refresh_from_db()
        assert (aanlevering.gedaan, Deelname.objects.count()) == (ROWS, 5)
        assert Logregel.objects.filter(handeling="aanlevering").count() == 1

    def test_what_is_done_is_left_alone(self, accept, wachtrij, capsys):
        accept()
        work()
        call_command("hervat_aanleveringen")
        assert capsys.readouterr().out == "0 aanleveringen hervat.\n"

    def test_what_never_came_in_goes_after_a_day(self, db, opleider):
        now = timezone.now()
        for uren in (1, 25):
            Aanlevering.objects.create(opleider=opleider, ingediend_op=now - timedelta(hours=uren))
        resume_aanleveringen(op=now)
        assert Aanlevering.objects.get().ingediend_op == now - timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
class TestAllOrNothing:
    def test_rows_that_stop_half_way_leave_nothing(self, accept, rijen):
        def read():
            yield rijen[:4]
            assert Aanlevering.objects.get().aantal is None
            raise Fouten(Fout("onleesbaar", "Vanaf hier kunnen wij het niet lezen."))

        with pytest.raises(Fouten):
            accept(read())
        assert (Aanlevering.objects.count(), Aanleverdeel.objects.count(), Deelname.objects.count()) == (0, 0, 0)

    def test_a_part_that_fails_leaves_no_half(self, accept, wachtrij):
        """A planted fault: the table of rejected rows is gone, after the completions were written."""
        aanlevering = accept()
        book(aanlevering)
        with connection.schema_editor() as editor:
            editor.alter_db_table(Aanleverregel, "opleidingen_aanleverregel", "weg")
        try:
            with pytest.raises(DatabaseError):
                book_volgend_deel(str(aanlevering.pk), op=timezone.now())
        finally:
            with connection.schema_editor() as editor:
                editor.alter_db_table(Aanleverregel, "weg", "opleidingen_aanleverregel")
        aanlevering.refresh_from_db()
        assert (aanlevering.gedaan, Deelname.objects.count()) == (4, 2)
        assert [deel.verwerkt_op is None for deel in aanlevering.delen.order_by("volgnummer")] == [False, True, True]


def test_rows_survive_being_kept():
    rijen = [Rij(kenmerk="é"), GebrekkigeRij(minuten=3, fouten=("x",), gegevens={"a": "b"}), Rij(minuten=2)]
    again = unpack_rijen(pack_rijen(rijen))
    assert (again, [type(rij) for rij in again]) == (rijen, [Rij, GebrekkigeRij, Rij])


def test_parts_are_read_one_by_one():
    gelezen: list[int] = []

    def read():
        for nummer in range(25_000):
            gelezen.append(nummer)
            yield Rij()

    delen = split_delen(read())
    assert (len(next(delen)), len(gelezen)) == (10_000, 10_000)
    assert [len(deel) for deel in delen] == [10_000, 5_000]


def _fields(rij: Rij) -> dict:
    return {name: getattr(rij, name) for name in rij.__struct_fields__}
