"""Which reglement holds on a day, and what happens when none can be read."""

from datetime import date
from pathlib import Path

import pytest

from register import checks, regelgeving
from register.criteria import Onbruikbaar
from register.regelgeving import REGLEMENTEN, find_reglement, load_reglementen, reglement_op

CONCEPT = REGLEMENTEN / "sam-concept-2026-01-01.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two versions: from 2026 and from 2030."""
    text = CONCEPT.read_text()
    (tmp_path / "sam-concept-2026-01-01.toml").write_text(text)
    later = text.replace("geldig_van = 2026-01-01", "geldig_van = 2030-01-01", 1)
    (tmp_path / "sam-concept-2030-01-01.toml").write_text(later)
    return tmp_path


@pytest.mark.parametrize(
    ("dag", "versie"),
    [
        (date(2020, 1, 1), "2026-01-01"),
        (date(2029, 12, 31), "2026-01-01"),
        (date(2030, 1, 1), "2030-01-01"),
        (date(2030, 1, 2), "2030-01-01"),
    ],
)
def test_the_last_one_that_began_holds(folder, dag, versie):
    assert reglement_op(dag, folder).sleutel == f"sam-concept-{versie}"


def test_a_term_keeps_the_one_it_is_pinned_to(folder):
    assert list(load_reglementen(folder)) == ["sam-concept-2026-01-01", "sam-concept-2030-01-01"]
    assert find_reglement("sam-concept-2026-01-01", folder).geldig_van == date(2026, 1, 1)
    with pytest.raises(KeyError):
        find_reglement("sam-concept-2027-01-01", folder)


def test_every_file_is_called_after_what_it_holds():
    assert {path.stem for path in REGLEMENTEN.glob("*.toml")} == set(load_reglementen())


def test_the_check_is_silent_while_all_is_well():
    assert checks.check_reglementen() == []


@pytest.mark.parametrize(("inhoud", "code"), [("code = 1", "register.E001"), (None, "register.E002")])
def test_the_check_finds_a_faulty_or_missing_reglement(tmp_path, monkeypatch, inhoud, code):
    if inhoud:
        (tmp_path / "kapot.toml").write_text(inhoud)
        with pytest.raises(Onbruikbaar):
            load_reglementen(tmp_path)
    monkeypatch.setattr(checks, "load_reglementen", lambda: regelgeving.load_reglementen(tmp_path))
    assert [message.id for message in checks.check_reglementen()] == [code]
