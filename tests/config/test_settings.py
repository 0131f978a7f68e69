"""The settings refuse to start rather than start wrong, and name everything that is wrong at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

ROOT = Path(__file__).resolve().parent.parent.parent
GOED = {"SECRET_KEY": "een-geheim-dat-lang-genoeg-is", "VERSLEUTELINGSSLEUTELS": Fernet.generate_key().decode()}


def load(expression="''", **variables):
    """Load the settings in a process with these variables alone; returns exit status, output and complaint."""
    done = subprocess.run(
        [sys.executable, "-c", f"import config.settings as s; print({expression})"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.strip(), (done.stderr.splitlines() or [""])[-1]


def test_nothing_starts_with_an_invented_secret():
    status, output, complaint = load("s.SECRET_KEY")
    assert (status, output) == (1, "")
    assert [name for name in ("SECRET_KEY", "VERSLEUTELINGSSLEUTELS") if name not in complaint] == []


def test_all_wrong_values_are_named_at_once():
    wrong = {
        "SECRET_KEY": "kort",
        "VERSLEUTELINGSSLEUTELS": "",
        "BASIS_URL": "register",
        "VERTROUWDE_PROXIES": "-1",
        "DEBUG": "misschien",
        "DEMONSTRATIE": "soms",
        "DATABASE_URL": "ergens",
    }
    status, _, complaint = load(**wrong)
    assert status == 1
    assert [name for name in wrong if f"'{name}'" not in complaint] == []


@pytest.mark.parametrize("url", ["y://z", "mail.example", "smtp://"])
def test_a_mail_server_that_cannot_be_understood_is_refused(url):
    status, _, complaint = load(**GOED, EMAIL_URL=url)
    assert (status, "'EMAIL_URL'" in complaint) == (1, True)


def test_a_secret_is_not_repeated_in_the_complaint():
    _, _, complaint = load(SECRET_KEY="geheimpje", VERSLEUTELINGSSLEUTELS="")
    assert "geheimpje" not in complaint


def test_debug_may_start_without_anything():
    assert load("s.DEBUG, s.DEMONSTRATIE", DEBUG="1") == (0, "True False", "")


@pytest.mark.parametrize(
    ("expression", "variables", "output"),
    [
        ("s.DEBUG, s.DEMONSTRATIE", {}, "False False"),
        (
            "s.ALLOWED_HOSTS",
            {"BASIS_URL": "https://register.example/", "EXTRA_HOSTS": "a.example,b.example"},
            "['register.example', 'a.example', 'b.example']",
        ),
        (
            "s.BASIS_URL, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT",
            {"BASIS_URL": "https://register.example/"},
            "https://register.example True True",
        ),
        ("s.SECURE_PROXY_SSL_HEADER, s.ALLAUTH_TRUSTED_PROXY_COUNT", {}, "None 0"),
        (
            "s.SECURE_PROXY_SSL_HEADER[0], s.ALLAUTH_TRUSTED_PROXY_COUNT",
            {"VERTROUWDE_PROXIES": "1"},
            "HTTP_X_FORWARDED_PROTO 1",
        ),
        (
            "s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_TIMEOUT",
            {"EMAIL_URL": "submission://n:w@mail.example:587"},
            "mail.example 587 True 20",
        ),
        ("s.DATABASES['default']['OPTIONS']['transaction_mode']", {}, "IMMEDIATE"),
    ],
)
def test_what_the_variables_decide(expression, variables, output):
    assert load(expression, **GOED, **variables) == (0, output, "")
