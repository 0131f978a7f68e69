"""`python -m register.criteria`: exit codes and output, without Django, settings or packages."""

import json
import subprocess
import sys

import pytest

from register.criteria import dossier_to_json
from register.criteria.__main__ import main
from tests.register.criteria.bouw import CONCEPT_PAD, ROOT
from tests.register.criteria.test_concept import EERSTE, NET_NIET, VOLDOENDE

PEILDATUM = ("--peildatum", "2026-11-22")


def run(*argumenten):
    """The command with an interpreter that sees neither site-packages nor our environment."""
    opdracht = [sys.executable, "-S", "-m", "register.criteria", *map(str, argumenten)]
    return subprocess.run(opdracht, cwd=ROOT, env={}, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def dossier(tmp_path):
    def write(inhoud, naam="dossier.json"):
        pad = tmp_path / naam
        pad.write_text(inhoud if isinstance(inhoud, str) else json.dumps(dossier_to_json(inhoud)))
        return pad

    return write


def test_exit_0_when_voldaan(dossier):
    antwoord = run(CONCEPT_PAD, dossier(VOLDOENDE), *PEILDATUM)
    uitkomst = json.loads(antwoord.stdout)
    assert (antwoord.returncode, antwoord.stderr, uitkomst["voldaan"]) == (0, "", True)
    assert list(uitkomst) == ["voldaan", "eisen", "activiteiten"]
    assert uitkomst["eisen"][1] == {
        "code": "totaal",
        "oordeel": "voldaan",
        "behaald": "120",
        "vereist": "120",
        "tekort": "0",
        "eenheid": "punten",
    }
    assert uitkomst["activiteiten"][0] == {
        "id": "intervisie-2022-1",
        "punten": "2.5",
        "telt": [
            {"eis": "totaal", "waarde": "2.5", "reden": "Telt mee."},
            {"eis": "intervisie-uren", "waarde": "2.5", "reden": "Telt mee."},
            {"eis": "intervisie-bijeenkomsten", "waarde": "1", "reden": "Telt mee."},
            {"eis": "intervisie-per-jaar", "waarde": "2.5", "reden": "Telt mee."},
            {"eis": "leefwerelden", "waarde": "0", "reden": "Er is geen passend kenmerk 'leefwereld' gekozen."},
        ],
    }


@pytest.mark.parametrize("nummer", [0, 2])
def test_exit_1_when_short_and_when_only_voorlopig(dossier, nummer):
    antwoord = run(CONCEPT_PAD, dossier(NET_NIET[nummer][0]), *PEILDATUM)
    assert (antwoord.returncode, json.loads(antwoord.stdout)["voldaan"]) == (1, False)


def test_first_registration_is_asked_for(dossier):
    antwoord = run(CONCEPT_PAD, dossier(EERSTE), *PEILDATUM, "--soort", "eerste")
    codes = [eis["code"] for eis in json.loads(antwoord.stdout)["eisen"]]
    assert (antwoord.returncode, codes) == (0, ["profiel", "identiteit", "huidig-werk", "verklaring"])


def test_exit_2_names_the_faults_of_both_files(dossier, tmp_path):
    kapot = tmp_path / "regels.toml"
    kapot.write_text(CONCEPT_PAD.read_text().replace('vorm = "werk"', 'vorm = "werkt"').replace("maanden = 60", ""))
    antwoord = run(kapot, dossier('{"termijn": {"van": "gisteren"}}'), *PEILDATUM)
    assert (antwoord.returncode, antwoord.stdout) == (2, "")
    assert antwoord.stderr.splitlines() == [
        f"{kapot}: termijn.maanden: Ontbreekt. Geef een heel getal van 1 tot en met 600.",
        f"{kapot}: eisen.werkervaring.vorm: Onbekend woord 'werkt'. Bedoel je 'werk'?",
        f"{kapot}: eisen.werkonderbreking.vorm: Onbekend woord 'werkt'. Bedoel je 'werk'?",
        f"{tmp_path}/dossier.json: termijn.van: Geef een datum die bestaat, zoals 2026-11-22.",
        f"{tmp_path}/dossier.json: termijn.tot: Ontbreekt. Geef een datum die bestaat, zoals 2026-11-22.",
    ]


ONBEKEND = {
    "termijn": {"van": "2022-01-01", "tot": "2027-01-01"},
    "persoon": {"niveau": "hbo"},
    "activiteiten": [
        {"id": "a", "datum": "2023-01-01", "soort": "leze", "minuten": 60, "vertrouwen": "C"},
        {"id": "b", "datum": "2023-01-01", "soort": "lezen", "minuten": 60, "vertrouwen": "C"}
        | {"kenmerken": {"leefwereld": ["economi"], "kernwaarden": ["deskundigheid"]}},
    ],
    "ontheffingen": [{"soort": "ziekte", "besluit_datum": "2025-01-01", "maanden": 7}],
}


def test_exit_2_for_words_that_the_reglement_does_not_know(dossier, tmp_path):
    antwoord = run(CONCEPT_PAD, dossier(json.dumps(ONBEKEND)), *PEILDATUM)
    pad = f"{tmp_path}/dossier.json"
    assert antwoord.returncode == 2
    assert antwoord.stderr.splitlines() == [
        f"{pad}: activiteiten.0.soort: Het reglement kent 'leze' niet. Bedoel je 'lezen'?",
        f"{pad}: activiteiten.1.kenmerken.leefwereld: Het reglement kent 'economi' niet. Bedoel je 'economie'?",
        f"{pad}: activiteiten.1.kenmerken.kernwaarden: "
        "Het reglement kent 'kernwaarden' niet. Bedoel je 'kernwaarde'?",
        f"{pad}: persoon.niveau: Het reglement kent 'hbo' niet. Er is hier geen enkel woord bekend.",
        f"{pad}: ontheffingen.0.maanden: Deze ontheffing verlengt de termijn met 6 of 12 maanden.",
    ]


@pytest.mark.parametrize(
    ("reglement", "inhoud", "argumenten", "melding"),
    [
        ("nergens.toml", "{}", PEILDATUM, "nergens.toml: Dit bestand is niet te lezen"),
        (".", "{}", PEILDATUM, ".: Dit bestand is niet te lezen"),
        (CONCEPT_PAD, "{}", PEILDATUM, "termijn: Ontbreekt. Een herregistratie gaat over een termijn."),
        (CONCEPT_PAD, "{\n\n,", PEILDATUM, "dossier.json: regel 3: Dit is geen JSON"),
        (
            CONCEPT_PAD,
            '{"termijn": {"van": "2024-01-01", "van": "2024-02-01"}}',
            PEILDATUM,
            "termijn.van: Deze sleutel",
        ),
        (CONCEPT_PAD, "[" * 100_000, PEILDATUM, "dossier.json: regel 1: Deze JSON is te diep"),
        (CONCEPT_PAD, "{}", (), "--peildatum"),
        (CONCEPT_PAD, "{}", ("--peildatum", "2026-02-29"), "geef een datum die bestaat"),
        (CONCEPT_PAD, "{}", (*PEILDATUM, "--soort", "derde"), "--soort"),
    ],
)
def test_exit_2_for_unusable_input(dossier, capsys, monkeypatch, reglement, inhoud, argumenten, melding):
    monkeypatch.chdir(ROOT)
    try:
        code = main([str(reglement), str(dossier(inhoud)), *argumenten])
    except SystemExit as einde:
        code = einde.code
    geschreven = capsys.readouterr()
    assert (code, geschreven.out) == (2, "")
    assert melding in geschreven.err


def test_exit_2_names_the_line_that_is_no_utf_8(tmp_path, capsys):
    for naam, inhoud in (("reglement.toml", b'a = 1\nb = "\xff"'), ("dossier.json", b'{\n"a": 1,\n"b": "\xe9"}')):
        (tmp_path / naam).write_bytes(inhoud)
    assert main([f"{tmp_path}/reglement.toml", f"{tmp_path}/dossier.json", *PEILDATUM]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"{tmp_path}/reglement.toml: regel 2: Hier staat iets dat geen UTF-8 is.",
        f"{tmp_path}/dossier.json: regel 3: Hier staat iets dat geen UTF-8 is.",
    ]
