"""System checks of this room: keys that fit and limits that hold. What production lacks is in `config.checks`."""

from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

# Each limited address takes some tens of rows; a full database cache throws rows away at random.
KLEINSTE_CACHE = 10_000


@register(Tags.security)
def check_versleutelingssleutels(**kwargs: Any) -> list[CheckMessage]:
    """A key that does not fit would show only when somebody saves a reflection, and then lose it."""
    return [
        Error(
            f"Sleutel {nummer} in VERSLEUTELINGSSLEUTELS is geen Fernet-sleutel.",
            hint="Maak er een met: python -c 'from cryptography.fernet import Fernet;"
            " print(Fernet.generate_key().decode())'",
            id="accounts.E001",
        )
        for nummer, sleutel in enumerate(settings.VERSLEUTELINGSSLEUTELS, start=1)
        if not is_fernet_key(sleutel)
    ]


def is_fernet_key(sleutel: str) -> bool:
    try:
        Fernet(sleutel)
    except ValueError:
        return False
    return True


@register(Tags.security, deploy=True)
def check_cachegrootte(**kwargs: Any) -> list[CheckMessage]:
    cache = settings.CACHES["default"]
    size = cache.get("OPTIONS", {}).get("MAX_ENTRIES", 300)
    if not cache["BACKEND"].endswith("DatabaseCache") or size >= KLEINSTE_CACHE:
        return []
    return [
        Warning(
            "De databasecache is klein: wie hem laat vollopen, wist de tellingen van mislukte pogingen.",
            hint=f"Geef de cache OPTIONS met MAX_ENTRIES van minstens {KLEINSTE_CACHE}.",
            id="accounts.W001",
        )
    ]
