from hypothesis import given
from hypothesis import strategies as st

from register.codes import ALFABET, LENGTE, draw_code, format_code, is_code, normalize_code

codes = st.text(ALFABET, min_size=LENGTE, max_size=LENGTE)


def test_a_code_holds_at_least_64_bits():
    assert len(ALFABET) ** LENGTE >= 2**64


def test_drawn_codes_are_codes_and_differ():
    drawn = {draw_code() for _ in range(1000)}
    assert len(drawn) == 1000
    assert [code for code in drawn if not is_code(code)] == []


@given(codes)
def test_a_code_survives_being_grouped_and_typed_over(code):
    assert normalize_code(format_code(code)) == code
    assert normalize_code(f" {format_code(code).lower()} ") == code
    assert normalize_code(code.replace("0", "O").replace("1", "l")) == code
    assert normalize_code(code.replace("1", "I")) == code


@given(st.text(max_size=40))
def test_anything_else_is_refused_without_a_fault(text):
    normalized = normalize_code(text)
    assert is_code(normalized) == (len(normalized) == LENGTE and set(normalized) <= set(ALFABET))
