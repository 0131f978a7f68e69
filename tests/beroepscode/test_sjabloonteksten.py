from datetime import date

import pytest

from beroepscode.sjabloonteksten import (
    VRIJ,
    find_sjabloon,
    load_sjablonen,
    pack_antwoorden,
    sjablonen_op,
    sjabloon_op,
    unpack_antwoorden,
    write_out,
)
from kern.fouten import Fouten
from tests.klok import VANDAAG

KOP = """\
code = "proef"
status = "concept"
naam = "Proef"
herkomst = "Wij."
waarvoor = "Zo. En zo."
volgorde = 1
minuten = 5
"""
VRAAG = '[[vragen]]\ncode = "wat"\nvraag = "Wat?"\nverplicht = true\n'


def test_every_way_to_reflect_is_there_in_its_order():
    codes = [sjabloon.code for sjabloon in sjablonen_op(VANDAAG)]
    assert codes == [
        "vrij",
        "omgekeerde-toets",
        "methodisch-werken",
        "praktische-wijsheid",
        "drie-dimensies",
        "proces-resultaat-kennis",
        "video",
    ]
    assert [sjabloon.code for sjabloon in sjablonen_op(date(2025, 12, 31))] == [VRIJ]


@pytest.mark.parametrize("sjabloon", sjablonen_op(VANDAAG), ids=lambda sjabloon: sjabloon.code)
def test_each_says_in_two_sentences_what_it_is_for(sjabloon):
    assert sjabloon.waarvoor.count(".") == 2
    assert all(vraag.vraag.endswith(("?", ".")) for vraag in sjabloon.vragen)


def test_steps_of_those_that_have_them():
    vragen = {sjabloon.code: [vraag.code for vraag in sjabloon.vragen] for sjabloon in sjablonen_op(VANDAAG)}
    assert vragen["omgekeerde-toets"][:4] == ["nodig", "bedoeling", "gevolgen", "mag-het"]
    assert {"wet", "rendement", "betrokkenheid"} < set(vragen["praktische-wijsheid"])
    assert {"technisch-instrumenteel", "normatief", "persoonlijk"} < set(vragen["drie-dimensies"])
    assert vragen["proces-resultaat-kennis"] == ["proces", "resultaat", "kennis"]


def test_video_asks_consent_and_is_never_for_appraisal():
    video = sjabloon_op(VANDAAG, "video")
    assert (video.vragen[0].vorm, video.vragen[0].verplicht) == ("ja", True)
    assert (video.met_kenmerken, video.voor_kantoor) == (False, False)


def test_an_old_reflection_keeps_the_questions_that_were_answered(tmp_path):
    for dag, vraag in (("2026-01-01", "Wat?"), ("2026-07-01", "Wat nu?")):
        tekst = KOP + f"versie = {dag}\n" + VRAAG.replace("Wat?", vraag)
        (tmp_path / f"proef-{dag}.toml").write_text(tekst)
    assert sjabloon_op(date(2026, 6, 30), "proef", tmp_path).vragen[0].vraag == "Wat?"
    assert sjabloon_op(date(2026, 7, 1), "proef", tmp_path).vragen[0].vraag == "Wat nu?"
    assert find_sjabloon("proef", date(2026, 1, 1), tmp_path).vragen[0].vraag == "Wat?"
    assert find_sjabloon("proef", date(2026, 2, 1), tmp_path) is None


def test_all_faults_of_all_files_are_named_at_once(tmp_path):
    (tmp_path / "kapot-2026-01-01.toml").write_text("code = ")
    (tmp_path / "leeg-2026-01-01.toml").write_text('code = "leeg"\nversie = 2026-01-01\n')
    (tmp_path / "proef-2026-01-02.toml").write_text(
        KOP + 'versie = 2026-01-01\nkleur = "rood"\ndossier = "alles-en-meer"\nvoor_kantoor = "ja"\n'
        '[[vragen]]\ncode = "datum"\nvraag = "Wanneer?"\nvorm = "ja"\nverplicht = true\n'
        '[[vragen]]\ncode = "datum"\nvraag = "Nog eens?"\nvorm = "getal"\nextra = 1\n'
    )
    with pytest.raises(Fouten) as gevangen:
        load_sjablonen(tmp_path)
    assert sorted(fout.plaats for fout in gevangen.value.fouten) == [
        "kapot-2026-01-01.toml",
        "leeg-2026-01-01.toml.herkomst",
        "leeg-2026-01-01.toml.minuten",
        "leeg-2026-01-01.toml.naam",
        "leeg-2026-01-01.toml.status",
        "leeg-2026-01-01.toml.volgorde",
        "leeg-2026-01-01.toml.vragen",
        "leeg-2026-01-01.toml.vragen",
        "leeg-2026-01-01.toml.waarvoor",
        "proef-2026-01-02.toml.dossier",
        "proef-2026-01-02.toml.kleur",
        "proef-2026-01-02.toml.versie",
        "proef-2026-01-02.toml.voor_kantoor",
        "proef-2026-01-02.toml.vragen",
        "proef-2026-01-02.toml.vragen",
        "proef-2026-01-02.toml.vragen.1.code",
        "proef-2026-01-02.toml.vragen.2.code",
        "proef-2026-01-02.toml.vragen.2.extra",
        "proef-2026-01-02.toml.vragen.2.vorm",
    ]


def test_answers_come_back_as_they_went():
    antwoorden = {"wat": 'Hij zei: "nee".', "leeg": "", "en": "Ik ook.\nEcht."}
    assert unpack_antwoorden(pack_antwoorden(antwoorden)) == {"wat": 'Hij zei: "nee".', "en": "Ik ook.\nEcht."}


@pytest.mark.parametrize("text", ["Zomaar een tekst.", "{niet af", '{"a": 1}', "[1]", "12"])
def test_a_text_from_before_the_templates_is_the_answer_of_the_free_one(text):
    assert unpack_antwoorden(text) == {"tekst": text}


def test_written_out_a_lone_answer_stands_by_itself():
    assert write_out({"tekst": "Alleen dit."}) == "Alleen dit."
    assert write_out({"wet": "Mag.", "weeg": "Ja."}) == "wet\nMag.\n\nweeg\nJa."
