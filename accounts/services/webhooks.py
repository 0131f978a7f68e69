"""Addresses of organisations that want to hear what happens, and telling them."""

import base64
import json
import secrets
import uuid
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts.models import Gebruiker, Organisatie, Webhook, Webhookbezorging
from accounts.queries import find_luisteraars, find_webhooks
from accounts.services.logboek import refer, write_logregel
from accounts.versleuteling import encrypt
from accounts.webhookadres import read_adres
from accounts.webhookgebeurtenissen import PROEF, find_gebeurtenissen
from kern.fouten import Fout, Fouten

MEESTE_WEBHOOKS = 10
"""For each organisation."""
VORIG_GELDIG = timedelta(days=1)
"""How long the secret before signs along, so that a receiver can change over without missing a message."""

TE_VEEL = Fout("te-veel-webhooks", f"Jullie hebben al {MEESTE_WEBHOOKS} webhooks. Verwijder er eerst een.")
GEEN_GEBEURTENIS = Fout("geen-gebeurtenis", "Kies minstens één gebeurtenis uit de lijst.", "soorten")
STAAT_UIT = Fout("webhook-uit", "Deze webhook staat uit. Zet hem eerst aan.")


@sensitive_variables()
@transaction.atomic
def create_webhook(
    organisatie: Organisatie, *, url: str, soorten: Collection[str], door: Gebruiker, op: datetime
) -> tuple[Webhook, str]:
    """Make a webhook and return it with its secret `whsec_…`, which can never be shown again. Raises Fouten."""
    Organisatie.objects.select_for_update().get(pk=organisatie.pk)
    if find_webhooks(organisatie).count() >= MEESTE_WEBHOOKS:
        raise Fouten(TE_VEEL, status=409)
    geheim = make_geheim()
    webhook = Webhook(organisatie=organisatie, geheim=encrypt(geheim), aangemaakt_op=op)
    _fill(webhook, url=url, soorten=soorten)
    webhook.save(force_insert=True)
    inhoud = {"organisatie": refer(organisatie), "soorten": webhook.soorten}
    write_logregel("webhook-gemaakt", door=refer(door), onderwerp=refer(webhook), inhoud=inhoud, op=op)
    return webhook, geheim


@transaction.atomic
def change_webhook(webhook: Webhook, *, url: str, soorten: Collection[str], door: Gebruiker, op: datetime) -> None:
    """Send to another address or tell of other events, also what waits to be sent. Raises Fouten."""
    _fill(webhook, url=url, soorten=soorten)
    webhook.mislukt_sinds = None  # another address begins with a clean sheet
    webhook.save(update_fields=["url", "soorten", "mislukt_sinds"])
    inhoud = {"soorten": webhook.soorten}
    write_logregel("webhook-gewijzigd", door=refer(door), onderwerp=refer(webhook), inhoud=inhoud, op=op)


@sensitive_variables()
@transaction.atomic
def rotate_geheim(webhook: Webhook, *, door: Gebruiker, op: datetime) -> str:
    """Give a webhook another secret and return it. The one before signs along for `VORIG_GELDIG`."""
    geheim = make_geheim()
    webhook.vorig_geheim, webhook.vorig_geldig_tot = webhook.geheim, op + VORIG_GELDIG
    webhook.geheim = encrypt(geheim)
    webhook.save(update_fields=["geheim", "vorig_geheim", "vorig_geldig_tot"])
    write_logregel("webhookgeheim-vervangen", door=refer(door), onderwerp=refer(webhook), op=op)
    return geheim


@transaction.atomic
def switch_webhook(webhook: Webhook, *, aan: bool, door: Gebruiker, op: datetime) -> None:
    """Turn a webhook on or off. What happens while it is off is not told; what waited goes out later."""
    webhook.uitgezet_op, webhook.mislukt_sinds = None if aan else op, None
    webhook.save(update_fields=["uitgezet_op", "mislukt_sinds"])
    handeling = "webhook-aangezet" if aan else "webhook-uitgezet"
    write_logregel(handeling, door=refer(door), onderwerp=refer(webhook), op=op)


@transaction.atomic
def remove_webhook(webhook: Webhook, *, door: Gebruiker, op: datetime) -> None:
    """Erase a webhook, its secret, its messages and its log."""
    onderwerp = refer(webhook)
    Webhook.objects.filter(pk=webhook.pk).delete()
    write_logregel("webhook-verwijderd", door=refer(door), onderwerp=onderwerp, op=op)


def announce(organisatie: Organisatie, soort: str, inhoud: Mapping[str, Any], *, op: datetime) -> None:
    """Tell every address of this organisation that asked for `soort`. Belongs in the transaction of the act itself.

    `inhoud` holds ids and codes alone: it goes to another machine. One query while nobody listens, else two.
    """
    luisteraars = [webhook for webhook in find_luisteraars(organisatie) if soort in webhook.soorten]
    _queue(luisteraars, soort, inhoud, op=op)


@transaction.atomic
def send_proef(webhook: Webhook, *, op: datetime) -> Webhookbezorging:
    """Send a message that means nothing, to see whether the address works. Raises Fouten."""
    if webhook.uitgezet_op:
        raise Fouten(STAAT_UIT, status=409)
    [bezorging] = _queue([webhook], PROEF, {}, op=op)
    return bezorging


@transaction.atomic
def resend_bezorging(bezorging: Webhookbezorging, *, op: datetime) -> None:
    """Send the same message again, under the same id, now. Raises Fouten."""
    if bezorging.webhook.uitgezet_op:
        raise Fouten(STAAT_UIT, status=409)
    Webhookbezorging.objects.filter(pk=bezorging.pk).update(
        status=Webhookbezorging.Status.WACHT, pogingen=0, volgende_op=op
    )


def make_geheim() -> str:
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def _fill(webhook: Webhook, *, url: str, soorten: Collection[str]) -> None:
    """Set what somebody chose. Raises Fouten with everything that is wrong."""
    fouten: list[Fout] = []
    try:
        webhook.url = read_adres(url, eigen=settings.WEBHOOK_EIGEN_ADRESSEN).url
    except Fouten as caught:
        fouten.extend(caught.fouten)
    bekend = [rij.code for rij in find_gebeurtenissen(webhook.organisatie.soort)]
    if not soorten or not set(soorten) <= set(bekend):
        fouten.append(GEEN_GEBEURTENIS)
    if fouten:
        raise Fouten(*fouten)
    webhook.soorten = [soort for soort in bekend if soort in soorten]


def _queue(
    webhooks: Collection[Webhook], soort: str, inhoud: Mapping[str, Any], *, op: datetime
) -> list[Webhookbezorging]:
    """One message, with one id, for each of these addresses."""
    bericht_id = uuid.uuid4()
    tekst = json.dumps(
        {"soort": soort, "gebeurdOp": op.astimezone(UTC).isoformat(timespec="seconds"), "gegevens": dict(inhoud)},
        ensure_ascii=False,
        separators=(",", ":"),
    ).replace("+00:00", "Z")
    return Webhookbezorging.objects.bulk_create(
        Webhookbezorging(
            webhook=webhook, bericht_id=bericht_id, soort=soort, inhoud=tekst, aangemaakt_op=op, volgende_op=op
        )
        for webhook in webhooks
    )
