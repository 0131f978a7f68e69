"""System checks of this room: the rules must be readable before anybody is judged by them, and the key must seal.

That there is a key at all is asked in `config.checks`.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from register.criteria import Onbruikbaar
from register.regelgeving import load_reglementen
from register.zegel import load_zegelaar


@register()
def check_reglementen(**kwargs: Any) -> list[CheckMessage]:
    """Every reglement parses, and there is one to judge by."""
    try:
        reglementen = load_reglementen()
    except Onbruikbaar as fout:
        return [
            Error(
                str(fout), hint="Herstel dit bestand: zonder leesbaar reglement toetst niemand.", id="register.E001"
            )
        ]
    if not reglementen:
        return [Error("Er is geen reglement.", hint="Zet er een in register/reglementen.", id="register.E002")]
    return []


@register(Tags.security)
def check_zegelsleutel(**kwargs: Any) -> list[CheckMessage]:
    """A key that does not fit would show only when somebody downloads a certificate."""
    if not settings.ZEGELSLEUTEL:
        return []
    try:
        load_zegelaar(Path(settings.ZEGELSLEUTEL))
    except (OSError, TypeError, ValueError) as fault:
        return [
            Error(
                f"Het bestand in ZEGELSLEUTEL is niet te gebruiken: {fault}",
                hint="Geef een PEM-bestand met een EC P-256-sleutel zonder wachtwoord en het certificaat erbij.",
                id="register.E003",
            )
        ]
    return []
