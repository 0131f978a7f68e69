"""Whatever somebody writes, the answer is a reglement or a list of faults; whatever it says, a toets is possible."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from register.criteria import Onbruikbaar, parse_reglement, toets
from tests.register.criteria.strategieen import DOSSIERS, PEILDATUMS
from tests.register.criteria.test_uitleg import VOORBEELDEN

VOORBEELD = parse_reglement(VOORBEELDEN.encode())
REGELS = VOORBEELDEN.splitlines()
WAARDEN = sorted({regel.partition(" = ")[2].partition("  #")[0] for regel in REGELS if " = " in regel})
VREEMD = st.sampled_from(
    [
        "-1",
        "0",
        "1e400",
        "nan",
        "inf",
        "true",
        '""',
        '"é"',
        "[]",
        "[1]",
        "{}",
        "[{}]",
        "1979-05-27T07:32:00",
        "99999999999999",
    ]
)


@st.composite
def spoiled(draw, most=3):
    """The example reglement with some lines gone, moved or given another value."""
    regels = list(REGELS)
    for _ in range(draw(st.integers(1, most))):
        plek = draw(st.integers(0, len(regels) - 1))
        sleutel, is_teken, _ = regels[plek].partition(" = ")
        if is_teken and draw(st.booleans()):
            regels[plek] = f"{sleutel} = {draw(VREEMD | st.sampled_from(WAARDEN))}"
        else:
            regel = regels.pop(plek)
            if draw(st.booleans()):
                regels.insert(draw(st.integers(0, len(regels))), regel)
    return "\n".join(regels).encode()


def read(inhoud):
    try:
        return parse_reglement(inhoud)
    except Onbruikbaar as fout:
        return fout


@given(spoiled(), DOSSIERS, PEILDATUMS, st.sampled_from(["eerste", "herregistratie"]))
def test_a_spoiled_reglement_is_refused_with_places_or_can_be_used(inhoud, dossier, peildatum, soort):
    gelezen = read(inhoud)
    if isinstance(gelezen, Onbruikbaar):
        assert gelezen.fouten
        assert all(fout.plaats and fout.melding for fout in gelezen.fouten)
    else:
        uitkomst = toets(gelezen, dossier, peildatum=peildatum, soort=soort)
        assert uitkomst.voldaan is all(eis.oordeel in ("voldaan", "nvt") for eis in uitkomst.eisen)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_bytes_that_are_no_reglement_are_refused(inhoud):
    assert isinstance(read(inhoud), Onbruikbaar)


@given(DOSSIERS, st.sampled_from([date(1900, 1, 1), date(2199, 12, 31)]))
def test_the_first_and_last_day_that_a_file_may_name(dossier, peildatum):
    for soort in ("eerste", "herregistratie"):
        assert toets(VOORBEELD, dossier, peildatum=peildatum, soort=soort).peildatum == peildatum
