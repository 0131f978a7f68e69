"""Reminders that an accreditation ends: in time, once, and only where nothing follows yet."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from opleidingen.models import Accreditatieherinnering, Opleiding
from opleidingen.services.accreditatieaanvragen import start_aanvraag
from opleidingen.services.accreditatieherinneringen import send_accreditatieherinneringen
from tests.conftest import make_organisatie
from tests.opleidingen.aanvraag import OP, do, make_medewerker

DAG = timedelta(days=1)
DAGEN = [date(2026, 7, 1), date(2026, 10, 1), date(2026, 12, 1)]
"""Six, three and one month before 1 January 2027, the end of the accreditation of `aanbod`."""


def send(dag: date) -> int:
    return send_accreditatieherinneringen(peildatum=dag, op=OP)


@pytest.fixture
def beheerder(opleider, aanbod):
    return make_medewerker(opleider)


def test_each_reminder_once_and_on_its_day(beheerder):
    dag, verstuurd = date(2026, 5, 1), []
    while dag < date(2027, 2, 1):
        verstuurd += [dag] * send(dag)
        dag += DAG
    assert verstuurd == DAGEN
    assert [bericht.to for bericht in mail.outbox] == [[beheerder.email]] * 3
    assert mail.outbox[0].subject == "Accreditatie loopt af op 1 januari 2027: Effectieve Klantmanager"


def test_a_job_that_stood_still_sends_one_mail_and_not_three(beheerder):
    assert [send(date(2026, 12, 20)), send(date(2026, 12, 21))] == [1, 0]
    assert [*Accreditatieherinnering.objects.values_list("maanden", flat=True)] == [1]


@pytest.mark.parametrize(
    "waarom", ["verlenging verstuurd", "volgende er al", "opleiding beëindigd", "zonder einde", "afgewezen"]
)
def test_nobody_is_reminded_who_need_not_be(beheerder, aanbod, waarom):
    accreditatie, opleiding = aanbod.accreditatie, aanbod.opleiding
    if waarom == "verlenging verstuurd":
        nieuw, _ = start_aanvraag(
            opleiding, bron=accreditatie, verleng=True, door=beheerder, peildatum=date(2026, 6, 1), op=OP
        )
        assert send(DAGEN[0]) == 1, "een concept is nog geen verlenging"
        nieuw.leerdoelen = nieuw.toetsvorm = nieuw.docenten = "Zie vorige keer."
        nieuw.save()
        do(nieuw, "indienen", beheerder)
    elif waarom == "volgende er al":
        opleiding.accreditaties.create(
            status="geaccrediteerd", geldig_van=accreditatie.geldig_tot, geldig_tot=date(2029, 1, 1)
        )
    elif waarom == "opleiding beëindigd":
        opleiding.beeindigd_op = OP
        opleiding.save()
    else:
        veld, waarde = {"zonder einde": ("geldig_tot", None), "afgewezen": ("status", "afgewezen")}[waarom]
        setattr(accreditatie, veld, waarde)
        accreditatie.save()
    assert send(DAGEN[1]) == 0


@pytest.mark.parametrize("aantal", [1, 3])
def test_reminding_takes_the_same_for_one_and_three(beheerder, opleider, django_assert_num_queries, aantal):
    """Of as many opleiders; each of the others has two administrators."""
    for nummer in range(1, aantal):
        ander = make_organisatie("opleider", f"Opleider {nummer}")
        opleiding = Opleiding.objects.create(opleider=ander, code=f"ander-{nummer}", naam="Iets anders")
        opleiding.accreditaties.create(
            status="geaccrediteerd", geldig_van=date(2025, 1, 1), geldig_tot=date(2027, 1, 1)
        )
        make_medewerker(ander)
        make_medewerker(ander)
    with django_assert_num_queries(7):  # which, begin, hold, those, noted, administrators, end
        assert send(DAGEN[0]) == aantal
    assert len(mail.outbox) == 2 * aantal - 1
    with django_assert_num_queries(1):  # what was told is not looked at again
        assert send(DAGEN[0] + DAG) == 0


def test_command_for_a_day(beheerder, capsys):
    call_command("verstuur_accreditatieherinneringen", peildatum=DAGEN[0])
    assert capsys.readouterr().out == "1 accreditatie: de opleider kreeg bericht.\n"
