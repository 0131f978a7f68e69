"""The chain is checked with planted faults: a check that cannot fail proves nothing."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Logregel
from accounts.services.logboek import BEGIN, hash_logregel, write_logregel

OP = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def keten(db):
    return [
        write_logregel("iets", door="gebruiker:1", inhoud={"n": n}, op=OP + timedelta(minutes=n)) for n in range(1, 7)
    ]


def controleer(*args):
    out = StringIO()
    call_command("controleer_logboek", *args, stdout=out)
    return out.getvalue()


def rows():
    return Logregel.objects.all()


def test_a_whole_chain_is_said_to_be_whole(keten):
    assert controleer() == (
        "Het logboek klopt: 6 regels.\nOf er aan het eind regels zijn weggehaald, zie je alleen met --verwacht.\n"
    )


def test_an_empty_logboek_is_whole(db):
    assert controleer("--verwacht", controleer("--kop").strip()) == "Het logboek klopt: 0 regels.\n"


def change_content():
    rows().filter(pk=3).update(inhoud={"n": 99})


def change_moment():
    rows().filter(pk=3).update(op=OP)


def change_content_and_its_hash():
    regel = rows().get(pk=3)
    regel.inhoud = {"n": 99}
    rows().filter(pk=3).update(inhoud=regel.inhoud, hash=hash_logregel(regel))


def remove_from_the_middle():
    rows().filter(pk=3).delete()


def remove_the_first():
    rows().filter(pk=1).delete()


def swap():
    derde, vierde = rows().get(pk=3), rows().get(pk=4)
    rows().filter(pk=3).update(inhoud=vierde.inhoud, op=vierde.op, vorige=vierde.vorige, hash=vierde.hash)
    rows().filter(pk=4).update(inhoud=derde.inhoud, op=derde.op, vorige=derde.vorige, hash=derde.hash)


def swap_and_rehash():
    swap()
    for regel in rows().filter(pk__in=[3, 4]):
        rows().filter(pk=regel.pk).update(hash=hash_logregel(regel))


@pytest.mark.parametrize(
    ("plant", "fault"),
    [
        (change_content, "Logregel 3 klopt niet: de inhoud is veranderd na het schrijven."),
        (change_moment, "Logregel 3 klopt niet: de inhoud is veranderd na het schrijven."),
        (change_content_and_its_hash, "Logregel 4 klopt niet: deze regel sluit niet aan op de regel ervoor."),
        (remove_from_the_middle, "Logregel 3 klopt niet: deze regel ontbreekt."),
        (remove_the_first, "Logregel 1 klopt niet: deze regel ontbreekt."),
        (swap, "Logregel 3 klopt niet: de inhoud is veranderd na het schrijven."),
        (swap_and_rehash, "Logregel 3 klopt niet: deze regel sluit niet aan op de regel ervoor."),
    ],
)
def test_the_first_row_that_does_not_fit_is_named(keten, plant, fault):
    plant()
    with pytest.raises(CommandError) as caught:
        controleer()
    assert (str(caught.value), caught.value.returncode) == (fault, 1)


def test_a_removed_tail_is_found_only_with_a_head_kept_elsewhere(keten):
    kop = controleer("--kop").strip()
    assert kop == f"6:{keten[-1].hash}"
    rows().filter(pk__gt=4).delete()
    assert controleer().startswith("Het logboek klopt: 4 regels.")
    with pytest.raises(CommandError, match="Logregel 6 klopt niet: deze regel is bewaard als kop, maar staat niet"):
        controleer("--verwacht", kop)


def test_a_chain_written_anew_is_found_only_with_a_head_kept_elsewhere(keten):
    kop, vorige = controleer("--kop").strip(), BEGIN
    for regel in rows().order_by("pk"):
        regel.handeling, regel.vorige = "iets-anders", vorige
        regel.hash = vorige = hash_logregel(regel)
        regel.save()
    assert controleer().startswith("Het logboek klopt: 6 regels.")
    with pytest.raises(CommandError, match="Logregel 6 klopt niet: deze regel is een andere dan de bewaarde kop"):
        controleer("--verwacht", kop)


def test_rows_after_the_kept_head_are_welcome(keten):
    kop = controleer("--kop").strip()
    write_logregel("later", door="gebruiker:1", op=OP)
    assert controleer("--verwacht", kop) == "Het logboek klopt: 7 regels.\n"


@pytest.mark.parametrize("kop", ["6", "6:abc", "zes:" + "0" * 64, "6:" + "G" * 64])
def test_a_head_that_cannot_be_read_is_exit_2(keten, kop):
    with pytest.raises(CommandError) as caught:
        controleer("--verwacht", kop)
    assert caught.value.returncode == 2
