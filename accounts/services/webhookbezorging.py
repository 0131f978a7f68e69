"""Bring messages to the addresses that asked for them: one at a time, again when it fails, and never lost.

The rows are the queue. Taking one sets its next moment `IN_HANDEN` later, so when the worker dies another takes it up
by itself. That can send a message twice, never not at all: the receiver recognises it by its `webhook-id`.
"""

from datetime import UTC, datetime, timedelta

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction
from django.views.decorators.debug import sensitive_variables
from standardwebhooks.webhooks import Webhook as Ondertekenaar

from accounts.mail import send_bericht
from accounts.models import Webhook, Webhookbezorging, Webhookpoging
from accounts.queries import find_beheerders, find_te_bezorgen
from accounts.services.logboek import refer, write_logregel
from accounts.versleuteling import decrypt
from accounts.webhookadres import read_adres
from accounts.webhookgebeurtenissen import PROEF
from accounts.webhookpost import Antwoord, post
from kern.fouten import Fouten

Status = Webhookbezorging.Status

PAUZES = tuple(timedelta(minutes=minuten) for minuten in (1, 5, 30, 120, 720))
"""Between one attempt and the next; the first is at once. About fourteen and a half hours in all."""
IN_HANDEN = timedelta(minutes=1)
"""How long a message is left to the worker that took it; a call takes seconds."""
UITZETTEN_NA = timedelta(days=5)
"""After so long without a message that arrived, a webhook is turned off."""
BEWAREN = timedelta(days=30)
"""How long messages and what came of them can be read."""


def deliver_volgende(*, op: datetime) -> bool:
    """Deliver the message that is due longest. False when there is none."""
    bezorging = claim_volgende(op=op)
    if bezorging is None:
        return False
    antwoord = send_bezorging(bezorging, op=op)
    record_poging(bezorging, antwoord, op=op)
    return True


@transaction.atomic
def claim_volgende(*, op: datetime) -> Webhookbezorging | None:
    """Take a message: nobody else gets it for the time being. Addresses that fail wait for those that work."""
    bezorging = find_te_bezorgen(op).select_for_update(skip_locked=True, of=("self",)).first()
    if bezorging is not None:
        bezorging.pogingen += 1
        bezorging.volgende_op = op + IN_HANDEN
        bezorging.save(update_fields=["pogingen", "volgende_op"])
    return bezorging


def send_bezorging(bezorging: Webhookbezorging, *, op: datetime) -> Antwoord:
    """Sign and send. Outside any transaction: a receiver that is slow must not hold the database."""
    inhoud = bezorging.inhoud.encode()
    eigen = settings.WEBHOOK_EIGEN_ADRESSEN
    try:
        adres, headers = read_adres(bezorging.webhook.url, eigen=eigen), make_headers(bezorging, op=op)
    except Fouten as fouten:  # allowed when it was written down, and no longer
        return Antwoord(0, fout=fouten.fouten[0].code)
    except InvalidToken:
        return Antwoord(0, fout="geheim-onleesbaar")
    return post(adres, inhoud, headers, eigen=eigen)


@sensitive_variables()
def make_headers(bezorging: Webhookbezorging, *, op: datetime) -> dict[str, str]:
    """The head of a message by the rules of Standard Webhooks: id, moment, and a signature for each secret."""
    webhook, moment = bezorging.webhook, op.astimezone(UTC)
    geheimen = [webhook.geheim, *([webhook.vorig_geheim] if webhook.has_vorig_geheim(op) else [])]
    handtekeningen = [
        Ondertekenaar(decrypt(geheim)).sign(bezorging.kenmerk, moment, bezorging.inhoud) for geheim in geheimen
    ]
    return {
        "Content-Type": "application/json",
        "User-Agent": "SAM-register",
        "webhook-id": bezorging.kenmerk,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(handtekeningen),
    }


@transaction.atomic
def record_poging(bezorging: Webhookbezorging, antwoord: Antwoord, *, op: datetime) -> None:
    """Keep what came of an attempt that began at `op`, and plan the next one. Nothing when the message is gone."""
    rijen = Webhookbezorging.objects.select_for_update(of=("self", "webhook"))
    gevonden = rijen.select_related("webhook__organisatie").filter(pk=bezorging.pk).first()
    if gevonden is None:
        return
    bezorging = gevonden
    Webhookpoging.objects.create(
        bezorging=bezorging,
        op=op,
        duur_ms=antwoord.duur_ms,
        status=antwoord.status,
        fout=antwoord.fout,
        antwoord=antwoord.tekst,
    )
    if antwoord.gelukt:
        bezorging.status, bezorging.volgende_op = Status.BEZORGD, None
    else:
        bezorging.volgende_op = find_volgende(bezorging, op=op)
        bezorging.status = Status.WACHT if bezorging.volgende_op else Status.MISLUKT
    bezorging.save(update_fields=["status", "volgende_op"])
    _note_health(bezorging.webhook, antwoord, op=op)


def find_volgende(bezorging: Webhookbezorging, *, op: datetime) -> datetime | None:
    """When to try again after an attempt at `op`; None when it was the last. A test tells at once what is wrong."""
    if bezorging.soort == PROEF or bezorging.pogingen > len(PAUZES):
        return None
    return op + PAUZES[bezorging.pogingen - 1]


def _note_health(webhook: Webhook, antwoord: Antwoord, *, op: datetime) -> None:
    """Remember since when nothing arrives, and turn the webhook off when that lasts."""
    if antwoord.gelukt:
        webhook.mislukt_sinds = None
    elif webhook.mislukt_sinds is None:
        webhook.mislukt_sinds = op
    elif op - webhook.mislukt_sinds >= UITZETTEN_NA and not webhook.uitgezet_op:
        webhook.uitgezet_op = op
        for lid in find_beheerders(webhook.organisatie):
            send_bericht(lid.gebruiker, "accounts/webhook-uitgezet", {"webhook": webhook})
        write_logregel("webhook-uitgezet", door="register", onderwerp=refer(webhook), op=op)
    webhook.save(update_fields=["mislukt_sinds", "uitgezet_op"])


def delete_old_bezorgingen(*, op: datetime) -> int:
    """Forget messages older than `BEWAREN` with what came of them, and secrets that no longer sign."""
    Webhook.objects.filter(vorig_geldig_tot__lte=op).update(vorig_geheim=None, vorig_geldig_tot=None)
    oud = Webhookbezorging.objects.filter(aangemaakt_op__lt=op - BEWAREN)
    return oud.delete()[1].get("accounts.Webhookbezorging", 0)
