"""How often somebody without an account may ask, counted by all workers together."""

from datetime import datetime

from accounts.limieten import Limiet

OPENBARE_VRAGEN = Limiet("openbare-vragen", aantal=30, seconden=60)
"""Questions by number and surname, per address."""
ALLE_OPENBARE_VRAGEN = Limiet("alle-openbare-vragen", aantal=300, seconden=60)
"""The same, of everybody together: who spreads guesses over many addresses meets this one."""
CERTIFICATEN = Limiet("certificaten", aantal=60, seconden=60)
"""Looks at a certificate, per address."""
AGENDAS = Limiet("agendas", aantal=60, seconden=3600)
"""Looks at one calendar, from wherever: a calendar service looks for many people from one address."""
ONBEKENDE_AGENDAS = Limiet("onbekende-agendas", aantal=20, seconden=60)
"""Calendars that do not exist, per address."""
WERKVRAGEN = Limiet("werkvragen", aantal=5, seconden=24 * 3600)
"""Mails to employers, per person."""
WERKLINKS = Limiet("werklinks", aantal=30, seconden=60)
"""Looks at a link that an employer received, per address."""
SAMEN = "samen"


def take_openbare_vraag(adres: str, *, op: datetime) -> int:
    """Count one question by number; answers the seconds to wait when there were too many, else 0."""
    return OPENBARE_VRAGEN.take(adres, op=op) or ALLE_OPENBARE_VRAGEN.take(SAMEN, op=op)


def take_werklink(adres: str, *, op: datetime) -> int:
    """Count one look at an employer's link; answers the seconds to wait when there were too many, else 0."""
    return WERKLINKS.take(adres, op=op)


def take_certificaat(adres: str, *, op: datetime) -> int:
    """Count one look at a certificate; answers the seconds to wait when there were too many, else 0."""
    return CERTIFICATEN.take(adres, op=op)


def take_agenda(sleutel_id: int | None, adres: str, *, op: datetime) -> int:
    """Count one look at a calendar, known or not; answers the seconds to wait when there were too many, else 0."""
    limiet, wie = (AGENDAS, str(sleutel_id)) if sleutel_id else (ONBEKENDE_AGENDAS, adres)
    return limiet.take(wie, op=op)
