"""Every pair of colours that a page may put together, measured from the tokens as WCAG 2.2 measures them."""

import re

import pytest
from django.conf import settings

TOKENS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
LICHT, DONKER = TOKENS.split("@media (prefers-color-scheme: dark)")

VLAKKEN = ("papier", "vlak")
GRONDEN = ("petrol-grond", "oker-grond", "groen-grond", "rood-grond")
TEKST = [
    *((letter, vlak) for vlak in VLAKKEN for letter in ("inkt", "inkt-zacht", "petrol", "petrol-diep", "oker")),
    *((letter, vlak) for vlak in VLAKKEN for letter in ("groen", "rood")),
    *(("inkt", grond) for grond in GRONDEN),
    ("petrol", "petrol-grond"),
    ("petrol-diep", "petrol-grond"),
    ("oker", "oker-grond"),
    ("groen", "groen-grond"),
    ("rood", "rood-grond"),
    ("op-petrol", "petrol"),
    ("op-petrol", "petrol-diep"),
    ("op-rood", "rood"),
]
RANDEN = [(rand, vlak) for vlak in VLAKKEN for rand in ("rand", "petrol", "oker", "groen", "rood")]


def read_tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


def measure_lightness(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def measure_contrast(one: str, other: str) -> float:
    dark, light = sorted((measure_lightness(one), measure_lightness(other)))
    return (light + 0.05) / (dark + 0.05)


SCHEMAS = {"licht": read_tokens(LICHT), "donker": read_tokens(DONKER)}


def find_too_weak(schema: str, pairs: list[tuple[str, str]], least: float) -> list[str]:
    colours = SCHEMAS[schema]
    measured = [(one, other, measure_contrast(colours[one], colours[other])) for one, other in pairs]
    return [f"{one} op {other}: {contrast:.2f}" for one, other, contrast in measured if contrast < least]


def test_the_measure_itself():
    assert measure_contrast("#000000", "#ffffff") == 21
    assert round(measure_contrast("#777777", "#ffffff"), 2) == 4.48


def test_both_schemes_know_the_same_colours():
    assert SCHEMAS["licht"].keys() == SCHEMAS["donker"].keys()


@pytest.mark.parametrize("schema", SCHEMAS)
def test_text_reads_on_every_ground(schema):
    assert find_too_weak(schema, TEKST, least=5) == []


@pytest.mark.parametrize("schema", SCHEMAS)
def test_edges_of_controls_and_signs_are_visible(schema):
    assert find_too_weak(schema, RANDEN, least=3) == []
