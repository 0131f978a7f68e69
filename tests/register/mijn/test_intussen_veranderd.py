"""Two pages with the same form, without JavaScript: the second does not silently save over the first."""

import re
from datetime import date

import pytest

from beroepscode.models import Dilemmakeuze, Reflectie
from beroepscode.services.groei import find_niveaus
from beroepscode.services.reflecties import read_tekst, save_reflectie
from register.models import Activiteit, Profiel, Werkperiode
from register.services.registraties import open_registratie
from register.services.werkperiodes import save_werkperiode
from tests.intussen import read_marks, read_staat
from tests.register.bouw import log_activiteit, moment
from tests.register.mijn.concepten import told
from tests.samen import MENSEN, take_together

REFLECTIE = {"tekst": "Over Bel.", "kernwaarde": "deskundigheid", "duur": "1 uur", "datum": "2026-11-03"}
WERK = {"werkgever": "Gemeente Arnhem", "functie": "consulent", "uren_per_week": "32", "van_datum": "2020-01-01"}
DINGEN = {"soort": "lezen", "titel": "Boek", "duur": "1 uur", "datum": "2026-11-03"}


@pytest.fixture
def mine(professional, sign_in):
    return sign_in(professional)


@pytest.fixture
def reflectie(professional):
    facts = {"datum": date(2026, 11, 3), "minuten": 60, "kernwaarde": "deskundigheid"}
    return save_reflectie(Reflectie(gebruiker=professional), **facts, antwoorden={"tekst": "Over Bel."})


def open_marks(client, adres):
    return read_marks(client.get(adres))


def test_a_reflection_is_not_silently_written_over(mine, reflectie):
    adres = f"/mijn/reflecties/{reflectie.pk}"
    een, twee = open_marks(mine, adres), open_marks(mine, adres)
    assert mine.post(adres, REFLECTIE | een | {"tekst": "Uit tab een."}).status_code == 302
    response = mine.post(adres, REFLECTIE | twee | {"duur": "2 uur"})
    assert read_staat(response) == {"Wat gebeurde er, en wat leer je ervan?": "Uit tab een."}
    assert {naam: response.context["form"][naam].value() for naam in REFLECTIE} == REFLECTIE | {"duur": "2 uur"}
    reflectie.refresh_from_db()
    assert (read_tekst(reflectie), reflectie.minuten) == ("Uit tab een.", 60)
    opnieuw = read_marks(response)
    assert mine.post(adres, REFLECTIE | opnieuw | {"duur": "2 uur"}).status_code == 302
    reflectie.refresh_from_db()
    assert (read_tekst(reflectie), reflectie.minuten) == ("Over Bel.", 120)


def test_the_marks_tell_nothing_of_the_text(mine, reflectie):
    """The same word in two fields, or for somebody else, has another mark."""
    save_reflectie(
        reflectie, datum=date(2026, 11, 3), minuten=60, antwoorden={"tekst": "thuis"}, kernwaarde="deskundigheid"
    )
    merken = open_marks(mine, f"/mijn/reflecties/{reflectie.pk}")["uitgangspunt"]
    assert re.fullmatch(r"([a-z_]+:[0-9a-f]{12} ?)+", merken)
    assert len({deel.partition(":")[2] for deel in merken.split()}) == len(merken.split())


def test_other_fields_and_the_same_words_are_no_conflict(mine, reflectie):
    """Pressing twice, or typing what the other tab saved, asks nothing."""
    adres = f"/mijn/reflecties/{reflectie.pk}"
    marks = open_marks(mine, adres)
    for _ in range(2):
        assert mine.post(adres, REFLECTIE | marks | {"tekst": "Eén keer gezegd.\r\nEn klaar."}).status_code == 302


def test_faults_and_a_change_are_told_at_once(mine, reflectie):
    adres = f"/mijn/reflecties/{reflectie.pk}"
    marks = open_marks(mine, adres)
    mine.post(adres, REFLECTIE | {"tekst": "Nieuw."})
    errors = mine.post(adres, REFLECTIE | marks | {"duur": "lang"}).context["form"].errors
    assert set(errors) == {"duur", "__all__"}


def test_a_draft_is_held_against_what_stands_there_now(mine, reflectie):
    """What was opened last week and kept as a draft carries what it was opened on."""
    adres = f"/mijn/reflecties/{reflectie.pk}"
    mine.post(adres, REFLECTIE | open_marks(mine, adres) | {"tekst": "Half.", "_concept": "0"})
    mine.post(adres, REFLECTIE | {"tekst": "Elders bewaard.", "_versie": "0"})
    page = mine.get(adres)
    assert "staat weer klaar" in told(page)
    response = mine.post(adres, REFLECTIE | open_marks(mine, adres) | {"tekst": "Half.", "_versie": "1"})
    assert "Elders bewaard." in read_staat(response).values()


@pytest.mark.parametrize("tekst", ["", "x", ":", "tekst", "tekst: duur:" + "f" * 5000, "a:b " * 2000, "\x00"])
def test_nonsense_for_marks_breaks_nothing(mine, reflectie, tekst):
    response = mine.post(f"/mijn/reflecties/{reflectie.pk}", REFLECTIE | {"uitgangspunt": tekst})
    assert response.status_code in (200, 302)


def test_an_activity_that_changed_meanwhile(mine, professional):
    activiteit = log_activiteit(open_registratie(professional), date(2026, 11, 3))
    adres = f"/mijn/activiteiten/{activiteit.pk}"
    marks = open_marks(mine, adres)
    assert mine.post(adres, DINGEN | marks | {"titel": "Eerste"}).status_code == 302
    response = mine.post(adres, DINGEN | marks | {"titel": "Tweede", "duur": "2 uur"})
    assert list(read_staat(response).values()) == ["Eerste"]
    assert Activiteit.objects.get().titel == "Eerste"


def test_work_that_changed_meanwhile(mine, professional):
    facts = {
        "werkgever": "Gemeente Arnhem",
        "functie": "consulent",
        "uren_per_week": 32,
        "van_datum": date(2020, 1, 1),
    }
    werk = Werkperiode(registratie=open_registratie(professional))
    save_werkperiode(werk, **facts, tot_datum=None, op=moment(date(2026, 11, 3)))
    adres = f"/mijn/werk/{Werkperiode.objects.get().pk}"
    marks = open_marks(mine, adres)
    assert mine.post(adres, WERK | marks | {"uren_per_week": "24,5"}).status_code == 302
    response = mine.post(adres, WERK | marks | {"functie": "coach"})
    assert read_staat(response) == {"Hoeveel uur per week?": "24,5"}
    assert Werkperiode.objects.get().functie == "consulent"


def test_a_profile_names_the_choices(mine):
    adres = "/mijn/profiel"
    marks = open_marks(mine, adres)
    assert (
        mine.post(adres, marks | {"beroep": "klantmanager", "talen": ["nederlands", "arabisch"]}).status_code == 302
    )
    response = mine.post(adres, marks | {"beroep": "klantmanager", "functie": "coach", "talen": ["nederlands"]})
    assert list(read_staat(response).values()) == ["Nederlands, Arabisch"]
    assert Profiel.objects.get().functie == ""


def test_levels_and_a_choice_on_a_card(mine, professional):
    adres, kaart = "/mijn/groei/niveaus", "/mijn/dilemmas"
    marks, velden = open_marks(mine, adres), mine.get(adres).context["form"].fields
    naam, veld = next(iter(velden.items()))
    (laag, _), (hoog, woorden), *_ = veld.choices
    assert mine.post(adres, marks | {naam: hoog}).status_code == 302
    response = mine.post(adres, marks | {naam: laag})
    assert read_staat(response) == {veld.label: woorden}
    assert find_niveaus(professional) == {naam: hoog}
    gekozen = mine.get(kaart).context["kaarten"][0][0]
    adres, marks = f"{kaart}/{gekozen.code}", open_marks(mine, f"{kaart}/{gekozen.code}")
    een, twee = (weg.code for weg in gekozen.wegen[:2])
    assert mine.post(adres, marks | {"weg": een, "reden": "Zo."}).status_code == 302
    assert "Zo." in read_staat(mine.post(adres, marks | {"weg": twee, "reden": "Anders."})).values()
    assert Dilemmakeuze.objects.get().weg == een


def test_of_many_at_the_same_moment_one_is_saved(professional, sign_in, reflectie, transactional_db):
    """All read the reflection before any saves: who comes later is held against what the first saved."""
    adres = f"/mijn/reflecties/{reflectie.pk}"
    clients = [(sign_in(professional), f"Tab {nummer}.") for nummer in range(MENSEN)]
    marks = open_marks(clients[0][0], adres)

    def save() -> tuple[str, int]:
        client, tekst = clients.pop()
        return tekst, client.post(adres, REFLECTIE | marks | {"tekst": tekst}).status_code

    statuses = dict(take_together(save))
    reflectie.refresh_from_db()
    assert sorted(statuses.values()) == [200] * (MENSEN - 1) + [302]
    assert statuses[read_tekst(reflectie)] == 302
