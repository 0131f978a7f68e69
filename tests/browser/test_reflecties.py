"""Writing a reflection: one question at a time without a script, hints while somebody writes, a peer who answers."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from beroepscode.models import Bevestiging, Reflectie
from beroepscode.services.bevestigingen import ask_bevestiging, read_aanvulling
from beroepscode.services.reflecties import read_antwoorden, save_reflectie
from tests.browser.kijken import find_barriers, overflows

SMAL = {"width": 320, "height": 720}
ADRES = "/mijn/reflecties/nieuw/drie-dimensies"
VRAGEN = ("Wat gebeurde er?", "Technisch-instrumenteel", "Normatief", "Persoonlijk", "Wat zie je als je")


@pytest.mark.parametrize("javascript", [True, False])
def test_one_question_at_a_time_needs_no_script(open_page, enter, professional, javascript):
    page = open_page(viewport=SMAL, java_script_enabled=javascript)
    enter(page, professional)
    page.goto(ADRES)
    velden = [page.get_by_label(vraag) for vraag in VRAGEN]
    assert [veld.is_visible() for veld in velden] == [True] * 5
    page.get_by_label("Eén voor één").check()
    for nummer, veld in enumerate(velden):
        assert [ander.is_visible() for ander in velden] == [ander == veld for ander in velden], nummer
        expect(page.get_by_text(f"Vraag {nummer + 1} van 5")).to_be_visible()
        veld.fill(f"Antwoord {nummer}.")
        page.get_by_role("link", name="Naar de dag en de tijd" if nummer == 4 else "Volgende vraag").locator(
            "visible=true"
        ).click()
    page.get_by_label("Welke kernwaarde").select_option(label="Deskundigheid en zorgvuldigheid")
    page.get_by_label("Hoe lang was je ermee bezig?").fill("20 min")
    page.get_by_role("button", name="Bewaar je reflectie").click()
    page.get_by_role("heading", name="Praat erover met een collega").wait_for()
    assert list(read_antwoorden(Reflectie.objects.get()).values()) == [f"Antwoord {nummer}." for nummer in range(5)]
    page.goto(ADRES)
    expect(page.get_by_label("Eén voor één")).to_be_checked()


def test_switching_back_and_forth_loses_nothing(open_page, enter, professional):
    page = open_page(viewport=SMAL)
    enter(page, professional)
    page.goto(ADRES)
    page.get_by_label("Normatief").fill("Dit blijft.")
    page.get_by_label("Eén voor één").check()
    assert find_barriers(page) == []
    page.get_by_label("Allemaal onder elkaar").check()
    expect(page.get_by_label("Normatief")).to_have_value("Dit blijft.")


def test_a_hint_comes_while_somebody_writes_and_goes_when_it_is_gone(open_page, enter, professional):
    cache.clear()
    page = open_page(viewport=SMAL)
    enter(page, professional)
    page.goto("/mijn/reflecties/nieuw")
    veld = page.get_by_label("Wat gebeurde er, en wat leer je ervan?")
    veld.fill("🙂 Mevrouw belde met 06-12345678 en was boos.")
    hint = page.locator("[data-nakijken-bij]")
    hint.get_by_text("Misschien een telefoonnummer").wait_for()
    expect(hint.locator("mark")).to_have_text("06-12345678")
    assert find_barriers(page) == []
    assert not overflows(page)
    hint.get_by_role("button", name="Laat de plek zien").click()
    assert veld.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)") == "06-12345678"
    page.keyboard.type("een nummer")
    hint.get_by_text("Misschien").wait_for(state="detached")
    expect(veld).to_have_value("🙂 Mevrouw belde met een nummer en was boos.")


def test_peer_reads_and_answers_without_a_script(open_page, enter, professional, collega):
    reflectie = save_reflectie(
        Reflectie(gebruiker=professional),
        datum=timezone.localdate(),
        minuten=20,
        kernwaarde="deskundigheid",
        antwoorden={"tekst": "Ik zei te snel ja."},
    )
    ask_bevestiging(reflectie, collega.email, tot_datum=timezone.localdate() + timedelta(days=7), op=timezone.now())
    page = open_page(viewport=SMAL, java_script_enabled=False)
    enter(page, collega)
    page.goto("/mijn/bevestigen")
    page.get_by_role("link", name="Lees hem en schrijf erbij").click()
    expect(page.get_by_text("Ik zei te snel ja.")).to_be_visible()
    page.get_by_label("Wat bracht jullie gesprek?").fill("Dat wachten ook helpen is.")
    page.get_by_role("button", name="Ja, we spraken erover").click()
    page.get_by_text("Bevestigd. De reflectie telt nu mee").wait_for()
    assert read_aanvulling(Bevestiging.objects.get()) == "Dat wachten ook helpen is."
    ander = open_page(viewport=SMAL)
    enter(ander, professional)
    ander.goto(f"/mijn/reflecties/{reflectie.pk}")
    expect(ander.get_by_text("Dat wachten ook helpen is.")).to_be_visible()
    expect(ander.get_by_text("Yusuf Yıldız, op ")).to_be_visible()
    assert find_barriers(ander) == []
    assert not overflows(ander)
