"""System checks: `manage.py check --deploy` says what this machine still lacks to hold real people's data."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, Warning, register
from django.db import connection

from config.sqlite import journal_mode


@register(Tags.database)
def check_sqlite(**kwargs: Any) -> list[CheckMessage]:
    """Say which journal an SQLite database uses, because the library of the system may have the WAL fault."""
    if connection.vendor != "sqlite" or journal_mode() == "WAL":
        return []
    return [
        Info(
            "Deze SQLite-bibliotheek kan met een WAL een database beschadigen; het register gebruikt DELETE.",
            hint="Installeer pysqlite3 of gebruik PostgreSQL: dat is sneller bij veel schrijvers.",
            id="config.I001",
        )
    ]


@register(Tags.security, deploy=True)
def check_production(**kwargs: Any) -> list[CheckMessage]:
    """What differs between showing the register and running it."""
    lacks = [
        (
            settings.DEMONSTRATIE,
            "Dit is een demonstratieregister: accounts hoeven geen tweede factor te hebben.",
            "Zet DEMONSTRATIE uit.",
            "config.W001",
        ),
        (
            urlsplit(settings.BASIS_URL).scheme != "https",
            "Het register is niet beveiligd bereikbaar.",
            "Geef in BASIS_URL een adres dat begint met https://.",
            "config.W002",
        ),
        (
            settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"),
            "E-mail komt in een map terecht en niet bij mensen.",
            "Geef in EMAIL_URL een mailserver op.",
            "config.W003",
        ),
        (
            settings.CACHES["default"]["BACKEND"].endswith(("LocMemCache", "DummyCache")),
            "Elk proces telt inlogpogingen apart, dus iemand kan vaker raden dan mag.",
            "Gebruik een cache die alle processen delen.",
            "config.W004",
        ),
        (
            connection.vendor == "sqlite",
            "SQLite past bij één machine.",
            "Geef in DATABASE_URL een PostgreSQL-database op als er meer machines komen.",
            "config.W005",
        ),
        (
            not settings.ZEGELSLEUTEL,
            "Certificaten krijgen geen zegel: wie er een wijzigt, valt niet op.",
            "Wijs in ZEGELSLEUTEL een PEM-bestand aan met een EC P-256-sleutel en het certificaat dat erbij hoort.",
            "config.W006",
        ),
        (
            bool(settings.WEBHOOK_EIGEN_ADRESSEN),
            "Webhooks mogen adressen aanroepen die niet openbaar zijn.",
            "Laat WEBHOOK_EIGEN_ADRESSEN leeg, of zet er alleen adressen in die dat mogen.",
            "config.W007",
        ),
    ]
    return [Warning(sentence, hint=hint, id=code) for applies, sentence, hint, code in lacks if applies]
