"""Django logs the address of every answer from 400 up: no text in an address that opens something may stand there.

The address of a certificate (`/c/CODE`) is public: it is printed to be shown. Yet its code alone shows a name and how
somebody stands in the register, without the surname that a number needs; and a log says who was looked at, and when.
To mend something nobody needs it. So it is scrubbed like the links that people must keep to themselves.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path, re_path, reverse

from accounts.afscherming import scrub

GETAL = {"IntConverter": 7, "UUIDConverter": "0b2f7a58-1234-4321-9876-123456789012"}
TOKEN = "W1s3Nl0-a_B:1vXyZ9:Qk4-r_T8mNb2"
CERTIFICAATCODE = "7K2M-P9QX-04TR-WZ8B"
VORM = {
    "certificaat-controle": CERTIFICAATCODE,
    "certificaat-foto": CERTIFICAATCODE,
    "api-certificaat": CERTIFICAATCODE,
    ("account_reset_password_from_key", "uidb36"): "3fq9z",
}
IEDEREEN_KENT = {
    ("beroepscode-versie", "code"): "Een tekst die iedereen leest.",
    ("beroepscode-versie", "versie"): "De dag waarop die tekst begon.",
    ("beroepscode-wijzigingen", "code"): "Een tekst die iedereen leest.",
    ("beroepscode-wijzigingen", "versie"): "De dag waarop die tekst begon.",
    ("werkvorm", "code"): "De naam van een werkvorm.",
    ("opleiding", "code"): "De code waaronder een opleiding in de catalogus staat.",
    ("api-opleiding", "opleidingscode"): "De code die de opleider zelf koos.",
    ("concept", "formulier"): "De naam van een formulier; alleen wie inlogt ziet wat erin staat.",
    ("reflectie-nieuw-sjabloon", "sjabloon"): "De naam van een sjabloon.",
    ("dilemma", "kaart"): "De naam van een kaart.",
    ("dilemma-bespreken", "kaart"): "De naam van een kaart.",
    ("dilemma-wissen", "kaart"): "De naam van een kaart.",
    ("aanleverlijst-voorbeeld", "soort"): "Excel of CSV.",
    ("aanleverlijst-fouten", "soort"): "Excel of CSV.",
    ("opleider-recept", "naam"): "De naam van een recept.",
    ("kantoor-bevestigen", "wat"): "Naam of adres.",
}


@dataclass(frozen=True, slots=True)
class Adres:
    naam: str
    plekken: tuple[tuple[str, str], ...]
    """Each place in it, with the kind of what stands there."""

    @property
    def geheimen(self) -> list[str]:
        return [plek for plek, soort in self.plekken if soort not in GETAL and (self.naam, plek) not in IEDEREEN_KENT]

    def fill(self) -> dict[str, object]:
        eigen = VORM.get(self.naam, TOKEN)
        return {
            plek: GETAL.get(soort) or VORM.get((self.naam, plek)) or (eigen if plek in self.geheimen else "iets")
            for plek, soort in self.plekken
        }


def list_adressen(patronen: Iterable[URLPattern | URLResolver], boven: Mapping[str, str] = {}) -> Iterator[Adres]:
    for patroon in patronen:
        plekken = dict(boven) | dict.fromkeys(patroon.pattern.regex.groupindex, "regex")
        plekken |= {plek: type(soort).__name__ for plek, soort in patroon.pattern.converters.items()}
        if isinstance(patroon, URLResolver):
            yield from list_adressen(patroon.url_patterns, plekken)
        else:
            yield Adres(patroon.name or "", tuple(plekken.items()))


def find_leaks(adres: Adres) -> list[str]:
    """The secrets of this address of which a part is left in a line of the log."""
    waarden = adres.fill()
    url = unquote(reverse(adres.naam, kwargs=waarden))
    regels = (f"Not Found: {url}", f'"GET {url} HTTP/1.1" 404 179', f"{{'path': '{url}', 'x': 1}}")
    over = [scrub(regel) for regel in regels]
    return [
        plek for plek in adres.geheimen if any(deel in regel for deel in waarden[plek].split(":") for regel in over)
    ]


MET_GEHEIM = {adres.naam: adres for adres in list_adressen(get_resolver().url_patterns) if adres.geheimen}


@pytest.mark.parametrize("naam", MET_GEHEIM)
def test_no_address_gives_its_secret_to_the_log(naam):
    assert find_leaks(MET_GEHEIM[naam]) == []


def test_the_secrets_are_the_ones_we_know():
    """Whoever gives out a new link sees here that it is scrubbed, or names it in `IEDEREEN_KENT`."""
    assert sorted(MET_GEHEIM) == [
        "account_confirm_email",
        "account_reset_password_from_key",
        "agenda",
        "api-certificaat",
        "bijeenkomst-bevestigen",
        "certificaat-controle",
        "certificaat-foto",
        "groep-uitnodiging",
        "organisatie-uitnodiging",
        "reflectie-uitnodiging",
        "werk-bevestigen",
    ]


def test_nothing_is_called_public_that_does_not_exist():
    alle = {(adres.naam, plek) for adres in list_adressen(get_resolver().url_patterns) for plek, _ in adres.plekken}
    assert sorted(set(IEDEREEN_KENT) - alle) == []


@pytest.mark.parametrize("code", [CERTIFICAATCODE, "7k2mp9qx04trwz8b", "7K2M P9QX 04TR WZ8B", "7K2M–P9QX–O4TR–WZ8B"])
def test_a_code_is_scrubbed_however_it_was_typed(code):
    assert scrub(f"Not Found: /c/{code}/foto") == "Not Found: /c/[code]/foto"


def test_what_is_no_code_stays_readable():
    line = "File /usr/lib/c/stringprep.py, line 3, in /account/password/reset/ 404"
    assert scrub(line) == line


def answer(request: object, **waarden: str) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("sleutelgat/<str:token>", answer, name="gat"),
    re_path(r"^luik/(?P<key>.+)/$", answer, name="luik"),
]


def test_planted_links_are_found(settings):
    settings.ROOT_URLCONF = __name__
    assert {adres.naam: find_leaks(adres) for adres in list_adressen(urlpatterns)} == {
        "gat": ["token"],
        "luik": ["key"],
    }
