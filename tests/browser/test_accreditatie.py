"""A course from nothing to a completion in a dossier: asked, mended, accredited, found and delivered."""

import json

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Gebruiker, Organisatie
from accounts.services.sleutels import create_sleutel
from register.demonstratie.catalogus import HOGESCHOOL
from register.demonstratie.personages import MEDEWERKERS, PROFESSIONAL

NAAM = "Omgaan met onzekerheid"


@pytest.mark.parametrize("javascript", [True, False], ids=["met-javascript", "zonder-javascript"])
def test_from_application_to_a_booked_completion(demonstratie, open_page, enter, site, javascript):
    opleider, kantoor, mijn = (open_page(java_script_enabled=javascript) for _ in range(3))
    for page, naam in (
        (opleider, MEDEWERKERS["opleider"][0]),
        (kantoor, MEDEWERKERS["kantoor"][0]),
        (mijn, PROFESSIONAL),
    ):
        enter(page, Gebruiker.objects.get(email=naam.email))

    ask(opleider)
    decide(kantoor, "Vraag om aanvulling", reden="Hoe lang duurt het deel over gedrag?")
    mend(opleider)
    decide(kantoor, "Accrediteer")

    mijn.goto("/opleidingen")
    mijn.get_by_role("textbox", name="Zoek").fill("onzekerheid")
    mijn.get_by_role("button", name="Zoek", exact=True).click()
    mijn.get_by_role("link", name=NAAM).click()
    main = mijn.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(NAAM)
    expect(main.get_by_text("waarvan leefwereld Gedrag")).to_be_visible()

    deliver(opleider, site)
    mijn.goto("/mijn/dossier")
    expect(main.get_by_text(NAAM).first).to_be_visible()


def ask(page: Page) -> None:
    """The opleider adds a course and walks through every step of the form."""
    page.goto("/opleider")
    page.get_by_role("link", name="Voeg een opleiding toe").click()
    page.get_by_label("Hoe heet de opleiding?").fill(NAAM)
    page.get_by_label("Opleidingscode").fill("onzekerheid")
    press(page, "Voeg toe")
    page.get_by_role("link", name="Vraag accreditatie aan").click()
    page.get_by_label("Begin met een lege aanvraag").check()
    press(page, "Begin")
    page.get_by_role("link", name="Voeg een onderdeel toe").click()
    page.get_by_label("Telt als").select_option(label="Scholing")
    page.get_by_label("Netto tijd").fill("6 uur")
    press(page, "Zet in de aanvraag")
    page.get_by_role("link", name="Verder naar de inhoud").click()
    page.get_by_label("Wat kan of weet iemand na afloop?").fill("Je maakt een besluit zonder alles te weten.")
    page.get_by_label("Hoe zie je of iemand dat haalde?").fill("Een opdracht.")
    page.get_by_label("Wie geeft les, en waarom kan diegene dat?").fill("Een docent met tien jaar ervaring.")
    press(page, "Bewaar en ga verder")
    page.get_by_label("Vanaf welke dag?").fill(timezone.localdate().isoformat())
    press(page, "Bewaar en ga verder")
    expect(page.get_by_role("heading", level=1)).to_have_text("Je aanvraag is klaar om te versturen")
    press(page, "Verstuur je aanvraag")
    expect(page.get_by_role("heading", level=1)).to_have_text("Je aanvraag ligt bij het registerkantoor")


def decide(page: Page, wat: str, reden: str = "") -> None:
    page.goto("/kantoor/accreditaties")
    page.get_by_role("link", name=NAAM).click()
    page.get_by_label(wat, exact=True).check()
    page.get_by_label("Reden").fill(reden)
    press(page, "Leg vast")
    expect(page.get_by_text("Vastgelegd.")).to_be_visible()


def mend(page: Page) -> None:
    """The opleider finds on its start page what the office asks, and answers it."""
    page.goto("/opleider")
    page.get_by_role("listitem").filter(has_text=NAAM).get_by_role("link").click()
    page.get_by_role("link", name="Vul je aanvraag aan").click()
    expect(page.get_by_text("Hoe lang duurt het deel over gedrag?")).to_be_visible()
    page.get_by_role("link", name="De hele opleiding").click()
    page.get_by_label("Gedrag").fill("4 uur")
    press(page, "Bewaar")
    page.get_by_role("link", name="Versturen").click()
    page.get_by_label("Wat heb je aangevuld?").fill("Vier uur gaat over gedrag.")
    press(page, "Verstuur de aanvulling")


def press(page: Page, knop: str) -> None:
    """Press the button that sends the form, and wait for the page behind it."""
    was = page.url
    page.get_by_role("main").get_by_role("button", name=knop, exact=True).click()
    page.wait_for_url(lambda url: url != was or "/kantoor/" in url)


def deliver(page: Page, site: str) -> None:
    """Deliver a completion as the opleider's own system does."""
    sleutel = create_sleutel(Organisatie.objects.get(naam=HOGESCHOOL), naam="LMS", scopes=["aanleveren"])[1]
    gebruiker = Gebruiker.objects.get(email=PROFESSIONAL.email)
    regel = {
        "registratienummer": gebruiker.registratienummer,
        "achternaam": gebruiker.achternaam,
        "opleidingscode": "onzekerheid",
        "eindDatum": timezone.localdate().isoformat(),
    }
    response = page.request.post(
        f"{site}/api/v1/aanleveringen",
        headers={"Authorization": f"Bearer {sleutel}", "Content-Type": "application/json"},
        data=json.dumps({"regels": [regel]}),
    )
    assert response.json()["totalen"]["geboekt"] == 1, response.text()
