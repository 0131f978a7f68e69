"""What a page with a draft shows, and what waits on the device."""

import re

from playwright.sync_api import BrowserContext, Locator, Page, expect

NIEUW = "/mijn/activiteiten/nieuw"
TEKST = "Artikel over schaarste"
WAITING = """() => new Promise((resolve, reject) => {
  const request = indexedDB.open("concepten", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("teksten", {keyPath: "key"});
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const all = request.result.transaction("teksten").objectStore("teksten").getAll();
    all.onsuccess = () => { request.result.close(); resolve(all.result.map(({ key, velden }) =>
      ({tab: key.split(":")[2], titel: velden.titel?.[0]}))); };
  };
})"""


def titel(page: Page) -> Locator:
    return page.get_by_label("Wat heb je gedaan?")


def line(page: Page) -> Locator:
    return page.locator("[data-concept-regel]")


def stand(page: Page) -> Locator:
    return page.locator("[data-concept-stand]")


def waiting(page: Page) -> list[str]:
    """The texts that this device keeps because the server does not have them."""
    return sorted(text["titel"] for text in page.evaluate(WAITING))


def expect_saved(page: Page) -> None:
    """Wait until the page says so and this device has nothing left that the server does not have from this tab."""
    expect(stand(page)).to_have_text(re.compile(r"^Bewaard om \d\d\.\d\d uur\.$"))
    own = page.locator("[name=_tab]").input_value()
    for _ in range(200):
        if own not in [text["tab"] for text in page.evaluate(WAITING)]:
            return
        page.wait_for_timeout(50)
    raise AssertionError("de tekst wacht nog op dit apparaat")


def open_form(context: BrowserContext, path: str = NIEUW) -> Page:
    page = context.new_page()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return page
