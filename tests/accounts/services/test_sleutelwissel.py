"""A new key reaches everything that is encrypted, also what somebody adds next year."""

import json
from io import BytesIO, StringIO

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import models
from django.test.utils import isolate_apps
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.kluis import Kluis, read_kluis
from accounts.models import Concept, Voortgang
from accounts.services import sleutelwissel
from accounts.services.concepten import load_concept, save_concept
from accounts.services.sleutelwissel import find_kolommen, renew_everything
from accounts.services.voortgang import finish_voortgang, start_voortgang
from accounts.versleuteling import VersleuteldField, decrypt, encrypt

OUD, NIEUW = (Fernet.generate_key().decode() for _ in range(2))
HUIS = {"kern", "accounts", "beroepscode", "opleidingen", "register"}
AANLEVERING = "Rijen en antwoorden die de opleider zelf stuurde en kreeg; zij staan ook los in de database."
NIET_VERSLEUTELD = {
    "accounts.Idempotentie.antwoord": AANLEVERING,
    "opleidingen.Aanleverdeel.rijen": AANLEVERING,
    "opleidingen.Aanleverdeel.bekend": AANLEVERING,
    "opleidingen.Proefaanlevering.antwoord": AANLEVERING,
}


def find_unmarked(modellen) -> list[str]:
    """Columns of bytes that a new key would not reach, and that nobody gave a reason for."""
    return sorted(
        label
        for model in modellen
        if model._meta.app_label in HUIS
        for kolom in model._meta.concrete_fields
        if isinstance(kolom, models.BinaryField) and not isinstance(kolom, VersleuteldField)
        for label in [f"{model._meta.label}.{kolom.name}"]
        if label not in NIET_VERSLEUTELD
    )


def test_every_column_of_bytes_is_marked_or_says_why_not():
    assert find_unmarked(apps.get_models(include_auto_created=True)) == []


@isolate_apps("accounts")
def test_a_new_column_without_a_mark_is_found():
    class Zolder(models.Model):
        geheim = models.BinaryField()
        goed = VersleuteldField()

        class Meta:
            app_label = "accounts"

    assert find_unmarked([Zolder]) == ["accounts.Zolder.geheim"]


def test_what_is_known_to_be_encrypted_is_among_the_columns():
    namen = {f"{model._meta.label}.{kolom}" for model, kolom in find_kolommen()}
    assert {
        "accounts.Concept.inhoud",
        "beroepscode.Reflectie.tekst",
        "beroepscode.Bevestiging.aanvulling",
        "register.Werkbevestiging.adres",
    } <= namen


@pytest.fixture
def alles(professional, collega, settings, tmp_path):
    """One of each kind, under the old key: columns, tokens inside JSON, a file."""
    settings.MEDIA_ROOT = tmp_path
    settings.VERSLEUTELINGSSLEUTELS = [OUD]
    op = timezone.now()
    for nummer, gebruiker in enumerate((professional, collega, professional)):
        save_concept(gebruiker, f"formulier-{nummer}", {"titel": [f"tekst {nummer}"]}, versie=0, op=op)
    Concept.objects.create(gebruiker=collega, formulier="leeg", versie=1, bewaard_op=op)
    Authenticator.objects.create(user=professional, type="totp", data={"secret": encrypt("geheim").decode()})
    DBTaskResult.objects.create(
        args_kwargs={"args": [encrypt("een mail").decode(), 0], "kwargs": {}}, task_path="x", run_after=op
    )
    kist = BytesIO()
    kluis = Kluis(kist)
    kluis.write(b"een dossier")
    kluis.close()
    finish_voortgang(start_voortgang(professional, wat="meenemen", op=op), ContentFile(kist.getvalue()), op=op)
    return professional


def run() -> str:
    uit = StringIO()
    call_command("roteer_sleutel", stdout=uit)
    return uit.getvalue()


def test_after_the_change_the_old_key_can_go(alles, settings, django_capture_on_commit_callbacks, tmp_path):
    bewaard_op = Concept.objects.get(formulier="formulier-0").bewaard_op
    settings.VERSLEUTELINGSSLEUTELS = [NIEUW, OUD]
    with django_capture_on_commit_callbacks(execute=True):
        uitvoer = run()
    assert "accounts.Concept.inhoud: 3 van 3" in uitvoer
    assert "6 waarden opnieuw versleuteld." in uitvoer
    settings.VERSLEUTELINGSSLEUTELS = [NIEUW]
    assert load_concept(alles, "formulier-0").velden == {"titel": ["tekst 0"]}
    assert Concept.objects.get(formulier="formulier-0").bewaard_op == bewaard_op
    assert decrypt(Authenticator.objects.get().data["secret"].encode()) == "geheim"
    assert decrypt(DBTaskResult.objects.get().args_kwargs["args"][0].encode()) == "een mail"
    assert b"".join(read_kluis(Voortgang.objects.get().bestand.open)) == b"een dossier"
    assert len([pad for pad in tmp_path.rglob("*") if pad.is_file()]) == 1
    assert "0 waarden opnieuw versleuteld." in run()


def test_a_run_that_was_cut_off_is_started_again(alles, settings, monkeypatch):
    """The machine stops after the first batch; the second run does what is left and nothing twice."""
    monkeypatch.setattr(sleutelwissel, "TEGELIJK", 1)
    settings.VERSLEUTELINGSSLEUTELS = [NIEUW, OUD]

    def stop(wat: str, gedaan: int, totaal: int) -> None:
        if (wat, gedaan) == ("accounts.Concept.inhoud", 2):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        renew_everything(note=stop)
    stappen = []
    uitslag = renew_everything(note=lambda *stap: stappen.append(stap))
    assert (uitslag.vernieuwd, uitslag.onleesbaar) == (4, [])
    assert ("accounts.Concept.inhoud", 3, 3) in stappen


def test_what_no_key_opens_stays_and_is_named(alles, settings):
    vreemd = Concept.objects.get(formulier="formulier-1")
    Concept.objects.filter(pk=vreemd.pk).update(inhoud=b"van een sleutel die weg is")
    settings.VERSLEUTELINGSSLEUTELS = [NIEUW, OUD]
    with pytest.raises(
        CommandError, match=f"1 waarde opent geen enkele sleutel.*accounts.Concept.inhoud {vreemd.pk}"
    ):
        run()
    assert bytes(Concept.objects.get(pk=vreemd.pk).inhoud) == b"van een sleutel die weg is"


def test_without_the_command_the_old_key_cannot_go(alles, settings):
    """The planted fault: a new key in front, the old one thrown away, and nothing written again."""
    settings.VERSLEUTELINGSSLEUTELS = [NIEUW]
    assert load_concept(alles, "formulier-0").velden is None
    with pytest.raises(InvalidToken):
        decrypt(json.loads(json.dumps(Authenticator.objects.get().data))["secret"].encode())
