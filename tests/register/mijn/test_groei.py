from datetime import date, timedelta

from django.utils import timezone

from beroepscode.models import Niveaustand, Reflectie
from beroepscode.services.bevestigingen import answer_bevestiging, ask_bevestiging
from beroepscode.services.groei import find_niveaus, set_niveaus
from beroepscode.services.reflecties import save_reflectie


def write(gebruiker, datum: date, kernwaarde: str) -> Reflectie:
    return save_reflectie(
        Reflectie(gebruiker=gebruiker),
        antwoorden={"tekst": "Wat bleef hangen."},
        datum=datum,
        minuten=30,
        kernwaarde=kernwaarde,
    )


def test_levels_are_kept_per_day_and_what_stays_the_same_adds_nothing(professional):
    begin = date(2024, 2, 29)
    assert set_niveaus(professional, {"taal": "leerling", "handhaven": ""}, datum=begin) == 1
    assert set_niveaus(professional, {"taal": "leerling"}, datum=begin + timedelta(1)) == 0
    assert set_niveaus(professional, {"taal": "gezel"}, datum=begin + timedelta(2)) == 1
    assert set_niveaus(professional, {"taal": "meester"}, datum=begin + timedelta(2)) == 1
    assert list(Niveaustand.objects.order_by("datum").values_list("competentie", "niveau", "datum")) == [
        ("taal", "leerling", begin),
        ("taal", "meester", begin + timedelta(2)),
    ]
    assert find_niveaus(professional) == {"taal": "meester"}


def test_professional_says_where_they_stand_and_sees_it(professional, sign_in):
    client = sign_in(professional)
    assert "Hier zie je straks hoe je groeit" in client.get("/mijn/groei").content.decode()
    response = client.post("/mijn/groei/niveaus", {"taal": "gezel", "handhaven": "leerling"})
    assert response.headers["Location"] == "/mijn/groei"
    page = client.get("/mijn/groei").content.decode()
    assert "Gezel sinds" in page
    assert page.count("<polyline") == 2
    response = client.post("/mijn/groei/niveaus", {"taal": "tovenaar"})
    assert list(response.context["form"].errors) == ["taal"]


def test_page_shows_what_was_touched_and_the_next_small_step(
    professional, collega, sign_in, django_assert_num_queries
):
    vandaag = timezone.localdate()
    for kernwaarde in ("menselijke-waardigheid", "betrokkenheid"):
        reflectie = write(professional, vandaag, kernwaarde)
    answer_bevestiging(ask_bevestiging(reflectie, collega.email, op=timezone.now()), akkoord=True, op=timezone.now())
    set_niveaus(professional, {"taal": "gezel"}, datum=vandaag)
    client = sign_in(professional)
    client.get("/mijn/groei")
    with django_assert_num_queries(9):
        response = client.get("/mijn/groei")
    [(titel, rijen)] = response.context["beelden"]
    assert titel == "Kernwaarden"
    assert [rij.minuten for rij in rijen] == [30, 30, 0, 0, 0]
    assert response.context["stap"][1].code == "sociale-rechtvaardigheid"
    assert "/mijn/reflecties/nieuw?kernwaarde=sociale-rechtvaardigheid" in response.content.decode()


def test_nobody_else_sees_it(professional, collega, sign_in):
    set_niveaus(professional, {"taal": "meester"}, datum=timezone.localdate())
    assert "Meester sinds" not in sign_in(collega).get("/mijn/groei").content.decode()
