"""Work that an employer confirms from a mail: who may ask, what a link does, and what stays out of sight."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.afscherming import scrub
from accounts.models import Logregel
from accounts.versleuteling import decrypt
from kern.fouten import Fouten
from register.bewijsstukken import find_werkbevestiging
from register.dossiers import collect_dossier
from register.models import Werkbevestiging, Werkperiode
from register.services.registraties import open_registratie
from register.services.werkbevestigingen import ask_werkbevestiging, withdraw_werkbevestiging
from tests.register.bouw import make_vraag

NU = timezone.now
ADRES = "karin@waterstad.example"
TOKEN = "een-sleutel-uit-een-mail"
LINK = f"/werk-bevestigen/{TOKEN}"


@pytest.fixture
def werk(professional) -> Werkperiode:
    return Werkperiode.objects.create(
        registratie=open_registratie(professional),
        werkgever="Gemeente Waterstad",
        functie="Klantmanager",
        uren_per_week=24,
        van_datum=date(2024, 3, 1),
    )


@pytest.fixture
def vraag(werk) -> Werkbevestiging:
    return make_vraag(werk, TOKEN, op=NU())


@pytest.fixture
def vragen(werk) -> str:
    return f"/mijn/werk/{werk.pk}/vragen"


def text(response, status: int = 200) -> str:
    assert response.status_code == status
    return response.content.decode()


def heading(html: str) -> str:
    return html.partition("<h1>")[2].partition("</h1>")[0]


def answer(client: Client, oordeel: str = "bevestigd", naam: str = "Karin de Boer", **anders):
    gezien = re.search(r'name="gezien" value="(\w+)"', client.get(LINK).content.decode())
    data = {"gezien": gezien[1] if gezien else "", "door_naam": naam, "oordeel": oordeel}
    return client.post(LINK, data | anders)


def test_an_employer_is_asked_from_the_page_and_confirms_from_the_mail(
    werk, vragen, professional, sign_in, client, django_capture_on_commit_callbacks
):
    browser = sign_in(professional)
    assert f'href="{vragen}"' in text(browser.get("/mijn/werk"))
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(vragen, {"adres": "Karin@Waterstad.example"})["Location"] == "/mijn/werk"
    [bericht] = mail.outbox
    assert bericht.to == [ADRES]
    assert bericht.subject == "Noor van den Heuvel vraagt je om werk te bevestigen"
    link = re.search(r"http://\S+(/werk-bevestigen/\S+)", bericht.body)[1]
    vraag = Werkbevestiging.objects.get()
    assert decrypt(vraag.adres) == ADRES
    assert link.rpartition("/")[2] not in str(vraag.__dict__)
    page = text(client.get(link))
    assert heading(page) == "Klopt dit werk van Noor van den Heuvel?"
    for fact in ("Klantmanager", "Gemeente Waterstad", "Vanaf 1 maart 2024, tot nu", "24 uur per week"):
        assert fact in page
    gezien = re.search(r'name="gezien" value="(\w+)"', page)[1]
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(link, {"gezien": gezien, "door_naam": " Karin  de Boer ", "oordeel": "bevestigd"})
    assert response["Location"] == link
    werk.refresh_from_db()
    vraag.refresh_from_db()
    assert werk.bevestigd_door == "Karin de Boer (waterstad.example)"
    assert (vraag.adres, vraag.oordeel, vraag.door_naam) == (None, "bevestigd", "Karin de Boer")
    [periode] = collect_dossier(werk.registratie, peildatum=date(2026, 11, 22)).werkperiodes
    assert periode.vertrouwen == "B"
    assert (mail.outbox[1].to, mail.outbox[1].subject) == (
        [professional.email],
        "Je werk bij Gemeente Waterstad is bevestigd",
    )
    assert [(regel.handeling, regel.door) for regel in Logregel.objects.order_by("volgnummer")] == [
        ("werkbevestiging-gevraagd", f"gebruiker:{professional.pk}"),
        ("werkperiode-bevestigd", f"werkbevestiging:{vraag.pk}"),
    ]


def test_looking_confirms_nothing(werk, vraag, client):
    for _ in range(3):
        text(client.get(LINK))
        client.head(LINK)
    werk.refresh_from_db()
    vraag.refresh_from_db()
    assert (werk.bevestigd_op, vraag.beantwoord_op) == (None, None)


def test_an_employer_says_that_it_is_not_right(werk, vraag, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer(client, "klopt-niet")
    werk.refresh_from_db()
    vraag.refresh_from_db()
    assert (werk.bevestigd_op, vraag.oordeel) == (None, "klopt-niet")
    assert mail.outbox[0].subject == "Volgens Gemeente Waterstad klopt je werk nog niet"


def test_an_answer_needs_a_name_and_a_choice(vraag, client):
    html = text(answer(client, "misschien", " x "))
    assert "Schrijf je voornaam en je achternaam." in html
    assert "Kies een van de twee knoppen." in html
    vraag.refresh_from_db()
    assert vraag.beantwoord_op is None


def test_nobody_confirms_what_they_did_not_see(werk, vraag, client):
    oud = re.search(r'name="gezien" value="(\w+)"', client.get(LINK).content.decode())[1]
    Werkperiode.objects.update(uren_per_week=36)
    html = text(answer(client, gezien=oud))
    assert "Deze gegevens zijn net veranderd." in html
    assert "36 uur per week" in html
    assert oud not in html
    werk.refresh_from_db()
    assert werk.bevestigd_op is None
    assert answer(client).status_code == 302


def test_a_used_link_says_so_and_changes_nothing(werk, vraag, client):
    answer(client)
    html = text(answer(client, "klopt-niet", "Iemand Anders"))
    assert heading(html) == "Deze vraag is beantwoord"
    assert "Karin de Boer antwoordde op" in html
    werk.refresh_from_db()
    assert werk.bevestigd_op is not None


def test_an_expired_link_says_so(vraag, client):
    Werkbevestiging.objects.update(verloopt_op=NU())
    assert heading(text(client.get(LINK), 410)) == "Deze link is verlopen"
    assert answer(client).status_code == 410
    vraag.refresh_from_db()
    assert vraag.beantwoord_op is None


def test_an_address_is_forgotten_once_its_link_expired(vraag, capsys):
    call_command("ruim_werkvragen_op")
    Werkbevestiging.objects.update(verloopt_op=NU())
    call_command("ruim_werkvragen_op")
    assert capsys.readouterr().out == "0 adressen gewist.\n1 adres gewist.\n"
    vraag.refresh_from_db()
    assert vraag.adres is None


@pytest.mark.django_db
def test_an_unknown_link_says_so(client):
    assert heading(text(client.get(LINK), 404)) == "Deze link kennen we niet"
    assert client.post(LINK, {"oordeel": "bevestigd", "door_naam": "Karin de Boer"}).status_code == 404


def test_a_question_that_was_taken_back_says_so(vraag, werk, professional, sign_in, client):
    response = sign_in(professional).post(f"/mijn/werk/{werk.pk}/vraag-intrekken")
    assert response["Location"] == "/mijn/werk"
    assert heading(text(client.get(LINK), 410)) == "Deze link werkt niet meer"
    vraag.refresh_from_db()
    assert vraag.adres is None


def test_what_was_answered_cannot_be_taken_back(vraag, client):
    answer(client)
    withdraw_werkbevestiging(vraag, op=NU())
    assert Werkbevestiging.objects.get().ingetrokken_op is None


def test_nobody_answers_their_own_question(werk, vraag, professional, sign_in):
    client = sign_in(professional)
    assert heading(text(client.get(LINK))) == "Deze vraag is voor je werkgever"
    answer(client)
    werk.refresh_from_db()
    assert werk.bevestigd_op is None


@pytest.mark.parametrize(
    "adres", ["noor@voorbeeld.example", "NOOR+werk@voorbeeld.example", "tweede@voorbeeld.example"]
)
def test_ones_own_address_is_refused(professional, sign_in, vragen, adres):
    professional.emailaddress_set.create(email="tweede@voorbeeld.example", verified=True)
    form = sign_in(professional).post(vragen, {"adres": adres}).context["form"]
    assert form.errors == {"adres": ["Dit is je eigen adres. Vul het adres van je werkgever in."]}
    assert not Werkbevestiging.objects.exists()


def test_one_question_at_a_time_and_again_after_a_week(werk, client):
    dag = timedelta(days=1)
    eerste = ask_werkbevestiging(werk, adres=ADRES, op=NU() - 7 * dag)
    with pytest.raises(Fouten) as fouten:
        ask_werkbevestiging(werk, adres=ADRES, op=NU() - dag)
    assert fouten.value.fouten[0].code == "al-gevraagd"
    tweede = ask_werkbevestiging(werk, adres=ADRES, op=NU())
    eerste.refresh_from_db()
    assert (eerste.adres, eerste.ingetrokken_op is None, tweede.ingetrokken_op) == (None, False, None)


def test_confirmed_work_is_not_asked_about(werk, vragen, professional, sign_in):
    Werkperiode.objects.update(bevestigd_op=NU(), bevestigd_door="Gemeente Waterstad")
    client = sign_in(professional)
    assert heading(text(client.get(vragen))) == "Dit werk is al bevestigd"
    client.post(vragen, {"adres": ADRES})
    assert not Werkbevestiging.objects.exists()


def test_a_day_has_a_limit(werk, vragen, professional, sign_in):
    client = sign_in(professional)
    client.post(vragen, {"adres": professional.email})  # refused, so it spends nothing
    for nummer in range(6):
        form = client.post(vragen, {"adres": f"n{nummer}@waterstad.example"})
        client.post(f"/mijn/werk/{werk.pk}/vraag-intrekken")
    assert form.context["form"].non_field_errors() == [
        "Je hebt vandaag genoeg werkgevers gevraagd. Morgen kun je weer vragen."
    ]
    assert Werkbevestiging.objects.count() == 5


def test_guessing_links_is_slowed_down(client, db):
    statuses = [client.get(f"/werk-bevestigen/{nummer}").status_code for nummer in range(31)]
    assert statuses == [404] * 30 + [429]
    assert client.get("/werk-bevestigen/x")["Retry-After"]


@pytest.mark.parametrize("suffix", ["/vragen", "/vraag-intrekken"])
def test_work_of_another_does_not_exist(vraag, werk, collega, sign_in, suffix):
    assert sign_in(collega).post(f"/mijn/werk/{werk.pk}{suffix}", {"adres": ADRES}).status_code == 404
    assert Werkbevestiging.objects.get().ingetrokken_op is None


def test_a_link_stays_out_of_the_log_and_of_other_sites(vraag, client):
    assert scrub(f"Not Found: {LINK}") == "Not Found: /werk-bevestigen/[code]"
    response = client.get(LINK)
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert "no-store" in response["Cache-Control"]


def test_an_answer_is_found_by_its_whole_link_alone(vraag):
    assert find_werkbevestiging(TOKEN) == vraag
    assert find_werkbevestiging(vraag.token_hash) is None


def test_the_list_tells_where_a_question_stands(werk, vraag, professional, sign_in, client):
    browser = sign_in(professional)
    assert "Er is nog geen antwoord." in text(browser.get("/mijn/werk"))
    answer(client, "klopt-niet")
    assert "Karin de Boer antwoordde op" in text(browser.get("/mijn/werk"))
