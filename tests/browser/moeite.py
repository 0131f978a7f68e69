"""How much a task asks of somebody: actions counted, and their fixed cost in seconds by the keystroke-level model.

An action is one click, one choice in a list, or one field filled in one go. Opening a mail's link is a click too. The
seconds are computed from the actions that were recorded, with the times of Card, Moran and Newell: a keystroke or a
press of the button, pointing, thinking before each action, and moving a hand between keyboard and mouse. For each new
page a second of waiting is added. Text that only its writer knows (what somebody read, what they learned, a password)
is not counted by the letter: it is what the task is about. Pointing at its field, and thinking, is counted.
"""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

TOETS, WIJZEN, DENKEN, HAND, PAGINA = 0.28, 1.1, 1.35, 0.4, 1.0
KLIK = WIJZEN + TOETS


@dataclass
class Moeite:
    """Acts on pages as a person does and keeps count."""

    page: Page
    acties: list[str] = field(default_factory=list)
    seconden: float = 0.0
    aan_toetsen: bool = False

    def follow(self, adres: str) -> None:
        """A link in a mail."""
        self._count(f"link {adres}", KLIK + PAGINA)
        self.page.goto(adres)

    def click(self, naam: str, *, rol: str = "button") -> None:
        """A button or a link of the page; it opens a new one."""
        self._count(f"klik {naam}", KLIK + PAGINA)
        self.page.get_by_role("main").get_by_role(rol, name=naam).first.click()

    def menu(self, naam: str) -> None:
        self._count(f"menu {naam}", KLIK + PAGINA)
        self.page.get_by_role("navigation").get_by_role("link", name=naam).first.click()

    def choose(self, label: str, keuze: str) -> None:
        """One of a list that opens."""
        self._count(f"keuze {label}", 2 * KLIK)
        self._field(label).select_option(label=keuze)

    def fill(self, label: str, tekst: str, *, vrij: bool = False) -> None:
        """`vrij`: the letters are what the task is about."""
        self._count(f"veld {label}", KLIK + HAND + (0 if vrij else TOETS * len(tekst)))
        self.aan_toetsen = True
        self._field(label).fill(tekst)

    def _field(self, label: str) -> Locator:
        return self.page.get_by_label(label).first

    def _count(self, actie: str, seconden: float) -> None:
        self.acties.append(actie)
        self.seconden += DENKEN + (HAND if self.aan_toetsen else 0) + seconden
        self.aan_toetsen = False
