"""A mistake in a reglement is named by its dotted key, all at once, with the nearest known word."""

from datetime import date
from itertools import pairwise

import pytest

from register.criteria import Onbruikbaar, find_reglement, load_reglement, load_reglementen, parse_reglement
from tests.register.criteria.bouw import CONCEPT, CONCEPT_PAD, KOP, ROOT, regels

EIS = """
[eisen.lezen]
vorm = "minimum"
titel = "Lezen"
uitleg = "Je leest een uur."
artikel = "1"
eenheid = "uren"
minstens = 1
selectie = { soorten = ["lezen"] }
"""


def faults(tekst):
    with pytest.raises(Onbruikbaar) as fout:
        regels(tekst)
    return [str(een) for een in fout.value.fouten]


def test_every_mistake_is_named_at_once_with_the_nearest_word():
    assert faults("""
[eisen.lezen]
vorm = "minimum"
titel = ""
uitleg = "Je leest een uur."
artikle = "1"
eenheid = "uur"
minstens = 1.1
selectie = { soorten = ["leezen"], kenmerken = { tema = ["recht"] } }

[eisen.thema]
vorm = "verspreiding"
titel = "Thema"
uitleg = "Je raakt elk thema."
artikel = "2"
minimum = 4

[maxima.m]
titel = "M"
artikel = "3"
voor = ["lezn"]
eenheid = "uren"
selectie = {}
""") == [
        "eisen.lezen.titel: Hier hoort tekst te staan.",
        "eisen.lezen.artikel: Ontbreekt. Hier hoort tekst te staan.",
        "eisen.lezen.eenheid: Onbekend woord 'uur'. Bedoel je 'uren'?",
        "eisen.lezen.selectie.soorten.0: Onbekend woord 'leezen'. Bedoel je 'lezen'?",
        "eisen.lezen.selectie.kenmerken.tema: Onbekende sleutel. Bedoel je 'thema'?",
        "eisen.lezen.minstens: Geef een getal in kwarten, zoals 2.25. Een aantal is altijd een heel getal.",
        "eisen.lezen.artikle: Onbekende sleutel. Bedoel je 'artikel'?",
        "eisen.thema.vorm: Onbekend woord 'verspreiding'. Bedoel je 'spreiding'?",
        "maxima.m.hoogstens: Geef 'hoogstens' of 'aandeel', een van de twee.",
        "maxima.m.voor.0: Onbekend woord 'lezn'. Bedoel je 'lezen'?",
    ]


@pytest.mark.parametrize(
    ("oud", "nieuw", "fout"),
    [
        (
            "minstens = 1",
            "minstens = true",
            "eisen.lezen.minstens: Geef een getal van 0 tot en met 999999, zoals 4 of 2.5.",
        ),
        (
            "minstens = 1",
            "minstens = nan",
            "eisen.lezen.minstens: Geef een getal van 0 tot en met 999999, zoals 4 of 2.5.",
        ),
        (
            "minstens = 1",
            "minstens = 1e99999",
            "eisen.lezen.minstens: Geef een getal van 0 tot en met 999999, zoals 4 of 2.5.",
        ),
        (
            "minstens = 1",
            "minstens = -1",
            "eisen.lezen.minstens: Geef een getal van 0 tot en met 999999, zoals 4 of 2.5.",
        ),
        ('["lezen"] }', "[] }", 'eisen.lezen.selectie.soorten: Hier hoort een lijst te staan, zoals ["a", "b"].'),
        (
            '["lezen"] }',
            '["lezen", "lezen"] }',
            "eisen.lezen.selectie.soorten: Gebruik verschillende woorden van kleine letters en streepjes.",
        ),
        (
            'artikel = "1"',
            'artikel = "1"\ngeldig_van = 2024-01-01\ngeldig_tot = 2024-01-01',
            "eisen.lezen.geldig_tot: Het einde moet later zijn dan het begin.",
        ),
        (
            'artikel = "1"',
            'artikel = "1"\ngeldig_van = 2024-01-01T00:00:00',
            "eisen.lezen.geldig_van: Geef een datum die bestaat, zoals 2026-11-22.",
        ),
        (
            'artikel = "1"',
            'artikel = "1"\nvenster = "ooit"\nper = "jaar"',
            "eisen.lezen.per: Wat ooit gedaan mag zijn, kun je niet per jaar of kwartaal vragen.",
        ),
        (
            'artikel = "1"',
            'artikel = "1"\nbij = ["derde"]',
            "eisen.lezen.bij.0: Onbekend woord 'derde'. Bedoel je 'eerste'?",
        ),
        ("[eisen.lezen]", "[eisen.Lezen]", "eisen.Lezen: Gebruik kleine letters, cijfers en streepjes."),
        (
            'artikel = "1"',
            'artikel = "1"\nalleen = { beroepen = ["jeugt"] }',
            "eisen.lezen.alleen.beroepen.0: Onbekend woord 'jeugt'. Bedoel je 'jeugd'?",
        ),
    ],
)
def test_a_mistake_is_named(oud, nieuw, fout):
    assert faults(EIS.replace(oud, nieuw)) == [fout]


@pytest.mark.parametrize(
    ("extra", "fout"),
    [
        (
            'voor = ["lezen"]\neenheid = "punten"\nhoogstens = 1',
            "De eis 'lezen' telt in uren, dit maximum in punten.",
        ),
        (
            'voor = ["spreiding"]\neenheid = "uren"\nhoogstens = 1',
            "De eis 'spreiding' is geen minimum of aandeel; daarvoor kan geen maximum gelden.",
        ),
        (
            'voor = ["ooit"]\neenheid = "uren"\nhoogstens = 1\nper = "jaar"',
            "De eis 'ooit' kijkt ook buiten de termijn; daarvoor kan geen maximum per jaar gelden.",
        ),
    ],
)
def test_a_maximum_must_suit_its_eis(extra, fout):
    spreiding = EIS.replace("lezen]", "spreiding]").replace("minimum", "spreiding") + 'dimensie = "thema"\n'
    ooit = EIS.replace("[eisen.lezen]", "[eisen.ooit]") + 'venster = "ooit"\n'
    maximum = f'[maxima.m]\ntitel = "M"\nartikel = "2"\nselectie = {{}}\n{extra}\n'
    assert faults(EIS + spreiding + ooit + maximum) == [f"maxima.m.voor: {fout}"]


@pytest.mark.parametrize(
    ("extra", "plaats"),
    [
        (
            '[ontheffingen.ziek]\ntitel = "Ziek"\nartikel = "2"\nwerking = "factor"\nfactor = 0.5\n',
            "ontheffingen.ziek",
        ),
        ('[verlichtingen.corona]\ntitel = "Corona"\nartikel = "2"\nfactor = 0.5\n', "verlichtingen.corona"),
        ("[naar_rato]\n", "naar_rato"),
    ],
)
def test_what_has_no_norm_to_lower_cannot_be_lightened(extra, plaats):
    werk = '[eisen.{0}]\nvorm = "werk"\ntitel = "Werk"\nuitleg = "Je werkt."\nartikel = "3"\nmeet = "{1}"\n'
    uren = werk.format("uren", "uren") + "minstens = 100\n"
    gemiddeld = werk.format("gemiddeld", "uren-per-week") + "minstens = 8\n"
    extra += 'eisen = ["lezen", "uren", "gemiddeld", "nu"]\n'
    melding = "kan niet lichter worden: dat kan alleen een minimum, een spreiding of werk in uren of weken."
    assert faults(EIS + uren + gemiddeld + werk.format("nu", "nu") + extra) == [
        f"{plaats}.eisen: De eis '{eis}' {melding}" for eis in ("gemiddeld", "nu")
    ]


@pytest.mark.parametrize(
    ("inhoud", "plaats"),
    [
        (b'code = "a"\ntitel = \n', "regel 2"),
        (b'code = "a"\ncode = "b"\n', "regel 2"),
        (b'code = "a', "laatste regel"),
        (b"\xff", "regel 1"),
        (b"a = " + b"[" * 100_000, "regel 1"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(inhoud, plaats):
    with pytest.raises(Onbruikbaar) as fout:
        parse_reglement(inhoud, "regels.toml")
    assert fout.value.fouten[0].plaats == plaats
    assert str(fout.value).startswith(f"regels.toml: {plaats}: ")


def test_a_file_from_an_editor_on_windows_can_be_read():
    inhoud = b"\xef\xbb\xbf" + CONCEPT_PAD.read_bytes().replace(b"\n", b"\r\n")
    assert parse_reglement(inhoud).eisen == CONCEPT.eisen


def test_an_empty_file_says_everything_that_lacks():
    with pytest.raises(Onbruikbaar) as fout:
        parse_reglement(b"")
    assert [een.plaats for een in fout.value.fouten] == [
        "geldig_van", "termijn", "code", "titel", "status", "eisen"
    ]  # fmt: skip


def test_every_shipped_reglement_can_be_read_and_they_follow_each_other():
    reglementen = load_reglementen(ROOT / "register/reglementen")
    assert list(reglementen) == [pad.stem for pad in sorted(CONCEPT_PAD.parent.glob("*.toml"))]
    assert all(een.geldig_van < ander.geldig_van for een, ander in pairwise(reglementen.values()))
    assert {reglement.status for reglement in reglementen.values()} == {"concept"}


def test_the_file_must_be_called_after_its_code_and_date(tmp_path):
    (tmp_path / "ander.toml").write_bytes(CONCEPT_PAD.read_bytes())
    with pytest.raises(Onbruikbaar, match=r"hoort sam-concept-2026-01-01\.toml te heten"):
        load_reglementen(tmp_path)


@pytest.mark.parametrize(("dag", "gevonden"), [(date(2025, 12, 31), None), (date(2026, 1, 1), CONCEPT)])
def test_the_reglement_of_a_day(dag, gevonden):
    assert find_reglement([CONCEPT], dag) == gevonden


def test_a_reglement_without_its_file_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_reglement(tmp_path / "nergens.toml")


def test_every_eis_of_the_concept_can_be_shown_to_people():
    for eis in CONCEPT.eisen.values():
        assert eis.uitleg.endswith(".")
        assert len(eis.uitleg.split()) <= 16
        assert eis.artikel


def test_the_small_reglement_of_the_tests_is_sound():
    assert regels(EIS).code == "proef"
    assert "proef" in KOP
