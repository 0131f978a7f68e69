"""By keyboard alone: the first stop skips to the content, every stop can be seen, and somebody can do their work."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from register.services.registraties import open_registratie
from tests.browser.conftest import sign_in_by_hand
from tests.conftest import WACHTWOORD

FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
  const inside = element.type === "date" && !element.matches(":focus");  // its calendar button draws its own ring
  const name = element.name || element.textContent.trim();
  return {name, tag: element.tagName, seen: (seen || inside) && element.getBoundingClientRect().width > 0};
}"""


def press_to(page: Page, name: str, tag: str = "") -> None:
    """Tab until this element has the focus; each stop on the way can be seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        assert stop["seen"], f"de focus op {stop['tag']} {stop['name'][:40]} is niet te zien"
        if stop["name"].startswith(name) and tag in stop["tag"]:
            return
    raise AssertionError(f"{name} is met Tab niet te bereiken")


def test_the_first_stop_skips_to_the_content(open_page):
    page = open_page()
    page.goto("/opleidingen")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["name"] == "Naar de inhoud"
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_id("inhoud")


def test_signing_in_and_logging_an_activity(open_page, professional):
    open_registratie(professional)
    page = open_page()
    page.goto("/account/login/")
    press_to(page, "login")
    page.keyboard.type(professional.registratienummer)
    press_to(page, "password")
    page.keyboard.type(WACHTWOORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/mijn")
    page.goto("/mijn/activiteiten/nieuw")
    press_to(page, "soort")
    page.keyboard.type("Lezen")
    press_to(page, "titel")
    page.keyboard.type("Boek over schaarste")
    press_to(page, "datum")
    page.keyboard.type(f"{timezone.localdate():%m%d%Y}")
    press_to(page, "duur")
    page.keyboard.type("2 uur")
    press_to(page, "Zet in mijn dossier", "BUTTON")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/nieuw" not in url)
    activiteit = professional.registratie.activiteiten.get()
    assert (activiteit.soort, activiteit.titel, activiteit.minuten) == ("lezen", "Boek over schaarste", 120)


def test_the_folded_menu_opens_by_keyboard(open_page, professional):
    page = open_page(viewport={"width": 320, "height": 700})
    sign_in_by_hand(page, professional.email)
    page.goto("/mijn")
    press_to(page, "Menu", "SUMMARY")
    page.keyboard.press("Enter")
    press_to(page, "Opleidingen", "A")
    page.keyboard.press("Enter")
    page.wait_for_url("**/opleidingen")
