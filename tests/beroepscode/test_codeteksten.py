from datetime import date
from pathlib import Path

import pytest

from beroepscode.codeteksten import CODES, code_op, find_vervaldatum, load_codeteksten
from kern.fouten import Fouten

EEN_KERNWAARDE = '[[kernwaarden]]\ncode = "moed"\nnaam = "Moed"\nuitleg = "Je durft."\n'


KOP = 'code = "proef"\nnaam = "Proef"\nstatus = "concept"\nherkomst = "Wij."\ninleiding = "Zo."\n'


def write_code(folder: Path, versie: str) -> None:
    (folder / f"proef-{versie}.toml").write_text(f"{KOP}versie = {versie}\n{EEN_KERNWAARDE}")


def test_code_of_the_profession_has_five_kernwaarden_with_articles_and_says_concept():
    tekst = code_op(date(2026, 11, 22))
    assert [waarde.code for waarde in tekst.kernwaarden] == [
        "menselijke-waardigheid",
        "betrokkenheid",
        "sociale-rechtvaardigheid",
        "deskundigheid",
        "betrouwbaarheid",
    ]
    assert all(len(tekst.find_artikelen(waarde.code)) == 3 for waarde in tekst.kernwaarden)
    assert tekst.is_concept


def test_second_code_is_data_alone():
    tekst = code_op(date(2026, 11, 22), "veldhoven")
    assert [waarde.naam for waarde in tekst.kernwaarden] == [
        "Inlevend",
        "Dienstbaar",
        "Betrouwbaar",
        "Vernieuwend",
        "Resultaatgericht",
    ]


def test_every_file_is_read():
    assert len(load_codeteksten()) == len(list(CODES.glob("*.toml")))


def test_version_holds_from_its_day_until_the_next(tmp_path):
    write_code(tmp_path, "2024-02-29")
    write_code(tmp_path, "2026-07-01")
    assert code_op(date(2024, 2, 28), "proef", tmp_path) is None
    assert code_op(date(2024, 2, 29), "proef", tmp_path).versie == date(2024, 2, 29)
    assert code_op(date(2026, 6, 30), "proef", tmp_path).versie == date(2024, 2, 29)
    assert code_op(date(2026, 7, 1), "proef", tmp_path).versie == date(2026, 7, 1)
    assert find_vervaldatum("proef", date(2024, 2, 29), tmp_path) == date(2026, 7, 1)
    assert find_vervaldatum("proef", date(2026, 7, 1), tmp_path) is None


def test_all_faults_of_all_files_are_named_at_once(tmp_path):
    (tmp_path / "kapot-2026-01-01.toml").write_text("code = ")
    (tmp_path / "ander-2026-01-01.toml").write_text(
        'code = "Proef!"\nversie = "morgen"\nstatus = "af"\nherkomst = "Wij."\ninleiding = "Zo."\nkleur = 1\n'
        '[[kernwaarden]]\ncode = "moed"\nnaam = "Moed"\n'
        '[[kernwaarden]]\ncode = "moed"\nnaam = "Moed"\nuitleg = "Ja."\n'
        '[[artikelen]]\nnummer = "1a"\ntitel = "T"\ntekst = "T"\nkernwaarde = "angst"\n'
    )
    with pytest.raises(Fouten) as gevangen:
        load_codeteksten(tmp_path)
    assert sorted(fout.plaats for fout in gevangen.value.fouten) == [
        "ander-2026-01-01.toml.artikelen.1.kernwaarde",
        "ander-2026-01-01.toml.artikelen.1.nummer",
        "ander-2026-01-01.toml.code",
        "ander-2026-01-01.toml.kernwaarden",
        "ander-2026-01-01.toml.kernwaarden.1.uitleg",
        "ander-2026-01-01.toml.kleur",
        "ander-2026-01-01.toml.naam",
        "ander-2026-01-01.toml.status",
        "ander-2026-01-01.toml.versie",
        "ander-2026-01-01.toml.versie",
        "kapot-2026-01-01.toml",
    ]
