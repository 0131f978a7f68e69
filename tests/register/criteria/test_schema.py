"""`docs/dossier.schema.json` and the parser say yes to the same files."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from register.criteria import Onbruikbaar, dossier_from_json, dossier_to_json, parse_dossier
from tests.register.criteria.bouw import ROOT
from tests.register.criteria.strategieen import DOSSIERS

SCHEMA = json.loads((ROOT / "docs/dossier.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
GEEN_VORM = ("staat er al", "later zijn dan het begin", "ook bij 'kenmerken'")
"""What a schema cannot say: these faults are about two places at once."""
VREEMD = st.sampled_from(
    [
        *(None, True, False, 0, 1, 1.0, 1.5, -1, 601, 10**9, 1e400, "", " ", "a", "A", "D", "B", "2024-02-29"),
        *("2023-02-29", "2024-2-1", "20240101", "1899-12-31", "2200-01-01", "2024-W01-1", "12.50", "12.505", "-1.5"),
        *("168", "168.01", "0168", "1e3", "é", "a b", "a--b", "x" * 61, "x" * 101, [], [1], ["a", "a"], ["a"], {}),
        *(
            {"a": ["b"]},
            {"a": 1},
            {"A": ["b"]},
            {"a": {"b": 5}},
            {"a": {"b": "5"}},
            [{}],
            [[]],
            "2026-11-22T10:00:00",
        ),
    ]
).map(copy.deepcopy)
SLEUTELS = st.sampled_from(
    "id datum soort minuten punten tot van extra geldig_tot kenmerken kenmerkminuten deelnemers waarde eis".split()
)


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def parser_faults(data):
    try:
        parse_dossier(json.dumps(data))
    except Onbruikbaar as fout:
        return [een for een in fout.fouten if not any(deel in een.melding for deel in GEEN_VORM)]
    return []


def places(waarde, pad=()):
    """The path of every container in a document."""
    if isinstance(waarde, dict | list):
        yield pad
        for sleutel, deel in waarde.items() if isinstance(waarde, dict) else enumerate(waarde):
            yield from places(deel, (*pad, sleutel))


def spoil(data, draw):
    """Change, add or remove one thing somewhere."""
    pad = draw(st.sampled_from(list(places(data))))
    doel = data
    for stap in pad:
        doel = doel[stap]
    if isinstance(doel, list):
        doel.append(draw(VREEMD))
        return
    sleutel = draw(st.sampled_from(sorted(doel)) | SLEUTELS) if doel else draw(SLEUTELS)
    if sleutel in doel and draw(st.booleans()):
        del doel[sleutel]
    else:
        doel[sleutel] = draw(VREEMD)


@given(DOSSIERS)
def test_what_we_write_fits_the_schema(dossier):
    assert list(VALIDATOR.iter_errors(dossier_to_json(dossier))) == []


@given(DOSSIERS, st.data())
def test_the_parser_and_the_schema_agree(dossier, data):
    document = dossier_to_json(dossier)
    for _ in range(data.draw(st.integers(1, 3))):
        spoil(document, data.draw)
    assert bool(parser_faults(document)) is (not VALIDATOR.is_valid(document))


@given(st.recursive(VREEMD, lambda deel: st.lists(deel, max_size=3) | st.dictionaries(SLEUTELS, deel, max_size=3)))
def test_any_json_is_judged_the_same(document):
    assert bool(parser_faults(document)) is (not VALIDATOR.is_valid(document))


def test_all_faults_are_named_at_once_by_their_place():
    kapot = {
        "termijn": {"van": "2022-01-01", "tot": "2021-01-01"},
        "activiteiten": [
            {"id": "a", "datum": "2023-02-29", "soort": "Lezen", "minuten": "60", "vertrouwen": "X"},
            {"id": "a", "datum": "2023-02-28", "soort": "lezen", "minuten": 60, "vertrouwen": "A", "punt": "1"},
        ],
        "werkperiode": [],
    }
    with pytest.raises(Onbruikbaar) as fout:
        dossier_from_json(kapot)
    assert [een.plaats for een in fout.value.fouten] == [
        "termijn.tot",
        "activiteiten.0.datum",
        "activiteiten.0.soort",
        "activiteiten.0.minuten",
        "activiteiten.0.vertrouwen",
        "activiteiten.1.punt",
        "werkperiode",
        "activiteiten.1.id",
    ]
    assert "Bedoel je 'punten'?" in str(fout.value)
    assert "Bedoel je 'werkperiodes'?" in str(fout.value)


@pytest.mark.parametrize(
    ("inhoud", "plaats"),
    [
        (b'{\n "termijn": {,\n}', "regel 2"),
        (b"", "regel 1"),
        (b"\xff\xfe\x00", "regel 1"),
        (b"[" * 100_000, "regel 1"),
        (b'{"a": ' + b"9" * 5000 + b"}", "regel 1"),
        (b"[]", ""),
        (b'{"termijn": 1e999999999}', "termijn"),
    ],
)
def test_what_is_no_json_object_is_refused_with_its_line(inhoud, plaats):
    with pytest.raises(Onbruikbaar) as fout:
        parse_dossier(inhoud)
    assert fout.value.fouten[0].plaats == plaats


def test_a_dossier_is_copied_without_loss():
    document = {
        "termijn": {"van": "2024-02-29", "tot": "2029-02-28", "volgnummer": 2, "instap_datum": "2025-01-01"},
        "persoon": {"beroepen": ["jeugd", "wmo"], "niveau": "hbo"},
        "activiteiten": [
            {
                "id": "deelname:1",
                "datum": "2024-03-01",
                "soort": "scholing",
                "minuten": 240,
                "vertrouwen": "A",
                "punten": "4.25",
                "geaccrediteerd": True,
                "kenmerken": {"leefwereld": ["economie", "gedrag"]},
                "kenmerkminuten": {"leefwereld": {"economie": 120}},
                "deelnemers": 5,
                "organisaties": 2,
            }
        ],
        "werkperiodes": [{"id": "w", "van": "2024-01-01", "uren_per_week": "32.5", "vertrouwen": "B"}],
        "verklaringen": [{"soort": "code", "geldig_van": "2024-01-01", "geldig_tot": "2025-01-01"}],
        "bewijzen": [{"soort": "vog", "geldig_van": "2024-01-01", "vertrouwen": "C"}],
        "ontheffingen": [{"soort": "ziekte", "besluit_datum": "2025-01-01", "maanden": 6}],
        "overdrachten": [{"eis": "keuze.intervisie", "waarde": "-2.5"}],
    }
    assert dossier_to_json(dossier_from_json(copy.deepcopy(document))) == document
