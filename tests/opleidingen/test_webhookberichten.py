"""Every act that an opleider's own system can hear of, told in the transaction of the act: ids and codes alone."""

import json
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Gebruiker, Webhookbezorging
from accounts.services.webhooks import create_webhook
from accounts.webhookgebeurtenissen import GEBEURTENISSEN
from kern.periode import add_months
from opleidingen.models import Deelname, Geparkeerd
from opleidingen.rijen import Rij
from opleidingen.services.accreditatiestappen import Toekenning, grant_accreditatie, take_stap
from opleidingen.services.achtergrond import accept_aanlevering, book_volgend_deel
from opleidingen.services.claimen import claim_geparkeerd
from opleidingen.services.deelnames import correct_deelname, restore_deelname, withdraw_deelname
from tests.conftest import make_lid

REDEN = "De lijst klopte niet."


@pytest.fixture
def beheerder(opleider, medewerker) -> Gebruiker:
    return medewerker(opleider)


@pytest.fixture(autouse=True)
def _webhook(opleider, beheerder) -> None:
    soorten = [rij.code for rij in GEBEURTENISSEN]
    create_webhook(opleider, url="https://leren.nl", soorten=soorten, door=beheerder, op=timezone.now())


def read() -> list[tuple[str, dict[str, Any]]]:
    """What was told, in order, and forgotten."""
    berichten = [json.loads(rij.inhoud) for rij in Webhookbezorging.objects.order_by("pk")]
    Webhookbezorging.objects.all().delete()
    return [(bericht["soort"], bericht["gegevens"]) for bericht in berichten]


def test_a_delivery(deliver, rij):
    antwoord = deliver(rij(), rij(achternaam="Jansen")).json()
    assert read() == [("aanlevering.verwerkt", {"aanleveringId": antwoord["id"], "totalen": antwoord["totalen"]})]


def test_a_trial_tells_nothing(deliver, rij):
    deliver(rij(), proef=True)
    assert read() == []


def test_a_delivery_in_the_background_tells_it_at_the_end(professional, aanbod, opleider, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    rijen = [
        Rij(registratienummer=professional.registratienummer, opleidingscode="eksd", eind_datum=f"2026-06-0{dag}")
        for dag in (1, 2)
    ]
    aanlevering = accept_aanlevering(
        [rijen[:1], rijen[1:]], opleider=opleider, op=timezone.now(), door="sleutel:1", vorm="bestand"
    )
    told = []
    for _ in range(3):
        book_volgend_deel(str(aanlevering.pk), op=timezone.now())
        told.append(read())
    totalen = {"geboekt": 2, "alBekend": 0, "geparkeerd": 0, "afgewezen": 0}
    assert [bericht for berichten in told for bericht in berichten] == [
        ("aanlevering.verwerkt", {"aanleveringId": str(aanlevering.pk), "totalen": totalen})
    ]


def test_a_parked_row_that_found_its_person(deliver, rij, professional):
    deliver(rij(achternaam="Jansen", kenmerk="c-7"))
    read()
    Geparkeerd.objects.update(gevonden_door=professional)
    geparkeerd = Geparkeerd.objects.get()
    claim_geparkeerd(geparkeerd, gebruiker=professional, op=timezone.now())
    assert read() == [
        (
            "deelname.geclaimd",
            {
                "deelnameId": Deelname.objects.get().pk,
                "kenmerk": "c-7",
                "aanleveringId": str(geparkeerd.aanlevering_id),
                "regel": 1,
            },
        )
    ]


def test_corrected_withdrawn_restored(deliver, rij, beheerder):
    deliver(rij(kenmerk="c-1"))
    read()
    deelname, nu = Deelname.objects.get(), timezone.now()
    wie = {"reden": REDEN, "door": beheerder, "peildatum": timezone.localdate(nu), "op": nu}
    correct_deelname(deelname, {"minuten": 900}, **wie)
    withdraw_deelname(deelname, **wie)
    restore_deelname(deelname, **wie)
    gegevens = {"deelnameId": deelname.pk, "kenmerk": "c-1"}
    assert read() == [
        ("deelname.gecorrigeerd", gegevens),
        ("deelname.ingetrokken", gegevens),
        ("deelname.hersteld", gegevens),
    ]


@pytest.fixture
def beoordelaars(kantoor, professional, collega) -> list[Gebruiker]:
    for gebruiker in (professional, collega):
        make_lid(kantoor, gebruiker)
    return [professional, collega]


@pytest.fixture
def aanvraag(aanbod):
    accreditatie = aanbod.accreditatie
    accreditatie.status = "ingediend"
    accreditatie.save()
    return accreditatie


def test_an_accreditation_that_is_granted(aanvraag, beoordelaars):
    minuten = {onderdeel.pk: onderdeel.minuten for onderdeel in aanvraag.onderdelen.all()}
    vandaag = timezone.localdate()
    toekenning = Toekenning(vandaag, add_months(vandaag, 24), minuten)
    grant_accreditatie(aanvraag, toekenning, reden=REDEN, door=beoordelaars[0], op=timezone.now())
    gegevens = {"opleidingscode": "eksd", "accreditatieId": aanvraag.pk, "status": "geaccrediteerd"}
    assert read() == [("accreditatie.besloten", gegevens)]


def test_an_accreditation_that_is_refused_is_told_when_two_agree(aanvraag, beoordelaars):
    een, twee = beoordelaars
    take_stap(aanvraag, "afwijzing-voorstellen", reden=REDEN, door=een, op=timezone.now())
    assert read() == []
    take_stap(aanvraag, "afwijzen", reden=REDEN, door=twee, op=timezone.now())
    gegevens = {"opleidingscode": "eksd", "accreditatieId": aanvraag.pk, "status": "afgewezen"}
    assert read() == [("accreditatie.besloten", gegevens)]


def test_no_message_names_a_person(deliver, rij, professional):
    deliver(rij(), rij(achternaam="Jansen", eindDatum="2026-06-01"))
    inhoud = Webhookbezorging.objects.get().inhoud
    secrets = (professional.registratienummer, "Heuvel", "Jansen", "Noor", "@")
    assert [geheim for geheim in secrets if geheim in inhoud] == []
