"""What somebody writes in a reflection is found nowhere but on their own page."""

import logging

import pytest
from django.core import mail
from django.db import connection
from django.urls import get_resolver, reverse
from django.utils import timezone
from django.views.debug import ExceptionReporter

from beroepscode.models import Reflectie
from beroepscode.services.bevestigingen import ask_bevestiging

MERKTEKEN = "kwetsbaar-en-alleen-van-mij"


@pytest.fixture
def reflectie(professional, collega, write_reflectie):
    reflectie = write_reflectie(professional, tekst=f"Ik schreef {MERKTEKEN}.")
    ask_bevestiging(reflectie, collega.email, op=timezone.now())
    return reflectie


class KapotError(Exception):
    pass


def dump(table: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return b"\n".join(bytes(v) if isinstance(v, memoryview) else str(v).encode() for r in cursor for v in r)


def test_no_table_holds_the_text(reflectie):
    for table in connection.introspection.table_names():
        assert MERKTEKEN.encode() not in dump(table), table


def plain_addresses() -> list[str]:
    """Every page of the site that needs nothing in its address."""
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    return sorted(reverse(name) for name in names if not get_resolver().reverse_dict.getlist(name)[0][0][0][1])


def test_no_page_of_another_shows_the_text(reflectie, collega, medewerker, kantoor, werkgever, sign_in, client):
    clients = [client, sign_in(collega), *(sign_in(medewerker(wie)) for wie in (kantoor, werkgever))]
    addresses = [*plain_addresses(), f"/mijn/reflecties/{reflectie.pk}"]
    assert "/mijn/bevestigen" in addresses
    for ander in clients:
        for address in addresses:
            response = ander.get(address)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            assert MERKTEKEN.encode() not in body, address


def test_own_list_shows_no_text(reflectie, professional, sign_in):
    assert MERKTEKEN not in sign_in(professional).get("/mijn/reflecties").content.decode()


def test_no_mail_holds_the_text(reflectie):
    assert len(mail.outbox) == 1
    assert MERKTEKEN not in mail.outbox[0].message().as_string()


def test_no_log_and_no_report_of_a_crash_holds_the_text(
    reflectie, professional, sign_in, caplog, monkeypatch, settings
):
    """The database fails in the middle of saving: what Django would mail to the administrators is clean."""
    reports = []

    def keep_report(record):
        if record.exc_info:
            reports.append(ExceptionReporter(record.request, *record.exc_info, is_email=True).get_traceback_html())
        return True

    def break_down(*args, **kwargs):
        raise KapotError

    monkeypatch.setattr(Reflectie, "save", break_down)
    client = sign_in(professional)
    client.raise_request_exception = False
    logger = logging.getLogger("django.request")
    logger.addFilter(keep_report)
    with caplog.at_level(logging.DEBUG):
        for address in ("/mijn/reflecties/nieuw", f"/mijn/reflecties/{reflectie.pk}"):
            invoer = {"datum": "2026-11-02", "duur": "1 uur", "kernwaarde": "betrokkenheid", "tekst": MERKTEKEN}
            assert client.post(address, invoer).status_code == 500
    logger.removeFilter(keep_report)
    assert len(reports) == 2
    assert all("KapotError" in report and MERKTEKEN not in report for report in reports)
    assert MERKTEKEN not in caplog.text
