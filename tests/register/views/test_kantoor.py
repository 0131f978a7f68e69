"""The pages of the register office."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Raadpleging
from accounts.services.gebruikers import create_gebruiker
from register.models import Besluit, Profiel
from register.services.aanvragen import submit_aanvraag
from register.services.registraties import mark_profiel, open_registratie
from tests.register.bouw import complete_profiel, fill_dossier, log_activiteit, sign_code, start_termijn

NU = timezone.now


@pytest.fixture
def browser(beoordelaar, sign_in) -> Client:
    return sign_in(beoordelaar)


@pytest.fixture
def aanvraag(volle_termijn):
    return submit_aanvraag(volle_termijn.registratie, soort="herregistratie", op=NU())


@pytest.fixture
def eerste_aanvraag(collega):
    registratie = complete_profiel(collega)
    sign_code(collega, timezone.localdate() - timedelta(days=1))
    return submit_aanvraag(registratie, soort="eerste", op=NU())


def text(antwoord, status: int = 200) -> str:
    assert antwoord.status_code == status, antwoord.content[:500]
    return antwoord.content.decode()


def heading(html: str) -> str:
    return html.partition("<h1")[2].partition(">")[2].partition("</h1>")[0].strip()


def read_gezien(html: str) -> str:
    return re.search(r'name="gezien" value="(\w+)"', html)[1]


class TestWorkList:
    def test_empty(self, browser):
        html = text(browser.get("/kantoor"))
        assert heading(html) == "Er wacht geen aanvraag"
        assert "Op dit moment is alles afgehandeld." in html

    def test_oldest_first_with_what_rests_on_voorlopig(self, browser, aanvraag, eerste_aanvraag):
        html = text(browser.get("/kantoor"))
        assert heading(html) == "Er wachten 2 aanvragen op jou"
        assert html.index("Noor van den Heuvel") < html.index("Yusuf Yıldız")
        assert "Alles definitief" in html
        assert "Identiteit bevestigd, Werk bevestigd" in html

    def test_queries_do_not_grow(self, browser, aanvraag, eerste_aanvraag, django_assert_num_queries):
        for _ in range(2):
            browser.get("/kantoor")  # notes who stands in it, once a day
            # session, person, membership, menu, count, applications, organisations waiting, statuses, own facts,
            # completions, what they count for, what was learned together, who was noted today, signals,
            # accreditations; of whose term ends: who, careers, work, signatures, four kinds of entries, what
            # completions count for
            with django_assert_num_queries(26):
                browser.get("/kantoor")
            for nummer in range(2):
                gebruiker = create_gebruiker(email=f"n{_}{nummer}@x.example", voornaam="N", achternaam="Vos")
                fill_dossier(termijn := start_termijn(gebruiker, date(2022, 5, 1)))
                submit_aanvraag(termijn.registratie, soort="herregistratie", op=NU())


class TestDeciding:
    def test_the_dossier_is_shown_without_the_text_of_a_reflection(self, browser, aanvraag, professional):
        html = text(browser.get(f"/kantoor/aanvragen/{aanvraag.pk}"))
        assert heading(html) == "Herregistratie van Noor van den Heuvel"
        assert "Reflectie: Deskundigheid en zorgvuldigheid" in html
        assert "versleuteld" not in html
        assert list(Raadpleging.objects.values_list("gebruiker", "wat")) == [(professional.pk, "dossier bekeken")]

    def test_a_decision_by_the_page(self, browser, aanvraag, volle_termijn):
        adres = f"/kantoor/aanvragen/{aanvraag.pk}"
        antwoord = browser.post(adres, {"uitslag": "toegekend", "reden": "Alles is in orde."})
        assert (antwoord.status_code, antwoord["Location"]) == (302, adres)
        assert volle_termijn.registratie.termijnen.count() == 2
        html = text(browser.get(adres))
        assert "Toegekend op" in html
        assert "Alles is in orde." in html
        assert "Neem dit besluit" not in html

    def test_faults_are_named_and_nothing_is_lost(self, browser, eerste_aanvraag):
        adres = f"/kantoor/aanvragen/{eerste_aanvraag.pk}"
        html = text(browser.post(adres, {"uitslag": "toegekend", "reden": "Een lange reden."}))
        assert "Bevestig eerst de identiteit." in html
        assert "Bevestig eerst het huidige werk." in html
        assert "Een lange reden." in html
        html = text(browser.post(adres, {"uitslag": "onzin", "reden": ""}))
        assert html.count('<li><a href="#id_') == 2
        assert Besluit.objects.filter(aanvraag=eerste_aanvraag).count() == 0

    def test_confirming_identity_and_work_leads_back_to_the_application(self, browser, eerste_aanvraag):
        pk = eerste_aanvraag.registratie_id
        for wat in ("identiteit", "werk"):
            adres = f"/kantoor/registraties/{pk}/bevestigen/{wat}"
            gezien = read_gezien(html := text(browser.get(adres)))
            assert "Hoe weet je dit?" in html
            antwoord = browser.post(adres, {"hoe": "werkgever", "gezien": gezien})
            assert antwoord["Location"] == f"/kantoor/aanvragen/{eerste_aanvraag.pk}"
            assert "al bevestigd" in text(browser.post(adres, {"hoe": "werkgever", "gezien": gezien}))
        browser.post(f"/kantoor/aanvragen/{eerste_aanvraag.pk}", {"uitslag": "toegekend", "reden": "Welkom."})
        assert Besluit.objects.get(aanvraag=eerste_aanvraag).termijn.geldig_van == timezone.localdate()

    @pytest.mark.parametrize(
        ("wat", "anders", "woord"),
        [
            ("werk", {"functie": "Werkcoach"}, "Werkcoach bij Gemeente Waterstad"),
            ("werk", {"beroep": "werkcoach"}, "Beroep: Werkcoach"),
            ("identiteit", {"voornaam": "Joost"}, "Joost Yıldız"),
        ],
    )
    def test_nobody_confirms_what_they_did_not_see(self, browser, eerste_aanvraag, wat, anders, woord):
        registratie = eerste_aanvraag.registratie
        adres = f"/kantoor/registraties/{registratie.pk}/bevestigen/{wat}"
        gezien = read_gezien(text(browser.get(adres)))
        rij = registratie.gebruiker if "voornaam" in anders else registratie.profiel
        type(rij).objects.filter(pk=rij.pk).update(**anders)
        html = text(browser.post(adres, {"hoe": "werkgever", "gezien": gezien}))
        assert "Deze gegevens zijn net veranderd." in html
        assert woord in html
        assert 'value="werkgever"' in html.partition(" checked")[0].rpartition("<input")[2]
        registratie.profiel.refresh_from_db()
        assert getattr(registratie.profiel, f"{wat}_bevestigd_op") is None
        assert browser.post(adres, {"hoe": "werkgever", "gezien": read_gezien(html)}).status_code == 302

    def test_who_signed_in_long_ago_signs_in_again_first(self, beoordelaar, aanvraag):
        browser = Client()
        browser.force_login(beoordelaar)
        antwoord = browser.post(f"/kantoor/aanvragen/{aanvraag.pk}", {"uitslag": "toegekend", "reden": "x"})
        assert antwoord.status_code == 302
        assert antwoord["Location"].startswith("/account/reauthenticate")
        assert not Besluit.objects.filter(aanvraag=aanvraag).exists()

    def test_a_settled_application_can_still_be_read(self, browser, volle_termijn):
        eerste = volle_termijn.besluit.aanvraag
        assert "Voldoet." in text(browser.get(f"/kantoor/aanvragen/{eerste.pk}"))


class TestRegistration:
    def test_search_by_number_or_part_of_the_name(self, browser, termijn, collega):
        open_registratie(collega)
        for vraag in (termijn.registratie.gebruiker.nummer, "heuvel", "Noor van den H", "HÉUV"):
            html = text(browser.post("/kantoor/registraties", {"vraag": vraag}))
            assert "Noor van den Heuvel" in html
            assert "Yusuf" not in html
        assert "Wij vinden niemand" in text(browser.post("/kantoor/registraties", {"vraag": "zzz"}))
        assert "Wij vinden niemand" in text(browser.post("/kantoor/registraties", {"vraag": "%"}))

    def test_search_has_one_query_for_its_answer(self, browser, termijn, django_assert_num_queries):
        for _ in range(2):
            browser.post("/kantoor/registraties", {"vraag": "noor"})  # notes who was found, once a day
            # session, person, membership (door and menu), registrations, who was noted today
            with django_assert_num_queries(6):
                browser.post("/kantoor/registraties", {"vraag": "noor"})
            for nummer in range(2):
                gebruiker = create_gebruiker(email=f"n{_}{nummer}@x.example", voornaam="Noor", achternaam="Vos")
                open_registratie(gebruiker)

    def test_who_opens_one_says_why_and_the_professional_reads_it(self, browser, termijn, professional, beoordelaar):
        adres = f"/kantoor/registraties/{termijn.registratie_id}"
        assert heading(text(browser.get(adres))) == "Waarom open je de registratie van Noor van den Heuvel?"
        assert Raadpleging.objects.count() == 0
        assert "<h1>Waarom" in text(browser.post(adres, {"reden": ""}))
        assert browser.post(adres, {"reden": "Vraag per mail"})["Location"] == adres
        assert heading(text(browser.get(adres))) == "Noor van den Heuvel: geregistreerd"
        assert list(Raadpleging.objects.values_list("gebruiker", "door", "wat", "reden")) == [
            (professional.pk, beoordelaar.pk, "registratie bekeken", "Vraag per mail")
        ]

    def test_a_measure(self, browser, termijn):
        adres = f"/kantoor/registraties/{termijn.registratie_id}"
        maatregel = f"{adres}/maatregel"
        assert browser.get(maatregel)["Location"] == adres
        browser.post(adres, {"reden": "Klacht 12"})
        vandaag = timezone.localdate()
        data = {
            "soort": "schorsing-opgeheven",
            "geldig_van": vandaag.isoformat(),
            "grond": "Artikel 7.",
            "openbaar": "on",
        }
        html = text(browser.post(maatregel, data))
        assert "Op die dag loopt er geen schorsing." in html
        assert "Artikel 7." in html
        assert browser.post(maatregel, data | {"soort": "geschorst"})["Location"] == adres
        html = text(browser.get(adres))
        assert heading(html) == "Noor van den Heuvel: geschorst"
        assert "Artikel 7." in html

    def test_faults_of_a_measure_all_at_once(self, browser, termijn):
        adres = f"/kantoor/registraties/{termijn.registratie_id}"
        browser.post(adres, {"reden": "Klacht 12"})
        data = {"soort": "", "geldig_van": "2026-05-02", "geldig_tot": "2026-05-01", "grond": ""}
        html = text(browser.post(f"{adres}/maatregel", data))
        assert html.count('<li><a href="#id_') == 3
        assert "Kies een dag na de eerste dag." in html

    def test_withdrawing_a_certificate(self, browser, termijn):
        adres = f"/kantoor/certificaten/{termijn.certificaat.pk}/intrekken"
        browser.post(f"/kantoor/registraties/{termijn.registratie_id}", {"reden": "Naam op het certificaat"})
        assert heading(text(browser.get(adres))) == "Trek het certificaat van Noor van den Heuvel in"
        assert browser.post(adres, {"reden": "Naam fout."}).status_code == 302
        assert "al ingetrokken" in text(browser.post(adres, {"reden": "Naam fout."}))
        assert Client().get(f"/c/{termijn.certificaat.code}").content.decode().count("Niet geldig") >= 1

    def test_nothing_is_shown_or_done_before_somebody_says_why(self, browser, termijn):
        registratie, certificaat = termijn.registratie, termijn.certificaat
        Profiel.objects.update(identiteit_bevestigd_op=None)
        adres = f"/kantoor/registraties/{registratie.pk}"
        bevestigen = f"{adres}/bevestigen/identiteit"
        invoer = {
            bevestigen: {"hoe": "werkgever", "gezien": mark_profiel(registratie.profiel, "identiteit")},
            f"/kantoor/certificaten/{certificaat.pk}/intrekken": {"reden": "Naam fout."},
        }
        for url, data in invoer.items():
            for antwoord in (browser.get(url), browser.post(url, data)):
                assert (antwoord.status_code, antwoord["Location"]) == (302, adres)
        certificaat.refresh_from_db()
        assert (certificaat.ingetrokken_op, Profiel.objects.get().identiteit_bevestigd_op) == (None, None)
        browser.post(adres, {"reden": "Vraag per mail"})
        for url, data in invoer.items():
            assert browser.post(url, data)["Location"] == adres
        certificaat.refresh_from_db()
        assert certificaat.ingetrokken_op
        assert Profiel.objects.get().identiteit_bevestigd_op


ADRESSEN = [
    "/kantoor",
    "/kantoor/registraties",
    "/kantoor/registraties/{registratie}",
    "/kantoor/registraties/{registratie}/maatregel",
    "/kantoor/registraties/{registratie}/bevestigen/werk",
    "/kantoor/aanvragen/{aanvraag}",
    "/kantoor/certificaten/{certificaat}/intrekken",
]


@pytest.mark.parametrize("adres", ADRESSEN)
def test_closed_for_others(adres, aanvraag, volle_termijn, professional, werkgever, medewerker, sign_in):
    adres = adres.format(
        registratie=volle_termijn.registratie_id, aanvraag=aanvraag.pk, certificaat=volle_termijn.certificaat.pk
    )
    for gebruiker in (professional, medewerker(werkgever)):
        for method in ("get", "post"):
            assert getattr(sign_in(gebruiker), method)(adres).status_code == 404
    assert Client().get(adres)["Location"].startswith("/account/login")


@pytest.mark.parametrize(
    "adres", ["registraties/0", "registraties/0/bevestigen/werk", "aanvragen/0", "certificaten/0/intrekken"]
)
def test_what_does_not_exist_is_not_found(browser, adres):
    assert browser.get(f"/kantoor/{adres}").status_code == 404


def test_only_identity_and_work_can_be_confirmed(browser, termijn):
    assert browser.get(f"/kantoor/registraties/{termijn.registratie_id}/bevestigen/leeftijd").status_code == 404


def test_an_activity_of_ones_own_word_is_voorlopig(browser, termijn):
    log_activiteit(termijn.registratie, date(2023, 1, 1))
    assert termijn.registratie.activiteiten.count() == 1
