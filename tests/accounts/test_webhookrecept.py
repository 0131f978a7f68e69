"""What `docs/webhooks.md` tells people to build, run against what the product sends."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from accounts.services.webhookbezorging import make_headers
from accounts.services.webhooks import create_webhook, rotate_geheim, send_proef
from accounts.webhookgebeurtenissen import GEBEURTENISSEN, PROEF

TEKST = (settings.BASE_DIR / "docs" / "webhooks.md").read_text()


@pytest.fixture
def lees_bericht():
    [blok] = re.findall(r"```python\n(.*?)```", TEKST, re.DOTALL)
    namespace: dict = {}
    exec(blok, namespace)
    return namespace["lees_bericht"]


@pytest.fixture
def verstuurd(opleider, medewerker):
    """A webhook with two secrets, and a message signed on the day of the machine, which the recipe keeps."""
    door, nu = medewerker(opleider), datetime.now(UTC)
    webhook, oud = create_webhook(opleider, url="https://leren.nl", soorten=["deelname.geclaimd"], door=door, op=nu)
    nieuw = rotate_geheim(webhook, door=door, op=nu)
    return send_proef(webhook, op=nu), oud, nieuw


def test_the_recipe_reads_what_we_send_with_the_old_and_the_new_secret(lees_bericht, verstuurd):
    bezorging, oud, nieuw = verstuurd
    headers = make_headers(bezorging, op=datetime.now(UTC))
    for geheim in (oud, nieuw):
        assert lees_bericht(geheim, headers, bezorging.inhoud.encode())["soort"] == PROEF


def test_the_recipe_refuses_what_is_not_ours(lees_bericht, verstuurd):
    bezorging, _, geheim = verstuurd
    headers, inhoud = make_headers(bezorging, op=datetime.now(UTC)), bezorging.inhoud.encode()
    oud = make_headers(bezorging, op=datetime.now(UTC) - timedelta(minutes=6))
    for other in (
        (geheim, headers, inhoud + b" "),
        ("whsec_YW5kZXJz", headers, inhoud),
        (geheim, headers | {"webhook-id": "msg_1"}, inhoud),
        (geheim, headers | {"webhook-timestamp": str(int(datetime.now(tz=UTC).timestamp()) + 9)}, inhoud),
        (geheim, oud, inhoud),
    ):
        with pytest.raises(ValueError, match=r"te oud|geen goede"):
            lees_bericht(*other)


def test_every_event_is_described():
    described = re.findall(r"^\| `([\w.]+)` \|", TEKST, re.MULTILINE)
    assert described == [*(rij.code for rij in GEBEURTENISSEN), PROEF]
