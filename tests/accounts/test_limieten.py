from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from accounts.limieten import Limiet, Tempo, find_adres
from tests.samen import take_together

OP = datetime(2026, 11, 22, 10, 0, 20, tzinfo=UTC)
LIMIET = Limiet("proef", aantal=3, seconden=60)


def test_nobody_waits_before_the_limit(db):
    for _ in range(2):
        LIMIET.count("a", op=OP)
    assert LIMIET.find_wachttijd("a", op=OP) == 0


def test_at_the_limit_the_wait_lasts_until_the_window_ends(db):
    for _ in range(5):
        LIMIET.count("a", op=OP)
    assert LIMIET.find_wachttijd("a", op=OP) == 40
    assert LIMIET.find_wachttijd("a", op=OP + timedelta(seconds=40)) == 0


def test_everybody_is_counted_apart(db):
    for _ in range(3):
        LIMIET.count("a", op=OP)
    assert LIMIET.find_wachttijd("b", op=OP) == 0


def make_request(**meta):
    return RequestFactory().get("/", **meta)


def test_a_forwarded_address_is_not_believed_without_a_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    request = make_request(REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="203.0.113.9")
    assert find_adres(request) == "192.0.2.1"


def test_behind_one_proxy_the_last_forwarded_address_counts(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = make_request(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.7, 203.0.113.9")
    assert find_adres(request) == "203.0.113.9"


def test_of_ipv6_the_network_counts():
    assert find_adres(make_request(REMOTE_ADDR="2001:db8:1:2:3:4:5:6")) == "2001:db8:1:2::"


def test_without_an_address_nobody_is_let_in():
    with pytest.raises(PermissionDenied):
        find_adres(make_request(REMOTE_ADDR=""))


def test_taking_says_when_there_was_none_left(db):
    assert [LIMIET.take("a", op=OP) for _ in range(5)] == [0, 0, 0, 40, 40]


def test_several_at_once_are_counted_all_or_none(db):
    assert LIMIET.take("a", op=OP, keren=2) == 0
    assert LIMIET.take("a", op=OP, keren=2) == 40
    assert LIMIET.take("a", op=OP) == 0
    assert LIMIET.take("a", op=OP) == 40
    assert LIMIET.take("b", op=OP, keren=4) == 40
    assert LIMIET.take("b", op=OP, keren=3) == 0


def test_of_many_who_take_at_the_same_moment_so_many_are_let_through(transactional_db):
    assert take_together(lambda: LIMIET.take("samen", op=OP)).count(0) == LIMIET.aantal


def test_of_several_at_once_at_the_same_moment_no_more_are_let_through(transactional_db):
    gehoord = take_together(lambda: LIMIET.take("samen-meer", op=OP, keren=2))
    assert gehoord.count(0) <= 1


def test_a_tempo_lets_so_many_through_and_no_more(db):
    tempo = Tempo("proef", aantal=10, seconden=60, blok=2)
    assert [tempo.take("a", op=OP) for _ in range(12)] == [0] * 10 + [40] * 2
    assert tempo.take("b", op=OP) == 0
    assert tempo.take("a", op=OP + timedelta(seconds=40)) == 0


def test_workers_share_a_tempo(db):
    workers = [Tempo("proef", aantal=10, seconden=60, blok=2) for _ in range(3)]
    allowed = sum(worker.take("a", op=OP) == 0 for _ in range(10) for worker in workers)
    assert allowed == 10


def test_a_worker_that_took_a_block_and_stopped_lets_nobody_through_twice(db):
    Tempo("proef", aantal=10, seconden=60, blok=5).take("a", op=OP)
    other = Tempo("proef", aantal=10, seconden=60, blok=5)
    assert sum(other.take("a", op=OP) == 0 for _ in range(10)) == 5


def test_what_was_left_of_a_window_is_gone_in_the_next(db):
    tempo = Tempo("proef", aantal=4, seconden=60, blok=4)
    tempo.take("a", op=OP)
    later = OP + timedelta(seconds=60)
    assert sum(tempo.take("a", op=later) == 0 for _ in range(10)) == 4


def test_a_tempo_counts_most_calls_without_the_database(db, django_assert_num_queries):
    tempo = Tempo("proef", aantal=100, seconden=60, blok=20)
    tempo.take("a", op=OP)
    with django_assert_num_queries(0):
        assert [tempo.take("a", op=OP) for _ in range(19)] == [0] * 19
