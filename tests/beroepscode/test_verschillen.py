from hypothesis import given
from hypothesis import strategies as st

from beroepscode.verschillen import GELIJK, NIEUW, WEG, Stuk, compare_woorden

TEKST = st.text(st.sampled_from("ab \n.é"), max_size=40)


def test_words_that_came_and_went_stand_in_their_place():
    assert compare_woorden("Je meldt een fout.", "Je bespreekt een fout eerst.") == (
        Stuk(GELIJK, "Je "),
        Stuk(WEG, "meldt"),
        Stuk(NIEUW, "bespreekt"),
        Stuk(GELIJK, " een "),
        Stuk(WEG, "fout."),
        Stuk(NIEUW, "fout eerst."),
    )


@given(TEKST, TEKST)
def test_both_texts_can_be_read_back_out_of_the_difference(oud, nieuw):
    stukken = compare_woorden(oud, nieuw)
    assert "".join(stuk.tekst for stuk in stukken if stuk.soort != NIEUW) == oud
    assert "".join(stuk.tekst for stuk in stukken if stuk.soort != WEG) == nieuw
