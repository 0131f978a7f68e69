import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Webhook, Webhookbezorging
from accounts.services.webhookbezorging import claim_volgende, record_poging
from accounts.services.webhooks import announce, create_webhook, send_proef, switch_webhook
from accounts.versleuteling import decrypt
from accounts.webhookpost import Antwoord

PATH = "/opleider/webhooks"
URL = "https://leren.hogeschool.nl/sam"
SOORT = "aanlevering.verwerkt"


@pytest.fixture
def baas(opleider, medewerker):
    return medewerker(opleider)


@pytest.fixture
def beheerder(baas, sign_in):
    return sign_in(baas)


@pytest.fixture
def webhook(opleider, baas) -> Webhook:
    return create_webhook(opleider, url=URL, soorten=[SOORT], door=baas, op=timezone.now())[0]


def read(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_secret_is_shown_once(beheerder):
    response = beheerder.post(PATH, {"url": URL, "soorten": [SOORT, "deelname.geclaimd"]})
    webhook = Webhook.objects.get()
    geheim = decrypt(webhook.geheim)
    assert geheim in read(response)
    assert "no-store" in response["Cache-Control"]
    assert webhook.soorten == [SOORT, "deelname.geclaimd"]
    for path in (PATH, f"{PATH}/{webhook.pk}", f"{PATH}/{webhook.pk}/wijzigen", f"{PATH}/{webhook.pk}/geheim"):
        assert geheim not in read(beheerder.get(path))


def test_what_is_wrong_is_told_and_kept(beheerder):
    response = beheerder.post(PATH, {"url": "http://localhost:22"})
    form = response.context["form"]
    assert list(form.errors) == ["soorten"]
    response = beheerder.post(PATH, {"url": "http://localhost:22", "soorten": [SOORT]})
    form = response.context["form"]
    assert len(form.errors["url"]) == 3
    assert form["url"].value() == "http://localhost:22"
    assert not Webhook.objects.exists()


def test_changing(beheerder, webhook):
    path = f"{PATH}/{webhook.pk}/wijzigen"
    assert beheerder.get(path).context["form"]["url"].value() == URL
    assert beheerder.post(path, {"url": "https://10.0.0.1", "soorten": [SOORT]}).context["form"].errors["url"]
    assert beheerder.post(path, {"url": "https://b.nl", "soorten": ["deelname.geclaimd"]}).status_code == 302
    webhook.refresh_from_db()
    assert (webhook.url, webhook.soorten) == ("https://b.nl/", ["deelname.geclaimd"])


def test_a_new_secret_after_a_question(beheerder, webhook):
    path, oud = f"{PATH}/{webhook.pk}/geheim", decrypt(webhook.geheim)
    beheerder.get(path)
    webhook.refresh_from_db()
    assert decrypt(webhook.geheim) == oud
    tekst = read(beheerder.post(path))
    webhook.refresh_from_db()
    assert decrypt(webhook.geheim) in tekst
    assert oud not in tekst
    assert "Tekent nog mee tot" in read(beheerder.get(f"{PATH}/{webhook.pk}"))


def test_off_and_on(beheerder, webhook):
    path = f"{PATH}/{webhook.pk}/schakelen"
    for aan, titel in (("nee", "Deze webhook staat uit"), ("nee", "Deze webhook staat uit"), ("ja", "staat aan")):
        assert titel in read(beheerder.post(path, {"aan": aan}, follow=True))
    webhook.refresh_from_db()
    assert webhook.uitgezet_op is None


def test_a_test_message_leads_to_where_it_shows(beheerder, webhook, baas):
    response = beheerder.post(f"{PATH}/{webhook.pk}/proef", follow=True)
    assert "Dit bericht is onderweg" in read(response)
    assert 'data-hx-trigger="every 2s"' in read(response)
    switch_webhook(webhook, aan=False, door=baas, op=timezone.now())
    assert "Zet hem eerst aan" in read(beheerder.post(f"{PATH}/{webhook.pk}/proef", follow=True))


def test_the_log_tells_what_came_of_it_as_text(beheerder, webhook):
    nu = timezone.now()
    bezorging = send_proef(webhook, op=nu)
    record_poging(claim_volgende(op=nu), Antwoord(321, 500, "status", "<script>alert(1)</script>"), op=nu)
    lijst = read(beheerder.get(f"{PATH}/{webhook.pk}"))
    assert ("Status 500" in lijst, "321 ms" in lijst, "Niet gelukt" in lijst) == (True, True, True)
    een = read(beheerder.get(f"/opleider/webhookberichten/{bezorging.pk}"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in een
    assert "<script>alert" not in een
    assert bezorging.kenmerk in een
    assert "&quot;soort&quot;: &quot;webhook.proef&quot;" in een
    assert "data-hx-trigger" not in een


def test_sending_again(beheerder, webhook):
    nu = timezone.now()
    bezorging = send_proef(webhook, op=nu)
    record_poging(claim_volgende(op=nu), Antwoord(1, fout="geen-adres"), op=nu)
    assert "Dit bericht kwam niet aan" in read(beheerder.get(f"/opleider/webhookberichten/{bezorging.pk}"))
    response = beheerder.post(f"/opleider/webhookberichten/{bezorging.pk}/opnieuw", follow=True)
    assert "We sturen het nu." in read(response)
    weer = Webhookbezorging.objects.get()
    assert (weer.status, weer.bericht_id) == ("wacht", bezorging.bericht_id)


def test_a_message_that_waits_long_says_until_when(beheerder, webhook, opleider, baas):
    nu = timezone.now()
    announce(opleider, SOORT, {}, op=nu)
    bezorging = claim_volgende(op=nu)
    bezorging.pogingen = 3
    record_poging(bezorging, Antwoord(1, fout="te-laat"), op=nu)
    Webhookbezorging.objects.update(volgende_op=nu + timedelta(hours=2))
    path = f"/opleider/webhookberichten/{bezorging.pk}"
    tekst = read(beheerder.get(path))
    assert ("Dit bericht kwam nog niet aan" in tekst, "We proberen het weer op" in tekst) == (True, True)
    switch_webhook(webhook, aan=False, door=baas, op=nu)
    assert "Zet hem aan, dan gaat dit bericht weg." in read(beheerder.get(path))
    assert "Zet hem eerst aan" in read(beheerder.post(f"{path}/opnieuw", follow=True))


def test_removing_asks_first(beheerder, webhook):
    path = f"{PATH}/{webhook.pk}/verwijderen"
    beheerder.get(path)
    assert Webhook.objects.exists()
    assert "De webhook is verwijderd." in read(beheerder.post(path, follow=True))
    assert not Webhook.objects.exists()


def test_health_is_told_in_words(beheerder, webhook):
    Webhook.objects.update(mislukt_sinds=timezone.now())
    assert "Komt niet aan" in read(beheerder.get(PATH))
    assert "Berichten komen niet aan" in read(beheerder.get(f"{PATH}/{webhook.pk}"))


@pytest.mark.parametrize("aantal", [1, 4])
def test_the_lists_cost_the_same_however_long(beheerder, webhook, opleider, baas, aantal, django_assert_num_queries):
    nu = timezone.now()
    for _ in range(aantal):
        create_webhook(opleider, url=URL, soorten=[SOORT], door=baas, op=nu)
        send_proef(webhook, op=nu)
        record_poging(claim_volgende(op=nu), Antwoord(1, 500, "status"), op=nu)
    with django_assert_num_queries(5):
        beheerder.get(PATH)
    with django_assert_num_queries(8):
        beheerder.get(f"{PATH}/{webhook.pk}")
