"""The whole walk, from an activity on a page to a certificate that somebody checks, with JavaScript and without."""

import json
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Gebruiker, Organisatie
from accounts.services.sleutels import create_sleutel
from register.demonstratie.catalogus import HOGESCHOOL
from register.demonstratie.personages import MEDEWERKERS, VASTE_ROLLEN, Fase
from tests.browser.conftest import sign_in_by_hand
from tests.conftest import WACHTWOORD

WIEBE = next(naam for naam, rol in VASTE_ROLLEN.items() if rol[0] is Fase.GEREED_EERSTE)
KANTOOR = MEDEWERKERS["kantoor"][0]


@pytest.mark.parametrize("javascript", [True, False], ids=["met-javascript", "zonder-javascript"])
def test_from_activity_to_checked_certificate(demonstratie, open_page, site, javascript):
    for naam in (WIEBE, KANTOOR):
        person = Gebruiker.objects.get(email=naam.email)
        person.set_password(WACHTWOORD)
        person.save()
    mine, office, anybody = (open_page(java_script_enabled=javascript, accept_downloads=True) for _ in range(3))
    sign_in_by_hand(mine, WIEBE.email)
    sign_in_by_hand(office, KANTOOR.email)

    log_activiteit(mine)
    deliver_three(mine, site)
    mine.goto("/mijn/dossier")
    for title in ("Rondleiding bij de kredietbank", "Training beroepscode: dubbel gebonden", "Motiverende gespreks"):
        expect(mine.get_by_role("main").get_by_text(title).first).to_be_visible()
    expect(mine.get_by_role("main").get_by_text("Actualiteiten Participatiewet").first).to_be_visible()

    mine.goto("/mijn/aanvraag")
    mine.get_by_role("button", name="Vraag").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("Je aanvraag ligt bij het registerkantoor")

    decide(office)
    address = download_certificaat(mine, javascript)
    assert address.startswith(f"{site}/c/")

    anybody.goto(address)
    assert anybody.get_by_role("heading", level=1).inner_text().startswith("Geldig")
    expect(anybody.get_by_text("Wiebe van der Wal").first).to_be_visible()
    suspend(office)
    anybody.reload()
    assert anybody.get_by_role("heading", level=1).inner_text().startswith("Niet geldig")
    expect(anybody.get_by_text("Geschorst").first).to_be_visible()


def log_activiteit(page: Page) -> None:
    page.goto("/mijn")
    page.get_by_role("link", name="Log een activiteit").first.click()
    page.get_by_label("Wat voor activiteit was het?").select_option(label="Meelopen met een ander")
    page.get_by_label("Wat heb je gedaan?").fill("Rondleiding bij de kredietbank")
    page.get_by_label("Wanneer?").fill(timezone.localdate().isoformat())
    page.get_by_label("Hoe lang duurde het?").fill("1:30")
    page.get_by_role("button", name="Zet in mijn dossier").click()
    page.wait_for_url(lambda url: "/nieuw" not in url)


def deliver_three(page: Page, site: str) -> None:
    """Deliver three completions the way an opleider's system does: one call with a key."""
    nummer = Gebruiker.objects.get(email=WIEBE.email).registratienummer
    today = timezone.localdate().isoformat()
    hogeschool = Organisatie.objects.get(naam=HOGESCHOOL)
    leerplein = Organisatie.objects.get(naam="Leerplein Sociaal Werk")
    for opleider, codes in (
        (hogeschool, ["training-beroepscode"]),
        (leerplein, ["motiverende-gespreksvoering", "actualiteiten-participatiewet"]),
    ):
        _, sleutel = create_sleutel(opleider, naam="wandeling", scopes=["aanleveren"])
        rows = [{"registratienummer": nummer, "opleidingscode": code, "eindDatum": today} for code in codes]
        response = page.request.post(
            f"{site}/api/v1/aanleveringen",
            data=json.dumps({"regels": rows}),
            headers={"Authorization": f"Bearer {sleutel}", "Content-Type": "application/json"},
        )
        assert (response.status, [row["uitkomst"] for row in response.json()["regels"]]) == (
            201,
            ["geboekt"] * len(codes),
        )


def decide(page: Page) -> None:
    page.goto("/kantoor")
    page.get_by_role("link", name="Wiebe van der Wal").click()
    page.get_by_label("Toegekend", exact=True).check()
    page.get_by_label("Reden").fill("Profiel, identiteit en werk zijn gecontroleerd.")
    page.get_by_role("button", name="Neem dit besluit").click()
    expect(page.get_by_text("Je besluit staat vast.").first).to_be_visible()


def download_certificaat(page: Page, javascript: bool) -> str:
    """Download the PDF from the page and read the QR out of its picture; returns the address in it."""
    page.goto("/mijn")
    link = page.get_by_role("link", name="certificaat").first
    response = page.request.get(link.get_attribute("href"))
    assert response.headers["content-type"] == "application/pdf"
    picture = pypdfium2.PdfDocument(BytesIO(response.body()))[0].render(scale=3).to_pil()
    codes = zxingcpp.read_barcodes(picture)
    assert len(codes) == 1
    return codes[0].text


def suspend(page: Page) -> None:
    page.goto("/kantoor/registraties")
    page.get_by_label("Registratienummer of naam").fill("van der Wal")
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("link", name="Wiebe van der Wal").click()
    page.get_by_label("Waarom kijk je?").fill("Klacht in onderzoek.")
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("link", name="Leg een maatregel vast").click()
    page.get_by_label("Wat leg je vast?").select_option(label="Geschorst")
    page.get_by_label("Grond").fill("Geschorst zolang het onderzoek naar een klacht loopt.")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("Vastgelegd: geschorst.").first).to_be_visible()
