"""An accreditation begins near the day of asking: on the form, when it is sent and when it is granted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accounts.models import Gebruiker
from kern.fouten import Fouten
from kern.periode import add_months
from opleidingen.models import Accreditatie
from opleidingen.services.accreditatiestappen import Toekenning, grant_accreditatie, submit_accreditatie
from tests.opleidingen.aanvraag import OP, VAN, do, grant_as_asked, later, make_aanvraag, make_medewerker
from tests.opleidingen.test_accreditatiepaginas import EIGEN

RANDEN = pytest.mark.parametrize(
    ("maanden", "dagen", "kan"), [(-12, 0, True), (-12, -1, False), (24, 0, True), (24, 1, False)]
)


@pytest.fixture
def mens(opleider, medewerker) -> Gebruiker:
    return medewerker(opleider)


@pytest.fixture
def beoordelaar(kantoor) -> Gebruiker:
    return make_medewerker(kantoor)


@pytest.fixture
def aanvraag(opleider, mens) -> Accreditatie:
    return make_aanvraag(opleider, mens)


@RANDEN
def test_a_period_begins_near_today(mens, sign_in, aanvraag, vandaag, maanden, dagen, kan):
    van = add_months(vandaag, maanden) + timedelta(days=dagen)
    response = sign_in(mens).post(f"{EIGEN}/{aanvraag.pk}/periode", {"geldig_van": van.isoformat(), "maanden": "48"})
    assert response.status_code == (302 if kan else 200)
    aanvraag.refresh_from_db()
    assert (aanvraag.geldig_van == van) is kan
    if not kan:
        assert set(response.context["form"].errors) == {"geldig_van"}
        assert van.isoformat() in response.content.decode()


@pytest.mark.parametrize("jaar", [1950, 9899])
def test_a_period_far_from_today_is_not_sent(aanvraag, mens, jaar):
    """With everything else that misses; a year mistyped would hold for ever."""
    Accreditatie.objects.update(geldig_van=date(jaar, 1, 1), geldig_tot=date(jaar + 5, 1, 1), docenten="")
    with pytest.raises(Fouten) as fouten:
        submit_accreditatie(aanvraag, door=mens, op=OP)
    assert [(fout.code, fout.plaats) for fout in fouten.value.fouten] == [
        ("docenten-ontbreekt", "inhoud"),
        ("begin-te-ver-weg", "periode"),
        ("periode-te-lang", "periode"),
    ]


@RANDEN
def test_begins_near_the_day_of_asking(aanvraag, mens, beoordelaar, maanden, dagen, kan):
    """Of asking, not of deciding: what lies long on a pile need not be asked again."""
    do(aanvraag, "indienen", mens)
    van = add_months(OP.date(), maanden) + timedelta(days=dagen)
    minuten = dict.fromkeys(aanvraag.onderdelen.values_list("pk", flat=True), 60)
    toekenning = Toekenning(van, van + timedelta(days=100), minuten)
    wie = {"door": beoordelaar, "op": later(20)}
    if kan:
        grant_accreditatie(aanvraag, toekenning, reden="Daarom.", **wie)
    else:
        with pytest.raises(Fouten) as fouten:
            grant_accreditatie(aanvraag, toekenning, reden="Daarom.", **wie)
        assert [(fout.code, fout.plaats) for fout in fouten.value.fouten] == [("begin-te-ver-weg", "geldig_van")]


def test_a_renewal_joins_however_far_that_is(aanvraag, mens, beoordelaar):
    ver = VAN.replace(year=VAN.year + 5)
    Accreditatie.objects.update(verlengt=aanvraag.pk, geldig_van=ver, geldig_tot=ver.replace(year=ver.year + 1))
    aanvraag.refresh_from_db()
    do(aanvraag, "indienen", mens)
    elders = replace(grant_as_asked(aanvraag), geldig_van=ver + timedelta(days=1))
    with pytest.raises(Fouten, match="begin-te-ver-weg"):
        grant_accreditatie(aanvraag, elders, reden="Daarom.", door=beoordelaar, op=OP)
    do(aanvraag, "accrediteren", beoordelaar)
