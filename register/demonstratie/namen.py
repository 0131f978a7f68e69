"""Names as people in the Netherlands have them, put together at random. Whoever they fit does not exist."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random

from anyascii import anyascii

DOMEIN = "voorbeeld.example"
HERKOMSTEN = tomllib.loads(Path(__file__).with_name("namen.toml").read_text())["herkomsten"]


@dataclass(frozen=True, slots=True)
class Naam:
    voornaam: str
    tussenvoegsel: str
    achternaam: str

    @property
    def email(self) -> str:
        """An address without diacritics, as an employer would make it."""
        parts = (self.voornaam, self.tussenvoegsel, self.achternaam)
        ascii_parts = (anyascii(part).lower().replace("'", "").replace(" ", "") for part in parts)
        return ".".join(part for part in ascii_parts if part) + f"@{DOMEIN}"


def draw_namen(random: Random, aantal: int) -> list[Naam]:
    """Draw this many different names; no two share an e-mail address."""
    namen: dict[str, Naam] = {}
    weights = [herkomst["gewicht"] for herkomst in HERKOMSTEN]
    while len(namen) < aantal:
        herkomst = random.choices(HERKOMSTEN, weights)[0]
        naam = make_naam(random.choice(herkomst["voornamen"]), random.choice(herkomst["achternamen"]))
        namen.setdefault(naam.email, naam)
    return list(namen.values())


def make_naam(voornaam: str, achternaam: str) -> Naam:
    """A surname from the list may begin with its tussenvoegsel and a `|`."""
    tussenvoegsel, _, rest = achternaam.rpartition("|")
    return Naam(voornaam, tussenvoegsel.strip(), rest.strip())
