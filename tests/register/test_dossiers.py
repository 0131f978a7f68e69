"""The bridge from rows to the criteria: what is trusted, and how many queries it takes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.services.gebruikers import create_gebruiker
from beroepscode.models import Bevestiging
from register.criteria import check_dossier, dossier_from_json, dossier_to_json
from register.dossiers import collect_dossier
from register.models import Activiteit, Registratie, Werkperiode
from register.regelgeving import reglement_op
from register.services.registraties import open_registratie
from register.toetsing import toets_registratie, toets_registraties
from tests.klok import VANDAAG
from tests.register.bouw import (
    LEEFWERELDEN,
    complete_profiel,
    deliver_scholing,
    fill_dossier,
    log_activiteit,
    start_termijn,
)

VAN = date(2022, 3, 1)


def trust(dossier) -> dict[str, str]:
    return {item.id.partition(":")[0]: item.vertrouwen for item in dossier.activiteiten}


def test_what_an_opleider_delivered_is_a_and_what_a_peer_confirmed_is_b(volle_termijn):
    log_activiteit(volle_termijn.registratie, date(2024, 1, 1))
    dossier = collect_dossier(volle_termijn.registratie, peildatum=VANDAAG)
    assert trust(dossier) == {"deelname": "A", "bijeenkomst": "B", "reflectie": "B", "activiteit": "C"}
    assert [(item.id, item.vertrouwen, item.uren_per_week) for item in dossier.werkperiodes] == [
        (f"werkperiode:{volle_termijn.registratie.werkperiodes.get().pk}", "B", Decimal("36.0"))
    ]
    assert (dossier.termijn.van, dossier.termijn.tot, dossier.termijn.volgnummer) == (VAN, date(2027, 3, 1), 1)
    assert [item.soort for item in dossier.verklaringen] == ["beroepscode"]


def test_what_nobody_confirmed_is_c(volle_termijn):
    Bevestiging.objects.update(bevestigd_op=None)
    Werkperiode.objects.update(bevestigd_op=None)
    dossier = collect_dossier(volle_termijn.registratie, peildatum=VANDAAG)
    assert trust(dossier)["reflectie"] == "C"
    assert [item.vertrouwen for item in dossier.werkperiodes] == ["C"]


def test_an_unconfirmed_reflection_never_makes_an_eis_definitief(volle_termijn):
    Bevestiging.objects.update(bevestigd_op=None)
    toetsing = toets_registratie(volle_termijn.registratie, peildatum=VANDAAG)
    oordelen = {eis.code: eis.oordeel for eis in toetsing.uitkomst.eisen}
    assert (oordelen["kernwaarden"], oordelen["reflectie"]) == ("voorlopig", "tekort")


def test_what_was_taken_out_is_out(termijn):
    activiteit = log_activiteit(termijn.registratie, date(2024, 1, 1))
    Activiteit.objects.filter(pk=activiteit.pk).update(verwijderd_op=timezone.now())
    assert collect_dossier(termijn.registratie, peildatum=VANDAAG).activiteiten == ()


def test_a_completion_counts_in_each_world_for_its_own_minutes(termijn, professional):
    deliver_scholing(professional, date(2024, 1, 1))
    cursus, training = collect_dossier(termijn.registratie, peildatum=VANDAAG).activiteiten
    assert (cursus.soort, cursus.minuten, training.soort) == ("scholing", 4800, "training-beroepscode")
    assert cursus.kenmerken == {"leefwereld": frozenset(LEEFWERELDEN)}
    assert cursus.kenmerkminuten == {"leefwereld": dict.fromkeys(LEEFWERELDEN, 1200)}
    assert (cursus.id, cursus.geheel) == (f"deelname:{professional.deelnames.order_by('pk')[0].pk}", None)


def accredit(deelname, *onderdelen: tuple[str, int, dict[str, int]]) -> None:
    """Let the course of a completion be accredited for these modules: category, minutes, leefwerelden."""
    deelname.accreditatie.onderdelen.all().delete()
    for nummer, (categorie, minuten, leefwerelden) in enumerate(onderdelen):
        module = deelname.opleiding.modules.create(code=f"m{nummer}", naam=f"Module {nummer}")
        deelname.accreditatie.onderdelen.create(
            module=module, categorie=categorie, minuten=minuten, kenmerken={"leefwereld": leefwerelden}
        )


def test_a_completion_is_one_entry_and_no_quarter_is_lost(termijn, professional):
    deelname = deliver_scholing(professional, date(2024, 1, 1))[0]
    accredit(deelname, ("scholing", 20, {"economie": 20}), ("scholing", 40, {"economie": 10, "gedrag": 0}))
    eerste = collect_dossier(termijn.registratie, peildatum=VANDAAG).activiteiten[0]
    assert (eerste.minuten, eerste.kenmerkminuten) == (60, {"leefwereld": {"economie": 30}})
    uitkomst = toets_registratie(termijn.registratie, peildatum=VANDAAG).uitkomst
    assert uitkomst.activiteiten[0].punten == 1


def test_a_completion_in_two_categories_has_an_entry_for_each_and_is_one_time(termijn, professional):
    deelname, ander = deliver_scholing(professional, date(2024, 1, 1))
    ander.delete()
    accredit(deelname, ("supervisie", 120, {}), ("intervisie", 90, {}), ("scholing", 60, {}))
    toetsing = toets_registratie(termijn.registratie, peildatum=VANDAAG)
    assert [(item.id, item.minuten) for item in toetsing.dossier.activiteiten] == [
        (f"deelname:{deelname.pk}/supervisie", 120),
        (f"deelname:{deelname.pk}/intervisie", 90),
        (f"deelname:{deelname.pk}/scholing", 60),
    ]
    assert {item.geheel for item in toetsing.dossier.activiteiten} == {f"deelname:{deelname.pk}"}
    behaald = {eis.code: eis.behaald for eis in toetsing.uitkomst.eisen}
    assert (behaald["intervisie-uren"], behaald["intervisie-bijeenkomsten"], behaald["totaal"]) == (3.5, 1, 4.5)


def test_proof_of_who_you_are_and_where_you_work(professional):
    registratie = complete_profiel(professional)
    assert {(item.soort, item.vertrouwen) for item in collect_dossier(registratie, peildatum=VANDAAG).bewijzen} == {
        ("profiel", "B"),
        ("identiteit", "C"),
        ("werk", "C"),
    }
    registratie = complete_profiel(professional, bevestigd=VANDAAG)
    assert {(item.soort, item.vertrouwen) for item in collect_dossier(registratie, peildatum=VANDAAG).bewijzen} == {
        ("profiel", "B"),
        ("identiteit", "B"),
        ("werk", "B"),
    }


def test_an_empty_profile_proves_nothing(professional):
    dossier = collect_dossier(open_registratie(professional), peildatum=VANDAAG)
    assert [item.soort for item in dossier.bewijzen] == ["identiteit"]


def test_the_kept_dossier_speaks_the_words_of_its_reglement(volle_termijn):
    log_activiteit(volle_termijn.registratie, date(2024, 1, 1))
    dossier = toets_registratie(volle_termijn.registratie, peildatum=VANDAAG).dossier
    assert check_dossier(reglement_op(VANDAAG), dossier) == []
    assert dossier_from_json(dossier_to_json(dossier)) == dossier


@pytest.fixture
def drie(volle_termijn) -> list[Registratie]:
    registraties = [volle_termijn.registratie]
    for nummer in range(2):
        gebruiker = create_gebruiker(email=f"n{nummer}@x.example", voornaam="N", achternaam="Vos")
        termijn = start_termijn(gebruiker, VAN + timedelta(days=nummer))
        fill_dossier(termijn)
        registraties.append(termijn.registratie)
    return registraties


def test_judging_one_or_three_people_takes_the_same_queries(drie, django_assert_num_queries):
    registraties = list(Registratie.objects.select_related("profiel").order_by("pk"))
    for aantal in (1, 3):
        gekozen = dict.fromkeys(registraties[:aantal])
        with django_assert_num_queries(5):  # terms, own facts, completions, their worth, learned together
            toetsingen = toets_registraties(gekozen, peildatum=VANDAAG)
        assert {len(toetsing.dossier.activiteiten) for toetsing in toetsingen.values()} == {23}
        assert {toetsing.uitkomst.voldaan for toetsing in toetsingen.values()} == {True}


def test_together_is_the_same_as_one_by_one(drie):
    samen = toets_registraties(dict.fromkeys(drie), peildatum=VANDAAG)
    for registratie in drie:
        assert samen[registratie.pk] == toets_registratie(registratie, peildatum=VANDAAG)
