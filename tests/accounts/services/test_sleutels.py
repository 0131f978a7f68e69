from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Logregel, Sleutel
from accounts.services.sleutels import create_sleutel, revoke_sleutel, use_sleutel

OP = datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_a_key_is_shown_once_and_kept_as_a_hash(opleider):
    sleutel, tekst = create_sleutel(opleider, naam="Leeromgeving", scopes=["aanleveren"], door="gebruiker:1", op=OP)
    sam, prefix, geheim = tekst.split("_")
    assert (sam, prefix, len(geheim)) == ("sam", sleutel.prefix, 48)
    assert geheim not in str(Sleutel.objects.values().get())


def test_making_and_revoking_stand_in_the_logboek(opleider):
    sleutel, tekst = create_sleutel(opleider, naam="Leeromgeving", scopes=["aanleveren"], door="gebruiker:1", op=OP)
    revoke_sleutel(sleutel, door="gebruiker:2", op=OP)
    revoke_sleutel(sleutel, door="gebruiker:2", op=OP)
    assert list(Logregel.objects.order_by("volgnummer").values_list("handeling", "door", "onderwerp")) == [
        ("sleutel-gemaakt", "gebruiker:1", f"sleutel:{sleutel.pk}"),
        ("sleutel-ingetrokken", "gebruiker:2", f"sleutel:{sleutel.pk}"),
    ]
    assert tekst not in str(list(Logregel.objects.values()))


def test_a_scope_that_does_not_exist_is_refused(opleider):
    with pytest.raises(ValueError, match="beheren"):
        create_sleutel(opleider, naam="x", scopes=["beheren"])


def test_a_key_opens_for_its_organisation(opleider):
    sleutel, tekst = create_sleutel(opleider, naam="x", scopes=["aanleveren"], op=OP)
    assert use_sleutel(tekst, op=OP) == sleutel


@pytest.mark.parametrize(
    "change", ["", "x", "sam", "sam_a_b_c", "sam_\x00_x", "Sam_{prefix}_{geheim}", "sam_{prefix}_{geheim}0"]
)
def test_anything_else_opens_nothing(opleider, change):
    _, tekst = create_sleutel(opleider, naam="x", scopes=["aanleveren"], op=OP)
    _, prefix, geheim = tekst.split("_")
    assert use_sleutel(change.format(prefix=prefix, geheim=geheim), op=OP) is None


def test_a_revoked_key_opens_nothing(opleider):
    sleutel, tekst = create_sleutel(opleider, naam="x", scopes=["aanleveren"], op=OP)
    revoke_sleutel(sleutel, op=OP)
    assert use_sleutel(tekst, op=OP) is None


@pytest.mark.parametrize("state", [{"toegelaten_op": None}, {"beeindigd_op": OP}])
def test_a_key_of_an_organisation_that_is_not_admitted_opens_nothing(opleider, state):
    _, tekst = create_sleutel(opleider, naam="x", scopes=["aanleveren"], op=OP)
    type(opleider).objects.filter(pk=opleider.pk).update(**state)
    assert use_sleutel(tekst, op=OP) is None


def test_the_last_use_is_written_at_most_once_a_minute(opleider, django_assert_num_queries):
    sleutel, tekst = create_sleutel(opleider, naam="x", scopes=["aanleveren"], op=OP)
    with django_assert_num_queries(2):
        use_sleutel(tekst, op=OP)
    with django_assert_num_queries(1):
        use_sleutel(tekst, op=OP + timedelta(seconds=59))
    with django_assert_num_queries(2):
        use_sleutel(tekst, op=OP + timedelta(seconds=60))
    sleutel.refresh_from_db()
    assert sleutel.laatst_gebruikt_op == OP + timedelta(seconds=60)
