"""Deliveries as an LMS sends them: liberal in what is read, exact in what is answered."""

from datetime import date
from urllib.parse import quote, quote_plus, urlencode

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.services.sleutels import create_sleutel, revoke_sleutel
from opleidingen.formaten.pe_antwoord import REGELFOUT, load_teksten
from opleidingen.formaten.pe_xml import read_inzending
from opleidingen.meldingen import MELDINGEN
from opleidingen.models import Aanlevering, Accreditatie, Bijeenkomst, Deelname, Module, Opleiding, Uitvoering
from opleidingen.pe_catalogus import load_pe_catalogus
from tests.conftest import make_organisatie
from tests.opleidingen.conftest import make_opleiding

ADRES = "/pe-services/pe-attendanceelearning/WriteAttendance.asmx/ProcessXML"
UNKNOWN = "99999992"
FORM = "application/x-www-form-urlencoded"


def make_xml(*regels, sleutel="", taal="1", kop=""):
    """An Entry; each row is a dict of elements, or their XML as text."""
    rijen = "".join(
        f"<Attendance>{rij if isinstance(rij, str) else make_elements(rij)}</Attendance>" for rij in regels
    )
    instellingen = (
        f"<userID>7</userID><userRole>EDU</userRole><userKey>{sleutel}</userKey><orgID>19</orgID>"
        f"<settingOutput>1</settingOutput><emailOutput></emailOutput><languageID>{taal}</languageID>"
        "<defaultLanguageID>1</defaultLanguageID>"
    )
    return f"{kop}<Entry><Settings>{instellingen}</Settings>{rijen}</Entry>"


def make_elements(velden):
    return "".join(f"<{naam}>{waarde}</{naam}>" for naam, waarde in velden.items())


def post(inhoud, content_type=FORM, adres="192.0.2.1"):
    client = Client(raise_request_exception=False, REMOTE_ADDR=adres)
    return client.post(ADRES, inhoud, content_type=content_type)


def read(response):
    """The counts, the sentences of the errors and the accepted rows."""
    assert (response.status_code, response["Content-Type"]) == (200, "text/xml; charset=utf-8"), response.content
    summary = fromstring(response.content)
    assert summary.tag == "Summary"
    assert [deel.tag for deel in summary][:1] == ["Results"]
    results = {deel.tag: int(deel.text) for deel in summary.find("Results")}
    errors = summary.findall("Error")
    assert {error.find("errorNR").text for error in errors} <= {str(REGELFOUT)}
    accepted = [{deel.tag: deel.text for deel in row} for row in summary.findall("Accepted")]
    aantallen = {"rejected_rows": len(errors), "accepted_rows": len(accepted)}
    assert results == aantallen | {"total_rows": sum(aantallen.values())}
    return [error.find("errorMsg").text for error in errors], accepted


@pytest.fixture
def elearning(aanbod):
    """A course that people do when they like: an endDate says when they were ready."""
    aanbod.opleiding.vorm = Opleiding.Vorm.E_LEARNING
    aanbod.opleiding.eigen_code = "LMS 4711 & zo"
    aanbod.opleiding.save()
    return aanbod.opleiding


@pytest.fixture
def regel(professional, elearning):
    return {
        "PECourseID": "eksd",
        "externalPersonID": professional.registratienummer,
        "endDate": "2026-06-29T13:08:13.0000000+02:00",
    }


@pytest.fixture
def send(sleutel):
    def make(*regels, **options):
        return post("sXML=" + quote_plus(make_xml(*regels, sleutel=sleutel, **options)))

    return make


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


class TestReading:
    """However the form was filled in, the same row comes out."""

    @pytest.fixture
    def xml(self, sleutel, regel):
        rij = {"externalCourseID": "LMS 4711 &amp; zo", **{k: v for k, v in regel.items() if k != "PECourseID"}}
        return make_xml(rij, sleutel=sleutel)

    @pytest.mark.parametrize(
        "encode",
        [
            lambda xml: "sXML=" + quote_plus(xml),
            lambda xml: "sXML=" + quote(xml),
            lambda xml: "sxml=" + quote(xml),
            lambda xml: "sXML=" + xml,
            lambda xml: "sXML=" + xml + "&ander=veld",
            lambda xml: "ander=veld&sXML=" + xml,
            lambda xml: "sXML=" + quote(xml) + "&ander=veld",
            lambda xml: "sXML=" + quote(xml, safe="/+&;:"),
            lambda xml: "sXML=" + quote(xml, safe="<>/+"),
            lambda xml: "sXML=" + xml.replace(" ", "%20"),
            lambda xml: "sXML=" + quote(xml).replace("%2B", "+"),
            lambda xml: "sXML=" + xml.replace("&amp;", "&"),
            lambda xml: "sXML=" + quote(xml.replace("&amp;", "&")),
            lambda xml: xml,
            lambda xml: "\ufeff" + xml,
        ],
    )
    @pytest.mark.parametrize(
        "kop", ["", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-16" standalone="yes"?>\r\n']
    )
    def test_encoded_half_encoded_and_not_encoded(self, xml, encode, kop):
        errors, accepted = read(post(encode(kop + xml)))
        assert (errors, [row["course"] for row in accepted]) == ([], ["LMS 4711 & zo"])

    @pytest.mark.parametrize("content_type", ["text/xml", "application/xml; charset=utf-8", "text/plain", ""])
    def test_whatever_the_content_is_called(self, xml, content_type):
        assert read(post(xml, content_type))[0] == []
        assert read(post("sXML=" + quote(xml), content_type))[0] == []

    def test_a_form_in_parts(self, xml):
        assert read(Client().post(ADRES, {"sXML": xml}))[0] == []

    def test_windows_letters_and_real_utf_16(self, send, sleutel, regel, elearning):
        elearning.eigen_code = "naïef"
        elearning.save()
        xml = make_xml({**regel, "PECourseID": "", "externalCourseID": "naïef"}, sleutel=sleutel)
        for inhoud in (xml.encode("windows-1252"), xml.encode("utf-16")):
            assert read(post(inhoud, "text/xml"))[0] == []

    @pytest.mark.parametrize(
        "change",
        [
            lambda xml: xml.replace("externalPersonID", "externalpersonid").replace("endDate", "ENDDATE"),
            lambda xml: xml.replace("Attendance", "attendance").replace("Entry", "ENTRY"),
            lambda xml: xml.replace("externalPersonID", "PEPersonID"),
            lambda xml: xml.replace("<Entry>", '<Entry xmlns="urn:een-naam">'),
            lambda xml: xml.replace("</endDate>", "</endDate><PEModuleID/><externalModuleID> </externalModuleID>"),
            lambda xml: xml.replace("</endDate>", "</endDate><PEModuleID>0</PEModuleID><PECourseID>0</PECourseID>"),
            lambda xml: xml.replace("</endDate>", "</endDate><nieuw>x</nieuw><!-- opmerking -->"),
            lambda xml: xml.replace("><", ">\n  <"),
        ],
    )
    def test_careless_elements(self, xml, change):
        assert read(post("sXML=" + quote(change(xml))))[0] == []

    @pytest.mark.parametrize(
        ("moment", "dag"),
        [
            ("2026-06-29", "2026-06-29"),
            ("2026-06-29T13:08:13", "2026-06-29"),
            ("2026-06-29T13:08", "2026-06-29"),
            ("2026-06-29 13:08:13", "2026-06-29"),
            ("2026-06-29T23:30:00Z", "2026-06-30"),
            ("2026-06-29T23:30:00.1234567Z", "2026-06-30"),
            ("2026-06-29T00:30:00+09:00", "2026-06-28"),
            ("2026-06-29T22:30:00 02:00", "2026-06-29"),
            ("2026-06-29T22:30:00-0500", "2026-06-30"),
            ("2026-06-29+02:00", "2026-06-29"),
        ],
    )
    def test_a_moment_is_a_dutch_day(self, send, regel, moment, dag):
        errors, accepted = read(send({**regel, "endDate": moment}))
        assert (errors, accepted[0]["date"]) == ([], moment)
        assert Deelname.objects.get().eind_datum.isoformat() == dag


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


class TestRefusals:
    def test_get_is_refused(self, sleutel):
        response = Client().get(ADRES, {"sXML": make_xml({}, sleutel=sleutel)})
        assert (response.status_code, response["Allow"]) == (405, "POST")

    @pytest.mark.parametrize("sleutel", ["", "geheim", "sam_000000000000_" + "0" * 48])
    def test_no_access(self, db, sleutel):
        response = post("sXML=" + quote(make_xml({}, sleutel=sleutel, taal="3")))
        assert response.status_code == 400
        assert "No access." in response.content.decode()

    def test_a_key_that_may_not_deliver(self, opleider, regel):
        lezer, tekst = create_sleutel(opleider, naam="Kijken", scopes=["lezen"])
        assert post("sXML=" + quote(make_xml(regel, sleutel=tekst))).status_code == 400
        revoke_sleutel(lezer)
        assert not Deelname.objects.exists()

    def test_a_thousand_rows_and_one_more(self, send, regel):
        errors, accepted = read(send(*[regel] * 1000))
        assert (errors, len(accepted)) == ([], 1000)
        assert send(*[regel] * 1001).status_code == 500
        assert Deelname.objects.count() == 1

    @pytest.mark.parametrize(
        "inhoud",
        [
            "sXML=",
            "sXML=<Entry>",
            "sXML=%",
            "sXML=%3CEntry%3E",
            "iets=anders",
            "<Ander/>",
            '<!DOCTYPE a [<!ENTITY b "c">]><Entry><Attendance/></Entry>',
            '<!DOCTYPE a SYSTEM "file:///etc/passwd"><Entry><Attendance/></Entry>',
            "<Entry></Entry>",
            "<" * 10_000,
            "sXML=" + "<Entry>" * 100_000,
            b"\xff\xfe\x00",
            b"\x00\x01",
        ],
    )
    def test_unusable_xml(self, db, inhoud):
        assert post(inhoud).status_code == 505

    def test_more_than_can_be_a_thousand_rows(self, db):
        assert post(b"sXML=" + b"a" * 5_000_001).status_code == 505

    def test_nothing_sent_is_no_access(self, db):
        assert post("").status_code == 400

    def test_guessing_keys_is_limited(self, db):
        answers = [post("sXML=" + quote(make_xml({}, sleutel="sam_a_b"))) for _ in range(11)]
        assert [response.status_code for response in answers] == [400] * 10 + [429]
        assert int(answers[-1]["Retry-After"]) > 0


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


@pytest.mark.parametrize("aantal", [1, 30])
def test_the_catalogue_costs_the_same_however_many_rows(aanbod, opleider, django_assert_num_queries, aantal):
    for nummer in range(aantal):
        make_opleiding(opleider, code=f"c{nummer}")
    regels = [{"PECourseID": f"c{nummer}", "PEEditionID": "2026-1"} for nummer in range(aantal)]
    aanwezigheden = read_inzending(make_xml(*regels).encode()).aanwezigheden
    with django_assert_num_queries(5):
        catalogus = load_pe_catalogus(opleider, aanwezigheden)
    assert [len(cursus.uitvoeringen[0].bijeenkomsten) for cursus in catalogus.cursussen] == [3] * aantal


def test_every_code_of_a_row_has_its_sentence_in_three_languages():
    teksten = load_teksten()
    assert {len(talen) for talen in teksten.values()} == {3}
    niet_van_pe = ("minuten", "kenmerk", "achternaam", "regel-geen", "geparkeerd", "al-bekend")
    zelfde = {"registratienummer-ongeldig", "registratienummer-afgerond"}
    nodig = {code for code in MELDINGEN if not code.startswith(niet_van_pe) and not code.endswith("-geen-tekst")}
    nodig -= zelfde
    assert nodig <= teksten.keys()


naam = st.sampled_from(
    "Entry Settings Attendance userKey languageID PECourseID externalCourseID externalPersonID endDate PEEditionID "
    "externalEditionID PEModuleID externalmoduleID PEMeetingID onzin".split()
)
waarde = st.one_of(
    st.sampled_from(["eksd", "2026-1", "dag-1", "recht", "2026-06-29", "2026-06-29T25:61:00+99:99", "0", "9" * 30]),
    st.text(max_size=12).map(lambda t: t.replace("&", "&amp;").replace("<", "&lt;")),
)


@st.composite
def trees(draw, depth=3):
    tag = draw(naam)
    inside = draw(waarde) if depth == 0 else "".join(draw(st.lists(trees(depth=depth - 1), max_size=3)))
    return f"<{tag}>{inside}</{tag}>"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees(), rows=st.lists(trees(depth=1), max_size=3), rauw=st.booleans(), rommel=st.binary(max_size=40))
def test_whatever_is_sent_is_answered_with_a_status_of_the_format(sleutel, aanbod, tree, rows, rauw, rommel):
    """Trees of known names, rows with a good key, and noise: never anything but the statuses of the format."""
    goed = make_xml(*rows, sleutel=sleutel)
    for xml in (tree, goed):
        inhoud = (
            xml.encode("utf-8", "replace") if rauw else urlencode({"sXML": xml.encode("utf-8", "replace")}).encode()
        )
        assert post(inhoud).status_code in (200, 400, 429, 505)
    assert post(b"sXML=" + rommel).status_code in (400, 429, 505)
