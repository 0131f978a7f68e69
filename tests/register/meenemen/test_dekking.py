"""Nothing that leads to a person is forgotten, also not what somebody adds next year."""

from dataclasses import replace

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from accounts.models import Gebruiker
from beroepscode.models import Bevestiging, Reflectie
from register.meenemen.bronnen import BRONNEN, UITZONDERINGEN
from register.models import Activiteit
from tests.register.meenemen.dekking import find_gaten, find_stale

MODELLEN = apps.get_models(include_auto_created=True)


def test_every_model_that_leads_to_a_person_goes_along_or_says_why_not():
    assert find_gaten(MODELLEN, BRONNEN, UITZONDERINGEN) == []


def test_no_exception_outlives_its_column():
    assert find_stale(MODELLEN, BRONNEN, UITZONDERINGEN) == []


def test_every_exception_has_a_reason():
    redenen = [*UITZONDERINGEN.values(), *(reden for bron in BRONNEN for reden in bron.weglaten.values())]
    assert [reden for reden in redenen if len(reden) < 20] == []


def test_every_source_has_a_name_of_its_own():
    namen = [bron.naam for bron in BRONNEN]
    assert sorted(set(namen)) == sorted(namen)


@isolate_apps("register")
def test_a_new_model_without_an_entry_is_found():
    class Zolder(models.Model):
        activiteit = models.ForeignKey(Activiteit, models.CASCADE)

        class Meta:
            app_label = "register"

    class Kelder(models.Model):
        class Meta:
            app_label = "register"

    vraag = "register.Zolder: geef een Bron in BRONNEN, of een reden in UITZONDERINGEN"
    assert find_gaten([Zolder, Kelder], BRONNEN, UITZONDERINGEN) == [vraag]


@isolate_apps("register")
def test_a_second_way_to_a_person_is_found():
    class Zolder(models.Model):
        van = models.ForeignKey(Gebruiker, models.CASCADE, related_name="+")
        door = models.ForeignKey(Gebruiker, models.CASCADE, related_name="+")

        class Meta:
            app_label = "register"

    bron = replace(BRONNEN[0], naam="zolder", model=Zolder, van="van", weglaten={})
    assert find_gaten([Zolder], [bron], {}) == [
        "register.Zolder.door: geef een Bron die zo bij een mens komt, of een reden in UITZONDERINGEN"
    ]
    assert find_gaten([Zolder], [bron], {"register.Zolder.door": "Hoort bij een ander."}) == []


def test_an_entry_taken_out_is_found():
    zonder = [bron for bron in BRONNEN if bron.naam not in ("reflecties", "gegeven_bevestigingen")]
    assert find_gaten([Reflectie, Bevestiging], zonder, UITZONDERINGEN) == [
        "beroepscode.Reflectie: geef een Bron in BRONNEN, of een reden in UITZONDERINGEN",
        "beroepscode.Bevestiging.bevestiger: geef een Bron die zo bij een mens komt, of een reden in UITZONDERINGEN",
    ]
