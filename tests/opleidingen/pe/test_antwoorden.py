"""What every row is answered, in the shape and the words that an LMS knows."""

from datetime import date
from urllib.parse import quote

import pytest

from accounts.services.sleutels import create_sleutel
from opleidingen.formaten.pe_antwoord import load_teksten
from opleidingen.meldingen import MELDINGEN
from opleidingen.models import Aanlevering, Accreditatie, Bijeenkomst, Deelname, Module, Opleiding, Uitvoering
from tests.conftest import make_organisatie
from tests.opleidingen.conftest import make_opleiding
from tests.opleidingen.pe.bericht import UNKNOWN, make_xml, post, read


def test_a_row_is_booked_and_answered_in_the_shape_that_clients_know(send, regel, professional):
    response = send(regel, {**regel, "PECourseID": "onbekend"})
    assert response.content.decode() == (
        '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
        "<Summary>\n"
        "<Results><rejected_rows>1</rejected_rows><accepted_rows>1</accepted_rows><total_rows>2</total_rows></Results>\n"
        "<Error><errorNR>100</errorNR><errorMsg>Regel 2: cursus onbekend is niet bekend.</errorMsg></Error>\n"
        f"<Accepted><person>{professional.registratienummer}</person><course>eksd</course>"
        "<date>2026-06-29T13:08:13.0000000+02:00</date></Accepted>\n"
        "</Summary>\n"
    )
    deelname = Deelname.objects.get()
    assert (deelname.gebruiker, deelname.eind_datum) == (professional, date(2026, 6, 29))
    assert Aanlevering.objects.get().vorm == Aanlevering.Vorm.PE_XML


def test_the_same_batch_again_books_nothing_twice_and_is_accepted_again(send, regel):
    first, again = (
        send(regel, {**regel, "externalPersonID": UNKNOWN}),
        send(regel, {**regel, "externalPersonID": UNKNOWN}),
    )
    assert again.content == first.content
    assert Deelname.objects.count() == 1


class TestRowErrors:
    @pytest.fixture
    def error(self, send, regel):
        def make(taal="1", **other):
            velden = {veld: waarde for veld, waarde in (regel | other).items() if waarde is not None}
            errors, accepted = read(send(velden, taal=taal))
            assert (len(errors), accepted) == (1, [])
            assert not Deelname.objects.exists()
            return errors[0]

        return make

    @pytest.mark.parametrize(
        ("other", "melding"),
        [
            ({"externalPersonID": UNKNOWN}, f"Regel 1: persoon {UNKNOWN} is niet bekend."),
            ({"externalPersonID": "12345678"}, "Regel 1: persoon 12345678 is niet bekend."),
            ({"externalPersonID": None}, "Regel 1: er is geen persoon opgegeven."),
            ({"PECourseID": None}, "Regel 1: er is geen cursus opgegeven."),
            ({"PECourseID": "9471"}, "Regel 1: cursus 9471 is niet bekend."),
            (
                {"PECourseID": None, "externalCourseID": "x<y".replace("<", "&lt;")},
                "Regel 1: cursus x<y is niet bekend.",
            ),
            ({"endDate": None}, "Regel 1: endDate ontbreekt."),
            (
                {"endDate": "29-06-2026"},
                "Regel 1: endDate 29-06-2026 is geen datum. Schrijf 2026-11-22 of 2026-11-22T14:30:00+01:00.",
            ),
            (
                {"endDate": "2024-12-31"},
                "Regel 1: cursus eksd is niet geaccrediteerd op 2024-12-31. De datum valt buiten alle perioden.",
            ),
            (
                {"endDate": "2025-02-01"},
                "Regel 1: de termijn om cursus eksd van 2025-02-01 in te voeren is voorbij.",
            ),
            ({"endDate": "2026-12-31"}, "Regel 1: de datum van cursus eksd ligt in de toekomst."),
            ({"PEEditionID": "1999-1"}, "Regel 1: uitvoering 1999-1 van cursus eksd is niet bekend."),
            ({"externalModuleID": "koken"}, "Regel 1: module koken van cursus eksd is niet bekend."),
            (
                {"PEModuleID": "zelfstudie"},
                "Regel 1: module zelfstudie van cursus eksd is niet apart geaccrediteerd.",
            ),
            ({"PEMeetingID": "dag-1"}, "Regel 1: bij bijeenkomst dag-1 is geen uitvoering opgegeven."),
            (
                {"PEEditionID": "2026-1", "PEMeetingID": "dag-9"},
                "Regel 1: bijeenkomst dag-9 van cursus eksd is niet bekend.",
            ),
        ],
    )
    def test_each_fault_has_its_sentence(self, error, other, melding):
        assert error(**other) == melding

    def test_course_of_another_opleider(self, error):
        make_opleiding(make_organisatie("opleider", "Een ander"), code="van-ander")
        assert error(PECourseID="van-ander") == "Regel 1: cursus van-ander is van een andere opleider."

    def test_a_course_that_was_never_accredited(self, error):
        Accreditatie.objects.update(status="ingediend")
        assert error() == "Regel 1: cursus eksd is niet geaccrediteerd."

    def test_an_own_code_that_stands_twice(self, error, opleider):
        Opleiding.objects.update(eigen_code="A")
        Opleiding.objects.create(opleider=opleider, code="tweede", naam="Tweede", eigen_code="A")
        Uitvoering.objects.update(eigen_code="B")
        Module.objects.update(eigen_code="C")
        Bijeenkomst.objects.update(eigen_code="D")
        assert (
            error(PECourseID=None, externalCourseID="A") == "Regel 1: de eigen code A hoort bij meer dan een cursus."
        )
        assert error(externalModuleID="C") == "Regel 1: de eigen code C hoort bij meer dan een module."
        assert (
            error(externalEditionID="B", externalMeetingID="D")
            == "Regel 1: de eigen code D hoort bij meer dan een bijeenkomst."
        )
        eerste = Uitvoering.objects.get()
        Uitvoering.objects.create(
            opleiding=eerste.opleiding,
            code="2026-2",
            eigen_code="B",
            begin_datum=eerste.begin_datum,
            eind_datum=eerste.eind_datum,
        )
        assert error(externalEditionID="B") == "Regel 1: de eigen code B hoort bij meer dan een uitvoering."

    @pytest.mark.parametrize(
        ("taal", "melding"),
        [
            ("1", "Regel 1: er is geen persoon opgegeven."),
            ("2", "Ligne 1 : aucune personne n'est indiquée."),
            ("3", "Row 1: no person was given."),
            ("99", "Regel 1: er is geen persoon opgegeven."),
        ],
    )
    def test_in_the_language_of_the_sender(self, error, taal, melding):
        assert error(taal=taal, externalPersonID=None) == melding


class TestCourseOnDays:
    """A course of meetings: the edition is named, and its day is not the sender's to give."""

    @pytest.fixture
    def op_dagen(self, regel, elearning):
        Opleiding.objects.update(vorm=Opleiding.Vorm.BIJEENKOMSTEN)
        Uitvoering.objects.update(eigen_code="U1")
        return {veld: waarde for veld, waarde in regel.items() if veld != "endDate"}

    def test_the_edition_gives_the_day(self, send, op_dagen):
        errors, accepted = read(send({**op_dagen, "externalEditionID": "U1"}))
        assert (errors, accepted[0]["date"]) == ([], "2026-06-29")
        assert Deelname.objects.get().uitvoering.code == "2026-1"

    def test_the_meeting_gives_the_day(self, send, op_dagen, aanbod):
        nummer = str(aanbod.bijeenkomsten[1].pk)
        read(send({**op_dagen, "PEEditionID": str(aanbod.uitvoering.pk), "PEMeetingID": nummer}))
        deelname = Deelname.objects.get()
        assert (deelname.bijeenkomst, deelname.eind_datum) == (aanbod.bijeenkomsten[1], date(2026, 2, 2))

    def test_without_an_edition(self, send, op_dagen):
        assert read(send(op_dagen))[0] == ["Regel 1: er is geen uitvoering van cursus eksd opgegeven."]

    def test_the_same_day_may_be_said_and_another_may_not(self, send, op_dagen):
        rij = {**op_dagen, "PEEditionID": "2026-1", "endDate": "2026-06-29"}
        assert read(send(rij))[0] == []
        [melding] = read(send({**rij, "endDate": "2026-06-28"}))[0]
        assert melding.startswith("Regel 1: endDate 2026-06-28 is hier niet toegestaan.")


def test_a_test_key_books_nothing_and_says_so(opleider, regel):
    _, tekst = create_sleutel(opleider, naam="Proef", scopes=["aanleveren"], is_test=True)
    response = post("sXML=" + quote(make_xml(regel, {**regel, "PECourseID": "x"}, sleutel=tekst)))
    errors, accepted = read(response)
    assert (len(errors), len(accepted)) == (1, 1)
    assert b"<!-- Proef: alles is nagekeken en er is niets geboekt. -->" in response.content
    assert not Deelname.objects.exists()
    assert not Aanlevering.objects.exists()
    assert [(proef.vorm, proef.totalen["geboekt"]) for proef in opleider.proefaanleveringen.all()] == [("pe-xml", 1)]


def test_the_key_is_in_no_log(send, regel, sleutel, caplog):
    send(regel)
    post("sXML=" + sleutel + "<Entry>")
    assert sleutel.rpartition("_")[2] not in caplog.text


def test_every_code_of_a_row_has_its_sentence_in_three_languages():
    teksten = load_teksten()
    assert {len(talen) for talen in teksten.values()} == {3}
    niet_van_pe = ("minuten", "kenmerk", "achternaam", "regel-geen", "geparkeerd", "al-bekend")
    zelfde = {"registratienummer-ongeldig", "registratienummer-afgerond"}
    nodig = {code for code in MELDINGEN if not code.startswith(niet_van_pe) and not code.endswith("-geen-tekst")}
    nodig -= zelfde
    assert nodig <= teksten.keys()
