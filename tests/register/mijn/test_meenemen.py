"""Asking for everything of mine, waiting, and fetching it."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.utils import timezone

from accounts.models import Logregel, Voortgang
from accounts.models.voortgang import BEWAREN
from register.meenemen import pakket
from register.services.meenemen import pack_meenemen

ADRES = "/mijn/meenemen"


@pytest.fixture(autouse=True)
def map_(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "voortgang"


@pytest.fixture
def voortgang(professional, sign_in) -> Voortgang:
    """Made by asking for it; the tests do the work at once."""
    sign_in(professional).post(ADRES)
    return Voortgang.objects.get()


def read_zip(response) -> ZipFile:
    return ZipFile(BytesIO(b"".join(response.streaming_content)))


def test_ask_and_fetch(professional, sign_in, mailoutbox):
    client = sign_in(professional)
    assert "Maak mijn bestand" in client.get(ADRES).content.decode()
    assert client.post(ADRES)["Location"] == ADRES
    voortgang = Voortgang.objects.get()
    pagina = client.get(ADRES)
    assert "Je bestand staat klaar" in pagina.content.decode()
    assert "no-store" in pagina["Cache-Control"]
    response = client.get(f"{ADRES}/{voortgang.pk}/bestand")
    naam = f"sam-register-{timezone.localdate()}.zip"
    assert response["Content-Disposition"] == f'attachment; filename="{naam}"'
    assert "no-store" in response["Cache-Control"]
    assert "dossier.json" in read_zip(response).namelist()
    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == ("Je bestand staat klaar", [professional.email])
    assert "/mijn/meenemen\n" in mail.body
    assert [*Logregel.objects.values_list("handeling", "door")] == [
        ("meenemen-gevraagd", f"gebruiker:{professional.pk}")
    ]


def test_nothing_of_it_lies_readable_on_the_disk(voortgang, professional, map_):
    (bestand,) = map_.iterdir()
    inhoud = bestand.read_bytes()
    assert [woord for woord in (b"PK\x03\x04", b"dossier.json", b"csv/") if woord in inhoud] == []


def test_while_it_is_made_the_page_says_how_far_it_is(voortgang, professional, sign_in):
    Voortgang.objects.update(status="bezig", gedaan=12, totaal=30)
    html = sign_in(professional).get(ADRES).content.decode()
    assert "Stap 12 van 30" in html
    assert '<progress id="stappen" value="12" max="30">' in html
    assert f'data-hx-get="{ADRES}" data-hx-trigger="every 1s" data-hx-select="#voortgang"' in html
    assert f'<a href="{ADRES}">Kijk of het klaar is</a>' in html
    assert '<form method="post">\n' not in html


def test_before_the_first_step_there_is_no_number(voortgang, professional, sign_in):
    Voortgang.objects.update(status="wacht", gedaan=0, totaal=0)
    assert "We beginnen zo" in sign_in(professional).get(ADRES).content.decode()


def test_asking_twice_makes_one(professional, sign_in, voortgang):
    Voortgang.objects.update(status="bezig")
    sign_in(professional).post(ADRES)
    assert [*Voortgang.objects.all()] == [voortgang]


def test_only_the_owner_fetches_it(voortgang, collega, client, sign_in):
    adres = f"{ADRES}/{voortgang.pk}/bestand"
    assert sign_in(collega).get(adres).status_code == 404
    assert client.get(adres)["Location"].startswith("/account/login")


@pytest.mark.parametrize("status", ["wacht", "bezig", "mislukt"])
def test_only_when_it_is_ready(voortgang, professional, sign_in, status):
    Voortgang.objects.update(status=status)
    assert sign_in(professional).get(f"{ADRES}/{voortgang.pk}/bestand").status_code == 404


def test_after_seven_days_it_cannot_be_fetched_and_the_next_one_clears_it_up(
    transactional_db, voortgang, professional, collega, sign_in, map_
):
    Voortgang.objects.update(verloopt_op=timezone.now())
    client = sign_in(professional)
    assert client.get(f"{ADRES}/{voortgang.pk}/bestand").status_code == 404
    assert "Maak mijn bestand" in client.get(ADRES).content.decode()
    sign_in(collega).post(ADRES)
    assert [item.gebruiker for item in Voortgang.objects.all()] == [collega]
    assert len([*map_.iterdir()]) == 1


def test_seven_days_begin_when_it_is_ready(voortgang):
    assert timezone.now() + BEWAREN - voortgang.verloopt_op < timedelta(minutes=1)


def test_a_file_that_was_cleared_up_does_not_exist(voortgang, professional, sign_in, map_):
    for path in map_.iterdir():
        path.unlink()
    assert sign_in(professional).get(f"{ADRES}/{voortgang.pk}/bestand").status_code == 404


def test_what_went_wrong_is_said_and_can_be_asked_again(professional, sign_in, monkeypatch, mailoutbox):
    def break_off(*args, **kwargs):
        raise OSError("de schijf is vol")

    client = sign_in(professional)
    with monkeypatch.context() as patch:
        patch.setattr(pakket.Pakket, "finish", break_off)
        client.post(ADRES)
    html = client.get(ADRES).content.decode()
    assert "Het bestand maken is niet gelukt." in html
    assert mailoutbox == []
    client.post(ADRES)
    assert "Je bestand staat klaar" in client.get(ADRES).content.decode()


def test_a_task_whose_work_was_taken_over_does_nothing(db):
    assert pack_meenemen.call(404) is None


def test_it_asks_to_sign_in_again_first(professional, client):
    client.force_login(professional)
    assert client.post(ADRES)["Location"].startswith("/account/reauthenticate/")
    assert Voortgang.objects.count() == 0


def test_the_page_costs_four_queries(voortgang, professional, sign_in, django_assert_num_queries):
    client = sign_in(professional)
    with django_assert_num_queries(4):  # session, person, rooms, voortgang
        client.get(ADRES)
