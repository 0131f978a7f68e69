"""Who wants to know at once what an opleider put in the dossier gets a mail; the others read it once a week."""

import pytest
from django.core import mail

from accounts.models import Bericht, Berichtvoorkeur


@pytest.mark.parametrize(("wanneer", "mails"), [("direct", 1), ("wekelijks", 0), ("nooit", 0), (None, 0)])
def test_at_once_only_for_who_chose_that(wanneer, mails, deliver, rij, professional):
    if wanneer:
        Berichtvoorkeur.objects.create(gebruiker=professional, soort="levering", wanneer=wanneer)
    assert deliver(rij()).json()["totalen"]["geboekt"] == 1
    assert (len(mail.outbox), Bericht.objects.count()) == (mails, 0)


def test_one_mail_says_what_and_of_whom(deliver, rij, professional):
    Berichtvoorkeur.objects.create(gebruiker=professional, soort="levering", wanneer="direct")
    deliver(rij(), rij(eindDatum="2026-05-04"), key="een")
    [bericht] = mail.outbox
    assert bericht.to == [professional.email]
    assert bericht.subject.endswith("zette iets in je dossier")
    deliver(rij(), key="twee")
    assert len(mail.outbox) == 1, "wat al bekend was, is geen nieuws"
