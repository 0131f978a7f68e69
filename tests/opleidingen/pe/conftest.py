"""An e-learning course, a row for it, and a way to send rows."""

from urllib.parse import quote_plus

import pytest

from opleidingen.models import Opleiding
from tests.opleidingen.pe.bericht import make_xml, post


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
