"""A message as an LMS sends it, and its answer read back."""

from defusedxml.ElementTree import fromstring
from django.test import Client

from opleidingen.formaten.pe_antwoord import REGELFOUT

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
