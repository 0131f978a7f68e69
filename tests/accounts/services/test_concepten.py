from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import Concept
from accounts.services import concepten
from accounts.services.concepten import (
    BEWAARTIJD,
    LANGSTE_INHOUD,
    LANGSTE_NAAM,
    NieuwerConcept,
    Stand,
    delete_old_concepten,
    discard_concept,
    load_concept,
    make_merk,
    save_concept,
)
from kern.fouten import Fouten

OP = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
LATER = OP + timedelta(minutes=1)
TEKST = {"titel": ["Boek over schaarste"], "leefwereld": []}
ANDERE = {"titel": ["Iets anders"]}


def save(gebruiker, velden=TEKST, *, versie=0, op=OP, formulier="activiteit"):
    return save_concept(gebruiker, formulier, velden, versie=versie, op=op)


def test_nothing_saved_is_nothing(professional):
    assert load_concept(professional, "activiteit") == Stand(0, None, None)


def test_what_is_saved_comes_back(professional):
    assert save(professional) == Stand(1, OP, TEKST) == load_concept(professional, "activiteit")


def test_a_save_on_the_newest_version_replaces(professional):
    save(professional)
    assert save(professional, ANDERE, versie=1, op=LATER) == Stand(2, LATER, ANDERE)
    assert load_concept(professional, "activiteit") == Stand(2, LATER, ANDERE)


def test_a_save_on_an_older_version_is_refused_with_the_newer_text(professional):
    save(professional)
    save(professional, ANDERE, versie=1, op=LATER)
    with pytest.raises(NieuwerConcept) as caught:
        save(professional, TEKST, versie=1)
    assert caught.value.stand == Stand(2, LATER, ANDERE) == load_concept(professional, "activiteit")


def test_drafts_of_two_people_and_of_two_forms_do_not_meet(professional, collega):
    save(professional)
    save(collega, ANDERE)
    save(professional, ANDERE, formulier="reflectie")
    assert load_concept(professional, "activiteit").velden == TEKST


def test_a_late_save_does_not_bring_back_what_was_sent(professional):
    save(professional)
    assert discard_concept(professional, "activiteit", versie=1, op=LATER)
    with pytest.raises(NieuwerConcept) as caught:
        save(professional, versie=1)
    assert caught.value.stand == Stand(2, LATER, None)


def test_newer_text_is_not_thrown_away_by_an_older_page(professional):
    save(professional)
    save(professional, ANDERE, versie=1)
    assert not discard_concept(professional, "activiteit", versie=1, op=LATER)
    assert load_concept(professional, "activiteit").velden == ANDERE


def test_a_version_that_was_cleaned_up_goes_on_counting(professional):
    assert save(professional, versie=7).versie == 8


def test_the_text_stands_nowhere_in_the_clear(professional):
    save(professional)
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhoud FROM accounts_concept")
        (row,) = cursor.fetchall()
    assert b"schaarste" not in bytes(row[0])
    assert "schaarste" not in repr(load_concept(professional, "activiteit"))


def test_a_draft_that_no_key_opens_counts_as_no_text(professional, settings):
    save(professional)
    settings.VERSLEUTELINGSSLEUTELS = ["YW5kZXJlLXNsZXV0ZWwtYW5kZXJlLXNsZXV0ZWwtYWI="]
    assert load_concept(professional, "activiteit") == Stand(1, OP, None)


@pytest.mark.parametrize("letter", ["a", "ë"])
def test_too_long_is_refused_by_its_bytes(professional, letter):
    fits = {"t": [letter * ((LANGSTE_INHOUD - len('{"t": [""]}')) // len(letter.encode()))]}
    assert save(professional, fits).versie == 1
    with pytest.raises(Fouten) as caught:
        save(professional, {"t": [fits["t"][0] + "ab"]}, versie=1)
    assert (caught.value.status, caught.value.fouten[0].code) == (413, "concept-te-lang")


def test_too_many_are_refused_but_those_there_can_go_on(professional, monkeypatch):
    monkeypatch.setattr(concepten, "MEESTE_CONCEPTEN", 2)
    save(professional, formulier="a")
    save(professional, formulier="b")
    with pytest.raises(Fouten) as caught:
        save(professional, formulier="c")
    assert (caught.value.status, caught.value.fouten[0].code) == (413, "te-veel-concepten")
    assert save(professional, formulier="b", versie=1).versie == 2
    discard_concept(professional, "a", op=OP)
    assert save(professional, formulier="c").versie == 1


def test_a_name_longer_than_its_column_is_refused(professional):
    with pytest.raises(Fouten) as caught:
        save_concept(professional, "a" * (LANGSTE_NAAM + 1), TEKST, versie=0, op=OP)
    assert (caught.value.status, caught.value.fouten[0].code) == (404, "concept-onbekend")
    assert save_concept(professional, "a" * LANGSTE_NAAM, TEKST, versie=0, op=OP).versie == 1


def test_old_drafts_are_erased(professional):
    save(professional, formulier="oud", op=OP - BEWAARTIJD - timedelta(seconds=1))
    save(professional, formulier="net-niet", op=OP - BEWAARTIJD)
    assert delete_old_concepten(op=OP) == 1
    assert [concept.formulier for concept in Concept.objects.all()] == ["net-niet"]


def test_the_command_says_what_it_erased(professional, capsys):
    save(professional, op=datetime(2020, 1, 1, tzinfo=UTC))
    call_command("ruim_concepten_op")
    assert capsys.readouterr().out == "Gewist: 1 oude concepten.\n"
    assert not Concept.objects.exists()


def test_a_mark_is_of_one_person_and_says_nothing(professional, collega):
    assert make_merk(professional) == make_merk(professional) != make_merk(collega)
    assert len(make_merk(professional)) == 24


def test_saving_asks_a_fixed_number_of_queries(professional, django_assert_num_queries):
    save(professional)
    with django_assert_num_queries(6):  # savepoint, count, claim, lock, write, release
        save(professional, versie=1)
