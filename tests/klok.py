"""The day of the tests. They name days of 2026, and the calendar of the machine moves on."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

VANDAAG = date(2026, 11, 22)
ZONE = ZoneInfo("Europe/Amsterdam")


def is_shifted() -> bool:
    """Whether the tests live on another day than the machine."""
    return datetime.now(ZONE).date() != VANDAAG


def set_clock() -> None:
    """Let this process begin on VANDAAG at the time of the machine; from there the clock runs as it does.

    The product knows no other clock than `timezone.now`. What the tests start as a process of its own with the
    settings of production keeps the day of the machine.
    """
    machine = timezone.now
    begin = datetime.combine(VANDAAG, datetime.now(ZONE).time(), tzinfo=ZONE)
    verschil = begin - datetime.now(UTC)
    timezone.now = lambda: machine() + verschil
