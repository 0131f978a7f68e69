"""What is refused as a whole, and noise: never a status that is not of the format."""

from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.services.sleutels import create_sleutel, revoke_sleutel
from opleidingen.models import Deelname
from tests.opleidingen.pe.bericht import ADRES, make_xml, post, read


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
