from datetime import date, time

import pytest
from django.utils import timezone

from accounts.models import Logregel
from beroepscode.aanwezigheidsvraag import mark_feiten
from beroepscode.models import Aanwezigheid, Bevestiging
from beroepscode.reflectiebeeld import mark_reflectie
from beroepscode.services.aanwezigheden import answer_aanwezigheid
from beroepscode.services.bevestigingen import ask_bevestiging
from beroepscode.services.bijeenkomsten import record_bijeenkomst


@pytest.fixture
def reflectieverzoek(professional, collega, write_reflectie):
    return ask_bevestiging(write_reflectie(professional), collega.email, op=timezone.now())


def make_bijeenkomst(invoerder, *anderen, dag=3):
    return record_bijeenkomst(
        invoerder,
        soort="intervisie",
        datum=date(2026, 11, dag),
        begin_tijd=time(14),
        eind_tijd=time(15, 30),
        thema="privacy",
        deelnemers=[ander.email for ander in anderen],
        op=timezone.now(),
    )


def test_request_tells_who_when_and_what_about_but_no_text(collega, reflectieverzoek, sign_in):
    page = sign_in(collega).get("/mijn/bevestigen").content.decode()
    for words in ("Noor van den Heuvel", "2 november 2026", "45 min", "Deskundigheid en zorgvuldigheid"):
        assert words in page
    assert "Een gesprek dat bleef hangen." not in page


@pytest.mark.parametrize(
    ("antwoord", "bevestigd", "handeling"),
    [("ja", True, "reflectie-bevestigd"), ("nee", False, "reflectie-niet-bevestigd")],
)
def test_peer_answers_with_one_button(collega, reflectieverzoek, sign_in, antwoord, bevestigd, handeling):
    client = sign_in(collega)
    invoer = {"antwoord": antwoord, "_gezien": mark_reflectie(reflectieverzoek.reflectie)}
    response = client.post(f"/mijn/bevestigen/reflecties/{reflectieverzoek.pk}", invoer, follow=True)
    reflectieverzoek.refresh_from_db()
    assert (reflectieverzoek.bevestigd_op is not None) is bevestigd
    assert (reflectieverzoek.afgewezen_op is None) is bevestigd
    assert "Niemand wacht op je antwoord" in response.content.decode()
    regel = Logregel.objects.latest("volgnummer")
    assert (regel.handeling, regel.onderwerp) == (handeling, f"reflectie:{reflectieverzoek.reflectie_id}")


def test_answer_without_a_button_changes_nothing(collega, reflectieverzoek, sign_in):
    adres = f"/mijn/bevestigen/reflecties/{reflectieverzoek.pk}"
    response = sign_in(collega).post(adres, {"aanvulling": ""}, follow=True)
    assert "Kies een van de twee knoppen." in response.content.decode()
    assert Bevestiging.objects.get().bevestigd_op is None


def test_request_to_another_does_not_exist(derde, reflectieverzoek, professional, collega, sign_in):
    make_bijeenkomst(professional, collega, derde)
    verzoek = Aanwezigheid.objects.get(gebruiker=collega)
    client = sign_in(derde)
    ja = {"antwoord": "ja"}
    assert client.post(f"/mijn/bevestigen/reflecties/{reflectieverzoek.pk}", ja).status_code == 404
    assert client.post(f"/mijn/bevestigen/bijeenkomsten/{verzoek.pk}", ja).status_code == 404


def test_participant_confirms_or_was_not_there(professional, collega, derde, sign_in):
    make_bijeenkomst(professional, collega, derde)
    for gebruiker, antwoord in ((collega, "erbij"), (derde, "niet")):
        verzoek = Aanwezigheid.objects.get(gebruiker=gebruiker)
        invoer = {"antwoord": antwoord, "gezien": mark_feiten(verzoek)}
        sign_in(gebruiker).post(f"/mijn/bevestigen/bijeenkomsten/{verzoek.pk}", invoer)
    assert Aanwezigheid.objects.get(gebruiker=collega).bevestigd_op is not None
    assert Aanwezigheid.objects.get(gebruiker=derde).betwist_op is not None


def test_nobody_is_at_two_meetings_at_once(professional, collega, derde, sign_in):
    make_bijeenkomst(professional, collega, derde)
    answer_aanwezigheid(Aanwezigheid.objects.get(gebruiker=collega), antwoord="erbij", op=timezone.now())
    make_bijeenkomst(derde, collega, professional)
    verzoek = Aanwezigheid.objects.get(gebruiker=collega, bevestigd_op=None)
    address = f"/mijn/bevestigen/bijeenkomsten/{verzoek.pk}"
    response = sign_in(collega).post(address, {"antwoord": "erbij", "gezien": mark_feiten(verzoek)})
    assert "Je bevestigde al een bijeenkomst op dat moment." in response.content.decode()
    verzoek.refresh_from_db()
    assert verzoek.bevestigd_op is None


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_costs_the_same_for_one_and_three(
    professional, collega, derde, write_reflectie, sign_in, django_assert_num_queries, aantal
):
    for dag in range(1, aantal + 1):
        ask_bevestiging(write_reflectie(professional), collega.email, op=timezone.now())
        make_bijeenkomst(professional, collega, derde, dag=dag)
    client = sign_in(collega)
    with django_assert_num_queries(5):  # session, person, rooms, reflections, meetings
        page = client.get("/mijn/bevestigen").content.decode()
    assert page.count("Ja, ") == 2 * aantal
