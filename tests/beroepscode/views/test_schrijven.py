"""Writing with a template: its questions, what it touches, hints about who may be recognised, where it came from."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.services.concepten import load_concept
from beroepscode.dilemmakaarten import load_kaarten
from beroepscode.dimensies import find_waarden
from beroepscode.models import Reflectie
from beroepscode.services.reflecties import read_antwoorden
from beroepscode.sjabloonteksten import sjablonen_op
from beroepscode.views.nakijken import LIMIET, count
from opleidingen.models import Deelname
from register.models import Aanleiding
from register.services.registraties import open_registratie
from tests.register.bouw import deliver_scholing, log_activiteit

VANDAAG = timezone.localdate()
FEITEN = {"datum": "2026-11-02", "duur": "20 min", "kernwaarde": "betrokkenheid"}
BEL = "Hij gaf zijn nummer: 06-12345678."


@pytest.mark.parametrize("sjabloon", sjablonen_op(VANDAAG)[1:], ids=lambda sjabloon: sjabloon.code)
def test_every_template_can_be_written_and_read_back(sjabloon, professional, sign_in):
    client = sign_in(professional)
    address = f"/mijn/reflecties/nieuw/{sjabloon.code}"
    page = client.get(address).text
    assert all(vraag.vraag in page.replace("&#x27;", "'") for vraag in sjabloon.vragen)
    antwoorden = {vraag.code: "ja" if vraag.vorm == "ja" else f"Bij {vraag.code}." for vraag in sjabloon.vragen}
    client.post(address, FEITEN | antwoorden)
    reflectie = Reflectie.objects.get()
    assert (reflectie.sjabloon, reflectie.sjabloon_versie) == (sjabloon.code, sjabloon.versie)
    assert read_antwoorden(reflectie) == antwoorden
    assert reflectie.kernwaarde == ("betrokkenheid" if sjabloon.met_kenmerken else "")
    again = client.get(f"/mijn/reflecties/{reflectie.pk}").text
    assert all(antwoord in again for antwoord in antwoorden.values() if antwoord != "ja")
    assert sjabloon.naam in client.get("/mijn/reflecties").text


def test_what_a_template_requires_is_told_and_the_rest_may_stay_empty(professional, sign_in):
    client = sign_in(professional)
    response = client.post(
        "/mijn/reflecties/nieuw/video", {"datum": "2026-11-02", "duur": "20 min", "ander": "Stil."}
    )
    assert response.context["form"].errors == {
        "toestemming": ["Zet hier een vinkje. Zonder dit mag je hier niet over schrijven."],
        "moment": ["Vul dit in."],
    }
    assert "Stil." in response.text
    assert "kernwaarde" not in response.context["form"].fields


def test_a_template_that_does_not_exist_has_no_page_and_no_draft(professional, sign_in):
    client = sign_in(professional)
    address = f"/mijn/reflecties/nieuw/{'lang-' * 30}x"
    assert client.get(address).status_code == 404
    assert client.post(address, {"tekst": "x", "_concept": "0"}).status_code == 404
    assert not professional.concepten.exists()


def test_what_it_touches_is_kept_and_shown(professional, sign_in):
    client = sign_in(professional)
    raakt = {
        "tekst": "Zo ging het.",
        "aanleiding": "bezwaar",
        "thema": "maatwerk",
        "leefwereld": ["gedrag", "economie"],
        "artikel": ["1.1", "2.2"],
        "competentie": ["contact-maken"],
        "bron_wetenschap": "mee",
        "bron_inwoner": "doorslag",
    }
    client.post("/mijn/reflecties/nieuw", FEITEN | raakt)
    reflectie = Reflectie.objects.get()
    assert reflectie.aanleiding == "bezwaar"
    assert reflectie.kenmerken == {
        "thema": ["maatwerk"],
        "leefwereld": ["gedrag", "economie"],
        "artikel": ["1.1", "2.2"],
        "competentie": ["contact-maken"],
        "kennisbron": {"wetenschap": "mee", "inwoner": "doorslag"},
    }
    form = client.get(f"/mijn/reflecties/{reflectie.pk}").context["form"]
    assert {naam: form[naam].value() for naam in raakt} == raakt
    client.post(f"/mijn/reflecties/{reflectie.pk}", FEITEN | {"tekst": "Zo ging het echt."})
    reflectie.refresh_from_db()
    assert (reflectie.kenmerken, reflectie.aanleiding) == ({}, "")


def test_a_tag_that_was_sent_twice_is_kept_once_in_the_order_of_the_list(professional, sign_in):
    dubbel = {"tekst": "Zo.", "leefwereld": ["gedrag", "economie", "gedrag"], "artikel": ["2.2", "1.1", "2.2", "1.1"]}
    sign_in(professional).post("/mijn/reflecties/nieuw", FEITEN | dubbel)
    kenmerken = Reflectie.objects.get().kenmerken
    volgorde = [waarde.code for waarde in find_waarden("leefwereld", VANDAAG)]
    assert kenmerken["artikel"] == ["1.1", "2.2"]
    assert kenmerken["leefwereld"] == sorted(["economie", "gedrag"], key=volgorde.index)


def test_another_page_brings_along_what_it_is_about_and_another_template_keeps_it(professional, sign_in):
    client = sign_in(professional)
    response = client.get("/mijn/reflecties/nieuw?kernwaarde=deskundigheid&aanleiding=bezwaar&vreemd=x")
    form = response.context["form"]
    assert (form["kernwaarde"].value(), form["aanleiding"].value()) == ("deskundigheid", "bezwaar")
    assert "/mijn/reflecties/nieuw/video?kernwaarde=deskundigheid&amp;aanleiding=bezwaar" in response.text


def test_a_dilemma_is_what_it_came_from(professional, sign_in):
    kaart = next(iter(load_kaarten().values()))
    client = sign_in(professional)
    response = client.get(f"/mijn/reflecties/nieuw?dilemma={kaart.code}")
    form = response.context["form"]
    assert response.context["dilemma"] == kaart
    assert (form["aanleiding"].value(), form["thema"].value()) == ("dilemma", kaart.themas[0])
    client.post("/mijn/reflecties/nieuw", FEITEN | {"tekst": "Ik koos.", "dilemma": kaart.code})
    client.post("/mijn/reflecties/nieuw", FEITEN | {"tekst": "Ik koos.", "dilemma": "verzonnen"})
    assert [*Reflectie.objects.order_by("pk").values_list("dilemma", flat=True)] == [kaart.code, ""]


def test_the_writer_chooses_one_at_a_time_and_it_is_remembered(professional, sign_in):
    client = sign_in(professional)
    address = "/mijn/reflecties/nieuw/drie-dimensies"
    assert client.get(address).context["form"].manier == "alles"
    response = client.post(address, {"_manier": "een"})
    assert response.context["form"].errors
    assert response.context["form"].manier == "alles"  # so that no fault hides
    form = client.get(address).context["form"]
    assert form.manier == "een"
    page = client.get(address).text
    assert page.count('class="vraag"') == 5
    assert 'href="#vraag-2"' in page
    assert 'name="_manier"' not in client.get("/mijn/reflecties/nieuw").text


def test_a_hint_marks_the_place_and_never_stops_anybody(professional, sign_in):
    client = sign_in(professional)
    response = client.post("/mijn/reflecties/nieuw", FEITEN | {"tekst": BEL}, follow=True)
    assert Reflectie.objects.count() == 1
    assert "Misschien een telefoonnummer: Hij gaf zijn nummer: <mark>06-12345678</mark>." in response.text
    client.post(f"/mijn/reflecties/{Reflectie.objects.get().pk}", FEITEN | {"tekst": "Hij gaf zijn nummer."})
    assert "<mark>" not in client.get(f"/mijn/reflecties/{Reflectie.objects.get().pk}").text


def test_a_draft_gets_the_same_hint(professional, sign_in):
    client = sign_in(professional)
    client.post("/mijn/reflecties/nieuw/drie-dimensies", {"normatief": BEL, "_concept": "0"})
    assert load_concept(professional, "reflectie-nieuw-drie-dimensies").velden["normatief"] == [BEL]
    assert "<mark>06-12345678</mark>" in client.get("/mijn/reflecties/nieuw/drie-dimensies").text


def post_tekst(client, tekst):
    return client.post("/mijn/nakijken", {"tekst": tekst}, content_type="application/json")


def test_while_somebody_writes_the_page_asks_the_same(professional, sign_in):
    cache.clear()
    response = post_tekst(sign_in(professional), "🙂 Bel 06-12345678")
    assert response.json() == {"vondsten": [{"naam": "een telefoonnummer", "begin": 7, "einde": 18}]}
    assert "no-store" in response.headers["Cache-Control"]
    assert count("🙂\ud83d") == 3


def test_looking_over_is_for_who_signed_in_and_has_its_limits(professional, sign_in, client):
    cache.clear()
    assert post_tekst(client, "x").status_code == 401
    mine = sign_in(professional)
    assert mine.post("/mijn/nakijken", "{", content_type="application/json").status_code == 400
    assert post_tekst(mine, "x" * 140_000).status_code == 413
    for _ in range(LIMIET.aantal):
        LIMIET.count(str(professional.pk), op=timezone.now())
    assert post_tekst(mine, "x").status_code == 429


def test_a_reflection_starts_from_something_in_the_dossier(professional, collega, sign_in):
    registratie = open_registratie(professional)
    activiteit = log_activiteit(registratie, date(2026, 3, 1))
    deliver_scholing(professional, date(2026, 2, 1))
    deelname = Deelname.objects.order_by("pk").first()
    client = sign_in(professional)
    dossier = client.get("/mijn/dossier").text
    for soort, rij, titel in (
        ("activiteit", activiteit, activiteit.titel),
        ("deelname", deelname, deelname.opleiding.naam),
    ):
        address = f"/mijn/reflecties/bij/{soort}/{rij.pk}"
        assert f'href="{address}"' in dossier
        page = client.get(address)
        assert titel in page.text
        assert page.context["form"]["aanleiding"].value() == "opleiding"
        assert f"{address}?sjabloon=video" in page.text
        client.post(address, FEITEN | {"tekst": "Dit neem ik mee.", "aanleiding": "opleiding"})
        aanleiding = Aanleiding.objects.latest("pk")
        assert getattr(aanleiding, soort) == rij
        assert f"Naar aanleiding van {titel}" in client.get("/mijn/dossier").text
        assert "Eerder schreef je hierover op" in client.get(address).text
        assert sign_in(collega).get(address).status_code == 404
    activiteit.verwijderd_op = timezone.now()
    activiteit.save()
    assert client.get(f"/mijn/reflecties/bij/activiteit/{activiteit.pk}").status_code == 404


def test_a_draft_about_one_thing_stays_with_that_thing(professional, sign_in):
    registratie = open_registratie(professional)
    een, ander = (log_activiteit(registratie, VANDAAG - timedelta(days=dagen)) for dagen in (1, 2))
    client = sign_in(professional)
    client.post(f"/mijn/reflecties/bij/activiteit/{een.pk}", {"tekst": "Begonnen", "_concept": "0"})
    assert "Begonnen" in client.get(f"/mijn/reflecties/bij/activiteit/{een.pk}").text
    for address in (f"/mijn/reflecties/bij/activiteit/{ander.pk}", "/mijn/reflecties/nieuw"):
        assert "Begonnen" not in client.get(address).text


def test_day_and_time_alone_stand_in_the_dossier_of_what_was_seen_on_video(professional, sign_in):
    open_registratie(professional)
    client = sign_in(professional)
    invoer = {"datum": "2026-11-02", "duur": "30 min", "toestemming": "on", "moment": "Ik keek weg."}
    client.post("/mijn/reflecties/nieuw/video", invoer | {"thema": "maatwerk", "artikel": ["1.1"]})
    reflectie = Reflectie.objects.get()
    assert (reflectie.kernwaarde, reflectie.kenmerken, reflectie.aanleiding) == ("", {}, "")
    [regel] = client.get("/mijn/dossier").context["page_obj"]
    assert (regel.titel, regel.minuten) == ("Reflectie", 30)
