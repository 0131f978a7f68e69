from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from accounts.models import Lidmaatschap

VAN, TOT = date(2024, 2, 29), date(2025, 3, 1)
DAG = timedelta(days=1)


@pytest.fixture
def make(opleider, professional):
    def make(**dates):
        return Lidmaatschap.objects.create(organisatie=opleider, gebruiker=professional, **dates)

    return make


@pytest.mark.parametrize(
    ("peildatum", "geldt"), [(VAN - DAG, False), (VAN, True), (TOT - DAG, True), (TOT, False), (TOT + DAG, False)]
)
def test_a_row_holds_from_its_first_day_until_the_day_it_no_longer_does(make, peildatum, geldt):
    make(geldig_van=VAN, geldig_tot=TOT)
    assert Lidmaatschap.objects.op(peildatum).exists() == geldt


@pytest.mark.parametrize(("peildatum", "geldt"), [(VAN - DAG, False), (VAN, True), (date.max, True)])
def test_a_row_without_an_end_keeps_holding(make, peildatum, geldt):
    make(geldig_van=VAN)
    assert Lidmaatschap.objects.op(peildatum).exists() == geldt


def test_two_rows_that_follow_each_other_never_hold_on_one_day(make):
    make(geldig_van=VAN, geldig_tot=TOT)
    make(geldig_van=TOT)
    counts = [Lidmaatschap.objects.op(dag).count() for dag in (TOT - DAG, TOT, TOT + DAG)]
    assert counts == [1, 1, 1]


@pytest.mark.parametrize("tot", [VAN, VAN - DAG])
def test_a_row_ends_after_it_begins(make, tot):
    with pytest.raises(IntegrityError, match="tot_na_van"):
        make(geldig_van=VAN, geldig_tot=tot)
