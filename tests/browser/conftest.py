"""A real Chromium against a running server, with the static files as they are served for real.

Without Chromium these tests are skipped and the run says so loudly; with BROWSERTESTS=verplicht that is an error.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import Gebruiker
from register.demonstratie.fill import fill_demonstratie
from register.services.registraties import open_registratie
from tests.browser.kijken import keep_day
from tests.conftest import WACHTWOORD

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
MELDING = (
    "ER IS GEEN CHROMIUM: de browsertests zijn overgeslagen. Installeer het met `apt-get install chromium` "
    "of wijs het aan met CHROMIUM=/pad/naar/chromium."
)
MANIFEST = {"staticfiles": {"BACKEND": "config.statisch.Bestanden"}}
FOLDER = Path(__file__).parent
HIER = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    own = [item for item in items if FOLDER in item.path.parents]
    for item in own:
        item.add_marker("browser")
    if own and not CHROMIUM:
        if os.environ.get("BROWSERTESTS") == "verplicht":
            raise pytest.UsageError(MELDING)
        config.stash[SKIPPED] = len(own)
        for item in own:
            item.add_marker(pytest.mark.skip(reason="geen Chromium"))


SKIPPED = pytest.StashKey[int]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not CHROMIUM and terminalreporter.stats.get("skipped"):
        terminalreporter.section("LET OP", sep="!", red=True, bold=True)
        terminalreporter.line(MELDING, red=True, bold=True)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this folder. Its loop runs in our thread: Django is told that we mean that."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    # The language of Chromium itself decides in which order somebody types a date.
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=en-US"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package", autouse=True)
def static_files() -> Iterator[None]:
    """Static files collected and hashed, as `make run` serves them."""
    from django.conf import settings

    with override_settings(STORAGES=settings.STORAGES | MANIFEST):
        call_command("collectstatic", verbosity=0, interactive=False)
        yield


@pytest.fixture
def site(live_server: LiveServer, settings) -> str:
    """The address of the running server, which the product takes for its own."""
    settings.BASIS_URL = live_server.url
    return live_server.url


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a fresh window; what the browser complains about (also of the content policy) fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{message.location.get('url')}: {message.text}")

    def make(**options: object) -> Page:
        context = browser.new_context(base_url=site, **HIER, **options)
        keep_day(context)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def demonstratie(site: str, settings) -> None:
    """The whole demonstration register, filled for today."""
    settings.DEMONSTRATIE = True
    fill_demonstratie(timezone.localdate())


@pytest.fixture
def enter(site: str, sign_in: Callable[[Gebruiker], Client]) -> Callable[[Page, Gebruiker], None]:
    """Give a window the session of somebody who signed in a moment ago."""

    def make(page: Page, gebruiker: Gebruiker) -> None:
        add_session(page.context, site, sign_in(gebruiker))

    return make


@pytest.fixture
def watch() -> Iterator[Callable[[BrowserContext], BrowserContext]]:
    """Let scripts that break or go against the content policy fail the test; a connection that fails may be told."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def make(context: BrowserContext) -> BrowserContext:
        context.set_default_timeout(15_000)
        context.on("console", note)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context

    yield make
    assert complaints == []


@pytest.fixture
def open_window(browser: Browser, site: str, watch, professional, sign_in) -> Iterator[Callable[..., BrowserContext]]:
    """Open a browser in which the professional has signed in and whose connection may fail."""
    open_registratie(professional)
    contexts: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = watch(browser.new_context(base_url=site, **HIER, **options))
        keep_day(context)
        contexts.append(context)
        add_session(context, site, sign_in(professional))
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def window(open_window) -> BrowserContext:
    return open_window()


def add_session(context: BrowserContext, site: str, client: Client) -> None:
    """Give a browser the session of `client`."""
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])


def sign_in_by_hand(page: Page, email: str) -> None:
    """Sign in the way people do: on the page."""
    page.goto("/account/login/")
    page.get_by_label("E-mailadres of registratienummer").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    page.wait_for_url(lambda url: "/account/" not in url)
