from collections import Counter
from datetime import date, datetime, time

import pytest
from django.utils import timezone

from beroepscode.codeteksten import code_op
from beroepscode.dossiers import (
    Bijeenkomstfeit,
    Ondertekeningfeit,
    Reflectiefeit,
    collect_feiten,
)
from beroepscode.models import Bevestiging
from beroepscode.queries import find_verzoeken_bijeenkomst
from beroepscode.services.aanwezigheden import answer_aanwezigheid
from beroepscode.services.bevestigingen import answer_bevestiging, ask_bevestiging
from beroepscode.services.bijeenkomsten import add_deelnemers, record_bijeenkomst
from beroepscode.services.codes import sign_code

NU = datetime(2026, 11, 22, 12, tzinfo=timezone.get_default_timezone())


def meet(invoerder, deelnemers, datum=date(2026, 11, 3)):
    return record_bijeenkomst(
        invoerder,
        soort="intervisie",
        datum=datum,
        begin_tijd=time(14),
        eind_tijd=time(15, 30),
        thema="maatwerk",
        deelnemers=deelnemers,
        op=NU,
    )


def test_reflection_is_a_fact_without_its_text(professional, collega, write_reflectie):
    reflectie = write_reflectie(professional)
    fact = Reflectiefeit(reflectie.pk, professional.pk, date(2026, 11, 2), 45, "deskundigheid", bevestigd=False)
    assert (collect_feiten([professional.pk, collega.pk])) == [fact]


def test_reflection_is_confirmed_once_a_peer_says_so(professional, collega, derde, write_reflectie):
    reflectie = write_reflectie(professional)
    answer_bevestiging(ask_bevestiging(reflectie, derde.email, op=NU), akkoord=False, op=NU)
    assert [feit.bevestigd for feit in collect_feiten([professional.pk])] == [False]
    answer_bevestiging(ask_bevestiging(reflectie, collega.email, op=NU), akkoord=True, op=NU)
    assert [feit.bevestigd for feit in collect_feiten([professional.pk])] == [True]


def test_meeting_stands_in_the_dossier_of_each_who_confirmed(professional, collega, derde):
    bijeenkomst = meet(professional, [collega.email, derde.registratienummer, "wie@elders.example"])
    ids = [professional.pk, collega.pk, derde.pk]
    alleen = Bijeenkomstfeit(
        id=bijeenkomst.aanwezigen.get(gebruiker=professional).pk,
        bijeenkomst_id=bijeenkomst.pk,
        gebruiker_id=professional.pk,
        soort="intervisie",
        datum=date(2026, 11, 3),
        minuten=90,
        thema="maatwerk",
        deelnemers=3,
        bevestigd=False,
    )
    assert (collect_feiten(ids)) == [alleen]
    answer_aanwezigheid(find_verzoeken_bijeenkomst(collega).get(), antwoord="erbij", op=NU)
    answer_aanwezigheid(find_verzoeken_bijeenkomst(derde).get(), antwoord="niet", op=NU)
    feiten = [(feit.gebruiker_id, feit.deelnemers, feit.bevestigd) for feit in collect_feiten(ids)]
    assert feiten == [(professional.pk, 2, True), (collega.pk, 2, True)]


def test_two_names_of_one_person_are_one_participant(professional, collega, derde):
    """The form cannot say so, for then it would tell who is in the register; what counts in the end does."""
    bijeenkomst = meet(professional, [collega.email, collega.registratienummer])
    assert [rij.gebruiker for rij in bijeenkomst.aanwezigen.order_by("pk")] == [professional, collega]
    add_deelnemers(bijeenkomst, [collega.registratienummer, "wie@elders.example"], op=NU)
    assert [feit.deelnemers for feit in collect_feiten([professional.pk])] == [2]
    add_deelnemers(bijeenkomst, [derde.registratienummer, derde.email], op=NU)
    assert [feit.deelnemers for feit in collect_feiten([professional.pk])] == [3]


def test_who_confirmed_and_left_the_register_was_there_all_the_same(professional, collega, derde):
    meet(professional, [collega.email, derde.email])
    answer_aanwezigheid(find_verzoeken_bijeenkomst(collega).get(), antwoord="erbij", op=NU)
    collega.aanwezigheden.update(gebruiker=None)
    derde.aanwezigheden.update(gebruiker=None)
    assert [(feit.deelnemers, feit.bevestigd) for feit in collect_feiten([professional.pk])] == [(2, True)]


def test_signature_tells_until_when_it_holds(professional):
    tekst = code_op(date(2026, 11, 22))
    sign_code(professional, tekst, op=NU)
    assert (collect_feiten([professional.pk])) == [
        Ondertekeningfeit(professional.pk, "beroepscode", tekst.versie, date(2026, 11, 22), None)
    ]


@pytest.mark.parametrize("aantal", [1, 3])
def test_facts_cost_one_query(professional, collega, derde, write_reflectie, django_assert_num_queries, aantal):
    for dag in range(1, aantal + 1):
        for gebruiker in (professional, collega):
            reflectie = write_reflectie(gebruiker)
            Bevestiging.objects.create(reflectie=reflectie, bevestiger=derde, gevraagd_aan="x", gevraagd_op=NU)
        meet(professional, [collega.email, derde.email], datum=date(2026, 11, dag))
    sign_code(derde, code_op(date(2026, 11, 22)), op=NU)
    ids = [professional.pk, collega.pk, derde.pk]
    with django_assert_num_queries(1):
        feiten = collect_feiten(ids)
    soorten = Counter(type(feit) for feit in feiten)
    assert soorten == {Reflectiefeit: 2 * aantal, Bijeenkomstfeit: aantal, Ondertekeningfeit: 1}
