"""Logging costs next to nothing: an hour of reading in six actions, a whole year in thirty."""

from datetime import date, time, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import Gebruiker
from beroepscode.models import Aanwezigheid, Bevestiging, Ondertekening, Reflectie
from beroepscode.services.bevestigingen import answer_bevestiging
from beroepscode.services.bijeenkomsten import record_bijeenkomst
from kern.periode import add_months
from register.models import Aanvraag, Termijn
from register.services.registraties import open_registratie
from register.toetsing import toets_registratie
from tests.browser.moeite import Moeite
from tests.conftest import WACHTWOORD
from tests.register.bouw import fill_dossier, log_activiteit, start_termijn

JAAR = timedelta(days=365)


def test_an_hour_of_reading(open_page, enter, professional):
    """From Mijn register until it stands in the dossier. Sign-in is counted in the year below."""
    registratie = open_registratie(professional)
    page = open_page(viewport={"width": 390, "height": 844})
    enter(page, professional)
    page.goto("/mijn")
    moeite = Moeite(page)
    moeite.click("Log een activiteit", rol="link")
    moeite.choose("Wat voor activiteit was het?", "Lezen en literatuur")
    moeite.fill("Wat heb je gedaan?", "Artikel over schaarste", vrij=True)
    moeite.fill("Hoe lang duurde het?", "1 uur")
    moeite.click("Zet in mijn dossier")
    page.wait_for_url("**/mijn/dossier")
    activiteit = registratie.activiteiten.get()
    assert (activiteit.soort, activiteit.minuten, activiteit.datum) == ("lezen", 60, timezone.localdate())
    assert len(moeite.acties) <= 6, moeite.acties
    assert moeite.seconden <= 25, f"{moeite.seconden:.1f} s: {moeite.acties}"


def test_the_same_again(open_page, enter, professional):
    registratie = open_registratie(professional)
    log_activiteit(registratie, timezone.localdate() - timedelta(days=7))
    page = open_page(viewport={"width": 390, "height": 844})
    enter(page, professional)
    page.goto("/mijn/activiteiten/nieuw")
    moeite = Moeite(page)
    moeite.click("Doe je laatste nog eens: Lezen over schaarste", rol="link")
    moeite.click("Zet in mijn dossier")
    page.wait_for_url("**/mijn/dossier")
    nieuwste = registratie.activiteiten.latest("pk")
    assert (nieuwste.titel, nieuwste.datum, nieuwste.minuten) == ("Lezen over schaarste", timezone.localdate(), 60)
    assert (registratie.activiteiten.count(), len(moeite.acties)) == (2, 2)


def test_effort_is_computed_from_what_was_done(open_page):
    """By hand: think, point and press, move to the keys, five keys; think, move back, point and press, wait."""
    page = open_page()
    page.set_content("<main><label>Duur<input></label><button>Bewaar</button></main>")
    moeite = Moeite(page)
    moeite.fill("Duur", "1 uur")
    assert moeite.seconden == pytest.approx(1.35 + 1.1 + 0.28 + 0.4 + 5 * 0.28)
    moeite.click("Bewaar")
    assert moeite.seconden == pytest.approx(4.53 + 1.35 + 0.4 + 1.1 + 0.28 + 1)
    assert moeite.acties == ["veld Duur", "klik Bewaar"]
    for _ in range(5):
        moeite.click("Bewaar")
    assert len(moeite.acties) == 7
    assert moeite.seconden > 25


@pytest.fixture
def termijn(professional, collega, site) -> Termijn:
    """A term in its fifth year. Of the last year only the courses are there: they arrived by themselves."""
    vandaag = timezone.localdate()
    termijn = start_termijn(professional, add_months(vandaag, -57))
    fill_dossier(termijn, peer=collega)
    Aanwezigheid.objects.filter(bijeenkomst__datum__gt=vandaag - JAAR).delete()
    Reflectie.objects.filter(kernwaarde="betrouwbaarheid").delete()
    assert find_tekorten(termijn) == {
        "intervisie-bijeenkomsten",
        "intervisie-per-jaar",
        "intervisie-uren",
        "kernwaarden",
        "reflectie",
    }
    return termijn


def find_tekorten(termijn: Termijn) -> set[str]:
    toetsing = toets_registratie(termijn.registratie, peildatum=timezone.localdate())
    return {eis.code for eis in toetsing.tekorten}


def meet(collega: Gebruiker, deelnemer: Gebruiker, dag: date) -> None:
    """A meeting that another entered; the mail asks whether this person was there."""
    record_bijeenkomst(
        collega,
        soort="intervisie",
        datum=dag,
        begin_tijd=time(9),
        eind_tijd=time(11, 30),
        thema="",
        deelnemers=[deelnemer.email, "derde@voorbeeld.example"],
        op=timezone.now(),
    )


def visit(moeite: Moeite, gebruiker: Gebruiker) -> None:
    """The link in a mail, and signing in, because the session of last time is over."""
    cache.clear()  # a year is long enough for every limit
    moeite.page.context.clear_cookies()
    moeite.follow("/mijn/bevestigen")
    moeite.fill("E-mailadres of registratienummer", gebruiker.email)
    moeite.fill("Wachtwoord", WACHTWOORD, vrij=True)
    moeite.click("Inloggen")
    moeite.page.wait_for_url("**/mijn/bevestigen")


def reflect(moeite: Moeite, collega: Gebruiker) -> None:
    moeite.menu("Waar sta ik")
    moeite.click("Schrijf een reflectie", rol="link")
    moeite.fill("Wat gebeurde er, en wat leer je ervan?", "Ik hield me aan mijn woord.", vrij=True)
    moeite.choose("Welke kernwaarde raakt dit het meest?", "Betrouwbaarheid en integriteit")
    moeite.fill("Hoe lang was je ermee bezig?", "1 uur")
    moeite.click("Bewaar je reflectie")
    moeite.fill("E-mailadres of registratienummer van je collega", collega.email)
    moeite.click("Vraag je collega")
    moeite.page.get_by_text("Gevraagd aan").wait_for()
    answer_bevestiging(Bevestiging.objects.get(bevestigd_op=None), akkoord=True, op=timezone.now())


def confirm(page: Page, moeite: Moeite, aantal: int) -> None:
    for _ in range(aantal):
        moeite.click("Ja, ik was erbij")
        page.get_by_text("Bevestigd. 2 uur 30 min staat in je dossier.").first.wait_for()


def test_an_ordinary_year(open_page, termijn, professional, collega):
    """Four meetings, each confirmed on a visit of its own, and one reflection that a peer confirms."""
    page = open_page()
    moeite = Moeite(page)
    for kwartaal in range(4):
        meet(collega, professional, timezone.localdate() - timedelta(days=300 - 90 * kwartaal))
        visit(moeite, professional)
        confirm(page, moeite, 1)
        if kwartaal == 2:
            reflect(moeite, collega)
    assert find_tekorten(termijn) == set()
    assert len(moeite.acties) <= 30, moeite.acties


def test_the_heaviest_year(open_page, termijn, professional, collega):
    """The same in two visits, with a new version of the code to sign and the application for a new term."""
    Ondertekening.objects.filter(gebruiker=professional).delete()
    page = open_page()
    moeite = Moeite(page)
    for halfjaar in range(2):
        for kwartaal in range(2):
            meet(collega, professional, timezone.localdate() - timedelta(days=300 - 180 * halfjaar - 90 * kwartaal))
        visit(moeite, professional)
        confirm(page, moeite, 2)
        if halfjaar == 0:
            reflect(moeite, collega)
    moeite.menu("Waar sta ik")
    moeite.click("Lees en onderteken", rol="link")
    moeite.click("Ik onderteken de beroepscode")
    moeite.menu("Mijn register")
    moeite.click("Vraag herregistratie aan", rol="link")
    moeite.click("Vraag herregistratie aan")
    page.get_by_role("heading", name="Je aanvraag ligt bij het registerkantoor").wait_for()
    assert Aanvraag.objects.filter(registratie=termijn.registratie, besloten_op=None).count() == 1
    assert len(moeite.acties) <= 30, moeite.acties
