"""What an opleider may write in the fields of its courses."""

import pytest
from django.test import Client

from opleidingen.models import Module, Opleiding, Uitvoering
from tests.opleidingen.test_eigen_aanbod import PAGINA, send


@pytest.fixture
def client(opleider, medewerker, sign_in) -> Client:
    return sign_in(medewerker(opleider))


@pytest.mark.parametrize(
    ("website", "bewaard"),
    [
        ("", ""),
        ("www.hogeschool.nl/cursus?jaar=1#nu", "https://www.hogeschool.nl/cursus?jaar=1#nu"),
        ("http://hogeschool.nl:8080", "http://hogeschool.nl:8080"),
        ("https://bücher.nl/", "https://bücher.nl/"),
        ("ftp://x.nl", None),
        ("javascript:alert(1)", None),
        ("http://127.0.0.1/", None),
        ("http://93.184.215.14/", None),
        ("http://[::1]/", None),
        ("http://localhost/", None),
        ("http://server.local/", None),
        ("http://intern.LAN./", None),
        ("https://bank.nl@x.nl/", None),
    ],
)
def test_a_website_is_one_that_anybody_can_open(client, opleider, website, bewaard):
    response = client.post(f"{PAGINA}/nieuw", {"naam": "Rondkomen", "vorm": "gemengd", "website": website})
    if bewaard is None:
        assert set(response.context["form"].errors) == {"website"}
        assert not Opleiding.objects.exists()
    else:
        assert Opleiding.objects.get().website == bewaard


def test_names_stand_on_one_line(client, aanbod):
    send(client, f"{aanbod.opleiding.pk}/wijzigen", vorm="gemengd", code="eksd", naam="Rondkomen\r\n in  Europa ")
    send(client, f"{aanbod.opleiding.pk}/modules/nieuw", naam="Recht\nen plicht")
    dag = aanbod.uitvoering.begin_datum.isoformat()
    plan = {"begin_datum": dag, "eind_datum": dag, "code": "regel", "plaats": "Den\nHaag"}
    send(client, f"{aanbod.opleiding.pk}/uitvoeringen/nieuw", **plan)
    assert Opleiding.objects.get().naam == "Rondkomen in Europa"
    assert Module.objects.filter(naam="Recht en plicht").exists()
    assert Uitvoering.objects.get(code="regel").plaats == "Den Haag"
