"""A new key reaches everything that is encrypted, also what somebody adds next year."""

import json
from io import StringIO
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import models
from django.test.utils import isolate_apps
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.kluis import STUK, read_kluis
from accounts.models import Concept, Naamswijziging, Voortgang
from accounts.namen import Naam
from accounts.services import sleutelwissel
from accounts.services.concepten import load_concept, save_concept
from accounts.services.naamswijzigingen import read_bewijs, request_naamswijziging
from accounts.services.sleutelwissel import find_gemerkt, renew_everything
from accounts.services.voortgang import finish_voortgang, start_voortgang
from accounts.versleuteling import VersleuteldField, VersleuteldFileField, decrypt, encrypt, renew
from opleidingen.aanleverlijsten import load_inhoud
from opleidingen.models import Aanleverlijst
from opleidingen.services.lijsten.ontvangen import receive_lijst
from opleidingen.services.lijsten.werk import do_werk
from tests.opleidingen.lijsten.bouw import make_csv, seal

OUD, NIEUW = (Fernet.generate_key().decode() for _ in range(2))
DOSSIER = b"dossier" * (STUK // 4)  # more than one line of ciphertext
AKTE = b"%PDF-1.7 akte %%EOF"
ONBEKEND, BEKEND = make_csv(["12", "34"], kop=("eerste", "tweede")), make_csv(["12345678", "Fout", "x", "2026-11-22"])
HUIS = {"kern", "accounts", "beroepscode", "opleidingen", "register"}
AANLEVERING = "Rijen en antwoorden die de opleider zelf stuurde en kreeg; zij staan ook los in de database."
LEESBAAR = "Staat leesbaar op de schijf van de server: beeld zonder plaatsgegevens, of een document van de mens zelf."
NIET_VERSLEUTELD = {
    "accounts.Idempotentie.antwoord": AANLEVERING,
    "opleidingen.Aanleverdeel.rijen": AANLEVERING,
    "opleidingen.Aanleverdeel.bekend": AANLEVERING,
    "opleidingen.Proefaanlevering.antwoord": AANLEVERING,
    "register.Certificaat.verzegeld": "Wie het certificaat heeft, heeft dit bestand; het zegel is van deze bytes.",
    "register.Document.bestand": LEESBAAR,
    "register.Profiel.foto": LEESBAAR,
}


def find_unmarked(modellen) -> list[str]:
    """Columns of bytes, and files, that a new key would not reach and that nobody gave a reason for."""
    return sorted(
        label
        for model in modellen
        if model._meta.app_label in HUIS
        for kolom in model._meta.concrete_fields
        if isinstance(kolom, (models.BinaryField, models.FileField))
        and not isinstance(kolom, (VersleuteldField, VersleuteldFileField))
        for label in [f"{model._meta.label}.{kolom.name}"]
        if label not in NIET_VERSLEUTELD
    )


def test_every_column_of_bytes_and_every_file_is_marked_or_says_why_not():
    assert find_unmarked(apps.get_models(include_auto_created=True)) == []


@isolate_apps("accounts")
def test_a_new_column_or_file_without_a_mark_is_found():
    class Zolder(models.Model):
        geheim = models.BinaryField()
        goed = VersleuteldField()
        bewijs = models.FileField()
        goed_bewijs = VersleuteldFileField()

        class Meta:
            app_label = "accounts"

    assert find_unmarked([Zolder]) == ["accounts.Zolder.bewijs", "accounts.Zolder.geheim"]


def test_what_is_known_to_be_encrypted_is_among_the_columns():
    namen = {f"{model._meta.label}.{kolom}" for model, kolom in find_gemerkt(VersleuteldField)}
    assert {
        "accounts.Concept.inhoud",
        "beroepscode.Reflectie.tekst",
        "beroepscode.Bevestiging.aanvulling",
        "register.Werkbevestiging.adres",
    } <= namen


def test_every_encrypted_file_is_among_the_files():
    assert sorted(f"{model._meta.label}.{kolom}" for model, kolom in find_gemerkt(VersleuteldFileField)) == [
        "accounts.Naamswijziging.bewijs",
        "accounts.Voortgang.bestand",
        "opleidingen.Aanleverlijst.bestand",
    ]


@pytest.fixture
def alles(professional, collega, opleider, settings, tmp_path):
    """One of each kind, under the old key: columns, tokens inside JSON, files of one token and of many lines."""
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
    voortgang = start_voortgang(professional, wat="meenemen", op=op)
    finish_voortgang(voortgang, File(seal(DOSSIER)), op=op)
    bewijs = SimpleUploadedFile("akte.pdf", AKTE)
    naam = Naam("Noor", "de", "Wit")
    request_naamswijziging(professional, naam, reden="Getrouwd.", bewijs=bewijs, max_bytes=1000, op=op)
    do_werk(str(receive(opleider, ONBEKEND, op).pk), 1)  # stays with a question about its columns
    receive(opleider, BEKEND, op)
    return professional


def receive(opleider, inhoud: bytes, op) -> Aanleverlijst:
    """A list as it comes in: nothing was read of it yet, so its column of contents is empty."""
    return receive_lijst(
        seal(inhoud),
        grootte=len(inhoud),
        naam="a.csv",
        vorm="bestand",
        opleider=opleider,
        door="gebruiker:1",
        op=op,
    )


def run() -> str:
    uit = StringIO()
    call_command("roteer_sleutel", stdout=uit)
    return uit.getvalue()


def test_after_the_change_the_old_key_can_go(alles, settings):
    bewaard_op = Concept.objects.get(formulier="formulier-0").bewaard_op
    settings.VERSLEUTELINGSSLEUTELS = [NIEUW, OUD]
    uitvoer = run()
    assert "accounts.Concept.inhoud: 3 van 3" in uitvoer
    assert "opleidingen.Aanleverlijst.bestand: 2 van 2" in uitvoer
    assert "10 waarden opnieuw versleuteld." in uitvoer
    settings.VERSLEUTELINGSSLEUTELS = [NIEUW]
    assert load_concept(alles, "formulier-0").velden == {"titel": ["tekst 0"]}
    assert Concept.objects.get(formulier="formulier-0").bewaard_op == bewaard_op
    assert decrypt(Authenticator.objects.get().data["secret"].encode()) == "geheim"
    assert decrypt(DBTaskResult.objects.get().args_kwargs["args"][0].encode()) == "een mail"
    assert b"".join(read_kluis(Voortgang.objects.get().bestand.open)) == DOSSIER
    assert read_bewijs(Naamswijziging.objects.get()) == AKTE
    assert_lists_go_on()
    assert "0 waarden opnieuw versleuteld." in run()


def assert_lists_go_on() -> None:
    """One waits for an answer about its columns, of the other nothing was read yet."""
    vraag = Aanleverlijst.objects.get(status="kolommen")
    assert load_inhoud(vraag).monster == [["eerste", "tweede"], ["12", "34"]]
    assert b"".join(read_kluis(vraag.bestand.open)) == ONBEKEND
    nieuw = Aanleverlijst.objects.get(status="lezen")
    do_werk(str(nieuw.pk), nieuw.ronde)
    nieuw.refresh_from_db()
    assert (nieuw.status, nieuw.aantal) == ("klaar", 1)


def list_bestanden(map_) -> dict[str, tuple[int, bytes]]:
    return {pad.name: (pad.stat().st_mode, pad.read_bytes()) for pad in map_.rglob("*") if pad.is_file()}


def test_files_keep_their_names_and_nothing_is_left_beside_them(alles, settings, tmp_path):
    """Work that began before the change holds the name of its file, and erases by it."""
    eerder = list_bestanden(tmp_path)
    settings.VERSLEUTELINGSSLEUTELS = [NIEUW, OUD]
    run()
    later = list_bestanden(tmp_path)
    assert {naam: stand for naam, (stand, _) in later.items()} == {naam: stand for naam, (stand, _) in eerder.items()}
    assert [naam for naam in eerder if later[naam][1] == eerder[naam][1]] == []


def test_a_file_that_is_read_meanwhile_is_read_to_its_end(alles, settings):
    stukken = read_kluis(Voortgang.objects.get().bestand.open)
    eerste = next(stukken)
    settings.VERSLEUTELINGSSLEUTELS = [NIEUW, OUD]
    run()
    assert eerste + b"".join(stukken) == DOSSIER


def test_a_file_that_was_erased_meanwhile_does_not_come_back(alles, settings, tmp_path, monkeypatch):
    wijziging = Naamswijziging.objects.get()
    settings.VERSLEUTELINGSSLEUTELS = [NIEUW, OUD]

    def renew_and_erase(token: bytes) -> bytes | None:
        """The office decides while the file is written again."""
        Naamswijziging.objects.filter(pk=wijziging.pk).update(bewijs="")
        return renew(token)

    monkeypatch.setattr(sleutelwissel, "renew", renew_and_erase)
    eerder = list_bestanden(tmp_path)
    sleutelwissel._renew_bestanden(Naamswijziging, "bewijs", sleutelwissel.Uitslag(0, []), lambda *stap: None)
    assert list_bestanden(tmp_path) == eerder


def test_a_file_that_no_key_opens_stays_and_is_named(alles, settings, tmp_path):
    voortgang = Voortgang.objects.get()
    pad = Path(voortgang.bestand.path)
    pad.write_bytes(pad.read_bytes() + b"van een sleutel die weg is\n")
    eerder = pad.read_bytes()
    settings.VERSLEUTELINGSSLEUTELS = [NIEUW, OUD]
    with pytest.raises(CommandError, match=f"accounts.Voortgang.bestand {voortgang.pk}\\."):
        run()
    assert pad.read_bytes() == eerder
    assert len(list_bestanden(tmp_path)) == 4


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
    assert (uitslag.vernieuwd, uitslag.onleesbaar) == (8, [])
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
