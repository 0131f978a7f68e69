"""A certificate is sealed once and then always the same file."""

from pathlib import Path

import pytest

from config.geheimen import make_zegelsleutel
from register.certificaat_pdf import draw_certificaat
from register.certificaten import collect_gegevens
from register.services.zegels import read_certificaat
from register.zegel import load_zegelaar
from tests.register.test_zegel import validate


@pytest.fixture
def bestanden(settings, tmp_path) -> Path:
    """A register with a key; answers the folder of its files."""
    settings.MEDIA_ROOT = tmp_path / "bestanden"
    settings.ZEGELSLEUTEL = str(make_zegelsleutel(tmp_path))
    return settings.MEDIA_ROOT / "certificaten"


def test_the_same_file_every_time(bestanden, termijn, professional, sign_in):
    client = sign_in(professional)
    pdf, again = (client.get("/mijn/certificaat").content for _ in range(2))
    assert again == pdf
    (bestand,) = bestanden.iterdir()
    assert bestand.read_bytes() == pdf
    assert professional.registratienummer not in bestand.name
    assert termijn.certificaat.code not in bestand.name


def test_the_seal_on_it_is_the_register_s(bestanden, settings, termijn):
    pdf = read_certificaat(termijn.certificaat)
    status = validate(pdf, load_zegelaar(Path(settings.ZEGELSLEUTEL)).signing_cert)
    assert (status.intact, status.trusted, status.bottom_line) == (True, True, True)
    assert pdf.startswith(draw_certificaat(collect_gegevens(termijn.certificaat)))


def test_who_asked_a_moment_earlier_made_it(bestanden, termijn):
    """Two that ask at one moment both saw a certificate without a file."""
    other = type(termijn.certificaat).objects.get(pk=termijn.certificaat.pk)
    assert read_certificaat(termijn.certificaat) == read_certificaat(other)
    assert len([*bestanden.iterdir()]) == 1


def test_a_lost_file_is_made_again(bestanden, settings, termijn):
    read_certificaat(termijn.certificaat)
    for path in bestanden.iterdir():
        path.unlink()
    pdf = read_certificaat(termijn.certificaat)
    assert validate(pdf, load_zegelaar(Path(settings.ZEGELSLEUTEL)).signing_cert).bottom_line is True


def test_without_a_key_there_is_no_seal(settings, termijn):
    settings.ZEGELSLEUTEL = ""
    assert read_certificaat(termijn.certificaat) == draw_certificaat(collect_gegevens(termijn.certificaat))


def test_the_file_is_no_page_of_the_site(bestanden, termijn, client):
    read_certificaat(termijn.certificaat)
    termijn.certificaat.refresh_from_db()
    naam = termijn.certificaat.verzegeld.name
    assert [client.get(f"/{pad}{naam}").status_code for pad in ("", "media/", "static/", "bestanden/")] == [404] * 4
