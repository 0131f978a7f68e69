"""Keep what is nobody's business out of the log: numbers, keys, what was asked, addresses of people, links that open.

This stands at the last door, where a line becomes text, so that it also reaches tracebacks and other people's code.
"""

import logging
import re

LINKS = "|".join(
    (
        "uitnodiging",
        "groep-uitnodiging",
        "reflectie-uitnodiging",
        "werk-bevestigen",
        "bijeenkomst-bevestigen",
        "agenda",
        "confirm-email",
        "password/reset/key",
    )
)
"""What stands in front of a secret in an address. `tests/accounts/test_afscherming_adressen.py` knows them all."""
REGELS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bsam_[0-9a-z]+_[0-9a-z]+", re.IGNORECASE), "[sleutel]"),
    (re.compile(r"\bwhsec_[\w+/=-]+"), "[webhookgeheim]"),
    (re.compile(rf"(/(?:{LINKS})/)[^\s/?\"']+"), r"\1[code]"),
    (re.compile(r"(/(?:c|certificaten)/)\w{4}(?:[ –-]?\w{4}){3}(?!\w)"), r"\1[code]"),
    (re.compile(r"(authorization['\"]?\s*[:=]\s*['\"]?)[^\r\n'\",}]+", re.IGNORECASE), r"\1[afgeschermd]"),
    (re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]{6,}", re.IGNORECASE), r"\1 [afgeschermd]"),
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mailadres]"),
    (re.compile(r"(?<=[\w/])\?[^\s\"']+=[^\s\"']*"), "?[afgeschermd]"),
    (re.compile(r"(?<![\w.:-])[1-9]\d{3}[ .-]?\d{4}(?![\w:-]|\.\d)"), "[nummer]"),
)


def scrub(text: str) -> str:
    """Replace keys, Authorization headers, e-mail addresses, links that open, query strings, registratienummers."""
    for patroon, vervanging in REGELS:
        text = patroon.sub(vervanging, text)
    return text


class Afscherming(logging.Formatter):
    """A formatter that writes the whole line, its traceback included, and then scrubs it."""

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))
