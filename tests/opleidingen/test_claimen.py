"""Claiming a parked row: who may, what a miss says (nothing), how often one may guess, and two at once."""

import threading
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.utils import timezone

from accounts.models import Gebruiker, Logregel
from accounts.nummers import draw_nummer
from accounts.services.gebruikers import create_gebruiker
from kern.fouten import Fouten
from opleidingen.models import Aanlevering, Deelname, Deelnamewijziging, Geparkeerd
from opleidingen.rijen import Rij
from opleidingen.services.aanleveren import submit_aanlevering
from opleidingen.services.claimen import claim_geparkeerd, seek_eigen_regels
from opleidingen.services.geparkeerd import withdraw_geparkeerd
from tests.conftest import make_organisatie
from tests.opleidingen.conftest import make_opleiding

ADRES = "/mijn/opleidingen/claimen"
DATUM = "2026-06-29"
MIS = "Met deze drie gegevens vinden wij niets"


@pytest.fixture(autouse=True)
def _fresh_limits(db) -> None:
    cache.clear()


@pytest.fixture
def browser(professional, sign_in) -> Client:
    return sign_in(professional)


def ask(client: Client, nummer: str, achternaam: str, datum: str = DATUM, **extra: Any) -> Any:
    vraag = {"registratienummer": nummer, "achternaam": achternaam, "eind_datum": datum}
    return client.post(ADRES, vraag, **extra)


class TestClaim:
    def test_parked_claimed_in_the_dossier(self, browser, park, professional):
        geparkeerd = park(minuten=480)
        page = ask(browser, geparkeerd.nummer, "jansen").headers["Location"]
        found = browser.get(page).content.decode()
        assert "Deze opleiding staat voor jou geparkeerd" in found
        assert "Effectieve Klantmanager" in found
        assert "Voor jou geparkeerd" in browser.get("/mijn").content.decode()
        response = browser.post(f"{ADRES}/{geparkeerd.pk}", follow=True)
        assert "Deze opleiding staat nu in je dossier" in response.content.decode()
        assert "Effectieve Klantmanager" in response.content.decode()
        deelname = Deelname.objects.get(gebruiker=professional)
        assert (deelname.aanlevering_id, deelname.regel, deelname.minuten) == (geparkeerd.aanlevering_id, 1, 480)
        assert Deelnamewijziging.objects.get().soort == "geclaimd"
        assert Logregel.objects.filter(handeling="regel-geclaimd").count() == 1
        assert "Voor jou geparkeerd" not in browser.get("/mijn").content.decode()

    def test_the_opleider_never_learns_the_real_number(self, browser, park, professional, bearer):
        """The row was delivered under a number of nobody; it stays so wherever the opleider looks."""
        nummer = draw_nummer()
        geparkeerd = park(registratienummer=nummer, achternaam="Heuvel")
        ask(browser, nummer, "Heuvel")
        browser.post(f"{ADRES}/{geparkeerd.pk}")
        deelname = Deelname.objects.get()
        een = Client().get(f"/api/v1/deelnames/{deelname.pk}", headers=bearer)
        assert een.json()["registratienummer"] == nummer
        regels = Client().get(f"/api/v1/aanleveringen/{geparkeerd.aanlevering_id}/regels", headers=bearer)
        assert regels.json()["resultaten"][0]["uitkomst"] == "geboekt"
        for antwoord in (een, regels):
            assert professional.registratienummer not in antwoord.content.decode()

    def test_the_pages_of_the_opleider_do_not_tell_it_either(
        self, browser, park, professional, opleider, medewerker, sign_in
    ):
        nummer = draw_nummer()
        geparkeerd = park(registratienummer=nummer, achternaam="Heuvel")
        ask(browser, nummer, "Heuvel")
        browser.post(f"{ADRES}/{geparkeerd.pk}")
        client = sign_in(medewerker(opleider))
        deelname = Deelname.objects.get()
        for adres in (
            "/opleider/geparkeerd?stand=geboekt",
            f"/opleider/geparkeerd/{geparkeerd.pk}",
            "/opleider/deelnames",
            f"/opleider/deelnames/{deelname.pk}",
            f"/opleider/aanleveringen/{geparkeerd.aanlevering_id}",
        ):
            page = client.get(adres).content.decode()
            assert professional.registratienummer not in page
            assert "Noor" not in page
        gezocht = client.post("/opleider/deelnames", {"vraag": professional.registratienummer}).content.decode()
        assert "Geen deelname past bij je vraag" in gezocht
        assert "1 deelname gevonden" in client.post("/opleider/deelnames", {"vraag": nummer}).content.decode()

    def test_what_stood_there_already_counts_once(self, browser, park, deliver, rij):
        geparkeerd = park()
        deliver(rij())
        ask(browser, geparkeerd.nummer, "Jansen")
        response = browser.post(f"{ADRES}/{geparkeerd.pk}", follow=True)
        assert "stond al in je dossier" in response.content.decode()
        assert (Deelname.objects.count(), Geparkeerd.objects.count()) == (1, 0)
        assert Aanlevering.objects.get(pk=geparkeerd.aanlevering_id).totalen["alBekend"] == 1

    def test_a_row_that_was_not_found_cannot_be_claimed(self, browser, park):
        geparkeerd = park()
        assert browser.post(f"{ADRES}/{geparkeerd.pk}").status_code == 404
        assert not Deelname.objects.exists()

    def test_after_the_opleider_changed_it_it_must_be_found_again(self, browser, park, medewerker, opleider):
        geparkeerd = park()
        ask(browser, geparkeerd.nummer, "Jansen")
        withdraw_geparkeerd(geparkeerd, door=medewerker(opleider), op=timezone.now())
        assert browser.post(f"{ADRES}/{geparkeerd.pk}").status_code == 404

    def test_a_course_that_no_longer_counts_says_so(self, browser, park, aanbod):
        geparkeerd = park()
        ask(browser, geparkeerd.nummer, "Jansen")
        aanbod.accreditatie.geldig_tot = date(2026, 1, 1)
        aanbod.accreditatie.save()
        page = browser.post(f"{ADRES}/{geparkeerd.pk}", follow=True).content.decode()
        assert "niet geaccrediteerd" in page
        assert Geparkeerd.objects.get().is_open

    def test_form_starts_with_what_is_mine_and_keeps_what_was_typed(self, browser, professional):
        assert f'value="{professional.registratienummer}"' in browser.get(ADRES).content.decode()
        page = browser.post(ADRES, {"registratienummer": "1", "achternaam": "", "eind_datum": "2199-01-01"})
        assert "Deze dag moet nog komen" in page.content.decode()
        assert 'value="1"' in page.content.decode()


class TestWhose:
    """Number, surname and date agree, and number or surname is one's own, or the number is nobody's."""

    def seek(self, wie: Gebruiker, nummer: str, achternaam: str) -> int:
        dag = date.fromisoformat(DATUM)
        return len(seek_eigen_regels(wie, nummer=nummer, achternaam=achternaam, eind_datum=dag, op=timezone.now()))

    def test_my_number_with_another_surname(self, park, professional):
        assert self.seek(professional, park().nummer, "Jansen") == 1

    def test_a_number_of_nobody_with_any_surname(self, park, professional):
        assert self.seek(professional, park(registratienummer=draw_nummer()).nummer, "Jansen") == 1

    def test_a_number_of_somebody_else_with_my_surname(self, park, professional, collega):
        nummer = park(registratienummer=collega.registratienummer, achternaam="Heuvel").nummer
        assert self.seek(professional, nummer, "van den Heuvel") == 1

    def test_not_with_the_number_and_former_surname_of_a_colleague(self, park, professional, collega):
        nummer = park(registratienummer=collega.registratienummer).nummer
        assert self.seek(professional, nummer, "Jansen") == 0
        assert self.seek(collega, nummer, "Jansen") == 1

    def test_somebody_who_signs_up_later(self, park):
        nummer = park(registratienummer=draw_nummer(), achternaam="de Later").nummer
        later = create_gebruiker(email="later@voorbeeld.example", voornaam="Lea", achternaam="Later")
        assert self.seek(later, nummer, "Later") == 1

    def test_a_row_without_a_surname_is_nobodys(self, park, professional):
        nummer = park(registratienummer=draw_nummer(), achternaam=None).nummer
        for naam in ("", "-", " ", "Heuvel"):
            assert self.seek(professional, nummer, naam) == 0

    def test_a_row_whose_term_is_over(self, park, professional):
        nummer = park().nummer
        Geparkeerd.objects.update(bewaren_tot=timezone.localdate())
        assert self.seek(professional, nummer, "Jansen") == 0


@pytest.mark.django_db(transaction=True)
def test_two_claims_at_once_book_once():
    """Both know all three; the first has it, the other is told that it is gone."""

    def work(wie: int) -> None:
        try:
            start.wait()
            gebruiker = Gebruiker.objects.get(pk=wie)
            outcomes.append(claim_geparkeerd(Geparkeerd.objects.get(), gebruiker=gebruiker, op=timezone.now()))
        except (Fouten, Geparkeerd.DoesNotExist) as fout:
            outcomes.append(type(fout).__name__)
        finally:
            connections.close_all()

    opleider = make_organisatie("opleider", "Hogeschool")
    make_opleiding(opleider)
    wie = create_gebruiker(email="een@voorbeeld.example", voornaam="E", achternaam="Een")
    rij = Rij(registratienummer=draw_nummer(), achternaam="Een", opleidingscode="eksd", eind_datum=DATUM)
    op = timezone.now()
    submit_aanlevering([rij], opleider=opleider, peildatum=timezone.localdate(op), op=op, door="sleutel:1")
    Geparkeerd.objects.update(gevonden_door=wie)
    outcomes: list[str] = []
    start = threading.Barrier(4)
    threads = [threading.Thread(target=work, args=(wie.pk,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Fouten", "Fouten", "Fouten", "geboekt"]
    assert Deelname.objects.count() == 1
