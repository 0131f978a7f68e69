"""Names of people: written as they write them, compared the way a colleague would compare them."""

import re
import unicodedata
from typing import NamedTuple

from anyascii import anyascii

TUSSENVOEGSELS = frozenset(
    "a aan af al am as auf aus bei bij bin ben boven d da dal dalla das de degli dei del della den der des di die"
    " do don dos du e een el en et het i im in ibn l la las le les lo los o of onder op over s t te ten ter tho thoe"
    " thor to toe tot uijt uit unter van ver vom von voor vor y z zu zum zur".split()
)
LEESTEKENS = frozenset(" '’‘.-‐‑–,")


class Naam(NamedTuple):
    """A name in its parts, as people write them."""

    voornaam: str
    tussenvoegsel: str
    achternaam: str


def normalize_achternaam(text: str) -> str:
    """Reduce a surname to what must agree: no case, diacritics, hyphens, apostrophes, spaces or tussenvoegsels.

    >>> normalize_achternaam("van der Bérg-Jansen") == normalize_achternaam("Berg Jansen, van der")
    True

    Of a name that consists of tussenvoegsels alone the last word stays: "van der Los" agrees with "Los".
    """
    words = re.findall(r"[a-z0-9]+", anyascii(" ".join(split_achternaam(str(text)))).casefold())
    return "".join([word for word in words if word not in TUSSENVOEGSELS] or words[-1:])


def split_achternaam(text: str) -> tuple[str, str]:
    """Split a surname as lists write it: "Berg, van den" becomes ("van den", "Berg"); others stay whole.

    Only tussenvoegsels may follow the comma, so that "Berg, Noor" is not turned around.
    """
    achternaam, _, achter = (part.strip() for part in text.partition(","))
    words = re.findall(r"[a-z]+", anyascii(achter).casefold())
    if achternaam and words and TUSSENVOEGSELS.issuperset(words):
        return achter, achternaam
    return "", text.strip()


def is_kleine_correctie(oud: tuple[str, str], nieuw: tuple[str, str]) -> bool:
    """Whether two names, each (first name, surname with tussenvoegsel), are one name written in another way."""
    return _letters(oud[0]) == _letters(nieuw[0]) and normalize_achternaam(oud[1]) == normalize_achternaam(nieuw[1])


def _letters(text: str) -> str:
    return "".join(re.findall(r"[a-z0-9]+", anyascii(text).casefold()))


def clean_naam(text: str) -> str:
    """Write a part of a name in one way: composed letters, single spaces.

    Raises ValueError with the sign that no name holds, or with the whole when there is no letter in it: such a name
    would agree with every other one without letters.
    """
    naam = " ".join(unicodedata.normalize("NFC", text).split())
    for sign in naam:
        if sign not in LEESTEKENS and unicodedata.category(sign)[0] not in "LM":
            raise ValueError(sign)
    if naam and not re.search("[a-z]", anyascii(naam), re.IGNORECASE):
        raise ValueError(naam)
    return naam


def join_naam(*parts: str) -> str:
    """Put the parts of a name after each other and leave out the empty ones."""
    return " ".join(part for part in parts if part)
