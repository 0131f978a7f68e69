"""Correct, withdraw and restore: what it was stays on record, the natural key holds, and the window is data."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Logregel, Sleutel
from accounts.services.sleutels import create_sleutel
from kern.fouten import Fouten
from opleidingen.dossiers import collect_deelnames, collect_wijzigingen
from opleidingen.models import Deelname, Deelnamewijziging
from opleidingen.services.deelnames import restore_deelname
from tests.conftest import make_organisatie

REDEN = "De lijst klopte niet."


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
            ({"reden": "\u200b\u3164..."}, 422, [("reden-ontbreekt", "reden")]),
            ({"reden": "\ud800"}, 400, [("onleesbaar", "")]),
            ({"reden": REDEN, "kenmerk": "\ud800"}, 400, [("onleesbaar", "")]),
            ({"reden": REDEN, "uitvoeringscode": "\udfff"}, 400, [("onleesbaar", "")]),
            (b'{"reden": "\xed\xa0\x80"}', 400, [("onleesbaar", "")]),
            pytest.param(b'{"reden": ' + b"[" * 100_000, 400, [("onleesbaar", "")], id="te diep"),
            pytest.param({"reden": "x" * 5_000_000}, 422, [("reden-te-lang", "reden")], id="niet in geheugen"),
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
            ({"reden": REDEN, "minuten": 10**30}, 422, [("minuten-te-veel", "minuten")]),
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
        [deelname] = Deelname.objects.filter(ingetrokken_op=None)
        assert (deelname.pk, deelname.eind_datum) == (geboekt.pk, date(2026, 6, 28))

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
        assert codes(call("delete", geboekt.pk, 400, {"reden": "\ud800"})) == [("onleesbaar", "")]
        assert codes(call("delete", geboekt.pk, 422, {"reden": "\u200b"})) == [("reden-ontbreekt", "reden")]
        assert Deelname.objects.get().ingetrokken_op is None

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
