"""What an opleider sees and does with a list, without JavaScript."""

import csv
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from opleidingen.models import Aanlevering, Aanleverlijst
from opleidingen.views.lijsten import lijst as lijstpagina
from tests.opleidingen.lijsten.bouw import fresh, make_csv

NIEUW = "/opleider/aanleveringen/nieuw"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client(opleider, medewerker, sign_in) -> Client:
    return sign_in(medewerker(opleider))


@pytest.fixture
def fout(goed) -> list[str]:
    return [goed[0], "van den Heuvel", "onbekende-code", "31-02-2026"]


def send(client: Client, inhoud: bytes, naam: str = "lijst.csv", **headers: str):
    return client.post(NIEUW, {"bestand": SimpleUploadedFile(naam, inhoud), "tekst": ""}, headers=headers)


def address(lijst: Aanleverlijst, rest: str = "") -> str:
    return f"/opleider/aanleveringen/lijsten/{lijst.pk}{rest}"


def put(client: Client, inhoud: bytes) -> Aanleverlijst:
    response = send(client, inhoud)
    assert response.status_code == 302, response.content.decode()
    return Aanleverlijst.objects.latest("gemaakt_op")


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_file_becomes_a_preview_to_come_back_to(client, goed, fout):
    lijst = put(client, make_csv(goed, fout))
    page = text(client.get(address(lijst)))
    assert "1 van de 2 rijen klopt" in page
    assert "Je hebt geen opleiding met deze code" in page
    assert "Deze einddatum bestaat niet" in page
    assert "lijst.csv" in text(client.get(NIEUW))


def test_pasted_rows_are_a_list_too(client, goed):
    tekst = "Registratienummer\tCursus\tDatum\n" + "\t".join([goed[0], "eksd", "29 juni 2026"])
    assert client.post(NIEUW, {"tekst": tekst}).status_code == 302
    lijst = Aanleverlijst.objects.get()
    assert (lijst.vorm, lijst.totalen["geboekt"]) == ("plak", 1)


def test_a_script_gets_an_address_or_every_fault(client, goed):
    response = send(client, make_csv(goed), Accept="application/json")
    assert response.json() == {"adres": address(Aanleverlijst.objects.get())}
    response = client.post(NIEUW, {"tekst": ""}, headers={"Accept": "application/json"})
    assert response.json() == {"fouten": ["Kies een bestand of plak de rijen."]}


@pytest.mark.parametrize(
    ("bestand", "tekst", "zin"),
    [
        (b"", "", "Dit bestand is leeg"),
        (None, " ", "Kies een bestand of plak de rijen."),
        (b"x", "y", "niet allebei"),
    ],
)
def test_what_was_sent_wrongly_is_explained_and_kept(client, bestand, tekst, zin):
    velden = {"tekst": tekst} | ({"bestand": SimpleUploadedFile("a.csv", bestand)} if bestand is not None else {})
    page = text(client.post(NIEUW, velden))
    assert zin in page
    assert tekst in page


def test_a_file_beyond_the_limit_is_refused_in_words(client, monkeypatch):
    monkeypatch.setattr("opleidingen.views.lijsten.nieuw.GROOTSTE", 10)
    monkeypatch.setattr("opleidingen.forms.lijsten.GROOTSTE", 10)
    assert "te groot" in text(send(client, b"x" * 200_000))


def test_too_much_pasted_text_is_refused_in_words(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert "Dit is te veel om te plakken" in text(client.post(NIEUW, {"tekst": "x" * 2000}))


def test_another_site_cannot_send_a_list(client, goed):
    streng = Client(enforce_csrf_checks=True)
    streng.cookies = client.cookies
    assert send(streng, make_csv(goed)).status_code == 403
    assert not Aanleverlijst.objects.exists()


def test_a_refused_file_says_why(client):
    lijst = put(client, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 oud")
    page = text(client.get(address(lijst)))
    assert "We kunnen deze lijst niet lezen" in page
    assert "oud Excel-bestand" in page


def test_a_row_is_corrected_where_it_stands(client, goed, fout):
    lijst = put(client, make_csv(goed, fout))
    response = client.post(
        address(lijst, "/rijen/2"), {"opleidingscode": "eksd", "eindDatum": "29-6-2026", "toon": "", "pagina": "1"}
    )
    assert response["Location"] == address(lijst, "?toon=&pagina=1#rijen")
    page = text(client.get(response["Location"]))
    assert "Alle 2 rijen in deze lijst kloppen" in page
    assert "In de lijst staat: onbekende-code" in page


def test_a_script_gets_the_row_back(client, goed, fout):
    lijst = put(client, make_csv(goed, fout))
    page = text(client.post(address(lijst, "/rijen/2"), {"opleidingscode": "eksd"}, headers={"HX-Request": "true"}))
    assert "Je hebt geen opleiding" not in page
    assert "Deze einddatum bestaat niet" in page
    assert client.get(address(lijst, "/rijen/3")).status_code == 404


def test_one_value_is_mended_in_all_rows_and_taken_back(client, goed, fout):
    lijst = put(client, make_csv(*[[*fout[:3], goed[3]]] * 3))
    assert "staat in 3 rijen" in text(client.get(address(lijst)))
    keuze = {"veld": "opleidingscode", "van": "onbekende-code"}
    page = text(client.post(address(lijst, "/vervangen"), keuze | {"naar": "eksd"}, follow=True))
    assert "Overal waar onbekende-code staat, lezen we nu eksd." in page
    assert "Draai terug" in page
    client.post(address(lijst, "/vervangen"), keuze | {"naar": ""})
    assert fresh(lijst).totalen["afgewezen"] == 3


def test_columns_are_asked_and_all_faults_told(client, goed):
    lijst = put(client, make_csv(goed, kop=goed))
    page = text(client.get(address(lijst), follow=True))
    assert "Zeg welke kolom wat is" in page
    keuze = {"kolom-0": "achternaam", "kolom-1": "achternaam", "kolom-2": "-", "kolom-3": "-"}
    page = text(client.post(address(lijst, "/kolommen"), keuze))
    for zin in ("Je koos twee keer Achternaam", "welke kolom registratienummer", "welke kolom einddatum"):
        assert zin in page
    velden = ("registratienummer", "achternaam", "opleidingscode", "eindDatum")
    keuze = {f"kolom-{plek}": veld for plek, veld in enumerate(velden)}
    assert client.post(address(lijst, "/kolommen"), keuze)["Location"] == address(lijst)
    assert fresh(lijst).aantal == 2


def test_the_faulty_rows_come_as_csv_and_xlsx(client, goed, fout):
    kop = ["Registratienummer", "Achternaam", "Opleidingscode", "Einddatum", "Opmerking", "Kenmerk"]
    lijst = put(client, make_csv([*goed, "ja", ""], [*fout, "=HYPERLINK(1)", "k-1"], kop=kop))
    client.post(address(lijst, "/rijen/2"), {"eindDatum": "29-06-2026"})
    response = client.get(address(lijst, "/te-verbeteren.csv"))
    assert response["Content-Disposition"] == 'attachment; filename="te-verbeteren.csv"'
    tekst = b"".join(response.streaming_content).decode("utf-8-sig")
    [koppen, rij] = csv.reader(StringIO(tekst, newline=""), delimiter=";")
    assert koppen[:6] == kop
    assert (koppen[-1], rij[3], rij[4], rij[5]) == ("Foutmelding", "29-06-2026", "'=HYPERLINK(1)", "k-1")
    assert rij[-1].startswith("Je hebt geen opleiding met deze code.")
    xlsx = b"".join(client.get(address(lijst, "/te-verbeteren.xlsx")).streaming_content)
    assert [cel.value for cel in load_workbook(BytesIO(xlsx)).active[2]][:6] == rij[:6]


def test_faulty_rows_mended_in_excel_can_be_put_in_again(client, goed, fout):
    lijst = put(client, make_csv(fout))
    boek = load_workbook(BytesIO(b"".join(client.get(address(lijst, "/te-verbeteren.xlsx")).streaming_content)))
    boek.active["C2"], boek.active["D2"] = "eksd", goed[3]
    uit = BytesIO()
    boek.save(uit)
    opnieuw = put(client, uit.getvalue())
    assert opnieuw.totalen["geboekt"] == 1


@pytest.mark.parametrize("soort", ["csv", "xlsx"])
def test_the_example_is_understood_and_books_nothing(client, aanbod, soort):
    voorbeeld = b"".join(client.get(f"/opleider/aanleveringen/voorbeeld.{soort}").streaming_content)
    lijst = put(client, voorbeeld)
    assert (lijst.status, lijst.aantal, lijst.totalen["afgewezen"]) == ("klaar", 1, 1)
    assert client.get("/opleider/aanleveringen/voorbeeld.pdf").status_code == 404


def test_booking_leads_to_the_delivery(client, goed):
    lijst = put(client, make_csv(goed))
    response = client.post(address(lijst, "/boeken"), follow=True)
    aanlevering = Aanlevering.objects.get()
    assert response.redirect_chain[-1][0] == f"/opleider/aanleveringen/{aanlevering.pk}"
    response = client.get(address(lijst), headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == f"/opleider/aanleveringen/{aanlevering.pk}"
    assert "lijst.csv" not in text(client.get(NIEUW))


def test_while_the_server_works_the_page_says_how_far(client, goed):
    lijst = put(client, make_csv(goed))
    Aanleverlijst.objects.update(status="nakijken", gedaan=40, totaal=80)
    page = text(client.get(address(lijst)))
    assert "Rij 40 van 80" in page
    assert client.get(address(lijst, "/kolommen"))["Location"] == address(lijst)
    assert client.get(address(lijst, "/te-verbeteren.csv")).status_code == 404
    assert "gebeurt al iets" in text(client.post(address(lijst, "/boeken"), follow=True))


def test_a_list_can_be_thrown_away(client, goed):
    lijst = put(client, make_csv(goed))
    assert "is weg" in text(client.post(address(lijst, "/weggooien"), follow=True))
    assert not Aanleverlijst.objects.exists()


def test_a_page_costs_the_same_for_any_number_of_rows(client, goed, fout, django_assert_num_queries):
    kort, lang = put(client, make_csv(goed, fout)), put(client, make_csv(*[goed, fout] * 60))
    for lijst in (kort, lang):
        with django_assert_num_queries(14):
            client.get(address(lijst))


def test_rows_are_shown_page_by_page(client, goed, fout, monkeypatch):
    monkeypatch.setattr(lijstpagina, "PER_PAGINA", 2)
    lijst = put(client, make_csv(*[fout] * 3, goed))
    assert text(client.get(address(lijst))).count('class="rij ') == 2
    assert text(client.get(address(lijst), {"pagina": 2})).count('class="rij ') == 1
    assert client.get(address(lijst), {"toon": "raar"}).status_code == 404
