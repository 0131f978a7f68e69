"""An opleider puts in an Excel file with five kinds of faults, mends two in place, and books: with a real browser."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from accounts.nummers import draw_nummer
from opleidingen.models import Aanleverlijst, Deelname
from register.services.registraties import open_registratie
from tests.browser.kijken import find_barriers, overflows
from tests.opleidingen.conftest import make_opleiding

KOP = ["Registratienummer", "Achternaam", "Cursus", "Datum afgerond", "Minuten", "Kleur"]


@pytest.fixture
def bestand(opleider, professional, tmp_path) -> Path:
    """One row that books and five that do not: number, course, day, minutes, and somebody whom nobody knows."""
    make_opleiding(opleider)
    nummer, naam = int(professional.registratienummer), "van den Heuvel"
    boek = Workbook()
    boek.active.append(KOP)
    for rij in (
        [nummer, naam, "eksd", "29-06-2026", None, "rood"],
        [12345678, naam, "eksd", "29-06-2026", None, "geel"],
        [nummer, naam, "bestaat-niet", "28-06-2026", None, "groen"],
        [nummer, naam, "eksd", "31-02-2026", None, "blauw"],
        [nummer, naam, "eksd", "27-06-2026", 99_999, "paars"],
        [int(draw_nummer()), "Onbekend", "eksd", "29-06-2026", None, "wit"],
    ):
        boek.active.append(rij)
    boek.save(tmp_path / "deelnemers.xlsx")
    return tmp_path / "deelnemers.xlsx"


@pytest.fixture
def enter_opleider(opleider, medewerker, enter):
    gebruiker = medewerker(opleider)
    return lambda page: enter(page, gebruiker)


def show_rijen(page: Page) -> list[str]:
    return [kop.split("\n")[0] for kop in page.locator(".rij h3").all_inner_texts()]


def test_from_a_file_with_faults_to_the_dossier(open_page, enter_opleider, enter, bestand, professional):
    page = open_page(accept_downloads=True)
    enter_opleider(page)
    page.goto("/opleider")
    page.get_by_role("link", name="Lever een lijst aan").click()
    page.get_by_label("Bestand").set_input_files(bestand)
    page.get_by_role("button", name="Kijk de lijst na").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 van de 6 rijen klopt")
    expect(page.locator(".rij")).to_have_count(5)
    assert find_barriers(page) == []

    rij = page.locator(".rij", has_text="Deze einddatum bestaat niet")
    rij.get_by_label("Einddatum").fill("28 februari 2026")
    rij.get_by_label("Minuten").focus()  # what was typed is kept as soon as somebody goes on
    expect(page.get_by_role("heading", level=1)).to_have_text("2 van de 6 rijen kloppen")
    rij = page.locator(".rij", has_text="Je hebt geen opleiding")
    rij.get_by_label("Opleidingscode").fill("eksd")
    rij.get_by_role("button", name="Bewaar rij 4").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 van de 6 rijen kloppen")
    page.reload()
    expect(page.locator(".rij")).to_have_count(3)

    with page.expect_download() as gehaald:
        page.get_by_role("link", name="CSV-bestand").click()
    tekst = gehaald.value.path().read_bytes().decode("utf-8-sig")
    rijen = list(csv.reader(StringIO(tekst, newline=""), delimiter=";"))
    assert (rijen[0][:6], rijen[0][-1]) == (KOP, "Foutmelding")
    assert [rij[5] for rij in rijen[1:]] == ["geel", "paars", "wit"]
    assert all(rij[-1].endswith(".") for rij in rijen[1:])

    page.get_by_role("button", name="Boek deze lijst").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 van de 6 regels")
    assert Deelname.objects.filter(gebruiker=professional).count() == 3
    assert not Aanleverlijst.objects.get().blokken.exists()

    mijn = open_page()
    open_registratie(professional)
    enter(mijn, professional)
    mijn.goto("/mijn/dossier")
    expect(mijn.get_by_role("main").get_by_text("Effectieve Klantmanager").first).to_be_visible()


def test_what_is_wrong_with_a_sending_is_told_and_nothing_typed_is_lost(open_page, enter_opleider, opleider):
    make_opleiding(opleider)
    page = open_page()
    enter_opleider(page)
    page.goto("/opleider/aanleveringen/nieuw")
    page.get_by_role("button", name="Kijk de lijst na").click()
    expect(page.get_by_role("alert")).to_have_text("Kies een bestand of plak de rijen.")
    page.get_by_label("Of plak").fill("Nummer\tCursus\tDatum\n12345678\teksd\t29-06-2026")
    page.get_by_role("button", name="Kijk de lijst na").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De ene rij in deze lijst klopt nog niet")


def test_a_file_can_be_dropped(open_page, enter_opleider, bestand):
    page = open_page()
    enter_opleider(page)
    page.goto("/opleider/aanleveringen/nieuw")
    overdracht = page.evaluate_handle(
        "inhoud => { const d = new DataTransfer();"
        " d.items.add(new File([new Uint8Array(inhoud)], 'a.xlsx')); return d }",
        list(bestand.read_bytes()),
    )
    page.dispatch_event("[data-vak]", "drop", {"dataTransfer": overdracht})
    page.get_by_role("button", name="Kijk de lijst na").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 van de 6 rijen klopt")


def test_everything_works_on_a_small_screen_with_the_keyboard_alone(open_page, enter_opleider, bestand):
    page = open_page(viewport={"width": 320, "height": 700})
    enter_opleider(page)
    page.goto("/opleider/aanleveringen/nieuw")
    assert not overflows(page)
    page.get_by_label("Bestand").set_input_files(bestand)
    page.get_by_role("button", name="Kijk de lijst na").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 van de 6 rijen klopt")
    assert not overflows(page)
    page.locator(".rij", has_text="Deze einddatum bestaat niet").get_by_role("link").press("Enter")
    expect(page.locator(":focus")).to_have_attribute("name", "eindDatum")
    page.keyboard.press("Control+A")
    page.keyboard.type("28-02-2026")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 van de 6 rijen kloppen")
    expect(page.locator(":focus")).to_have_attribute("name", "eindDatum")


def test_without_javascript_the_same_buttons_do_the_same(open_page, enter_opleider, bestand):
    page = open_page(java_script_enabled=False)
    enter_opleider(page)
    page.goto("/opleider/aanleveringen/nieuw")
    page.get_by_label("Bestand").set_input_files(bestand)
    page.get_by_role("button", name="Kijk de lijst na").click()
    rij = page.locator(".rij", has_text="Je hebt geen opleiding")
    rij.get_by_label("Opleidingscode").fill("eksd")
    rij.get_by_role("button", name="Bewaar rij 4").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 van de 6 rijen kloppen")
    page.get_by_role("button", name="Boek deze lijst").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 van de 6 regels")
