"""Delivery: what is due, what comes of it and what is planned next. The receiver is real, over real TLS."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from standardwebhooks.webhooks import Webhook as Controleur
from standardwebhooks.webhooks import WebhookVerificationError

from accounts.models import Logregel, Organisatie, Webhook, Webhookbezorging, Webhookpoging
from accounts.services.webhookbezorging import (
    IN_HANDEN,
    PAUZES,
    UITZETTEN_NA,
    claim_volgende,
    delete_old_bezorgingen,
    deliver_volgende,
    record_poging,
)
from accounts.services.webhooks import (
    announce,
    change_webhook,
    create_webhook,
    remove_webhook,
    resend_bezorging,
    rotate_geheim,
    send_proef,
    switch_webhook,
)
from accounts.webhookpost import Antwoord
from tests.accounts.ontvanger import make_autoriteit, run_ontvanger

OP = datetime(2024, 11, 22, 10, tzinfo=UTC)
SOORT = "aanlevering.verwerkt"
GOED, FOUT = Antwoord(20, 204), Antwoord(30, 500, "status", "kapot")


@pytest.fixture(scope="module")
def autoriteit(tmp_path_factory):
    return make_autoriteit(tmp_path_factory.mktemp("autoriteit"))


@pytest.fixture
def ontvanger(autoriteit, monkeypatch, settings):
    monkeypatch.setenv("SSL_CERT_FILE", str(autoriteit.ca))
    with run_ontvanger(autoriteit) as ontvanger:
        settings.WEBHOOK_EIGEN_ADRESSEN = [ontvanger.plek]
        yield ontvanger


@pytest.fixture
def baas(opleider, medewerker):
    return medewerker(opleider)


@pytest.fixture
def maak(opleider, baas):
    def make(url: str = "https://leren.hogeschool.nl/sam") -> tuple[Webhook, str]:
        return create_webhook(opleider, url=url, soorten=[SOORT], door=baas, op=OP)

    return make


@pytest.fixture
def bezorging(maak, opleider) -> Webhookbezorging:
    maak()
    announce(opleider, SOORT, {"aanleveringId": "7"}, op=OP)
    return Webhookbezorging.objects.get()


def try_until_the_end(bezorging: Webhookbezorging, antwoord: Antwoord) -> list[datetime]:
    """Attempts at their moments until nothing is planned any more."""
    moments = []
    while bezorging.volgende_op:
        moments.append(bezorging.volgende_op)
        claimed = claim_volgende(op=bezorging.volgende_op)
        record_poging(claimed, antwoord, op=bezorging.volgende_op)
        bezorging.refresh_from_db()
    return moments


def test_a_receiver_can_check_who_sent_it(ontvanger, maak, opleider):
    _, geheim = maak(ontvanger.url("/"))
    announce(opleider, SOORT, {"aanleveringId": "7"}, op=OP)
    nu = datetime.now(UTC)  # the day of the machine, which the receiver keeps
    assert deliver_volgende(op=nu)
    assert not deliver_volgende(op=nu)
    [(_, headers, inhoud)] = ontvanger.ontvangen
    bericht = Controleur(geheim).verify(inhoud, headers)
    assert bericht == {
        "soort": SOORT,
        "gebeurdOp": "2024-11-22T10:00:00Z",
        "gegevens": {"aanleveringId": "7"},
    }
    bezorging = Webhookbezorging.objects.get()
    assert (bezorging.status, headers["webhook-id"]) == ("bezorgd", bezorging.kenmerk)
    assert headers["content-type"] == "application/json"
    with pytest.raises(WebhookVerificationError):
        Controleur(geheim).verify(inhoud + b" ", headers)


def test_after_a_change_both_secrets_sign_for_a_day(ontvanger, maak, baas):
    webhook, oud = maak(ontvanger.url())
    nu = datetime.now(UTC)
    nieuw = rotate_geheim(webhook, door=baas, op=nu)
    send_proef(webhook, op=nu)
    deliver_volgende(op=nu)
    [(_, headers, inhoud)] = ontvanger.ontvangen
    for geheim in (oud, nieuw):
        Controleur(geheim).verify(inhoud, headers)
    Webhook.objects.update(vorig_geldig_tot=nu)
    resend_bezorging(Webhookbezorging.objects.get(), op=nu)
    deliver_volgende(op=nu)
    _, headers, inhoud = ontvanger.ontvangen[1]
    Controleur(nieuw).verify(inhoud, headers)
    with pytest.raises(WebhookVerificationError):
        Controleur(oud).verify(inhoud, headers)


def test_what_the_receiver_said_is_kept(ontvanger, maak):
    ontvanger.status = 500
    webhook, _ = maak(ontvanger.url())
    bezorging = send_proef(webhook, op=OP)
    deliver_volgende(op=timezone.now())
    bezorging.refresh_from_db()
    poging = bezorging.uitkomsten.get()
    assert (bezorging.status, poging.status, poging.fout) == ("mislukt", 500, "status")
    assert poging.antwoord == "Wij zeggen <b>nee</b> ✓"
    assert poging.melding == "De server antwoordde niet met een status van 200 tot en met 299."
    assert poging.duur_ms < 5000


def test_sending_again_is_a_new_attempt_with_the_same_id(ontvanger, maak):
    ontvanger.status = 500
    webhook, _ = maak(ontvanger.url())
    bezorging = send_proef(webhook, op=OP)
    deliver_volgende(op=timezone.now())
    ontvanger.status = 204
    resend_bezorging(bezorging, op=OP)
    deliver_volgende(op=timezone.now())
    assert {headers["webhook-id"] for _, headers, _ in ontvanger.ontvangen} == {bezorging.kenmerk}
    assert list(bezorging.uitkomsten.order_by("pk").values_list("status", flat=True)) == [500, 204]
    bezorging.refresh_from_db()
    assert bezorging.status == "bezorgd"


def test_it_is_tried_again_later_and_later_and_then_no_more(bezorging):
    moments = try_until_the_end(bezorging, FOUT)
    assert moments[0] == OP
    assert tuple(later - earlier for earlier, later in pairwise(moments)) == PAUZES
    assert (bezorging.status, bezorging.uitkomsten.count()) == ("mislukt", 6)


def test_a_second_attempt_that_arrives_ends_it(bezorging):
    record_poging(claim_volgende(op=OP), FOUT, op=OP)
    assert claim_volgende(op=OP) is None
    record_poging(claim_volgende(op=OP + PAUZES[0]), GOED, op=OP + PAUZES[0])
    bezorging.refresh_from_db()
    assert (bezorging.status, bezorging.volgende_op) == ("bezorgd", None)


def test_a_message_whose_worker_died_is_taken_up_by_another(bezorging):
    assert claim_volgende(op=OP) == bezorging
    assert claim_volgende(op=OP + IN_HANDEN - timedelta(seconds=1)) is None
    weer = claim_volgende(op=OP + IN_HANDEN)
    assert (weer, weer.pogingen) == (bezorging, 2)


def test_an_address_that_fails_does_not_hold_up_the_others(maak, opleider):
    stuk, _ = maak("https://stuk.nl")
    Webhook.objects.filter(pk=stuk.pk).update(mislukt_sinds=OP)
    goed, _ = maak("https://goed.nl")
    for _ in range(2):
        announce(opleider, SOORT, {}, op=OP)
    assert [claim_volgende(op=OP).webhook for _ in range(4)] == [goed, goed, stuk, stuk]


def test_nothing_is_sent_for_who_is_off_or_no_longer_admitted(bezorging, opleider, baas):
    switch_webhook(bezorging.webhook, aan=False, door=baas, op=OP)
    assert claim_volgende(op=OP) is None
    switch_webhook(bezorging.webhook, aan=True, door=baas, op=OP)
    Organisatie.objects.filter(pk=opleider.pk).update(beeindigd_op=OP)
    assert claim_volgende(op=OP) is None


def test_an_address_that_may_not_be_called_any_more_is_not_called(ontvanger, maak, settings):
    webhook, _ = maak(ontvanger.url())
    bezorging = send_proef(webhook, op=OP)
    settings.WEBHOOK_EIGEN_ADRESSEN = []
    deliver_volgende(op=timezone.now())
    assert (bezorging.uitkomsten.get().fout, ontvanger.ontvangen) == ("geen-naam", [])


def test_a_secret_that_none_of_our_keys_opens_is_told(maak, settings):
    webhook, _ = maak()
    bezorging = send_proef(webhook, op=OP)
    settings.VERSLEUTELINGSSLEUTELS = ["YW5kZXJlLXNsZXV0ZWwtYW5kZXJlLXNsZXV0ZWwtYW4="]
    deliver_volgende(op=OP)
    assert bezorging.uitkomsten.get().melding.endswith("Maak een nieuw geheim.")


def test_after_days_without_a_message_that_arrives_it_is_turned_off(bezorging, opleider, baas, mailoutbox):
    webhook = bezorging.webhook
    try_until_the_end(bezorging, FOUT)
    webhook.refresh_from_db()
    assert (webhook.mislukt_sinds, webhook.uitgezet_op, mailoutbox) == (OP, None, [])
    for wacht, uit in ((UITZETTEN_NA - timedelta(seconds=1), False), (UITZETTEN_NA, True)):
        send_proef(webhook, op=OP + wacht)
        record_poging(claim_volgende(op=OP + wacht), FOUT, op=OP + wacht)
        webhook.refresh_from_db()
        assert (webhook.uitgezet_op is not None) == uit
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([baas.email], "We sturen geen webhooks meer naar Hogeschool Rivierenland")
    assert f"/opleider/webhooks/{webhook.pk}" in mail.body
    assert Logregel.objects.get(handeling="webhook-uitgezet").door == "register"


def test_one_message_that_arrives_clears_the_sheet(bezorging):
    record_poging(claim_volgende(op=OP), FOUT, op=OP)
    send_proef(bezorging.webhook, op=OP)
    record_poging(claim_volgende(op=OP), GOED, op=OP)
    assert Webhook.objects.get().mislukt_sinds is None


def test_another_address_clears_the_sheet(bezorging, baas):
    record_poging(claim_volgende(op=OP), FOUT, op=OP)
    change_webhook(bezorging.webhook, url="https://b.nl", soorten=[SOORT], door=baas, op=OP)
    assert Webhook.objects.get().mislukt_sinds is None


def test_a_webhook_that_was_removed_meanwhile_is_left_alone(bezorging, baas):
    claimed = claim_volgende(op=OP)
    remove_webhook(bezorging.webhook, door=baas, op=OP)
    record_poging(claimed, GOED, op=OP)
    assert not Webhookpoging.objects.exists()


def test_sending_happens_outside_a_transaction(ontvanger, maak, monkeypatch):
    """A receiver that is slow must not hold the database."""
    depth = len(transaction.get_connection().savepoint_ids)
    webhook, _ = maak(ontvanger.url())
    send_proef(webhook, op=OP)
    seen = []
    own = ontvanger.handler.send_status
    ontvanger.handler.send_status = lambda handler: (
        seen.append(len(connection.savepoint_ids)),
        own(handler),
    )
    connection = transaction.get_connection()
    deliver_volgende(op=timezone.now())
    assert seen == [depth]


def test_old_messages_and_replaced_secrets_go(bezorging, baas, opleider):
    rotate_geheim(bezorging.webhook, door=baas, op=OP)
    later = OP + timedelta(days=30)
    announce(opleider, SOORT, {}, op=later)
    assert delete_old_bezorgingen(op=later) == 0
    assert delete_old_bezorgingen(op=later + timedelta(seconds=1)) == 1
    assert Webhookbezorging.objects.get().aangemaakt_op == later
    assert Webhook.objects.get().vorig_geheim is None
    call_command("ruim_webhooks_op")
