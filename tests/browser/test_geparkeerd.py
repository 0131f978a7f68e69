"""A row that matched nobody: parked, claimed, in the dossier; withdrawn, struck through, a signal at the office."""

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Gebruiker
from accounts.nummers import draw_nummer
from kern.periode import add_months
from opleidingen.rijen import Rij
from opleidingen.services.aanleveren import submit_aanlevering
from register.criteria import HERREGISTRATIE
from register.models import Aanvraag
from register.services.besluiten import take_besluit
from tests.opleidingen.conftest import make_opleiding
from tests.register.bouw import fill_dossier, start_termijn

EINDDATUM = "2026-06-29"
CURSUS = "Effectieve Klantmanager"


def test_parked_claimed_withdrawn_signalled(open_page, enter, professional, collega, opleider, kantoor, medewerker):
    cache.clear()
    termijn = start_termijn(professional, add_months(timezone.localdate(), -56))
    fill_dossier(termijn, peer=collega)
    make_opleiding(opleider)
    nummer = draw_nummer()
    deliver(opleider, nummer)
    mine, trainer, office = open_page(), open_page(), open_page()
    beoordelaar = medewerker(kantoor)
    enter(mine, professional)
    enter(trainer, medewerker(opleider))
    enter(office, beoordelaar)

    trainer.goto("/opleider/geparkeerd")
    expect(trainer.get_by_role("heading", level=1)).to_have_text("Eén regel past bij niemand")
    expect(trainer.get_by_role("link", name=nummer)).to_be_visible()

    claim(mine, nummer)
    decide(termijn, beoordelaar)

    trainer.goto("/opleider/deelnames")
    trainer.get_by_role("link", name=nummer).click()
    trainer.get_by_role("link", name="Trek deze deelname in").click()
    trainer.get_by_label("Waarom?").fill("De presentielijst was van een andere groep.")
    trainer.get_by_role("button", name="Trek in").click()
    expect(trainer.get_by_text("Ingetrokken: de deelname telt niet meer mee.")).to_be_visible()

    mine.goto("/mijn/dossier")
    expect(mine.locator("del", has_text=CURSUS)).to_be_visible()
    expect(mine.get_by_text("De presentielijst was van een andere groep.")).to_be_visible()

    handle(office)


def deliver(opleider, nummer: str) -> None:
    op = timezone.now()
    rij = Rij(registratienummer=nummer, achternaam="van den Heuvel", opleidingscode="eksd", eind_datum=EINDDATUM)
    submit_aanlevering([rij], opleider=opleider, peildatum=timezone.localdate(op), op=op, door="sleutel:1")


def claim(page: Page, nummer: str) -> None:
    """With another day nothing is shown; with all three it is there, and one click puts it in the dossier."""
    page.goto("/mijn")
    page.get_by_role("link", name="Vind een opleiding terug die je mist").click()
    for dag, gevonden in (("2026-06-28", False), (EINDDATUM, True)):
        page.get_by_label("Registratienummer zoals").fill(nummer)
        page.get_by_label("Achternaam zoals").fill("Heuvel")
        page.get_by_label("Op welke dag").fill(dag)
        page.get_by_role("button", name="Zoek").click()
        expect(page.get_by_role("main").get_by_text(CURSUS).first).to_be_visible(visible=gevonden)
    page.get_by_role("button", name="Zet in mijn dossier").click()
    expect(page.get_by_text("Deze opleiding staat nu in je dossier.")).to_be_visible()
    expect(page.get_by_role("heading", name=CURSUS)).to_be_visible()


def decide(termijn, beoordelaar: Gebruiker) -> None:
    op = timezone.now() - timedelta(seconds=1)
    aanvraag = Aanvraag.objects.create(registratie=termijn.registratie, soort=HERREGISTRATIE, ingediend_op=op)
    take_besluit(aanvraag, uitslag="toegekend", reden="Voldoet.", door=beoordelaar, op=timezone.now())


def handle(page: Page) -> None:
    page.goto("/kantoor")
    page.get_by_role("link", name="Bekijk wat").click()
    page.get_by_role("link", name="Noor van den Heuvel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De toets zou hetzelfde zeggen")
    page.get_by_label("Wat zag je").fill("Het besluit blijft ook zonder deze deelname staan.")
    page.get_by_role("button", name="Handel af").click()
    expect(page.get_by_text("Afgehandeld. Het besluit bleef zoals het was.")).to_be_visible()
