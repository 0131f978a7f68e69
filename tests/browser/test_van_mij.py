"""Everything of mine, the calendar and the dossier on paper, in a real browser, with JavaScript and without."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Voortgang
from accounts.services.voortgang import start_voortgang
from register.services.meenemen import MEENEMEN, pack_meenemen
from tests.browser.kijken import find_barriers, inspect, overflows
from tests.register.bouw import fill_dossier, start_termijn


@pytest.fixture
def wachtend(site, professional, settings, tmp_path) -> Voortgang:
    """Asked for, with twelve of thirty steps done; the tests let the rest happen when it suits them."""
    settings.MEDIA_ROOT = tmp_path
    voortgang = start_voortgang(professional, wat=MEENEMEN, op=timezone.now())
    Voortgang.objects.update(status="bezig", gedaan=12, totaal=30)
    return voortgang


def test_the_page_tells_by_itself_when_it_is_ready(wachtend, professional, open_page, enter):
    page = open_page(accept_downloads=True)
    enter(page, professional)
    assert inspect(page, "/mijn/meenemen") == []
    page.get_by_text("Stap 12 van 30").wait_for()
    Voortgang.objects.update(gedaan=20)
    page.get_by_text("Stap 20 van 30").wait_for()
    pack_meenemen.call(wachtend.pk)
    page.get_by_role("heading", name="Je bestand staat klaar").wait_for()
    assert find_barriers(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Haal het bestand op").click()
    pakket = ZipFile(BytesIO(Path(download.value.path()).read_bytes()))
    assert "LEESMIJ.txt" in pakket.namelist()


def test_without_javascript_a_link_looks_again(wachtend, professional, open_page, enter):
    page = open_page(java_script_enabled=False)
    enter(page, professional)
    page.goto("/mijn/meenemen")
    pack_meenemen.call(wachtend.pk)
    page.get_by_role("link", name="Kijk of het klaar is").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bestand staat klaar")


def test_an_address_for_a_calendar(site, professional, open_page, enter):
    page = open_page(viewport={"width": 320, "height": 800})
    enter(page, professional)
    assert inspect(page, "/mijn/agenda") == []
    page.get_by_role("button", name="Maak mijn adres").click()
    page.get_by_role("heading", name="Je adres is klaar").wait_for()
    assert find_barriers(page) == []
    assert not overflows(page)
    assert inspect(page, "/mijn/agenda") == []


def test_the_dossier_on_paper_holds_no_buttons(site, professional, collega, open_page, enter):
    fill_dossier(start_termijn(professional, timezone.localdate() - timedelta(days=1200)), peer=collega)
    page = open_page()
    enter(page, professional)
    assert inspect(page, "/mijn/dossier/afdrukken?reflecties=ja") == []
    expect(page.get_by_role("button", name="Druk af")).to_be_visible()
    page.emulate_media(media="print")
    assert [page.locator(deel).is_visible() for deel in (".kop", ".voet", ".afdruk__keuze")] == [False] * 3
    expect(page.get_by_role("heading", level=1)).to_be_visible()
