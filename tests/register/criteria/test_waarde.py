"""What an activity is worth, and shares as a percentage or a part."""

from decimal import Decimal

import pytest

from register.criteria import Onbruikbaar
from tests.register.criteria.bouw import doe, map_, regels
from tests.register.criteria.test_vormen import PUNTEN, UREN, eis, judge


def test_points_may_differ_per_soort_and_be_granted():
    tekst = eis(PUNTEN + "minstens = 10").replace(
        "[eisen", '[soorten.dubbel]\ntitel = "Dubbel"\npunten_per_uur = 2\n[eisen', 1
    )
    dossier = map_(
        doe("a", "2024-01-01", "dubbel", 90),
        doe("b", "2024-01-01", "lezen", 90),
        doe("c", "2024-01-01", "lezen", 0, punten="4.25"),
    )
    assert judge(tekst, dossier).behaald == Decimal("8.75")


@pytest.mark.parametrize(
    ("tarief", "punten"), [("punten_per_keer = 10", 10), ("hoogstens_per_keer = 1", 1), ("punten_per_uur = 0", 0)]
)
def test_a_soort_may_earn_a_fixed_number_of_points_or_at_most_so_many(tarief, punten):
    tekst = eis(PUNTEN + "minstens = 10").replace("[eisen", f'[soorten.boek]\ntitel = "Boek"\n{tarief}\n[eisen', 1)
    assert judge(tekst, map_(doe("a", "2024-01-01", "boek", 90))).behaald == punten


@pytest.mark.parametrize(
    ("deel", "vereist"), [("40", 14), ("2.5", Decimal("0.89")), ('"1/35"', 1), ('"1/3"', Decimal("11.67"))]
)
def test_a_share_is_a_percentage_or_a_part(deel, vereist):
    aandeel = f'vorm = "aandeel"\nvan = "totaal"\nminstens_deel = {deel}\nselectie = {{ soorten = ["lezen"] }}'
    assert judge(eis(aandeel) + eis(UREN + "minstens = 35", "totaal"), map_()).vereist == vereist


@pytest.mark.parametrize("deel", ["0", "101", '"3/2"', '"1/0"', '"half"', "true", "-1"])
def test_a_share_that_is_none_is_refused(deel):
    aandeel = f'vorm = "aandeel"\nvan = "totaal"\nminstens_deel = {deel}\nselectie = {{}}'
    with pytest.raises(Onbruikbaar, match=r"eisen\.proef\.minstens_deel"):
        regels(eis(aandeel) + eis(UREN + "minstens = 35", "totaal"))
