"""Keep what is nobody's business out of the log: numbers, keys, what was asked, addresses of people and calendars.

This stands at the last door, where a line becomes text, so that it also reaches tracebacks and other people's code.
"""

import logging
import re

REGELS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bsam_[0-9a-z]+_[0-9a-z]+", re.IGNORECASE), "[sleutel]"),
    (re.compile(r"\bwhsec_[\w+/=-]+"), "[webhookgeheim]"),
    (re.compile(r"/uitnodiging/[\w-]+"), "/uitnodiging/[code]"),
    (re.compile(r"/werk-bevestigen/[\w-]+"), "/werk-bevestigen/[code]"),
    (re.compile(r"/agenda/[\w-]+"), "/agenda/[code]"),
    (re.compile(r"/reflectie-uitnodiging/[\w-]+"), "/reflectie-uitnodiging/[code]"),
    (re.compile(r"(authorization['\"]?\s*[:=]\s*['\"]?)[^\r\n'\",}]+", re.IGNORECASE), r"\1[afgeschermd]"),
    (re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]{6,}", re.IGNORECASE), r"\1 [afgeschermd]"),
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mailadres]"),
    (re.compile(r"(?<=[\w/])\?[^\s\"']+=[^\s\"']*"), "?[afgeschermd]"),
    (re.compile(r"(?<![\w.:-])[1-9]\d{3}[ .-]?\d{4}(?![\w:-]|\.\d)"), "[nummer]"),
)


def scrub(text: str) -> str:
    """Replace keys, Authorization headers, e-mail addresses, query strings and registratienummers."""
    for patroon, vervanging in REGELS:
        text = patroon.sub(vervanging, text)
    return text


class Afscherming(logging.Formatter):
    """A formatter that writes the whole line, its traceback included, and then scrubs it."""

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))
