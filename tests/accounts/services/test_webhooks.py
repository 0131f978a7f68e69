import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from accounts.models import Logregel, Webhook, Webhookbezorging
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
from accounts.versleuteling import decrypt
from accounts.webhookgebeurtenissen import PROEF, name_gebeurtenis
from kern.fouten import Fouten

OP = datetime(2026, 11, 22, 10, tzinfo=UTC)
URL = "https://leren.hogeschool.nl/sam"
SOORT = "aanlevering.verwerkt"


@pytest.fixture
def baas(opleider, medewerker):
    return medewerker(opleider)


@pytest.fixture
def webhook(opleider, baas) -> Webhook:
    return create_webhook(opleider, url=URL, soorten=[SOORT], door=baas, op=OP)[0]


def codes(caught) -> list[str]:
    return [fout.code for fout in caught.value.fouten]


def test_a_webhook_with_a_secret_that_only_its_holder_knows(opleider, baas):
    webhook, geheim = create_webhook(opleider, url=f" {URL} ", soorten=["deelname.geclaimd", SOORT], door=baas, op=OP)
    assert (webhook.url, webhook.soorten) == (URL, [SOORT, "deelname.geclaimd"])
    assert (geheim.startswith("whsec_"), len(geheim)) == (True, 50)
    kept = str(Webhook.objects.values().get()) + str(list(Logregel.objects.values()))
    assert geheim not in kept
    assert geheim.removeprefix("whsec_") not in kept
    webhook.refresh_from_db()
    assert decrypt(webhook.geheim) == geheim


def test_what_is_wrong_is_told_at_once(opleider, baas):
    with pytest.raises(Fouten) as caught:
        create_webhook(opleider, url="http://a.nl:22", soorten=["bestaat.niet"], door=baas, op=OP)
    assert codes(caught) == ["geen-https", "andere-poort", "geen-gebeurtenis"]
    assert not Webhook.objects.exists()


def test_a_werkgever_has_nothing_to_hear_yet(werkgever, baas):
    with pytest.raises(Fouten) as caught:
        create_webhook(werkgever, url=URL, soorten=[SOORT], door=baas, op=OP)
    assert codes(caught) == ["geen-gebeurtenis"]


def test_there_is_an_end_to_the_number(opleider, baas):
    for _ in range(10):
        create_webhook(opleider, url=URL, soorten=[SOORT], door=baas, op=OP)
    with pytest.raises(Fouten) as caught:
        create_webhook(opleider, url=URL, soorten=[SOORT], door=baas, op=OP)
    assert codes(caught) == ["te-veel-webhooks"]


def test_a_new_secret_leaves_the_one_before_for_a_day(webhook, baas):
    oud = decrypt(webhook.geheim)
    nieuw = rotate_geheim(webhook, door=baas, op=OP)
    webhook.refresh_from_db()
    assert (decrypt(webhook.geheim), decrypt(webhook.vorig_geheim)) == (nieuw, oud)
    assert [webhook.has_vorig_geheim(OP + timedelta(hours=uren)) for uren in (23, 24)] == [True, False]


def test_every_act_stands_in_the_logboek(webhook, baas):
    change_webhook(webhook, url=URL, soorten=["deelname.ingetrokken"], door=baas, op=OP)
    rotate_geheim(webhook, door=baas, op=OP)
    switch_webhook(webhook, aan=False, door=baas, op=OP)
    switch_webhook(webhook, aan=True, door=baas, op=OP)
    onderwerp = f"webhook:{webhook.pk}"
    remove_webhook(webhook, door=baas, op=OP)
    regels = Logregel.objects.filter(onderwerp=onderwerp).order_by("volgnummer")
    assert list(regels.values_list("handeling", flat=True)) == [
        "webhook-gemaakt",
        "webhook-gewijzigd",
        "webhookgeheim-vervangen",
        "webhook-uitgezet",
        "webhook-aangezet",
        "webhook-verwijderd",
    ]
    assert {regel.door for regel in regels} == {f"gebruiker:{baas.pk}"}


def test_an_event_becomes_a_message_for_each_address_that_asked(opleider, baas, webhook, django_assert_num_queries):
    ander, _ = create_webhook(opleider, url="https://b.nl", soorten=[SOORT], door=baas, op=OP)
    create_webhook(opleider, url="https://c.nl", soorten=["deelname.geclaimd"], door=baas, op=OP)
    uit, _ = create_webhook(opleider, url="https://d.nl", soorten=[SOORT], door=baas, op=OP)
    switch_webhook(uit, aan=False, door=baas, op=OP)
    with transaction.atomic(), django_assert_num_queries(2):
        announce(opleider, SOORT, {"aanleveringId": "7", "totalen": {"geboekt": 2}}, op=OP)
    een, twee = Webhookbezorging.objects.order_by("pk")
    assert [een.webhook, twee.webhook] == [webhook, ander]
    assert een.bericht_id == twee.bericht_id
    assert een.kenmerk == f"msg_{een.bericht_id.hex}"
    assert (een.status, een.pogingen, een.volgende_op) == ("wacht", 0, OP)
    assert een.inhoud == (
        '{"soort":"aanlevering.verwerkt","gebeurdOp":"2026-11-22T10:00:00Z",'
        '"gegevens":{"aanleveringId":"7","totalen":{"geboekt":2}}}'
    )


def test_with_nobody_listening_it_costs_one_query(opleider, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1):
        announce(opleider, SOORT, {}, op=OP)


def test_of_an_act_that_does_not_hold_nothing_is_told(opleider, webhook):
    with transaction.atomic():
        announce(opleider, SOORT, {}, op=OP)
        transaction.set_rollback(True)
    assert not Webhookbezorging.objects.exists()


def test_somebody_else_s_address_hears_nothing(werkgever, webhook):
    announce(werkgever, SOORT, {}, op=OP)
    assert not Webhookbezorging.objects.exists()


def test_a_test_message(webhook):
    bezorging = send_proef(webhook, op=OP)
    assert json.loads(bezorging.inhoud) == {"soort": PROEF, "gebeurdOp": "2026-11-22T10:00:00Z", "gegevens": {}}
    assert bezorging.naam == "Proef"


def test_sending_again_keeps_the_message_and_its_id(webhook):
    bezorging = send_proef(webhook, op=OP)
    Webhookbezorging.objects.update(status="mislukt", pogingen=6, volgende_op=None)
    resend_bezorging(bezorging, op=OP + timedelta(days=1))
    weer = Webhookbezorging.objects.get()
    assert (weer.bericht_id, weer.inhoud) == (bezorging.bericht_id, bezorging.inhoud)
    assert (weer.status, weer.pogingen, weer.volgende_op) == ("wacht", 0, OP + timedelta(days=1))


def test_a_webhook_that_is_off_sends_nothing(webhook, baas):
    bezorging = send_proef(webhook, op=OP)
    switch_webhook(webhook, aan=False, door=baas, op=OP)
    for send in (lambda: send_proef(webhook, op=OP), lambda: resend_bezorging(bezorging, op=OP)):
        with pytest.raises(Fouten, match="webhook-uit"):
            send()


def test_an_event_of_before_keeps_its_code_as_a_name():
    assert name_gebeurtenis("ooit.bestaan") == "ooit.bestaan"
