"""docs/reglement.md can be trusted: its examples together are one reglement, and it names every word there is."""

import re
from datetime import date

import pytest

from register.criteria import Onbruikbaar, check_dossier, parse_dossier, parse_reglement, toets
from register.criteria.eenheid import STAPPEN
from register.criteria.eisen import COMBINATIE, VORMEN
from register.criteria.eisen.werk import EENHEDEN
from tests.register.criteria.bouw import ROOT, eis_van

UITLEG = (ROOT / "docs/reglement.md").read_text()
VOORBEELDEN = "\n".join(re.findall(r"```toml\n(.*?)```", UITLEG, re.DOTALL))
OVER_DOSSIERS = ("dossier", "dossier_json", "controle")
CODE = (ROOT / "register/criteria").rglob("*.py")
GELEZEN = re.compile(
    r"(?:has|choices?|codes|text|code|date|flag|decimal|integers?|table|rows|titles|named_tables|reader, ?)"
    r'\(?\s*"([a-z_]+)"'
)


def test_the_examples_together_are_one_working_reglement():
    reglement = parse_reglement(VOORBEELDEN.encode())
    assert reglement.sleutel == "voorbeeld-2026-01-01"
    assert list(reglement.eisen) == re.findall(r"^\[eisen\.([a-z-]+)\]$", VOORBEELDEN, re.MULTILINE)


def test_the_example_dossier_can_be_judged_by_the_example_reglement():
    dossier = parse_dossier(re.search(r"```json\n(.*?)```", UITLEG, re.DOTALL).group(1))
    reglement = parse_reglement(VOORBEELDEN.encode())
    uitkomst = toets(reglement, dossier, peildatum=date(2026, 11, 22))
    assert check_dossier(reglement, dossier) == []
    assert eis_van(uitkomst, "leefwerelden").behaald == 6
    assert uitkomst.termijn_tot == date(2027, 7, 1)


@pytest.mark.parametrize("vorm", [*VORMEN, COMBINATIE])
def test_every_kind_of_eis_is_explained_and_shown(vorm):
    assert f"### `{vorm}`" in UITLEG
    assert f'vorm = "{vorm}"' in VOORBEELDEN


@pytest.mark.parametrize("woord", [*STAPPEN, *EENHEDEN])
def test_every_unit_is_named(woord):
    assert f'"{woord}"' in UITLEG


def test_every_key_that_is_read_is_in_the_text():
    paden = [pad for pad in CODE if pad.stem not in OVER_DOSSIERS]
    sleutels = {sleutel for pad in paden for sleutel in GELEZEN.findall(pad.read_text())}
    assert "minstens_deel" in sleutels
    assert sorted(sleutel for sleutel in sleutels if not re.search(rf"\b{sleutel}\b", UITLEG)) == []


def test_the_mistake_in_the_text_gets_the_answer_in_the_text():
    fout = re.search(r"voorbeeld-2026-01-01.toml: eisen.totaal.eenheid: .*", UITLEG)
    kapot = VOORBEELDEN.replace('eenheid = "punten"\nminstens = 120', 'eenheid = "punt"\nminstens = 120')
    with pytest.raises(Onbruikbaar) as antwoord:
        parse_reglement(kapot.encode(), "voorbeeld-2026-01-01.toml")
    assert fout.group() in str(antwoord.value)
