import logging
import sys

import pytest

from accounts.afscherming import Afscherming, scrub


@pytest.mark.parametrize(
    ("line", "scrubbed"),
    [
        ("sleutel sam_0a1b2c3d4e5f_deadbeef werkt niet", "sleutel [sleutel] werkt niet"),
        ("whsec_a1b2+/c3== lekt niet", "[webhookgeheim] lekt niet"),
        ("{'Authorization': 'Bearer abc.def'}", "{'Authorization': '[afgeschermd]'}"),
        ("Authorization: Basic c2FtOnNhbQ==", "Authorization: [afgeschermd]"),
        ("header was Bearer abcdef123", "header was Bearer [afgeschermd]"),
        ("DETAIL: Key (email)=(noor@voorbeeld.example) exists", "DETAIL: Key (email)=([e-mailadres]) exists"),
        ("Key (registratienummer)=(38261504)", "Key (registratienummer)=([nummer])"),
        ("nummer 3826 1504 en SAM 3826-1504", "nummer [nummer] en SAM [nummer]"),
        ("GET /controleren?nummer=38261504&naam=Heuvel 200", "GET /controleren?[afgeschermd] 200"),
        ("Not Found: /opleidingen?zoek=x", "Not Found: /opleidingen?[afgeschermd]"),
        ("GET /reflectie-uitnodiging/a1-B_c 200", "GET /reflectie-uitnodiging/[code] 200"),
    ],
)
def test_what_is_nobody_s_business_is_replaced(line, scrubbed):
    assert scrub(line) == scrubbed


@pytest.mark.parametrize(
    "line",
    [
        "Starting worker-1 (pid: 12345) on 127.0.0.1:8000",
        "2026-11-22 04:55:30,123 INFO granian klaar in 12345.6789 ms",
        "Waarom? Omdat het kan.",
        "taak 0b2f7a58-1234-4321-9876-123456789012 klaar",
        "123456789 bytes gelezen",
    ],
)
def test_the_rest_of_the_log_stays_readable(line):
    assert scrub(line) == line


def test_a_traceback_is_scrubbed_too():
    try:
        raise ValueError("38261504 van noor@voorbeeld.example")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "mis", None, sys.exc_info())
    line = Afscherming("{message}", style="{").format(record)
    assert line.endswith("ValueError: [nummer] van [e-mailadres]")


def test_our_own_log_uses_it(settings):
    assert settings.LOGGING["formatters"]["plain"]["()"] == "accounts.afscherming.Afscherming"
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "plain"
