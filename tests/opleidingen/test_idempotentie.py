"""The same call again: one booking, one answer."""

from accounts.models import Idempotentie
from opleidingen.models import Aanlevering, Deelname
from tests.conftest import make_organisatie
from tests.opleidingen.conftest import make_opleiding


def test_same_key_and_body_get_the_identical_answer(deliver, rij):
    first = deliver(rij(), rij(achternaam="Jansen"), key="k")
    again = deliver(rij(), rij(achternaam="Jansen"), key="k")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert (Aanlevering.objects.count(), Deelname.objects.count()) == (1, 1)


def test_same_key_with_another_body_is_a_conflict(deliver, rij):
    deliver(rij(), key="k")
    response = deliver(rij(modulecode="recht"), key="k")
    assert (response.status_code, response["Content-Type"]) == (409, "application/problem+json")
    assert response.json()["fouten"][0]["code"] == "idempotency-key-al-gebruikt"
    assert Deelname.objects.count() == 1


def test_other_key_does_the_work_again(deliver, rij):
    deliver(rij(), key="a")
    assert deliver(rij(), key="b").json()["totalen"]["alBekend"] == 1


def test_without_a_key_every_call_does_the_work(deliver, rij):
    deliver(rij())
    deliver(rij())
    assert (Aanlevering.objects.count(), Idempotentie.objects.count()) == (2, 0)


def test_a_trial_never_answers_for_a_real_call_nor_the_other_way(deliver, rij):
    assert deliver(rij(), key="k", proef=True).status_code == 200
    real = deliver(rij(), key="k")
    assert (real.status_code, real.json()["totalen"]["geboekt"]) == (201, 1)
    assert deliver(rij(modulecode="recht"), key="k", proef=True).json()["totalen"]["geboekt"] == 1


def test_a_body_that_cannot_be_read_leaves_the_key_free(deliver, rij):
    assert deliver(body=b"{", key="k").status_code == 400
    assert deliver(rij(), key="k").status_code == 201


def test_a_key_belongs_to_its_organisation(deliver, rij, opleider):
    from accounts.services.sleutels import create_sleutel

    ander = make_organisatie("opleider", "Een ander")
    make_opleiding(ander, code="ander")
    _, tekst = create_sleutel(ander, naam="LMS", scopes=["aanleveren"])
    deliver(rij(), key="k")
    response = deliver(rij(opleidingscode="ander"), key="k", Authorization=f"Bearer {tekst}")
    assert response.json()["totalen"]["geboekt"] == 1


def test_key_of_any_length_and_letters(deliver, rij):
    assert deliver(rij(), key="é" * 255).status_code == 201
    assert deliver(rij(), key="k" * 256).status_code == 400
