import pytest
from django.core.checks import run_checks
from django.db import connection

from config.checks import check_production, check_sqlite
from config.sqlite import has_wal_repair


def ids(messages) -> list[str]:
    return [message.id for message in messages]


def test_a_real_register_lacks_nothing(settings):
    settings.DEMONSTRATIE = False
    settings.BASIS_URL = "https://register.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.ZEGELSLEUTEL = "/etc/register/zegel.pem"
    assert ids(check_production()) == (["config.W005"] if connection.vendor == "sqlite" else [])


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DEMONSTRATIE", True, "config.W001"),
        ("BASIS_URL", "http://register.example", "config.W002"),
        ("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend", "config.W003"),
        ("CACHES", {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}, "config.W004"),
        ("ZEGELSLEUTEL", "", "config.W006"),
        ("WEBHOOK_EIGEN_ADRESSEN", ["localhost:8444"], "config.W007"),
    ],
)
def test_what_is_lacking_is_named(settings, name, value, code):
    settings.BASIS_URL = "https://register.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    setattr(settings, name, value)
    assert code in ids(check_production())


def test_the_checks_are_registered():
    assert "config.W002" in ids(run_checks(include_deployment_checks=True))


@pytest.mark.parametrize(
    ("version", "repaired"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_versions_with_the_wal_fault_are_known(version, repaired):
    assert has_wal_repair(version) is repaired


def test_the_safe_journal_is_told(monkeypatch):
    monkeypatch.setattr("config.checks.journal_mode", lambda: "DELETE")
    assert ids(check_sqlite()) == (["config.I001"] if connection.vendor == "sqlite" else [])


def test_nothing_to_tell_about_a_repaired_library(monkeypatch):
    monkeypatch.setattr("config.checks.journal_mode", lambda: "WAL")
    assert check_sqlite() == []
