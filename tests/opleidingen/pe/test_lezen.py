"""However an LMS fills in its form, the same rows come out."""

from urllib.parse import quote, quote_plus

import pytest
from django.test import Client

from opleidingen.formaten.pe_xml import read_inzending
from opleidingen.models import Deelname
from opleidingen.pe_catalogus import load_pe_catalogus
from tests.opleidingen.conftest import make_opleiding
from tests.opleidingen.pe.bericht import ADRES, make_xml, post, read


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


@pytest.mark.parametrize("aantal", [1, 30])
def test_the_catalogue_costs_the_same_however_many_rows(aanbod, opleider, django_assert_num_queries, aantal):
    for nummer in range(aantal):
        make_opleiding(opleider, code=f"c{nummer}")
    regels = [{"PECourseID": f"c{nummer}", "PEEditionID": "2026-1"} for nummer in range(aantal)]
    aanwezigheden = read_inzending(make_xml(*regels).encode()).aanwezigheden
    with django_assert_num_queries(5):
        catalogus = load_pe_catalogus(opleider, aanwezigheden)
    assert [len(cursus.uitvoeringen[0].bijeenkomsten) for cursus in catalogus.cursussen] == [3] * aantal
