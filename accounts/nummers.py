"""The registratienummer: eight digits, the last one a check digit.

The check digit follows Damm, which catches every mistyped digit and every swap of two neighbours. A number never
begins with a zero, so that a spreadsheet cannot eat one.
"""

import re
import secrets

from stdnum import damm

LENGTE = 8


def normalize_nummer(text: str) -> str:
    """Strip what people and systems put around a number: spaces, points, hyphens and a prefix such as `SAM-`."""
    return re.sub(r"^[a-z]+", "", re.sub(r"[\s.,'_\-‐‑–—/:#]", "", str(text)).casefold())


def is_nummer(text: str) -> bool:
    """Tell whether normalized text can be a registratienummer. Anything else is a typing error."""
    return bool(re.fullmatch(rf"[1-9][0-9]{{{LENGTE - 1}}}", text, re.ASCII)) and damm.is_valid(text)


def draw_nummer() -> str:
    """Draw a random number, so that nobody learns from theirs how many or who came before.

    The caller claims it by the unique constraint and draws again when it is taken.
    """
    body = str(10 ** (LENGTE - 2) + secrets.randbelow(9 * 10 ** (LENGTE - 2)))
    return body + damm.calc_check_digit(body)


def format_nummer(nummer: str) -> str:
    """Group a number for reading: `1234 5678`."""
    return f"{nummer[:4]} {nummer[4:]}"
