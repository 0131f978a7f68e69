"""Reminders of the end of a term: in time, once, and only to whom they help."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from accounts.models import Bericht, Berichtvoorkeur
from accounts.services.gebruikers import create_gebruiker
from kern.periode import add_months
from register.models import Aanvraag, Herinnering, Termijn
from register.services.herinneringen import find_moment, send_herinneringen
from register.services.uitschrijven import leave_register
from tests.register.bouw import moment, start_termijn

TOT = date(2027, 3, 1)
DAGEN = [date(2026, 9, 1), date(2026, 12, 7), date(2027, 1, 18), date(2027, 2, 22)]
DAG = timedelta(days=1)


def send(dag: date) -> int:
    return send_herinneringen(peildatum=dag, op=moment(dag))


@pytest.mark.parametrize(
    ("dag", "verwacht"), list(zip(DAGEN, ["zes-maanden", "twaalf-weken", "zes-weken", "een-week"], strict=True))
)
def test_due_on_its_day_and_not_a_day_before(dag, verwacht):
    assert find_moment(TOT, dag) == verwacht
    assert find_moment(TOT, dag - DAG) != verwacht


def test_each_reminder_once(termijn):
    dag, verstuurd = date(2026, 8, 1), []
    while dag < date(2027, 4, 1):
        verstuurd += [dag] * send(dag)
        dag += DAG
    assert verstuurd == DAGEN
    assert [bericht.subject for bericht in mail.outbox] == [
        f"Nog {duur}: je registratie loopt tot 1 maart 2027"
        for duur in ("zes maanden", "twaalf weken", "zes weken", "een week")
    ]


def test_a_job_that_stood_still_sends_one_mail_and_not_three(termijn):
    assert [send(date(2027, 1, 20)), send(date(2027, 1, 21))] == [1, 0]
    assert [*Herinnering.objects.values_list("moment", flat=True)] == ["zes-weken"]


@pytest.mark.parametrize("dag", [date(2026, 8, 31), date(2026, 11, 30), date(2027, 2, 28)])
def test_six_months_before_the_end_of_a_long_month(professional, dag):
    """A term until the 31st: counted back six months is the last of February, and that day is not missed."""
    termijn = start_termijn(professional, add_months(dag, -54))
    vroegste = add_months(termijn.geldig_tot, -6)
    assert [send(vroegste - DAG), send(vroegste)] == [0, 1]


@pytest.mark.parametrize("waarom", ["aanvraag", "volgende termijn", "uitgeschreven", "nooit", "mag niet inloggen"])
def test_nobody_is_reminded_who_need_not_be(waarom, termijn, professional):
    registratie = termijn.registratie
    if waarom == "aanvraag":
        Aanvraag.objects.create(registratie=registratie, soort="herregistratie", ingediend_op=moment(DAGEN[0]))
    elif waarom == "volgende termijn":
        besluit = termijn.besluit
        besluit.pk = None
        besluit.aanvraag = Aanvraag.objects.create(
            registratie=registratie, soort="eerste", ingediend_op=moment(DAGEN[0]), besloten_op=moment(DAGEN[0])
        )
        besluit.save()
        Termijn.objects.create(
            registratie=registratie, geldig_van=TOT, geldig_tot=add_months(TOT, 60), reglement="x", besluit=besluit
        )
    elif waarom == "uitgeschreven":
        leave_register(registratie, op=moment(DAGEN[0]))
    elif waarom == "nooit":
        Berichtvoorkeur.objects.create(gebruiker=professional, soort="termijn", wanneer="nooit")
    else:
        type(professional).objects.update(is_active=False)
    assert send(DAGEN[1]) == 0
    assert not Herinnering.objects.exists()


def test_who_wants_it_weekly_reads_it_in_the_mail_of_the_week(termijn, professional):
    Berichtvoorkeur.objects.create(gebruiker=professional, soort="termijn", wanneer="wekelijks")
    assert send(DAGEN[1]) == 1
    assert (len(mail.outbox), Bericht.objects.get().soort) == (0, "termijn")


@pytest.mark.parametrize("aantal", [1, 3])
def test_set_based(aantal, db, django_assert_num_queries, settings):
    """Six queries and a savepoint for all together; on top of that only the mails themselves, here none."""
    for nummer in range(aantal):
        wie = create_gebruiker(email=f"p{nummer}@voorbeeld.example", voornaam="P", achternaam="Q")
        start_termijn(wie, date(2022, 3, 1))
    with django_assert_num_queries(7):
        assert send(DAGEN[0]) == aantal


def test_command(termijn, capsys):
    call_command("verstuur_herinneringen", "--peildatum", "2026-12-07")
    assert capsys.readouterr().out == "1 herinnering verstuurd.\n"
