"""The two nights on which the clock changes: one hour does not come, another comes twice."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from beroepscode.models import Afspraak
from tests.groepsobjecten import make_groep

INVOER = {"plaats": "", "gastheer": "", "werkvorm": "", "aanleiding": ""}


@pytest.fixture
def groep(professional, collega):
    return make_groep(professional, collega, op=timezone.now())


@pytest.mark.parametrize(
    ("begin", "einde", "fout"),
    [
        ("2027-03-28T02:30", "04:00", "begin"),
        ("2027-03-28T01:00", "02:00", "einde"),
        ("2027-03-28T01:59", "03:00", None),
        ("2027-10-31T02:30", "04:00", None),  # comes twice
    ],
)
def test_a_time_that_the_clock_skips_is_refused(groep, professional, sign_in, begin, einde, fout):
    response = sign_in(professional).post(
        f"/mijn/groepen/{groep.pk}/plannen", INVOER | {"begin": begin, "einde": einde}
    )
    assert Afspraak.objects.exists() is (fout is None)
    if fout:
        melding = "Deze tijd is er niet: in deze nacht gaat de klok van 2 naar 3 uur. Kies een andere tijd."
        assert response.context["form"].errors == {fout: [melding]}
        assert einde in response.text


def test_an_hour_that_comes_twice_is_the_first_of_the_two(groep, professional, sign_in):
    sign_in(professional).post(
        f"/mijn/groepen/{groep.pk}/plannen", INVOER | {"begin": "2027-10-31T02:30", "einde": "04:00"}
    )
    [deel] = mail.outbox[0].alternatives
    [event] = Calendar.from_ical(deel.content).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
