import pytest

from kern.opzoeken import read_pk


@pytest.mark.parametrize(
    ("text", "pk"),
    [
        ("12", 12),
        ("0", 0),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("", None),
        ("x", None),
        ("-1", None),
        ("1 ", None),
        ("1.0", None),
        ("²", None),
        ("٣", None),
    ],
)
def test_a_key_that_was_sent_is_a_short_whole_number_or_nothing(text, pk):
    assert read_pk(text) == pk
