"""What somebody types is there again: tab closed, battery dead, session expired, server killed."""

import os
import re
import signal
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, expect

from accounts.services.concepten import load_concept
from register.services.registraties import open_registratie
from tests.browser.concepten import NIEUW, TEKST, expect_saved, line, open_form, stand, titel, waiting
from tests.browser.conftest import CHROMIUM, HIER, add_session, sign_in_by_hand
from tests.browser.kijken import find_barriers, keep_day
from tests.browser.server import Server
from tests.conftest import WACHTWOORD


def test_text_saves_itself_and_is_gone_after_sending(window, professional):
    page = open_form(window)
    expect(page.get_by_role("button", name="Bewaar als concept")).to_be_hidden()
    titel(page).type(TEKST)
    assert waiting(page) == [TEKST]
    expect_saved(page)
    assert waiting(page) == []
    assert load_concept(professional, "activiteit").velden["titel"] == [TEKST]
    page.get_by_label("Wat voor activiteit was het?").select_option("lezen")
    page.get_by_label("Hoe lang duurde het?").fill("1,5 uur")
    page.get_by_role("button", name="Zet in mijn dossier").click()
    page.wait_for_url("**/mijn/dossier")
    assert professional.registratie.activiteiten.get().titel == TEKST
    page.wait_for_load_state("networkidle")
    assert waiting(page) == []
    page.goto(NIEUW)
    expect(titel(page)).to_have_value("")
    expect(line(page)).to_have_text("")


def test_text_is_not_kept_of_tokens_and_files(window, professional):
    page = open_form(window)
    titel(page).fill(TEKST)
    expect_saved(page)
    assert set(load_concept(professional, "activiteit").velden) == {
        "soort",
        "titel",
        "datum",
        "duur",
        "leefwereld",
        "toelichting",
    }


def test_tab_closed(window, professional):
    page = open_form(window)
    titel(page).type(TEKST)
    page.close()
    page = open_form(window)
    expect(titel(page)).to_have_value(TEKST)
    expect(line(page)).to_contain_text(re.compile(r"Je tekst van \d\d\.\d\d uur staat weer klaar\.\s*Begin opnieuw"))
    assert find_barriers(page) == []
    page.wait_for_load_state("networkidle")
    assert waiting(page) == []
    assert load_concept(professional, "activiteit").velden["titel"] == [TEKST]
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(titel(page)).to_have_value("")
    expect(line(page)).to_have_text("")
    assert load_concept(professional, "activiteit").velden is None


def test_on_another_device(window, open_window):
    page = open_form(window)
    titel(page).type(TEKST)
    expect_saved(page)
    page = open_form(open_window())
    expect(titel(page)).to_have_value(TEKST)
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(titel(page)).to_have_value("")


def processes_of(folder: Path) -> list[int]:
    """The processes of the browser that keeps its data in `folder`, and of no other."""
    own = f"--user-data-dir={folder}".encode()
    return [
        int(path.parent.name)
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if path.exists() and own in path.read_bytes().split(b"\0")
    ]


def test_battery_dead(browser, site, watch, professional, sign_in, tmp_path):
    """Offline, so that this device alone has the text; then every process of the browser dies at once."""
    open_registratie(professional)

    def start() -> BrowserContext:
        options = {**HIER, "base_url": site, "args": ["--no-sandbox", "--disable-gpu"]}
        context = browser.browser_type.launch_persistent_context(tmp_path, executable_path=CHROMIUM, **options)
        keep_day(context)
        add_session(watch(context), site, sign_in(professional))
        return context

    context = start()
    page = open_form(context)
    titel(page).type("Eerst dit, ")
    expect_saved(page)
    context.set_offline(True)
    titel(page).press_sequentially("en zonder verbinding nog dit.", delay=20)
    expect(stand(page)).to_have_text("Geen verbinding. Je tekst staat op dit apparaat.")
    titel(page).type(" En dit.")
    page.wait_for_timeout(250)
    for pid in processes_of(tmp_path):
        os.kill(pid, signal.SIGKILL)
    page.wait_for_event("close") if not page.is_closed() else None

    context = start()
    page = open_form(context)
    expect(titel(page)).to_have_value("Eerst dit, en zonder verbinding nog dit. En dit.")
    expect_saved(page)
    context.close()
    expected = ["Eerst dit, en zonder verbinding nog dit. En dit."]
    assert load_concept(professional, "activiteit").velden["titel"] == expected


def test_session_expired_while_typing(window, professional):
    page = open_form(window)
    titel(page).type("Eerst dit")
    expect_saved(page)
    Session.objects.all().delete()
    titel(page).type(", toen dat")
    expect(line(page)).to_contain_text("Je bent niet meer ingelogd. Je tekst staat op dit apparaat.")
    assert find_barriers(page) == []
    with window.expect_page() as opened:
        page.get_by_role("link", name="Log opnieuw in").click()
    login = opened.value
    login.get_by_label("E-mailadres of registratienummer").fill(professional.email)
    login.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    login.get_by_role("main").get_by_role("button", name="Inloggen").click()
    login.wait_for_url(f"**{NIEUW}")
    expect(titel(login)).to_have_value("Eerst dit, toen dat")
    expect_saved(login)
    login.close()
    page.bring_to_front()
    titel(page).press("End")
    titel(page).type(" en nog iets")
    expect_saved(page)
    expect(line(page)).to_have_text("")
    assert load_concept(professional, "activiteit").velden["titel"] == ["Eerst dit, toen dat en nog iets"]
    page.get_by_label("Wat voor activiteit was het?").select_option("lezen")
    page.get_by_label("Hoe lang duurde het?").fill("1,5 uur")
    expect_saved(page)
    page.get_by_role("button", name="Zet in mijn dossier").click()
    page.wait_for_url("**/mijn/dossier")
    assert professional.registratie.activiteiten.get().titel == "Eerst dit, toen dat en nog iets"


@pytest.mark.parametrize("javascript", [True, False], ids=["met-javascript", "zonder-javascript"])
def test_session_expired_when_sending(open_window, professional, javascript):
    page = open_form(open_window(java_script_enabled=javascript))
    Session.objects.all().delete()
    titel(page).fill(TEKST)
    page.get_by_label("Hoe lang duurde het?").fill("1,5 uur")
    page.get_by_role("button", name="Zet in mijn dossier").click()
    page.wait_for_url("**/account/login/**")
    page.get_by_label("E-mailadres of registratienummer").fill(professional.email)
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    page.wait_for_url(f"**{NIEUW}")
    expect(titel(page)).to_have_value(TEKST)
    expect(page.get_by_label("Hoe lang duurde het?")).to_have_value("1,5 uur")
    expect(line(page)).to_contain_text("staat weer klaar")


def test_server_killed_in_the_middle_of_typing(browser, watch, tmp_path):
    """A real server on its own data, killed with SIGKILL while saves arrive; what it confirmed it still has."""
    server = Server(tmp_path)
    server.prepare(email="noor@voorbeeld.example", password=WACHTWOORD)
    server.start()
    context = watch(browser.new_context(base_url=server.url, **HIER))
    page = context.new_page()
    sign_in_by_hand(page, "noor@voorbeeld.example")
    page.goto(NIEUW)
    titel(page).type("Voor de klap, ")
    expect_saved(page)
    titel(page).type("in de klap, ")
    server.kill()
    titel(page).type("na de klap.")
    expect(stand(page)).to_have_text("Geen verbinding. Je tekst staat op dit apparaat.")
    page.close()
    server.start()
    page = context.new_page()
    page.goto(NIEUW)
    expect(titel(page)).to_have_value("Voor de klap, in de klap, na de klap.")
    expect_saved(page)
    fresh = context.browser.new_context(base_url=server.url, **HIER)
    elsewhere = fresh.new_page()
    sign_in_by_hand(elsewhere, "noor@voorbeeld.example")
    elsewhere.goto(NIEUW)
    expect(titel(elsewhere)).to_have_value("Voor de klap, in de klap, na de klap.")
    fresh.close()
    context.close()
    server.kill()
