"""Correct, withdraw and restore: what it was stays on record, the natural key holds, and the window is data."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Bericht, Berichtvoorkeur, Logregel, Sleutel
from accounts.services.sleutels import create_sleutel
from kern.fouten import Fouten
from opleidingen.aanleverregels import REGELS, aanleverregels_op, load_aanleverregels
from opleidingen.dossiers import collect_deelnames, collect_wijzigingen
from opleidingen.models import Deelname, Deelnamewijziging
from opleidingen.services.deelnames import correct_deelname, find_correctie_tot, restore_deelname, withdraw_deelname
from tests.conftest import make_organisatie

REDEN = "De lijst klopte niet."


@pytest.fixture
def geboekt(deliver, rij) -> Deelname:
    [regel] = deliver(rij(kenmerk="c-1")).json()["regels"]
    return Deelname.objects.get(pk=regel["deelnameId"])


@pytest.fixture
def call(bearer):
    """Call one deelname; gives the body of an answer, and checks its status."""

    def send(method: str, pk: int, status: int = 200, body: Any = None, headers: Any = None) -> Any:
        tekst = body if isinstance(body, bytes) else json.dumps(body) if body is not None else ""
        antwoord = getattr(Client(), method)(
            f"/api/v1/deelnames/{pk}", tekst, content_type="application/json", headers=headers or bearer
        )
        assert antwoord.status_code == status, antwoord.content
        return antwoord.json() if antwoord.content else None

    return send


def codes(problem: dict) -> list[tuple[str, str]]:
    return [(fout["code"], fout["plaats"]) for fout in problem["fouten"]]


class TestSee:
    def test_what_it_is(self, call, geboekt, professional):
        geboekt.geboekt_op = datetime(2026, 6, 30, 12, tzinfo=timezone.get_current_timezone())
        geboekt.save()
        assert call("get", geboekt.pk) == {
            "id": geboekt.pk,
            "status": "geboekt",
            "registratienummer": professional.registratienummer,
            "opleidingscode": "eksd",
            "eindDatum": "2026-06-29",
            "minuten": 960,
            "kenmerk": "c-1",
            "geboektOp": "2026-06-30T10:00:00Z",
            "wijzigbaarTotDatum": "2027-06-30",
            "aanleveringId": str(geboekt.aanlevering_id),
            "regel": 1,
            "wijzigingen": [],
        }

    def test_somebody_elses_is_not_there(self, call, geboekt):
        _, tekst = create_sleutel(make_organisatie("opleider", "Ander"), naam="LMS", scopes=["aanleveren"])
        for method, body in (("get", None), ("patch", {"reden": REDEN}), ("delete", {"reden": REDEN})):
            call(method, geboekt.pk, 404, body, headers={"Authorization": f"Bearer {tekst}"})
        call("get", geboekt.pk + 1, 404)
        call("get", 10**30, 404)

    def test_a_key_that_only_reads_and_a_test_key_change_nothing(self, call, geboekt, opleider):
        _, lezer = create_sleutel(opleider, naam="lezer", scopes=["lezen"])
        sleutel, test = create_sleutel(opleider, naam="test", scopes=["aanleveren"])
        Sleutel.objects.filter(pk=sleutel.pk).update(is_test=True)
        for tekst in (lezer, test):
            headers = {"Authorization": f"Bearer {tekst}"}
            call("get", geboekt.pk, 200, headers=headers)
            call("patch", geboekt.pk, 403, {"reden": REDEN, "minuten": 1}, headers=headers)
            call("delete", geboekt.pk, 403, {"reden": REDEN}, headers=headers)
        assert not Deelnamewijziging.objects.exists()

    def test_queries(self, bearer, geboekt, django_assert_num_queries):
        client = Client()
        client.get(f"/api/v1/deelnames/{geboekt.pk}", headers=bearer)
        with django_assert_num_queries(4):  # the key, that it was used, the deelname, what happened to it
            client.get(f"/api/v1/deelnames/{geboekt.pk}", headers=bearer)


class TestCorrect:
    def test_another_day(self, call, geboekt):
        answer = call("patch", geboekt.pk, body={"reden": f" {REDEN} ", "eindDatum": "2026-06-28"})
        assert (answer["eindDatum"], answer["minuten"]) == ("2026-06-28", 960)
        [wijziging] = answer["wijzigingen"]
        assert {naam: wijziging[naam] for naam in ("soort", "reden", "oud", "nieuw")} == {
            "soort": "gecorrigeerd",
            "reden": REDEN,
            "oud": {"eindDatum": "2026-06-29"},
            "nieuw": {"eindDatum": "2026-06-28"},
        }

    def test_another_part_counts_for_the_minutes_of_that_part(self, call, geboekt):
        answer = call(
            "patch", geboekt.pk, body={"reden": REDEN, "uitvoeringscode": "2026-1", "bijeenkomstcode": "dag-1"}
        )
        assert (answer["uitvoeringscode"], answer["bijeenkomstcode"], answer["minuten"]) == ("2026-1", "dag-1", 300)
        assert answer["wijzigingen"][0]["oud"] == {"uitvoeringscode": None, "bijeenkomstcode": None, "minuten": 960}
        answer = call(
            "patch", geboekt.pk, body={"reden": REDEN, "bijeenkomstcode": None, "modulecode": "recht", "minuten": 120}
        )
        assert (answer["modulecode"], answer["minuten"], "bijeenkomstcode" in answer) == ("recht", 120, False)
        answer = call("patch", geboekt.pk, body={"reden": REDEN, "minuten": None})
        assert answer["minuten"] == 600

    def test_minutes_and_kenmerk(self, call, geboekt):
        answer = call("patch", geboekt.pk, body={"reden": REDEN, "minuten": 480, "kenmerk": ""})
        assert (answer["minuten"], "kenmerk" in answer) == (480, False)

    def test_the_same_again_changes_nothing(self, call, geboekt):
        for _ in range(2):
            call("patch", geboekt.pk, body={"reden": REDEN, "minuten": 480})
        assert Deelnamewijziging.objects.count() == 1
        assert Logregel.objects.filter(handeling="deelname-gecorrigeerd").count() == 1

    @pytest.mark.parametrize(
        ("body", "status", "expected"),
        [
            (b"{", 400, [("onleesbaar", "")]),
            (b"[]", 400, [("geen-object", "")]),
            (
                {"reden": REDEN, "registratienummer": "1", "x": 1},
                400,
                [("onbekend-veld", "registratienummer"), ("onbekend-veld", "x")],
            ),
            ({}, 422, [("reden-ontbreekt", "reden")]),
            ({"reden": "  "}, 422, [("reden-ontbreekt", "reden")]),
            ({"reden": "x" * 1001}, 422, [("reden-te-lang", "reden")]),
            (
                {"reden": 3, "minuten": "veel", "eindDatum": 3},
                422,
                [
                    ("reden-geen-tekst", "reden"),
                    ("einddatum-geen-tekst", "eindDatum"),
                    ("minuten-geen-getal", "minuten"),
                ],
            ),
            ({"reden": REDEN, "minuten": True}, 422, [("minuten-geen-getal", "minuten")]),
            ({"reden": REDEN, "minuten": 0}, 422, [("minuten-te-weinig", "minuten")]),
            ({"reden": REDEN, "minuten": 961}, 422, [("minuten-te-veel", "minuten")]),
            (
                {"reden": REDEN, "kenmerk": "x" * 201, "minuten": -1},
                422,
                [("minuten-te-weinig", "minuten"), ("kenmerk-te-lang", "kenmerk")],
            ),
            ({"reden": REDEN, "kenmerk": "\0"}, 422, [("kenmerk-onleesbaar", "kenmerk")]),
            ({"reden": REDEN, "eindDatum": "29-6-2026"}, 422, [("einddatum-ongeldig", "eindDatum")]),
            ({"reden": REDEN, "eindDatum": None}, 422, [("einddatum-ontbreekt", "eindDatum")]),
            (
                {"reden": REDEN, "eindDatum": "2199-01-01", "modulecode": "x"},
                422,
                [
                    ("einddatum-in-toekomst", "eindDatum"),
                    ("modulecode-onbekend", "modulecode"),
                    ("einddatum-zonder-accreditatie", "eindDatum"),
                ],
            ),
            ({"reden": REDEN, "bijeenkomstcode": "dag-1"}, 422, [("uitvoeringscode-ontbreekt", "uitvoeringscode")]),
        ],
    )
    def test_all_that_is_wrong_at_once(self, call, geboekt, body, status, expected):
        assert codes(call("patch", geboekt.pk, status, body)) == expected
        assert Deelname.objects.get().minuten == 960
        assert not Deelnamewijziging.objects.exists()

    def test_into_a_completion_that_exists_already(self, call, geboekt, deliver, rij):
        deliver(rij(eindDatum="2026-06-28"))
        problem = call("patch", geboekt.pk, 409, {"reden": REDEN, "eindDatum": "2026-06-28"})
        assert codes(problem) == [("deelname-staat-er-al", "")]
        assert Deelname.objects.get(pk=geboekt.pk).eind_datum == date(2026, 6, 29)
        assert not Deelnamewijziging.objects.exists()

    def test_into_one_that_was_withdrawn(self, call, geboekt, deliver, rij):
        [regel] = deliver(rij(eindDatum="2026-06-28")).json()["regels"]
        call("delete", regel["deelnameId"], 204, {"reden": REDEN})
        call("patch", geboekt.pk, 200, {"reden": REDEN, "eindDatum": "2026-06-28"})

    def test_minutes_when_the_accreditation_has_ended_since(self, call, geboekt, aanbod):
        aanbod.accreditatie.geldig_tot = date(2026, 1, 1)
        aanbod.accreditatie.save()
        assert call("patch", geboekt.pk, 200, {"reden": REDEN, "minuten": 480})["minuten"] == 480

    def test_wrong_content_type(self, bearer, geboekt):
        antwoord = Client().patch(
            f"/api/v1/deelnames/{geboekt.pk}", b"a=1", content_type="text/plain", headers=bearer
        )
        assert antwoord.status_code == 415


class TestWithdraw:
    def test_no_longer_counts_and_stays_on_record(self, call, geboekt, professional):
        call("delete", geboekt.pk, 204, {"reden": REDEN})
        answer = call("get", geboekt.pk)
        assert (answer["status"], answer["wijzigingen"][0]["soort"]) == ("ingetrokken", "ingetrokken")
        assert collect_deelnames([professional.pk]) == []
        [feit] = collect_wijzigingen([professional.pk])
        assert (feit.ingetrokken, feit.reden, feit.titel) == (True, REDEN, "Effectieve Klantmanager")

    def test_needs_a_reason(self, call, geboekt):
        assert codes(call("delete", geboekt.pk, 422)) == [("reden-ontbreekt", "reden")]
        assert codes(call("delete", geboekt.pk, 400, {"waarom": REDEN})) == [("onbekend-veld", "waarom")]

    def test_twice_is_once(self, call, geboekt):
        for reden in (REDEN, "Een andere reden."):
            call("delete", geboekt.pk, 204, {"reden": reden})
        assert [rij.reden for rij in Deelnamewijziging.objects.all()] == [REDEN]

    def test_cannot_be_corrected(self, call, geboekt):
        call("delete", geboekt.pk, 204, {"reden": REDEN})
        assert codes(call("patch", geboekt.pk, 409, {"reden": REDEN, "minuten": 1})) == [("al-ingetrokken", "")]

    def test_delivered_again_it_is_booked_anew(self, call, geboekt, deliver, rij, professional):
        call("delete", geboekt.pk, 204, {"reden": REDEN})
        [regel] = deliver(rij()).json()["regels"]
        assert (regel["uitkomst"], regel["deelnameId"] != geboekt.pk) == ("geboekt", True)
        assert [feit.id for feit in collect_deelnames([professional.pk])] == [regel["deelnameId"]]

    def test_restore(self, call, geboekt, sleutel_van, professional):
        call("delete", geboekt.pk, 204, {"reden": REDEN})
        restore_deelname(geboekt, reden="Toch goed.", **sleutel_van)
        assert [feit.id for feit in collect_deelnames([professional.pk])] == [geboekt.pk]
        with pytest.raises(Fouten, match="niet-ingetrokken"):
            restore_deelname(geboekt, reden="Toch goed.", **sleutel_van)

    def test_restore_what_was_delivered_again(self, call, geboekt, deliver, rij, sleutel_van):
        call("delete", geboekt.pk, 204, {"reden": REDEN})
        deliver(rij())
        with pytest.raises(Fouten, match="deelname-staat-er-al"):
            restore_deelname(geboekt, reden="Toch goed.", **sleutel_van)
        assert Deelname.objects.get(pk=geboekt.pk).ingetrokken_op is not None


@pytest.fixture
def sleutel_van(opleider, sleutel) -> dict[str, Any]:
    return {"door": Sleutel.objects.get(), "peildatum": timezone.localdate(), "op": timezone.now()}


class TestWindow:
    @pytest.mark.parametrize(
        ("geboekt_op", "tot"),
        [
            (date(2026, 3, 15), date(2027, 3, 15)),
            (date(2024, 2, 29), date(2025, 2, 28)),
            (date(2023, 2, 28), date(2024, 2, 28)),
            (date(2027, 2, 28), date(2028, 2, 28)),
        ],
    )
    def test_the_day_before_the_day_and_the_day_after(self, geboekt, sleutel_van, geboekt_op, tot):
        moment = timezone.make_aware(datetime.combine(geboekt_op, datetime.min.time()))
        Deelname.objects.update(geboekt_op=moment)
        deelname = Deelname.objects.get()
        assert find_correctie_tot(deelname) == tot
        for dag, mag in ((tot - timedelta(days=1), True), (tot, False), (tot + timedelta(days=1), False)):
            vraag = sleutel_van | {"peildatum": dag}
            acts = (
                lambda vraag=vraag: correct_deelname(deelname, {"kenmerk": "x"}, reden=REDEN, **vraag),
                lambda vraag=vraag: withdraw_deelname(deelname, reden=REDEN, **vraag),
                lambda vraag=vraag: restore_deelname(deelname, reden=REDEN, **vraag),
            )
            for act in acts:
                assert succeeds(act) is mag, dag
            if not mag:
                Deelname.objects.update(ingetrokken_op=None)

    def test_a_moment_before_midnight_utc_is_the_next_day_here(self, geboekt):
        geboekt.geboekt_op = datetime.fromisoformat("2026-06-30T23:30:00+00:00")
        assert find_correctie_tot(geboekt) == date(2027, 7, 1)

    def test_over_the_api(self, call, geboekt):
        Deelname.objects.update(geboekt_op=timezone.now() - timedelta(days=400))
        for method in ("patch", "delete"):
            problem = call(method, geboekt.pk, 409, {"reden": REDEN})
            assert codes(problem) == [("correctietermijn-voorbij", "")]

    def test_the_rules_are_data(self, tmp_path):
        nu = REGELS.read_text()
        later = nu.replace("geldig_van = 2020-01-01", "geldig_van = 2027-01-01")
        path = tmp_path / "regels.toml"
        path.write_text(nu + later.replace("correctie_maanden = 12", "correctie_maanden = 6"))
        assert [regel.correctie_maanden for regel in load_aanleverregels(path)] == [12, 6]
        assert aanleverregels_op(date(2026, 12, 31), path).correctie_maanden == 12
        assert aanleverregels_op(date(2027, 1, 1), path).correctie_maanden == 6
        path.with_name("fout.toml").write_text("[[regels]]\ngeldig_van = 3\nx = 1\n")
        with pytest.raises(Fouten) as fouten:
            load_aanleverregels(path.with_name("fout.toml"))
        assert {"fout.toml.regels.1.geldig_van", "fout.toml.regels.1.correctie_maanden", "fout.toml.regels.1.x"} <= {
            fout.plaats for fout in fouten.value.fouten
        }


def succeeds(act) -> bool:
    try:
        act()
    except Fouten as fouten:
        return fouten.fouten[0].code not in ("correctietermijn-voorbij", "niet-ingetrokken")
    return True


class TestTelling:
    def test_at_once_in_the_mail_of_the_week_or_never(self, call, geboekt, professional):
        for wanneer, mails, wachtend in (("wekelijks", 0, 1), ("direct", 1, 1), ("nooit", 1, 1)):
            Berichtvoorkeur.objects.update_or_create(
                gebruiker=professional, soort="levering", defaults={"wanneer": wanneer}
            )
            call(
                "patch",
                geboekt.pk,
                200,
                {"reden": REDEN, "minuten": {"wekelijks": 10, "direct": 20}.get(wanneer, 30)},
            )
            assert (len(mail.outbox), Bericht.objects.count()) == (mails, wachtend)
        [bericht] = mail.outbox
        assert bericht.subject == "Hogeschool Rivierenland verbeterde iets in je dossier"
        assert REDEN in bericht.body

    def test_withdrawing_and_restoring_are_told(self, call, geboekt, sleutel_van):
        call("delete", geboekt.pk, 204, {"reden": REDEN})
        restore_deelname(geboekt, reden=REDEN, **sleutel_van)
        assert [bericht.onderwerp for bericht in Bericht.objects.order_by("pk")] == [
            "Hogeschool Rivierenland trok een opleiding in je dossier in",
            "Hogeschool Rivierenland herstelde een opleiding in je dossier",
        ]

    def test_another_kenmerk_is_nobody_elses_affair(self, call, geboekt, professional):
        call("patch", geboekt.pk, 200, {"reden": REDEN, "kenmerk": "c-2"})
        assert not Bericht.objects.exists()
        assert collect_wijzigingen([professional.pk]) == []
        assert Deelnamewijziging.objects.count() == 1


class TestPages:
    @pytest.fixture
    def client(self, opleider, medewerker, sign_in) -> Client:
        return sign_in(medewerker(opleider))

    def test_search_by_number_and_kenmerk_never_by_name(self, client, geboekt, professional):
        for vraag, gevonden in ((professional.nummer, 1), ("c-1", 1), ("Heuvel", 0), ("99999999", 0)):
            page = client.post("/opleider/deelnames", {"vraag": vraag}).content.decode()
            assert page.count(f"/opleider/deelnames/{geboekt.pk}") == gevonden, vraag
            assert "Noor" not in page

    def test_correct_withdraw_and_restore(self, client, geboekt):
        adres = f"/opleider/deelnames/{geboekt.pk}"
        vraag = {"eindDatum": "2026-06-28", "minuten": "480", "kenmerk": "c-1", "reden": REDEN}
        page = client.post(adres, vraag, follow=True).content.decode()
        assert "Verbeterd" in page
        assert "28 juni 2026</ins>" in page
        page = client.post(f"{adres}/intrekken", {"reden": REDEN}, follow=True).content.decode()
        assert "<h1>Ingetrokken: Effectieve Klantmanager</h1>" in page
        page = client.post(f"{adres}/intrekken", {"reden": "Vergissing."}, follow=True).content.decode()
        assert "Hersteld: de deelname telt weer mee." in page
        assert [rij.soort for rij in Deelnamewijziging.objects.order_by("pk")] == [
            "gecorrigeerd",
            "ingetrokken",
            "hersteld",
        ]

    def test_faults_stand_at_their_field_and_nothing_typed_is_lost(self, client, geboekt):
        vraag = {"eindDatum": "2026-06-28", "minuten": "9999", "kenmerk": "bewaar-mij", "reden": REDEN}
        page = client.post(f"/opleider/deelnames/{geboekt.pk}", vraag).content.decode()
        assert 'href="#id_minuten"' in page
        assert "bewaar-mij" in page
        assert "Waarom?" in client.post(f"/opleider/deelnames/{geboekt.pk}/intrekken", {"reden": ""}).content.decode()

    def test_outside_the_window_there_is_no_form(self, client, geboekt):
        Deelname.objects.update(geboekt_op=timezone.now() - timedelta(days=400))
        for adres in (f"/opleider/deelnames/{geboekt.pk}", f"/opleider/deelnames/{geboekt.pk}/intrekken"):
            page = client.get(adres).content.decode()
            assert "kun je niet meer veranderen" in page
            assert "id_reden" not in page

    @pytest.mark.parametrize("aantal", [1, 12])
    def test_queries(self, client, deliver, rij, django_assert_num_queries, aantal):
        deliver(*(rij(eindDatum=f"2026-06-{dag}") for dag in range(10, 10 + aantal)))
        client.get("/opleider/deelnames")
        with django_assert_num_queries(7):
            client.get("/opleider/deelnames")
