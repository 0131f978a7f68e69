"""Passkeys in a real Chromium, with an authenticator that Chromium itself plays."""

from playwright.sync_api import CDPSession, Page, expect

from accounts.models import Lidmaatschap
from tests.browser.conftest import sign_in_by_hand
from tests.conftest import WACHTWOORD, make_lid


def plug_in(page: Page) -> tuple[CDPSession, str]:
    """A telephone with a fingerprint that always fits."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return cdp, cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def confirm_wachtwoord(page: Page) -> None:
    """Before somebody changes how they sign in, they show once more who they are."""
    page.wait_for_url("**/account/reauthenticate/**")
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url(lambda url: "/reauthenticate/" not in url)


def add_passkey(page: Page) -> None:
    page.goto("/account/2fa/webauthn/")
    page.get_by_role("link", name="Voeg een passkey toe").click()
    confirm_wachtwoord(page)
    page.get_by_label("Hoe noem je deze passkey?").fill("Mijn telefoon")
    page.get_by_role("button", name="Voeg toe").click()
    page.wait_for_url("**/recovery-codes/**")


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Uitloggen").click()
    page.wait_for_url(lambda url: "/logout" not in url)


def test_add_a_passkey_sign_in_with_it_and_take_it_away(professional, open_page):
    page = open_page()
    cdp, telefoon = plug_in(page)
    sign_in_by_hand(page, professional.email)
    add_passkey(page)
    [sleutel] = cdp.send("WebAuthn.getCredentials", {"authenticatorId": telefoon})["credentials"]
    assert (sleutel["isResidentCredential"], sleutel["rpId"]) == (True, "localhost")
    sign_out(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Gebruik een passkey").click()
    page.wait_for_url("**/mijn")
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_role("heading", name="Mijn telefoon")).to_be_visible()
    page.get_by_role("link", name="Haal weg").click()
    confirm_wachtwoord(page)
    page.get_by_role("main").get_by_role("button", name="Verwijderen").click()
    expect(page.get_by_role("heading", name="Je hebt nog geen passkey")).to_be_visible()


def test_a_passkey_is_the_second_step_that_the_office_asks(professional, kantoor, open_page):
    make_lid(kantoor, professional, Lidmaatschap.Rol.MEDEWERKER)
    page = open_page()
    plug_in(page)
    sign_in_by_hand(page, professional.email)
    page.goto("/kantoor")
    assert page.url.endswith("/account/2fa/")
    add_passkey(page)
    page.goto("/kantoor")
    assert page.url.endswith("/kantoor")
    sign_out(page)
    page.goto("/account/login/")
    page.get_by_label("E-mailadres of registratienummer").fill(professional.email)
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/2fa/authenticate/**")
    page.get_by_role("button", name="Gebruik een passkey").click()
    page.wait_for_url("**/mijn")
