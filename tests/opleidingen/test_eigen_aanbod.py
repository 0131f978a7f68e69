"""An opleider keeps its own courses: adds, changes, copies, ends; and what carries completions stays."""

from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.models import Logregel
from kern.periode import add_months
from opleidingen.models import Aanlevering, Accreditatie, Bijeenkomst, Deelname, Module, Opleiding, Uitvoering
from tests.conftest import make_organisatie
from tests.opleidingen.conftest import make_opleiding
from tests.samen import take_together

PAGINA = "/opleider/opleidingen"


@pytest.fixture
def client(opleider, medewerker, sign_in) -> Client:
    return sign_in(medewerker(opleider))


@pytest.fixture
def geleverd(aanbod, deliver, rij) -> None:
    """Completions of the whole course, and of one of its meetings."""
    deliver(rij(), rij(uitvoeringscode="2026-1", bijeenkomstcode="dag-1", eindDatum="2026-02-01"))
    assert Deelname.objects.count() == 2


def send(client: Client, adres: str, **velden: object) -> str:
    """Post a form that is accepted; returns where it leads."""
    response = client.post(f"{PAGINA}/{adres}", velden)
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"]


class TestCourses:
    VELDEN = {"naam": "Rondkomen in Europa", "vorm": "gemengd", "omschrijving": "Over geld."}

    def test_a_course_gets_its_code_from_its_name(self, client, opleider):
        assert send(client, "nieuw", **self.VELDEN) == f"{PAGINA}/{Opleiding.objects.get().pk}"
        assert send(client, "nieuw", **{**self.VELDEN, "omschrijving": "Anders."}).startswith(PAGINA)
        assert [*Opleiding.objects.order_by("pk").values_list("code", "opleider__naam")] == [
            ("rondkomen-in-europa", opleider.naam),
            ("rondkomen-in-europa-2", opleider.naam),
        ]
        assert Logregel.objects.filter(handeling="opleiding-toegevoegd").count() == 2

    def test_sent_twice_at_once_is_one_course(self, transactional_db, client):
        [plek] = {*take_together(lambda: client.post(f"{PAGINA}/nieuw", self.VELDEN)["Location"])}
        assert plek == f"{PAGINA}/{Opleiding.objects.get().pk}"
        assert Logregel.objects.filter(handeling="opleiding-toegevoegd").count() == 1

    @pytest.mark.parametrize("soort", ["modules", "uitvoeringen", "accreditaties", "beeindigd"])
    def test_the_same_again_is_another_once_something_came_of_the_first(self, client, opleider, vandaag, soort):
        send(client, "nieuw", **self.VELDEN)
        eerste = Opleiding.objects.get()
        if soort == "modules":
            eerste.modules.create(code="m", naam="M")
        elif soort == "uitvoeringen":
            eerste.uitvoeringen.create(code="u", begin_datum=vandaag, eind_datum=vandaag)
        elif soort == "accreditaties":
            eerste.accreditaties.create(geldig_van=vandaag)
        else:
            send(client, f"{eerste.pk}/beheer", handeling="beeindigen")
        send(client, "nieuw", **self.VELDEN)
        assert Opleiding.objects.count() == 2

    def test_all_faults_at_once_and_nothing_typed_is_lost(self, client, aanbod):
        response = client.post(
            f"{PAGINA}/nieuw",
            {"naam": "", "vorm": "", "code": "eksd", "website": "x y", "omschrijving": "Mijn tekst"},
        )
        assert set(response.context["form"].errors) == {"naam", "vorm", "code", "website"}
        assert "Mijn tekst" in response.content.decode()

    def test_changing_a_course(self, client, aanbod):
        send(client, f"{aanbod.opleiding.pk}/wijzigen", **self.VELDEN, code="anders")
        aanbod.opleiding.refresh_from_db()
        assert (aanbod.opleiding.naam, aanbod.opleiding.code) == ("Rondkomen in Europa", "anders")

    def test_a_code_by_which_was_delivered_lies_fast(self, client, aanbod, geleverd):
        send(client, f"{aanbod.opleiding.pk}/wijzigen", **self.VELDEN, code="anders")
        aanbod.opleiding.refresh_from_db()
        assert (aanbod.opleiding.naam, aanbod.opleiding.code) == ("Rondkomen in Europa", "eksd")

    def test_what_was_accredited_can_only_be_ended(self, client, aanbod, geleverd):
        adres = f"{aanbod.opleiding.pk}/beheer"
        send(client, adres, handeling="verwijderen")
        assert Opleiding.objects.get().beeindigd_op is None
        send(client, adres, handeling="beeindigen")
        assert Opleiding.objects.get().beeindigd_op is not None
        assert client.get("/opleidingen/eksd").status_code == 404
        send(client, adres, handeling="hervatten")
        assert Opleiding.objects.get().beeindigd_op is None
        assert client.get("/opleidingen/eksd").status_code == 200

    def test_deliveries_go_on_after_the_end(self, client, aanbod, deliver, rij):
        send(client, f"{aanbod.opleiding.pk}/beheer", handeling="beeindigen")
        deliver(rij())
        assert Deelname.objects.count() == 1

    def test_what_was_never_used_goes(self, client, opleider):
        opleiding = Opleiding.objects.create(opleider=opleider, code="weg", naam="Weg")
        opleiding.accreditaties.create(geldig_van=date(2026, 1, 1))
        assert send(client, f"{opleiding.pk}/beheer", handeling="verwijderen") == "/opleider"
        assert (Opleiding.objects.count(), Accreditatie.objects.count()) == (0, 0)


class TestModules:
    def test_added_at_the_end_and_moved(self, client, aanbod):
        send(client, f"{aanbod.opleiding.pk}/modules/nieuw", naam="Praktijk")
        praktijk = Module.objects.get(naam="Praktijk")
        send(client, f"modules/{praktijk.pk}/verplaatsen", richting="omhoog")
        namen = [*aanbod.opleiding.modules.order_by("volgorde").values_list("naam", flat=True)]
        assert namen == ["Recht", "Gesprek", "Praktijk", "Zelfstudie"]
        send(client, f"modules/{aanbod.recht.pk}/verplaatsen", richting="omhoog")
        assert aanbod.opleiding.modules.order_by("volgorde").first() == aanbod.recht

    def test_code_is_of_this_course_alone(self, client, aanbod):
        response = client.post(f"{PAGINA}/{aanbod.opleiding.pk}/modules/nieuw", {"naam": "X", "code": "recht"})
        assert set(response.context["form"].errors) == {"code"}

    @pytest.mark.parametrize(("code", "blijft"), [("recht", True), ("zelfstudie", False)])
    def test_accredited_stays_and_unused_goes(self, client, aanbod, code, blijft):
        module = Module.objects.get(code=code)
        send(client, f"modules/{module.pk}/beheer", handeling="verwijderen")
        assert Module.objects.filter(pk=module.pk).exists() is blijft
        if blijft:
            send(client, f"modules/{module.pk}/beheer", handeling="beeindigen")
            assert "Zelfstudie" in client.get("/opleidingen/eksd").content.decode()
            assert "<code>recht</code>" not in client.get("/opleidingen/eksd").content.decode()


class TestEditions:
    DAGEN = {"begin_datum": "2027-03-01", "eind_datum": "2027-06-30", "plaats": "Zwolle"}

    def test_planned_with_its_meetings(self, client, aanbod):
        plek = send(client, f"{aanbod.opleiding.pk}/uitvoeringen/nieuw", **self.DAGEN)
        uitvoering = Uitvoering.objects.get(code="2027-03")
        assert plek == f"{PAGINA}/uitvoeringen/{uitvoering.pk}"
        send(client, f"uitvoeringen/{uitvoering.pk}/bijeenkomsten/nieuw", datum="2027-03-01", module=aanbod.recht.pk)
        send(client, f"uitvoeringen/{uitvoering.pk}/bijeenkomsten/nieuw", datum="2027-06-30")
        assert [*uitvoering.bijeenkomsten.order_by("datum").values_list("code", "module__code")] == [
            ("bijeenkomst-1", "recht"),
            ("bijeenkomst-2", None),
        ]

    @pytest.mark.parametrize("datum", ["2026-01-11", "2026-06-30"])
    def test_a_meeting_lies_within_its_edition(self, client, aanbod, datum):
        adres = f"{PAGINA}/uitvoeringen/{aanbod.uitvoering.pk}/bijeenkomsten/nieuw"
        assert set(client.post(adres, {"datum": datum}).context["form"].errors) == {"datum"}

    @pytest.mark.parametrize(
        "dagen",
        [
            {"begin_datum": "2026-06-02", "eind_datum": "2026-06-01"},
            {"begin_datum": "2026-01-12", "eind_datum": "2026-02-02"},
        ],
    )
    def test_days_that_cannot_be(self, client, aanbod, dagen):
        """The last day before the first; and a meeting that falls outside."""
        adres = f"{PAGINA}/uitvoeringen/{aanbod.uitvoering.pk}/wijzigen"
        response = client.post(adres, {**dagen, "code": "2026-1"})
        assert set(response.context["form"].errors) == {"eind_datum"}

    @pytest.mark.parametrize(
        ("begin", "einde", "fout"),
        [
            ((0, 0), (60, -1), None),
            ((0, 0), (60, 0), "eind_datum"),
            ((60, 0), (60, 0), None),
            ((60, 1), (60, 1), "begin_datum"),
        ],
    )
    def test_neither_too_long_nor_too_far_ahead(self, client, aanbod, vandaag, begin, einde, fout):
        van, tot = (add_months(vandaag, maanden) + timedelta(days=dagen) for maanden, dagen in (begin, einde))
        dagen = {"begin_datum": van.isoformat(), "eind_datum": tot.isoformat()}
        response = client.post(f"{PAGINA}/{aanbod.opleiding.pk}/uitvoeringen/nieuw", {**dagen, "code": "nieuw"})
        assert Uitvoering.objects.filter(code="nieuw").exists() is (fout is None)
        if fout:
            assert set(response.context["form"].errors) == {fout}

    def test_a_copy_is_not_too_far_ahead(self, client, aanbod, vandaag):
        adres = f"{PAGINA}/uitvoeringen/{aanbod.uitvoering.pk}/kopie"
        begin = add_months(vandaag, 60) + timedelta(days=1)
        response = client.post(adres, {"begin_datum": begin.isoformat()})
        assert set(response.context["form"].errors) == {"begin_datum"}

    def test_copy_moves_every_day_as_much(self, client, aanbod):
        send(client, f"uitvoeringen/{aanbod.uitvoering.pk}/kopie", begin_datum="2027-01-12", plaats="Ede")
        kopie = Uitvoering.objects.get(code="2027-01")
        assert (kopie.eind_datum, kopie.plaats) == (date(2027, 6, 29), "Ede")
        dagen = kopie.bijeenkomsten.order_by("datum").values_list("code", "datum", "module__code")
        assert [*dagen] == [
            ("dag-1", date(2027, 2, 1), "recht"),
            ("dag-2", date(2027, 2, 2), "recht"),
            ("dag-3", date(2027, 2, 3), "gesprek"),
        ]

    def test_delivered_stays_and_keeps_its_code(self, client, aanbod, geleverd):
        uitvoering = aanbod.uitvoering
        send(client, f"uitvoeringen/{uitvoering.pk}/beheer", handeling="verwijderen")
        send(client, f"bijeenkomsten/{aanbod.bijeenkomsten[0].pk}/verwijderen")
        assert (Uitvoering.objects.count(), Bijeenkomst.objects.count()) == (1, 3)
        send(
            client,
            f"uitvoeringen/{uitvoering.pk}/wijzigen",
            begin_datum="2026-01-12",
            eind_datum="2026-07-01",
            code="x",
        )
        uitvoering.refresh_from_db()
        assert (uitvoering.code, uitvoering.eind_datum) == ("2026-1", date(2026, 7, 1))

    def test_parked_rows_keep_what_they_may_point_at(self, client, aanbod, deliver, rij):
        """Who matches nobody today may be found tomorrow; then the edition must still be there."""
        deliver(rij(achternaam="Jansen", uitvoeringscode="2026-1"))
        assert Aanlevering.objects.get().totalen["geparkeerd"] == 1
        send(client, f"uitvoeringen/{aanbod.uitvoering.pk}/beheer", handeling="verwijderen")
        assert Uitvoering.objects.count() == 1

    def test_unused_goes(self, client, aanbod):
        send(client, f"bijeenkomsten/{aanbod.bijeenkomsten[0].pk}/verwijderen")
        assert Bijeenkomst.objects.count() == 2
        send(client, f"uitvoeringen/{aanbod.uitvoering.pk}/beheer", handeling="verwijderen")
        assert Uitvoering.objects.count() == 0


class TestPages:
    def test_course_shows_everything_that_hangs_on_it(self, client, aanbod):
        page = client.get(f"{PAGINA}/{aanbod.opleiding.pk}").content.decode()
        assert "<h1>Effectieve Klantmanager telt mee</h1>" in page
        for text in ("Zelfstudie", "<code>2026-1</code>", "1 januari 2025 tot 1 januari 2027", "Geaccrediteerd"):
            assert text in page

    @pytest.mark.parametrize("aantal", [1, 3])
    def test_queries(self, client, aanbod, django_assert_num_queries, aantal):
        for nummer in range(aantal):
            dag = date(2027, 1, 1) + timedelta(days=nummer)
            uitvoering = aanbod.opleiding.uitvoeringen.create(code=f"u{nummer}", begin_datum=dag, eind_datum=dag)
            uitvoering.bijeenkomsten.create(code="dag", datum=dag, module=aanbod.recht)
            aanbod.opleiding.modules.create(code=f"m{nummer}", naam="M")
            aanbod.opleiding.accreditaties.create(geldig_van=dag)
        with django_assert_num_queries(11):
            client.get(f"{PAGINA}/{aanbod.opleiding.pk}")
        with django_assert_num_queries(8):
            client.get(f"{PAGINA}/uitvoeringen/{uitvoering.pk}")

    def test_another_opleider_finds_nothing(self, aanbod, medewerker, sign_in):
        client = sign_in(medewerker(make_organisatie("opleider", "Een ander")))
        for adres in (
            f"{aanbod.opleiding.pk}",
            f"{aanbod.opleiding.pk}/wijzigen",
            f"modules/{aanbod.recht.pk}",
            f"uitvoeringen/{aanbod.uitvoering.pk}",
            f"bijeenkomsten/{aanbod.bijeenkomsten[0].pk}",
            f"accreditaties/{aanbod.accreditatie.pk}",
            f"accreditaties/onderdelen/{aanbod.onderdelen[0].pk}",
        ):
            assert client.get(f"{PAGINA}/{adres}").status_code == 404, adres

    def test_a_draft_waits_for_who_was_signed_out(self, client, opleider):
        response = Client().post(f"{PAGINA}/nieuw", {"naam": "Getypt"})
        assert response["Location"].startswith("/account/login/")


def test_same_code_at_another_opleider_is_taken(client, db):
    make_opleiding(make_organisatie("opleider", "Een ander"), code="bezet")
    response = client.post(f"{PAGINA}/nieuw", {"naam": "X", "vorm": "gemengd", "code": "bezet"})
    assert set(response.context["form"].errors) == {"code"}
