"""What to look for on a page: accessibility (axe, WCAG 2.2 AA) and nothing that falls off a narrow screen."""

from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from tests.klok import is_shifted

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BREEDTES = (1280, 320)
KLEUREN = ("light", "dark")
KLEURREGELS = ["color-contrast", "link-in-text-block"]
"""The only rules that can differ between light and dark: the same page is looked at in full when it is light."""
_axe = Axe()


def keep_day(context: BrowserContext) -> None:
    """Give the browser the day of the server; where that is the day of the machine its own clock stays in place."""
    if is_shifted():
        context.clock.install(time=timezone.now())


def find_barriers(page: Page, *, kleur: bool = False) -> list[str]:
    """Everything axe finds on the page as it stands: rule, then the elements. `kleur`: only what colour can cause."""
    only = {"type": "rule", "values": KLEURREGELS} if kleur else {"type": "tag", "values": WCAG}
    result = _axe.run(page, options={"runOnly": only})
    return [
        f"{violation['id']}: " + " | ".join(node["html"] for node in violation["nodes"])
        for violation in result.response["violations"]
    ]


def overflows(page: Page) -> bool:
    """Tell whether somebody must scroll sideways."""
    return page.evaluate("document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth")


def inspect(page: Page, url: str) -> list[str]:
    """What is wrong with the page at `url`, light and dark, wide and narrow."""
    found = []
    response = page.goto(url)
    if response is None or response.status >= 400:
        return [f"{url} antwoordt {response and response.status}"]
    for breedte in BREEDTES:
        page.set_viewport_size({"width": breedte, "height": 900})
        for kleur in KLEUREN:
            page.emulate_media(color_scheme=kleur, reduced_motion="reduce")
            found += [f"{url} {kleur} {breedte}: {barrier}" for barrier in find_barriers(page, kleur=kleur == "dark")]
        if overflows(page):
            found.append(f"{url} {breedte}: loopt buiten het scherm")
    return found
