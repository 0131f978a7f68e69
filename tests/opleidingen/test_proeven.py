"""A test key: everything is checked, nothing is booked, and the opleider sees what was tried."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Logregel
from accounts.services.sleutels import create_sleutel
from opleidingen.models import Aanlevering, Aanleverregel, Deelname, Geparkeerd, Proefaanlevering
from tests.objecten import make_proef


@pytest.fixture
def proef(deliver, opleider):
    """Deliver rows with a test key."""
    _, tekst = create_sleutel(opleider, naam="Testomgeving", scopes=["aanleveren"], is_test=True)

    def send(*regels, **options):
        return deliver(*regels, Authorization=f"Bearer {tekst}", **options)

    return send


@pytest.fixture
def client(opleider, medewerker, sign_in):
    return sign_in(medewerker(opleider))


def test_a_test_key_answers_like_a_real_one_and_books_nothing(proef, deliver, rij):
    regels = [rij(), rij(achternaam="Jansen"), rij(minuten=0)]
    before = Logregel.objects.count()
    answer = proef(*regels, key="k")
    assert (answer.status_code, answer.json()["proef"], answer.json()["id"]) == (200, True, None)
    for model in (Aanlevering, Deelname, Aanleverregel, Geparkeerd):
        assert not model.objects.exists()
    assert Logregel.objects.count() == before
    real = deliver(*regels, key="k").json()
    assert (answer.json()["totalen"], "proef" in real) == (real["totalen"], False)


def test_a_trial_with_a_real_key_is_told_and_not_kept(deliver, rij):
    assert deliver(rij(), proef=True).json()["proef"] is True
    assert not Proefaanlevering.objects.exists()


def test_the_list_shows_what_was_tried_and_not_who(proef, rij, client, professional):
    proef(rij(kenmerk="cursist-1"), rij(minuten=0))
    page = client.get("/opleider/proeven").content.decode()
    assert "Jullie probeerden 1 keer" in page
    assert "1 geboekt, 1 afgewezen" in page
    assert "Testomgeving" in page
    detail = client.get(f"/opleider/proeven/{Proefaanlevering.objects.get().pk}").content.decode()
    assert "1 van de 2 regels is goed" in detail
    assert "minuten-te-weinig" in detail
    for geheim in (professional.registratienummer, "Heuvel", "cursist-1"):
        assert geheim not in detail


def test_without_trials_the_page_says_how_to_begin(client):
    assert "Maak een testsleutel" in client.get("/opleider/proeven").content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_costs_the_same_however_long(client, opleider, aantal, django_assert_num_queries):
    for _ in range(aantal):
        make_proef(opleider)
    with django_assert_num_queries(6):
        client.get("/opleider/proeven")


def test_after_thirty_days_a_trial_is_erased(opleider):
    oud, nieuw = make_proef(opleider), make_proef(opleider)
    Proefaanlevering.objects.filter(pk=oud.pk).update(ingediend_op=timezone.now() - timedelta(days=31))
    call_command("ruim_proeven_op")
    assert list(Proefaanlevering.objects.all()) == [nieuw]
