from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Organisatie
from beroepscode.models import Bevestiging, Bijeenkomst, Reflectie
from opleidingen.dossiers import collect_cursussen
from opleidingen.models import Opleiding
from register.models import Werkperiode
from register.toetsing import toets_registratie
from register.views.volgende_stap import find_volgende
from tests.register.bouw import DAG, fill_dossier, log_activiteit, start_termijn


@pytest.fixture
def termijn(professional, collega):
    termijn = start_termijn(professional, timezone.localdate() - timedelta(days=5 * 365 - 60))
    fill_dossier(termijn, peer=collega)
    return termijn


def meet(gebruiker, dag):
    bijeenkomst = Bijeenkomst.objects.create(
        datum=dag, begin_tijd="09:00", eind_tijd="11:30", minuten=150, ingevoerd_door=gebruiker
    )
    bijeenkomst.aanwezigen.create(gebruiker=gebruiker, bevestigd_op=timezone.now())


def find_stap(termijn):
    registratie = type(termijn.registratie).objects.select_related("profiel").get(pk=termijn.registratie_id)
    vandaag = timezone.localdate()
    return find_volgende(toets_registratie(registratie, peildatum=vandaag), collect_cursussen(vandaag))


def test_nothing_short_needs_no_step(termijn):
    assert find_stap(termijn) is None


def test_asking_a_peer_comes_before_writing_another_reflection(termijn):
    reflectie = Reflectie.objects.filter(gebruiker=termijn.registratie.gebruiker).first()
    Bevestiging.objects.filter(reflectie=reflectie).delete()
    stap = find_stap(termijn)
    assert (stap.mist, stap.knop, stap.adres) == ("1 keer reflectie", "Vraag een collega", "/mijn/reflecties")


def test_missing_kernwaarde_is_filled_in_beforehand(termijn):
    Reflectie.objects.filter(kernwaarde="betrouwbaarheid").update(kernwaarde="deskundigheid")
    stap = find_stap(termijn)
    assert stap.mist == "1 keer reflectie over betrouwbaarheid en integriteit"
    assert stap.adres == "/mijn/reflecties/nieuw?kernwaarde=betrouwbaarheid"


def test_work_that_still_goes_on_needs_no_step(termijn):
    Werkperiode.objects.update(uren_per_week=1)
    assert find_stap(termijn) is None
    Werkperiode.objects.update(tot_datum=timezone.localdate() - DAG)
    assert find_stap(termijn).adres == "/mijn/werk"


def test_training_is_found_in_the_catalogue(termijn, professional):
    professional.deelnames.filter(opleiding__code="cursus-training-beroepscode").delete()
    stap = find_stap(termijn)
    assert (stap.mist, stap.adres) == (
        "1 keer training over de beroepscode",
        "/opleidingen?soort=training-beroepscode",
    )
    assert [cursus.code for cursus in stap.cursussen] == ["cursus-training-beroepscode"]


def plan(code: str, dag, categorie: str = "training-beroepscode", leefwereld: str = "economie") -> None:
    """A course in the catalogue with one edition."""
    opleiding = Opleiding.objects.create(code=code, naam=code, opleider=Organisatie.objects.get(soort="opleider"))
    accreditatie = opleiding.accreditaties.create(status="geaccrediteerd", geldig_van=dag - 900 * DAG)
    accreditatie.onderdelen.create(
        categorie=categorie, minuten=600, kenmerken={"leefwereld": {leefwereld: 300}} if leefwereld else {}
    )
    opleiding.uitvoeringen.create(code="a", begin_datum=dag, eind_datum=dag)


def test_three_courses_that_fit_the_soonest_first(termijn, professional):
    """What ends after the term is too late, and what counts as something else does not help."""
    professional.deelnames.filter(opleiding__code="cursus-training-beroepscode").delete()
    vandaag = timezone.localdate()
    for code, dag in (("laat", 30), ("vroeg", 3), ("midden", 9), ("te-laat", 400), ("later", 40)):
        plan(code, vandaag + dag * DAG)
    plan("anders", vandaag + DAG, categorie="scholing")
    assert [cursus.code for cursus in find_stap(termijn).cursussen] == ["vroeg", "midden", "laat"]


def test_a_missing_leefwereld_is_searched_for(termijn, professional):
    professional.deelnames.exclude(opleiding__code="cursus-training-beroepscode").delete()
    for deelname in professional.deelnames.all():
        onderdeel = deelname.accreditatie.onderdelen.get()
        del onderdeel.kenmerken["leefwereld"]["economie"]
        onderdeel.save()
    toetsing = toets_registratie(termijn.registratie, peildatum=timezone.localdate())
    stappen = {eis.code: eis.stappen for eis in toetsing.tekorten}
    assert [stap.waarde for stap in stappen["leefwerelden"]] == ["economie"]
    assert find_stap(termijn).adres == "/mijn/activiteiten/nieuw?leefwereld=economie"


def test_a_soort_whose_maximum_is_full_is_no_advice(termijn, professional):
    """Enough accredited courses, but short in total while every soort of one's own is full: only a course helps."""
    professional.deelnames.update(minuten=1200)
    professional.aanwezigheden.all().delete()
    for soort in ("lezen", "meelopen", "kennis-delen"):
        log_activiteit(termijn.registratie, timezone.localdate(), minuten=15 * 60, soort=soort)
    toetsing = toets_registratie(termijn.registratie, peildatum=timezone.localdate())
    totaal = next(eis for eis in toetsing.tekorten if eis.code == "totaal")
    assert set(totaal.stappen[0].soorten) - set(totaal.stappen[0].vol) == {"intervisie", "supervisie", "reflectie"}
    alleen = replace(toetsing, uitkomst=replace(toetsing.uitkomst, eisen=(totaal,)))
    assert find_volgende(alleen).knop == "Voer een bijeenkomst in"


def test_year_that_is_over_is_no_step(termijn, professional):
    """What was short in a year that is over cannot be made up."""
    begin = termijn.geldig_van
    professional.aanwezigheden.filter(bijeenkomst__datum__lt=begin + 360 * DAG).delete()
    for dag in (3, 5, 7, 9):
        meet(professional, timezone.localdate() - dag * DAG)
    toetsing = toets_registratie(termijn.registratie, peildatum=timezone.localdate())
    assert [eis.code for eis in toetsing.tekorten] == ["intervisie-per-jaar"]
    assert find_volgende(toetsing) is None


@pytest.mark.parametrize(("minuten", "uren"), [(60, ""), (300, "&urenVanaf=4")])
def test_catalogue_is_asked_for_what_is_short(termijn, professional, minuten, uren):
    """The leefwereld always; the hours only when one course fills them, or nothing would be found."""
    professional.deelnames.exclude(opleiding__code="cursus-training-beroepscode").delete()
    for deelname in professional.deelnames.all():
        onderdeel = deelname.accreditatie.onderdelen.get()
        del onderdeel.kenmerken["leefwereld"]["economie"]
        onderdeel.save()
    Opleiding.objects.update(beeindigd_op=timezone.now())
    plan("economie", timezone.localdate() + 3 * DAG, categorie="scholing")
    onderdeel = Opleiding.objects.get(code="economie").accreditaties.get().onderdelen.get()
    onderdeel.kenmerken["leefwereld"]["economie"] = minuten
    onderdeel.save()
    toetsing = toets_registratie(termijn.registratie, peildatum=timezone.localdate())
    [eis] = [eis for eis in toetsing.tekorten if eis.code == "leefwerelden"]
    stap = replace(eis.stappen[0], soorten=("scholing",), geaccrediteerd=True)
    alleen = replace(toetsing, uitkomst=replace(toetsing.uitkomst, eisen=(replace(eis, stappen=(stap,)),)))
    volgende = find_volgende(alleen, collect_cursussen(timezone.localdate()))
    assert volgende.adres == f"/opleidingen?leefwereld=economie&soort=scholing{uren}"
