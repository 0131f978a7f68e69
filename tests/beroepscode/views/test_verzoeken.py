"""Requests to others: counted when they are sent, and no more of them by asking many at the same moment."""

import pytest
from django import forms
from django.core import mail
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import timezone

from beroepscode.views.verzoeken import LIMIET, TE_VEEL, VOL, count_verzoek
from tests.groepsobjecten import make_groep
from tests.samen import take_together


def invite(client, groep, aantal, vanaf=0):
    adressen = "\n".join(f"a{nummer}@voorbeeld.example" for nummer in range(vanaf, vanaf + aantal))
    return client.post(f"/mijn/groepen/{groep.pk}/uitnodigen", {"adressen": adressen})


@pytest.fixture
def groep(professional):
    cache.clear()
    return make_groep(professional, op=timezone.now())


def test_what_is_refused_spends_nothing(groep, professional, sign_in):
    client = sign_in(professional)
    LIMIET.take(str(professional.pk), op=timezone.now(), keren=LIMIET.aantal - 3)
    response = invite(client, groep, 4)
    assert response.context["form"].non_field_errors() == [TE_VEEL]
    assert response.context["form"]["adressen"].value().count("@") == 4
    assert (invite(client, groep, 3).status_code, len(mail.outbox)) == (302, 3)
    assert invite(client, groep, 1, vanaf=9).context["form"].non_field_errors() == [VOL]
    assert len(mail.outbox) == 3


def test_the_last_request_goes_out_once(professional, transactional_db):
    LIMIET.take(str(professional.pk), op=timezone.now(), keren=LIMIET.aantal - 1)
    request = RequestFactory().post("/")
    request.user = professional
    assert take_together(lambda: count_verzoek(request, forms.Form({}))).count(True) == 1
