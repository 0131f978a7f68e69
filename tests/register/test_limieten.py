"""Who asks many times at the same moment gets no more than who asks in a row."""

from secrets import token_hex

import pytest
from django.utils import timezone

from register.limieten import (
    AGENDAS,
    CERTIFICATEN,
    ONBEKENDE_AGENDAS,
    WERKLINKS,
    take_agenda,
    take_certificaat,
    take_werklink,
)
from tests.samen import MENSEN, take_together


@pytest.mark.parametrize(
    ("limiet", "take"),
    [
        (WERKLINKS, take_werklink),
        (CERTIFICATEN, take_certificaat),
        (AGENDAS, lambda wie, op: take_agenda(wie, "192.0.2.1", op=op)),
        (ONBEKENDE_AGENDAS, lambda wie, op: take_agenda(None, wie, op=op)),
    ],
)
def test_the_last_place_goes_to_one(limiet, take, transactional_db):
    wie, op = token_hex(8), timezone.now()
    limiet.take(wie, op=op, keren=limiet.aantal - 1)
    gehoord = take_together(lambda: take(wie, op=op))
    assert (gehoord.count(0), len(gehoord)) == (1, MENSEN)
