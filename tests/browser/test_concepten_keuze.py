"""Two texts for one form, and what stays on a device: somebody chooses, nothing is overwritten unseen."""

from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Concept
from accounts.services.concepten import load_concept
from register.services.registraties import open_registratie
from tests.browser.concepten import NIEUW, TEKST, expect_saved, line, open_form, stand, titel, waiting
from tests.browser.conftest import sign_in_by_hand
from tests.browser.kijken import find_barriers, overflows
from tests.register.bouw import log_activiteit


def test_two_tabs_lose_nothing(window, professional):
    one, two = open_form(window), open_form(window)
    titel(one).type("Tekst van een")
    expect_saved(one)
    titel(two).type("Tekst van twee")
    expect(line(two)).to_contain_text("In een ander tabblad of op een ander apparaat staat nieuwere tekst, van")
    assert find_barriers(two) == []
    two.set_viewport_size({"width": 320, "height": 700})
    assert not overflows(two)
    assert load_concept(professional, "activiteit").velden["titel"] == ["Tekst van een"]

    two.get_by_role("button", name="Neem de nieuwere tekst").click()
    expect(titel(two)).to_have_value("Tekst van een")
    expect(line(two)).to_contain_text("Op dit apparaat staat ook tekst van")
    assert waiting(two) == ["Tekst van twee"]
    two.get_by_role("button", name="Wissel om").click()
    expect(titel(two)).to_have_value("Tekst van twee")
    expect_saved(two)
    assert waiting(two) == ["Tekst van een"]

    titel(one).type(", en meer")
    expect(line(one)).to_contain_text("staat nieuwere tekst")
    one.get_by_role("button", name="Houd deze tekst").click()
    expect_saved(one)
    assert load_concept(professional, "activiteit").velden["titel"] == ["Tekst van een, en meer"]
    assert waiting(one) == ["Tekst van een", "Tekst van twee"]
    one.get_by_role("button", name="Gooi die tekst weg").click()
    expect(line(one)).to_have_text("")
    assert waiting(one) == ["Tekst van een"]


def test_a_tab_without_changes_overwrites_nothing(window, professional):
    idle, busy = open_form(window), open_form(window)
    titel(busy).type(TEKST)
    expect_saved(busy)
    idle.bring_to_front()
    idle.wait_for_timeout(1500)
    assert load_concept(professional, "activiteit").velden["titel"] == [TEKST]
    assert Concept.objects.get().versie == 1


def test_older_text_of_this_device_waits_beside_newer_text_of_the_server(window, open_window):
    page = open_form(window)
    window.set_offline(True)
    titel(page).type("Van dit apparaat")
    expect(stand(page)).to_contain_text("Geen verbinding")
    page.close()
    window.set_offline(False)
    elsewhere = open_form(open_window())
    titel(elsewhere).type("Van elders")
    expect_saved(elsewhere)
    page = open_form(window)
    expect(titel(page)).to_have_value("Van elders")
    expect(line(page)).to_contain_text("Op dit apparaat staat ook tekst van")
    page.get_by_role("button", name="Wissel om").click()
    expect(titel(page)).to_have_value("Van dit apparaat")
    expect_saved(page)


def test_offline_and_then_online(window, professional):
    page = open_form(window)
    window.set_offline(True)
    titel(page).type(TEKST)
    expect(stand(page)).to_have_text("Geen verbinding. Je tekst staat op dit apparaat.")
    assert find_barriers(page) == []
    assert waiting(page) == [TEKST]
    window.set_offline(False)
    expect_saved(page)
    assert waiting(page) == []
    assert load_concept(professional, "activiteit").velden["titel"] == [TEKST]


def test_an_answer_that_got_lost_is_no_other_tab(window, professional):
    page = open_form(window)
    window.route("**/mijn/concepten/*", lambda route: (route.fetch(), route.abort()))
    titel(page).type("Eerst dit")
    expect(stand(page)).to_contain_text("Geen verbinding")
    window.unroute("**/mijn/concepten/*")
    titel(page).type(", toen dat")
    expect_saved(page)
    expect(line(page)).to_have_text("")
    assert load_concept(professional, "activiteit").velden["titel"] == ["Eerst dit, toen dat"]


def test_signing_out_leaves_no_text_on_the_device(window, professional, collega):
    page = open_form(window)
    window.set_offline(True)
    titel(page).type(TEKST)
    expect(stand(page)).to_contain_text("Geen verbinding")
    page.close()
    window.set_offline(False)
    page = open_form(window, "/mijn")
    assert waiting(page) == [TEKST]
    page.get_by_role("button", name="Uitloggen").first.click()
    page.wait_for_url("**/")
    page.wait_for_load_state("networkidle")
    assert waiting(page) == []
    assert load_concept(professional, "activiteit").velden["titel"] == [TEKST]
    open_registratie(collega)
    sign_in_by_hand(page, collega.email)
    page.goto(NIEUW)
    expect(titel(page)).to_have_value("")


def test_a_session_that_ended_keeps_the_text_from_somebody_else(window, professional, collega):
    page = open_form(window)
    Session.objects.all().delete()
    titel(page).type(TEKST)
    expect(line(page)).to_contain_text("Je bent niet meer ingelogd.")
    open_registratie(collega)
    other = window.new_page()
    sign_in_by_hand(other, collega.email)
    other.goto(NIEUW)
    expect(titel(other)).to_have_value("")
    titel(page).type(", en meer")
    page.wait_for_timeout(1500)
    expect(line(page)).to_contain_text("Je bent niet meer ingelogd.")
    assert not Concept.objects.filter(gebruiker=collega).exists()


def test_a_reflection_says_where_its_text_is_and_saves_itself(window, professional):
    page = open_form(window, "/mijn/reflecties/nieuw")
    expect(page.get_by_text("Wie dit apparaat gebruikt, kan hem dan lezen.")).to_be_visible()
    page.get_by_label("Wat gebeurde er, en wat leer je ervan?").type("Ik zei te snel ja.")
    expect_saved(page)
    assert load_concept(professional, "reflectie").velden["tekst"] == ["Ik zei te snel ja."]
    page.goto("/mijn/reflecties/nieuw")
    expect(page.get_by_label("Wat gebeurde er, en wat leer je ervan?")).to_have_value("Ik zei te snel ja.")


def test_the_button_works_without_javascript(open_window):
    page = open_form(open_window(java_script_enabled=False, viewport={"width": 320, "height": 700}))
    titel(page).fill(TEKST)
    page.get_by_role("button", name="Bewaar als concept").click()
    expect(page.get_by_text("Je concept is bewaard. Je kunt later verder.")).to_be_visible()
    expect(titel(page)).to_have_value(TEKST)
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(titel(page)).to_have_value("")


def test_what_was_saved_meanwhile_is_shown_before_it_is_written_over(window, professional):
    """The page that comes back holds the text of this tab and asks nothing else: a second press saves it."""
    activiteit = log_activiteit(open_registratie(professional), timezone.localdate())
    pad = f"/mijn/activiteiten/{activiteit.pk}"
    one, two = open_form(window, pad), open_form(window, pad)
    titel(one).fill("Titel van een")
    expect_saved(one)
    one.get_by_role("button", name="Bewaar", exact=True).click()
    one.wait_for_url("**/mijn/dossier")
    titel(two).fill("Titel van twee")
    expect_saved(two)
    two.get_by_role("button", name="Bewaar", exact=True).click()
    expect(two.locator(".foutenlijst")).to_contain_text("Dit is intussen veranderd")
    expect(two.get_by_role("definition")).to_have_text(["Titel van een"])
    expect(titel(two)).to_have_value("Titel van twee")
    two.wait_for_load_state("networkidle")
    expect(line(two).get_by_role("button")).to_have_count(0)
    assert find_barriers(two) == []
    two.set_viewport_size({"width": 320, "height": 700})
    assert not overflows(two)
    two.get_by_role("button", name="Bewaar", exact=True).click()
    two.wait_for_url("**/mijn/dossier")
    activiteit.refresh_from_db()
    assert activiteit.titel == "Titel van twee"
    assert (waiting(two), load_concept(professional, f"activiteit-{activiteit.pk}").velden) == ([], None)
