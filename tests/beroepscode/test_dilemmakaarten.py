from datetime import date
from pathlib import Path

import pytest

from beroepscode.dilemmakaarten import DILEMMAS, kaarten_op, load_kaarten
from beroepscode.herkenning import find_gegevens
from kern.fouten import Fouten

KAART = """
titel = "Wat nu?"
sinds = 2026-01-01
themas = ["wonen"]
situatie = "Er staat iemand voor de deur."
vraag = "Doe je open?"
gesprek = "Wie is er thuis?"

[[wegen]]
code = "open"
weg = "Je doet open"
draagt = ["betrokkenheid"]
wringt = ["deskundigheid"]
gevolg = "Hij komt binnen."

[[wegen]]
code = "dicht"
weg = "Je houdt dicht"
draagt = ["deskundigheid"]
wringt = ["betrokkenheid"]
gevolg = "Hij gaat weg."
"""


def write(folder: Path, *changes: tuple[str, str]) -> Path:
    text = KAART
    for old, new in changes:
        text = text.replace(old, new, 1)
    (folder / "deur.toml").write_text(text)
    return folder


def test_there_are_enough_cards_and_each_offers_ways_that_pull_apart():
    kaarten = load_kaarten()
    assert len(kaarten) == len(list(DILEMMAS.glob("*.toml"))) == 26
    for kaart in kaarten.values():
        assert len(kaart.wegen) >= 3
        # No way serves everything: whatever somebody chooses, it costs something.
        assert len({weg.draagt for weg in kaart.wegen}) > 1
        assert find_gegevens(kaart.situatie, date(2026, 11, 22)) == []


def test_card_is_offered_from_its_day_on(tmp_path):
    folder = write(tmp_path)
    assert list(kaarten_op(date(2025, 12, 31), folder)) == []
    assert list(kaarten_op(date(2026, 1, 1), folder)) == ["deur"]


def test_all_faults_of_a_card_are_named_at_once(tmp_path):
    folder = write(
        tmp_path,
        ('themas = ["wonen"]', 'themas = ["maan"]\nsoort = "x"'),
        ('draagt = ["betrokkenheid"]\nwringt = ["deskundigheid"]', 'draagt = ["moed"]\nwringt = []'),
        ('code = "dicht"', 'code = "open"'),
        ('wringt = ["betrokkenheid"]', 'wringt = ["deskundigheid"]'),
    )
    with pytest.raises(Fouten) as fouten:
        load_kaarten(folder)
    assert sorted(fout.plaats for fout in fouten.value.fouten) == [
        "deur.toml.soort",
        "deur.toml.themas",
        "deur.toml.wegen",
        "deur.toml.wegen.1.draagt",
        "deur.toml.wegen.1.wringt",
        "deur.toml.wegen.2.wringt",
    ]
