"""Drafts on the pages of a professional, without JavaScript: a button, and text that outlives a session."""

import re
from datetime import date

import pytest
from django.utils import timezone

from accounts.services.concepten import load_concept, make_merk, save_concept
from beroepscode.models import Bijeenkomst, Reflectie
from beroepscode.services.reflecties import save_reflectie
from register.models import Activiteit
from register.services.registraties import open_registratie
from tests.register.bouw import log_activiteit
from tests.register.mijn.concepten import INVOER, NIEUW, VELDEN, save, told, values

HALF = {"titel": "Half", "duur": "nog"}


@pytest.fixture
def mine(professional, sign_in):
    return sign_in(professional)


def test_the_button_keeps_what_is_half_done(mine, professional):
    response = mine.post(NIEUW, HALF | {"_concept": "0"}, follow=True)
    assert response.redirect_chain == [(NIEUW, 302)]
    assert [str(m) for m in response.context["messages"]] == ["Je concept is bewaard. Je kunt later verder."]
    assert {naam: values(response)[naam] for naam in HALF} == HALF
    op = timezone.localtime(load_concept(professional, "activiteit").bewaard_op)
    assert told(response) == f"Je tekst van {op:%H.%M} uur staat weer klaar. Begin opnieuw"
    assert not Activiteit.objects.exists()


def test_an_older_draft_names_its_day(mine, professional):
    op = timezone.now().replace(year=2026, month=3, day=1, hour=9, minute=5)
    save_concept(professional, "activiteit", VELDEN, versie=0, op=op)
    assert told(mine.get(NIEUW)) == "Je tekst van 1 maart 2026, 10.05 uur staat weer klaar. Begin opnieuw"


def test_a_form_without_a_draft_tells_nothing(mine):
    response = mine.get(NIEUW)
    assert told(response) == ""
    assert values(response)["datum"] == timezone.localdate()


def test_folded_fields_open_when_the_draft_fills_them(mine, professional):
    save(professional, velden={"toelichting": ["Mijn uitleg."]})
    assert '<details class="meer" open>' in mine.get(NIEUW).content.decode()


def test_sending_the_form_ends_the_draft(mine, professional):
    save(professional)
    mine.post(NIEUW, INVOER | {"_versie": "1"})
    assert Activiteit.objects.get().titel == INVOER["titel"]
    assert load_concept(professional, "activiteit").velden is None
    assert told(mine.get(NIEUW)) == ""


def test_sending_with_faults_keeps_the_draft(mine, professional):
    save(professional)
    response = mine.post(NIEUW, HALF | {"_versie": "1"})
    assert values(response)["titel"] == "Half"
    assert load_concept(professional, "activiteit").velden == VELDEN


def test_a_form_and_its_draft_fall_together(mine, professional, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError

    save(professional)
    monkeypatch.setattr("register.views.activiteiten._save", fail)
    mine.raise_request_exception = False
    assert mine.post(NIEUW, INVOER | {"_versie": "1"}).status_code == 500
    assert load_concept(professional, "activiteit").velden == VELDEN


def test_sending_leaves_the_newer_text_of_another_tab(mine, professional):
    save(professional, velden={"titel": ["Ander boek"]})
    mine.post(NIEUW, INVOER | {"_versie": "0"})
    assert Activiteit.objects.get().titel == INVOER["titel"]
    assert load_concept(professional, "activiteit").velden == {"titel": ["Ander boek"]}


def test_the_next_page_tells_which_tab_is_done_once(mine):
    response = mine.post(NIEUW, INVOER | {"_tab": "abc"}, follow=True)
    assert 'data-concept-klaar="abc"' in response.content.decode()
    assert "data-concept-klaar" not in mine.get("/mijn/dossier").content.decode()


def test_begin_again(mine, professional):
    save(professional)
    response = mine.post(f"{NIEUW}?soort=lezen", {"_opnieuw": "1", "_versie": "1"}, follow=True)
    assert response.redirect_chain == [(f"{NIEUW}?soort=lezen", 302)]
    assert (values(response)["titel"], values(response)["soort"]) == (None, "lezen")


def test_two_tabs_without_javascript_ask_which_text_stays(mine, professional):
    merk = make_merk(professional)
    save(professional, velden={"titel": ["Nieuwer"]})
    response = mine.post(NIEUW, HALF | {"_concept": "0", "_versie": "0", "_merk": merk}, follow=True)
    assert values(response)["titel"] == "Half"
    assert told(response).startswith("In een ander tabblad of op een ander apparaat staat nieuwere tekst, van ")
    assert told(response).endswith("Kies welke je houdt. Open de nieuwere tekst")
    assert load_concept(professional, "activiteit").velden == {"titel": ["Nieuwer"]}
    assert values(mine.get(NIEUW))["titel"] == "Half"

    hidden = dict(re.findall(r'name="(_\w+)" value="(\w*)"', response.content.decode()))
    assert (hidden["_versie"], hidden["_concept"]) == ("0", "1")
    response = mine.post(NIEUW, HALF | {"_concept": "1", "_versie": "0", "_merk": merk}, follow=True)
    assert told(response).endswith("staat weer klaar. Begin opnieuw")
    assert load_concept(professional, "activiteit").velden["titel"] == ["Half"]


def test_or_the_newer_text_is_opened(mine, professional):
    save(professional, velden={"titel": ["Nieuwer"]})
    mine.post(NIEUW, HALF | {"_concept": "0", "_merk": make_merk(professional)})
    response = mine.post(NIEUW, {"_nieuwste": "1"}, follow=True)
    assert values(response)["titel"] == "Nieuwer"
    assert values(mine.get(NIEUW))["titel"] == "Nieuwer"


def test_too_long_for_a_draft_is_told_and_stands_in_the_form(mine, professional, monkeypatch):
    monkeypatch.setattr("accounts.services.concepten.LANGSTE_INHOUD", 20)
    response = mine.post(NIEUW, HALF | {"_concept": "0", "_merk": make_merk(professional)}, follow=True)
    assert [str(m) for m in response.context["messages"]] == [
        "Je tekst is te lang om als concept te bewaren. Maak hem korter, of bewaar een deel ergens anders."
    ]
    assert values(response)["titel"] == "Half"


def test_every_form_opens_with_its_draft(mine, professional, write_eigen):
    for path, formulier, naam in write_eigen:
        save(professional, formulier, {naam: ["Uit het concept"]})
        response = mine.get(path)
        assert values(response)[naam] == "Uit het concept", path
        assert f'data-concept="{formulier}"' in response.content.decode(), path
        assert 'name="_concept"' in response.content.decode(), path


@pytest.fixture
def write_eigen(professional):
    """Every page with a draft: its address, the name of the draft, and a field in it."""
    registratie = open_registratie(professional)
    activiteit = log_activiteit(registratie, date(2026, 11, 3))
    werk = registratie.werkperiodes.create(
        werkgever="Gemeente", functie="Werkcoach", van_datum=date(2026, 1, 1), uren_per_week=24
    )
    reflectie = Reflectie(gebruiker=professional)
    save_reflectie(
        reflectie, datum=date(2026, 11, 3), minuten=60, kernwaarde="betrokkenheid", antwoorden={"tekst": "Oud"}
    )
    return [
        (NIEUW, "activiteit", "titel"),
        (f"/mijn/activiteiten/{activiteit.pk}", f"activiteit-{activiteit.pk}", "titel"),
        ("/mijn/werk/nieuw", "werkperiode", "functie"),
        (f"/mijn/werk/{werk.pk}", f"werkperiode-{werk.pk}", "functie"),
        ("/mijn/profiel", "profiel", "over_mij"),
        ("/mijn/reflecties/nieuw", "reflectie", "tekst"),
        (f"/mijn/reflecties/{reflectie.pk}", f"reflectie-{reflectie.pk}", "tekst"),
        ("/mijn/bijeenkomsten/nieuw", "bijeenkomst", "deelnemers"),
    ]


def test_sending_each_form_ends_its_draft(mine, professional, collega):
    vandaag = timezone.localdate().isoformat()
    sent = {
        "/mijn/werk/nieuw": (
            "werkperiode",
            {"werkgever": "G", "functie": "F", "uren_per_week": "24", "van_datum": vandaag},
        ),
        "/mijn/profiel": ("profiel", {"over_mij": "Ik"}),
        "/mijn/reflecties/nieuw": (
            "reflectie",
            {"tekst": "Tekst", "kernwaarde": "betrokkenheid", "duur": "1 uur", "datum": vandaag},
        ),
        "/mijn/bijeenkomsten/nieuw": (
            "bijeenkomst",
            {
                "soort": Bijeenkomst.Soort.INTERVISIE,
                "datum": "2026-11-01",
                "begin_tijd": "09:00",
                "eind_tijd": "11:00",
                "deelnemers": f"{collega.email}\nanna@elders.example",
            },
        ),
    }
    for path, (formulier, invoer) in sent.items():
        save(professional, formulier, {"x": ["y"]})
        assert mine.post(path, invoer).status_code == 302, path
        assert load_concept(professional, formulier).velden is None, path


def test_erasing_a_reflection_erases_its_draft(mine, professional, write_eigen):
    reflectie = Reflectie.objects.get()
    save(professional, f"reflectie-{reflectie.pk}", {"tekst": ["geheim"]})
    mine.post(f"/mijn/reflecties/{reflectie.pk}/wissen")
    assert load_concept(professional, f"reflectie-{reflectie.pk}").velden is None


def test_asking_a_peer_keeps_the_draft_of_the_text_in_sight(mine, professional, write_eigen):
    reflectie = Reflectie.objects.get()
    save(professional, f"reflectie-{reflectie.pk}", {"tekst": ["Aangevuld"]})
    response = mine.post(f"/mijn/reflecties/{reflectie.pk}/vragen", {"collega": "x"})
    assert response.context["form"]["tekst"].value() == "Aangevuld"


def test_a_draft_changes_nothing_that_others_confirmed(mine, professional, write_eigen):
    """What counts as changed is measured against the profile, not against the draft."""
    profiel = open_registratie(professional).profiel
    profiel.werk_bevestigd_op, profiel.functie = timezone.now(), "Werkcoach"
    profiel.save()
    save(professional, "profiel", {"functie": ["Werkcoach"], "over_mij": ["Nieuw"]})
    shown = mine.get("/mijn/profiel").context["form"]
    mine.post("/mijn/profiel", {f.name: f.value() for f in shown if f.value()} | {"_versie": "1"})
    profiel.refresh_from_db()
    assert profiel.over_mij == "Nieuw"
    assert profiel.werk_bevestigd_op is not None
