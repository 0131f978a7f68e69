"""What is in the zip: everything, readable, and only one's own."""

import csv
import json
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from jsonschema import Draft202012Validator

from accounts.kluis import Kluis, read_kluis
from accounts.models import Gebruiker, Raadpleging
from accounts.services.concepten import save_concept
from accounts.services.logboek import refer, write_logregel
from beroepscode.models import Aanwezigheid, Bijeenkomst, Reflectie
from beroepscode.services.bevestigingen import ask_bevestiging
from beroepscode.services.reflecties import save_reflectie
from config.geheimen import make_zegelsleutel
from register.meenemen import write_pakket
from register.meenemen.bronnen import BRONNEN
from register.meenemen.pakket import write_json
from register.meenemen.schema import make_schema
from register.models import Activiteit
from tests.register.bouw import log_activiteit
from tests.register.conftest import VAN

NU = timezone.now()
DOCS = Path(__file__).parents[3] / "docs"
TEKST = "Ik dacht na over macht;\n=en dat was goed."


def pack(gebruiker: Gebruiker, stappen: list | None = None) -> ZipFile:
    bestand = BytesIO()
    kluis = Kluis(bestand)
    write_pakket(gebruiker, kluis, op=NU, note=lambda *stap: stappen is not None and stappen.append(stap))
    kluis.close()
    return ZipFile(BytesIO(b"".join(read_kluis(lambda: BytesIO(bestand.getvalue())))))


def read_dossier(pakket: ZipFile) -> dict:
    return json.loads(pakket.read("dossier.json"))


def read_csv(pakket: ZipFile, naam: str) -> list[list[str]]:
    tekst = pakket.read(f"csv/{naam}.csv").decode()
    assert tekst.startswith("\ufeff")
    return [*csv.reader(StringIO(tekst[1:], newline=""), delimiter=";")]


@pytest.fixture
def alles(volle_termijn, professional, collega, werkgever, settings, tmp_path) -> Gebruiker:
    """Somebody with a row of nearly everything."""
    settings.MEDIA_ROOT = tmp_path / "bestanden"
    settings.ZEGELSLEUTEL = str(make_zegelsleutel(tmp_path))
    log_activiteit(volle_termijn.registratie, date(2024, 5, 1))
    save_concept(professional, "activiteit", {"titel": ["Half af"]}, versie=0, op=NU)
    reflectie = save_reflectie(
        Reflectie(gebruiker=professional),
        datum=date(2025, 1, 2),
        minuten=45,
        kernwaarde="betrokkenheid",
        antwoorden={"tekst": TEKST},
    )
    ask_bevestiging(reflectie, collega.email, op=NU)
    Raadpleging.objects.create(gebruiker=professional, organisatie=werkgever, door=collega, wat="status", op=NU)
    bijeenkomst = Bijeenkomst.objects.create(
        datum=date(2025, 2, 3), begin_tijd=time(9), eind_tijd=time(11), minuten=120, ingevoerd_door=professional
    )
    for wie in (professional, collega):
        Aanwezigheid.objects.create(bijeenkomst=bijeenkomst, gebruiker=wie, genoemd_als=wie.email)
    onderwerp = refer(volle_termijn.registratie)
    write_logregel("certificaat-uitgegeven", door="register", onderwerp=onderwerp, op=NU)
    volle_termijn.registratie.profiel.foto.save("", ContentFile(b"pixels"))
    return professional


def test_the_document_keeps_to_its_schema(alles):
    pakket = pack(alles)
    schema = json.loads(pakket.read("meenemen.schema.json"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    dossier = read_dossier(pakket)
    assert [fault.message for fault in validator.iter_errors(dossier)] == []
    del dossier["onderdelen"]["reflecties"][0]["tekst"]
    dossier["onderdelen"]["activiteiten"][0]["minuten"] = "60"
    assert sorted(fault.message for fault in validator.iter_errors(dossier)) == [
        "'60' is not of type 'integer'",
        "'tekst' is a required property",
    ]


def test_the_schema_in_docs_is_the_one_of_today():
    assert (DOCS / "meenemen.schema.json").read_text() == write_json(make_schema())


def test_every_column_is_there_unless_it_says_why_not(alles):
    onderdelen = read_dossier(pack(alles))["onderdelen"]
    assert [*onderdelen] == [bron.naam for bron in BRONNEN]
    for bron in BRONNEN:
        verwacht = {kolom.name for kolom in bron.model._meta.concrete_fields} - {*bron.weglaten} | {*bron.lees}
        for rij in onderdelen[bron.naam]:
            assert {*rij} == verwacht, bron.naam


def test_own_words_can_be_read(alles):
    onderdelen = read_dossier(pack(alles))["onderdelen"]
    assert onderdelen["reflecties"][-1]["tekst"] == TEKST
    assert "Half af" in onderdelen["concepten"][0]["inhoud"]
    (activiteit,) = onderdelen["activiteiten"]
    eigen = Activiteit.objects.get()
    assert (activiteit["titel"], activiteit["datum"]) == ("Lezen over schaarste", "2024-05-01")
    assert datetime.fromisoformat(activiteit["aangemaakt_op"]) == eigen.aangemaakt_op
    (raadpleging,) = onderdelen["raadplegingen"]
    assert (raadpleging["door"], raadpleging["organisatie"]) == ("Yusuf Yıldız", "Gemeente Waterstad")
    assert onderdelen["deelnames"][0]["opleider"] == "Hogeschool Rivierenland"
    assert onderdelen["termijnen"][0]["geldig_van"] == VAN.isoformat()


def test_what_others_did_and_said_is_not_there(alles, collega):
    """The peer stands in it only as the writer typed: so nobody learns from it who is in the register."""
    pakket = pack(alles)
    onderdelen = read_dossier(pakket)["onderdelen"]
    assert onderdelen["gevraagde_bevestigingen"][-1]["gevraagd_aan"] == collega.email
    heel = b"".join(pakket.read(naam) for naam in pakket.namelist()).decode(errors="ignore")
    assert collega.registratienummer not in heel
    assert alles.password not in heel
    ander = read_dossier(pack(collega))["onderdelen"]
    assert (ander["reflecties"], ander["activiteiten"], ander["registratie"]) == ([], [], [])
    assert len(ander["gegeven_bevestigingen"]) == 6
    assert "tekst" not in json.dumps(ander["gegeven_bevestigingen"])


def test_the_logboek_of_what_was_done_with_it(alles, collega):
    write_logregel("anders", door=f"gebruiker:{collega.pk}", onderwerp="sleutel:9", op=NU)
    regels = read_dossier(pack(alles))["onderdelen"]["logboek"]
    assert [regel["handeling"] for regel in regels] == ["certificaat-uitgegeven"]


def test_spreadsheets_open_and_hold_no_formulas(alles):
    pakket = pack(alles)
    koppen, *rijen = read_csv(pakket, "reflecties")
    assert koppen == [
        "ID", "gebruiker", "datum", "minuten", "kernwaarde", "sjabloon", "versie van het sjabloon", "kenmerken",
        "aanleiding", "dilemma", "tekst (versleuteld)", "aangemaakt op", "gewijzigd op"
    ]  # fmt: skip
    assert rijen[-1][2:8] == ["2025-01-02", "45", "betrokkenheid", "vrij", "2020-01-01", "{}"]
    assert rijen[-1][10] == TEKST
    Activiteit.objects.update(titel='=HYPERLINK("x")')
    (rij,) = read_csv(pack(alles), "activiteiten")[1:]
    assert rij[3] == '\'=HYPERLINK("x")'
    assert {naam for naam in pakket.namelist() if naam.startswith("csv/")} == {f"csv/{b.naam}.csv" for b in BRONNEN}


def test_files_go_along(alles, volle_termijn):
    pakket = pack(alles)
    volle_termijn.certificaat.refresh_from_db()
    bestanden = read_dossier(pakket)["bestanden"]
    assert [item["onderdeel"] for item in bestanden] == ["profiel", "certificaten"]
    foto, certificaat = (pakket.read(item["bestand"]) for item in bestanden)
    assert foto == b"pixels"
    with volle_termijn.certificaat.verzegeld.open() as verzegeld:
        assert certificaat == verzegeld.read()


def test_the_readme_tells_in_dutch_what_is_in_it(alles):
    leesmij = pack(alles).read("LEESMIJ.txt").decode()
    assert leesmij.startswith("Alles van Noor van den Heuvel uit het SAM-register\nGemaakt op ")
    assert "\nreflecties: 6\n" in leesmij
    assert [bron.naam for bron in BRONNEN if f"\n{bron.naam}: " not in leesmij] == []


def test_steps_count_to_the_end(professional):
    stappen: list[tuple[int, int]] = []
    pack(professional, stappen)
    assert stappen == [(nummer, len(BRONNEN)) for nummer in range(len(BRONNEN))]


def test_somebody_without_anything_gets_a_whole_file_too(professional):
    pakket = pack(professional)
    assert pakket.testzip() is None
    assert read_dossier(pakket)["bestanden"] == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries_do_not_grow(termijn, professional, django_assert_num_queries, aantal):
    for nummer in range(aantal):
        log_activiteit(termijn.registratie, date(2025, 1, 1 + nummer))
    with django_assert_num_queries(2 * len(BRONNEN) - 1 + sum(bron.bestanden is not None for bron in BRONNEN)):
        # each source once; again for its references in the logboek, except the logboek itself; again for its files
        pack(professional)
