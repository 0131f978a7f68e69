"""Four senders at once, on a real database with processes of their own: booked once, answered every time."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from accounts.services.gebruikers import create_gebruiker
from accounts.services.sleutels import create_sleutel
from opleidingen.models import Deelname
from tests.conftest import make_organisatie
from tests.opleidingen.conftest import make_opleiding

AFZENDERS = 4
KEREN = 50
MENSEN = 40


def database_for_others(tmp_path: Path) -> str:
    """An address under which other processes reach what this test has committed."""
    if connection.vendor == "postgresql":
        part = connection.settings_dict
        return f"postgres://{part['USER']}:{part['PASSWORD']}@{part['HOST']}:{part['PORT']}/{part['NAME']}"
    path = tmp_path / "register.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    return f"sqlite:///{path}"


@pytest.mark.django_db(transaction=True)
def test_two_hundred_sends_by_four_book_once(tmp_path):
    opleider = make_organisatie("opleider", "Hogeschool")
    make_opleiding(opleider)
    _, tekst = create_sleutel(opleider, naam="LMS", scopes=["aanleveren"])
    mensen = [
        create_gebruiker(email=f"{nummer}@voorbeeld.example", voornaam="A", achternaam="Smit")
        for nummer in range(MENSEN)
    ]
    regels = [
        {"registratienummer": mens.registratienummer, "opleidingscode": "eksd", "eindDatum": "2026-06-29"}
        for mens in mensen
    ]
    environment = {**os.environ, "DATABASE_URL": database_for_others(tmp_path)}
    command = [sys.executable, "-m", "tests.opleidingen.afzender", tekst, str(KEREN)]
    senders = [
        subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(AFZENDERS)
    ]
    body = json.dumps({"regels": regels}).encode()
    for sender in senders:
        sender.stdin.write(body)
        sender.stdin.close()
        sender.stdin = None
    outcomes = [json.loads(sender.communicate()[0]) for sender in senders]
    assert outcomes == [{"statussen": {"201": KEREN}, "antwoorden": 1, "deelnames": MENSEN}] * AFZENDERS
    if connection.vendor == "postgresql":
        assert Deelname.objects.count() == MENSEN
