"""How an application begins: from nothing, as a copy of an earlier one, or as its renewal."""

import pytest

from accounts.models import Gebruiker
from kern.fouten import Fouten
from opleidingen.models import Accreditatie, Module
from opleidingen.services.accreditatieaanvragen import discard_aanvraag, save_onderdeel, start_aanvraag
from tests.opleidingen.aanvraag import OP, VAN, make_aanvraag, make_medewerker


@pytest.fixture
def mens(opleider) -> Gebruiker:
    return make_medewerker(opleider)


@pytest.fixture
def aanvraag(opleider, mens) -> Accreditatie:
    return make_aanvraag(opleider, mens)


def test_one_application_at_a_time(aanvraag, mens):
    with pytest.raises(Fouten, match="aanvraag-loopt"):
        start_aanvraag(aanvraag.opleiding, door=mens, peildatum=VAN, op=OP)
    discard_aanvraag(aanvraag, door=mens, op=OP)
    start_aanvraag(aanvraag.opleiding, door=mens, peildatum=VAN, op=OP)


def test_not_for_a_course_that_is_over(aanvraag, mens):
    aanvraag.opleiding.beeindigd_op = OP
    with pytest.raises(Fouten, match="opleiding-beeindigd"):
        start_aanvraag(aanvraag.opleiding, door=mens, peildatum=VAN, op=OP)


def test_copy_of_another_course_takes_what_fits(aanvraag, mens, opleider, aanbod):
    """The modules of the earlier one are found by their code; what fits nowhere is counted."""
    nieuw = make_aanvraag(opleider, mens, code="vervolg")
    nieuw.onderdelen.all().delete()
    discard_aanvraag(nieuw, door=mens, op=OP)
    Module.objects.create(opleiding=nieuw.opleiding, code="recht", naam="Ander recht")
    kopie, over = start_aanvraag(nieuw.opleiding, bron=aanbod.accreditatie, door=mens, peildatum=VAN, op=OP)
    [onderdeel] = kopie.onderdelen.all()
    assert (onderdeel.module.naam, onderdeel.minuten, over) == ("Ander recht", 600, 1)
    assert (kopie.geldig_van, kopie.verlengt) == (VAN, None)


def test_renewal_joins_where_the_old_one_ends(mens, aanbod):
    verlenging, over = start_aanvraag(
        aanbod.opleiding, bron=aanbod.accreditatie, verleng=True, door=mens, peildatum=OP.date(), op=OP
    )
    assert (verlenging.geldig_van, verlenging.verlengt, over) == (
        aanbod.accreditatie.geldig_tot,
        aanbod.accreditatie,
        0,
    )
    assert [deel.minuten for deel in verlenging.onderdelen.order_by("pk")] == [600, 360]


def test_only_what_ends_can_be_renewed(aanvraag, mens, aanbod):
    aanbod.accreditatie.geldig_tot = None
    with pytest.raises(Fouten, match="niet-te-verlengen"):
        start_aanvraag(aanbod.opleiding, bron=aanbod.accreditatie, verleng=True, door=mens, peildatum=VAN, op=OP)


def test_an_onderdeel_stands_once(aanvraag):
    with pytest.raises(Fouten, match="onderdeel-staat-er-al"):
        save_onderdeel(aanvraag, module=None, categorie="scholing", minuten=1, kenmerken={})
