"""Intervisie costs next to nothing: one form of five fields for the whole group, one press for each of the others."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Gebruiker
from accounts.services.gebruikers import create_gebruiker
from beroepscode.dossiers import collect_feiten
from beroepscode.models import Bijeenkomst, Groep, Groepslid
from beroepscode.services.bijeenkomsten import record_bijeenkomst
from beroepscode.services.groepen import propose_vertrek
from tests.browser.kijken import find_barriers, overflows
from tests.browser.moeite import Moeite
from tests.groepsobjecten import make_afspraak, make_groep, make_uitnodiging

TELEFOON = {"width": 390, "height": 844}
SMAL = {"width": 320, "height": 700}
NU = timezone.now()
GISTEREN = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def anderen(db) -> list[Gebruiker]:
    """Five colleagues."""
    return [
        create_gebruiker(email=f"ander{nummer}@voorbeeld.example", voornaam="Ander", achternaam=f"Lid {nummer}")
        for nummer in range(5)
    ]


@pytest.fixture
def groep(site, professional, anderen) -> Groep:
    return make_groep(professional, *anderen, op=NU)


def links() -> list[str]:
    gevonden = (re.search(r"(/bijeenkomst-bevestigen/\S+)", bericht.body) for bericht in mail.outbox)
    return [link[1] for link in gevonden if link]


def minuten(mensen) -> list[list[int]]:
    return [[feit.minuten for feit in collect_feiten([mens.pk])] for mens in mensen]


def test_a_meeting_of_six_takes_one_form_of_five_fields_and_one_press_each(
    open_page, enter, groep, professional, anderen
):
    page = open_page(viewport=TELEFOON)
    enter(page, professional)
    page.goto(f"/mijn/groepen/{groep.pk}")
    moeite = Moeite(page)
    moeite.click("Leg een bijeenkomst vast", rol="link")
    page.get_by_label("Wanneer begonnen jullie?").wait_for()
    expect(page.locator("main form .veld")).to_have_count(5)
    moeite.fill("Wanneer begonnen jullie?", f"{GISTEREN}T14:00")
    moeite.fill("Hoe laat was het klaar?", "15:30")
    moeite.choose("Waar ging het over?", "Schulden")
    moeite.choose("Welke werkvorm gebruikten jullie?", "Incidentmethode")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(5)
    moeite.click("Leg vast")
    page.wait_for_url("**/mijn/bijeenkomsten/*")
    assert len(moeite.acties) == 6, moeite.acties
    assert len(links()) == 5
    for link in links():
        ander = open_page(viewport=TELEFOON)  # no session: nobody signs in
        ander.goto(link)
        moeite = Moeite(ander)
        moeite.click("Ja, ik was erbij")
        ander.get_by_role("heading", name="Bevestigd. 1 uur 30 min staat in je dossier.").wait_for()
        assert moeite.acties == ["klik Ja, ik was erbij"]
    assert minuten([professional, *anderen]) == [[90]] * 6


def test_what_was_planned_is_recorded_with_two_presses(open_page, enter, groep, professional, anderen):
    make_afspraak(groep, GISTEREN, op=NU, werkvorm="incident")
    page = open_page(viewport=TELEFOON)
    enter(page, professional)
    page.goto(f"/mijn/groepen/{groep.pk}")
    moeite = Moeite(page)
    moeite.click(re.compile("^Leg vast"), rol="link")
    moeite.click("Leg vast")
    page.wait_for_url("**/mijn/bijeenkomsten/*")
    assert len(moeite.acties) == 2
    bijeenkomst = Bijeenkomst.objects.get()
    assert (bijeenkomst.datum, bijeenkomst.minuten, bijeenkomst.aanwezigen.count()) == (GISTEREN, 120, 6)


def test_all_of_it_without_scripts(open_page, enter, groep, professional, anderen):
    page = open_page(viewport=SMAL, java_script_enabled=False)
    enter(page, professional)
    page.goto(f"/mijn/groepen/{groep.pk}/vastleggen")
    page.get_by_label("Wanneer begonnen jullie?").fill(f"{GISTEREN}T09:00")
    page.get_by_label("Hoe laat was het klaar?").fill("10:00")
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_role("heading", name="Wie erbij waren").wait_for()
    ander = open_page(viewport=SMAL, java_script_enabled=False)
    ander.goto(links()[0])
    ander.get_by_text("Ik was er een deel van de tijd").click()
    ander.get_by_label("Hoe lang was je erbij?").fill("20 min")
    ander.get_by_role("button", name="Zet mijn tijd in mijn dossier").click()
    ander.get_by_role("heading", name="Bevestigd. 20 min staat in je dossier.").wait_for()
    assert minuten([professional, anderen[0]]) == [[60], [20]]


def test_by_keyboard_alone(open_page, groep, professional, anderen):
    record_bijeenkomst(
        professional, soort="intervisie", datum=GISTEREN, begin_tijd=NU.time().replace(hour=1, minute=0),
        eind_tijd=NU.time().replace(hour=2, minute=0), thema="", deelnemers=[], leden=anderen, groep=groep, op=NU,
    )  # fmt: skip
    page = open_page(viewport=TELEFOON)
    page.goto(links()[0])
    page.get_by_role("button", name="Ja, ik was erbij").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Bevestigd.").wait_for()


def test_every_state_lets_everybody_in(open_page, enter, groep, professional, anderen):
    """What the tour of all pages does not meet: an answer, faults, a proposal, an invitation for who signed in."""
    bijeenkomst = record_bijeenkomst(
        professional, soort="intervisie", datum=GISTEREN, begin_tijd=NU.time().replace(hour=1, minute=0),
        eind_tijd=NU.time().replace(hour=2, minute=0), thema="", deelnemers=["x" * 60 + "@voorbeeld.example"],
        leden=anderen, groep=groep, op=NU,
    )  # fmt: skip
    lid = groep.leden.get(gebruiker=professional)
    propose_vertrek(groep.leden.get(gebruiker=anderen[0]), door=lid, op=NU)
    Groep.objects.update(naam="Intervisie" + "lang" * 15)
    make_uitnodiging(make_groep(anderen[0], op=NU), op=NU)
    make_afspraak(groep, GISTEREN, op=NU, plaats="https://voorbeeld.example/" + "a" * 150)
    bijeenkomst.aanwezigen.filter(gebruiker=anderen[1]).update(betwist_op=NU)
    bijeenkomst.aanwezigen.filter(gebruiker=anderen[2]).update(vervallen_op=NU)
    page, gast = open_page(viewport=SMAL), open_page(viewport=SMAL)
    enter(page, professional)
    eigen = [
        f"/mijn/groepen/{groep.pk}",
        f"/mijn/bijeenkomsten/{bijeenkomst.pk}",
        f"/mijn/afspraken/{groep.afspraken.get().pk}",
        "/groep-uitnodiging/een-code-van-een-groep",
    ]
    fouten = [fout for adres in eigen for fout in look(page, adres)]
    page.goto(f"/mijn/groepen/{groep.pk}/uitnodigen")
    page.get_by_role("button", name="Maak een link").click()
    fouten += look(page)
    page.goto(f"/mijn/groepen/{groep.pk}/vastleggen")
    page.get_by_role("button", name="Leg vast").click()
    fouten += look(page)
    link = links()[0]
    fouten += look(gast, link)
    gast.get_by_text("De tijden kloppen niet", exact=True).click()
    gast.get_by_role("button", name="Meld dit").click()
    fouten += look(gast)
    gast.goto(link)
    gast.get_by_role("button", name="Ja, ik was erbij").click()
    fouten += look(gast)
    assert not fouten, "\n".join(fouten)
    assert Groepslid.objects.filter(groep=groep).count() == 6


def look(page, adres: str = "") -> list[str]:
    """Faults of a page as it stands, after going there."""
    if adres:
        page.goto(adres)
    page.get_by_role("heading", level=1).wait_for()
    faults = [f"{page.url}: {barrier}" for barrier in find_barriers(page)]
    return faults + ([f"{page.url}: loopt buiten het scherm"] if overflows(page) else [])
