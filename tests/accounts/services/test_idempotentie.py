from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Idempotentie
from accounts.services.idempotentie import BEWAARTIJD, Antwoord, answer_once, delete_old_aanroepen
from kern.fouten import Fouten


class Work:
    """Counts how often it was done."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Antwoord:
        self.times += 1
        return Antwoord(201, b"antwoord %d" % self.times)


@pytest.fixture
def work() -> Work:
    return Work()


def test_second_call_is_answered_from_the_first(opleider, work):
    first = answer_once(opleider, "k", inhoud=b"a", work=work)
    assert answer_once(opleider, "k", inhoud=b"a", work=work) == first == Antwoord(201, b"antwoord 1")
    assert work.times == 1


def test_other_content_conflicts_and_does_no_work(opleider, work):
    answer_once(opleider, "k", inhoud=b"a", work=work)
    with pytest.raises(Fouten) as caught:
        answer_once(opleider, "k", inhoud=b"b", work=work)
    assert (caught.value.status, work.times) == (409, 1)


def test_keys_of_two_organisations_do_not_meet(opleider, werkgever, work):
    answer_once(opleider, "k", inhoud=b"a", work=work)
    answer_once(werkgever, "k", inhoud=b"b", work=work)
    assert work.times == 2


def test_work_that_fails_leaves_no_claim(opleider, work):
    def fail() -> Antwoord:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - the very fault that was planted
        answer_once(opleider, "k", inhoud=b"a", work=fail)
    assert not Idempotentie.objects.exists()
    assert answer_once(opleider, "k", inhoud=b"b", work=work).status == 201


def test_key_that_is_too_long(opleider, work):
    with pytest.raises(Fouten) as caught:
        answer_once(opleider, "k" * 256, inhoud=b"a", work=work)
    assert (caught.value.status, work.times) == (400, 0)


def test_answer_is_forgotten_after_its_time_and_not_before(opleider, work):
    answer_once(opleider, "oud", inhoud=b"a", work=work)
    answer_once(opleider, "nieuw", inhoud=b"a", work=work)
    now = timezone.now()
    Idempotentie.objects.filter(sleutel="oud").update(aangemaakt_op=now - BEWAARTIJD - timedelta(seconds=1))

    assert delete_old_aanroepen(op=now) == 1
    assert [aanroep.sleutel for aanroep in Idempotentie.objects.all()] == ["nieuw"]
