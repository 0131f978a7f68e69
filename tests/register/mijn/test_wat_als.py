"""What if: as of a later day, with something more, with something less. Nothing is stored."""

from datetime import timedelta

import pytest
from django.utils import timezone

from opleidingen.models import Opleiding
from register.models import Activiteit
from register.toetsing import imagine, toets_registratie
from tests.register.bouw import DAG, deliver_scholing, fill_dossier, log_activiteit, start_termijn


@pytest.fixture
def termijn(professional):
    """Two years on, with 80 hours of courses that are in the catalogue too."""
    termijn = start_termijn(professional, timezone.localdate() - timedelta(days=2 * 365))
    deliver_scholing(professional, termijn.geldig_van)
    return termijn


@pytest.fixture
def client(professional, termijn, sign_in):
    return sign_in(professional)


def ask(client, **vraag):
    response = client.get("/mijn/wat-als", vraag)
    assert response.status_code == 200
    return response


def changes(response) -> dict[str, tuple[str, str]]:
    return {item.nu.code: (item.nu.stand, item.straks.stand) for item in response.context["anders"]}


def test_an_empty_page_asks_what_to_try(client):
    response = ask(client)
    assert response.context["kop"] == "Wat als je iets verandert?"
    assert "Dit verandert" not in response.content.decode()


def test_an_activity_of_ones_own_counts_voorlopig(client):
    response = ask(client, soort="lezen", uren="1,5", raakt="leefwereld:economie")
    assert response.context["kop"] == "Dat verandert niets aan wat je nog moet doen"
    assert response.context["aanname"] == "Vandaag, met 1,5 uur lezen en literatuur."
    assert not Activiteit.objects.exists()


def test_a_meeting_counts_as_if_a_peer_confirmed_it(client):
    response = ask(client, soort="intervisie", uren="2")
    assert changes(response) == {
        "intervisie-uren": ("0 van 40 uur", "2 van 40 uur"),
        "intervisie-bijeenkomsten": ("0 van 16", "1 van 16"),
        "intervisie-per-jaar": ("0 van 20 uur", "2 van 20 uur"),
    }
    assert response.context["kop"] == "Dan kom je een stap verder"
    assert "Wij rekenen erop dat een collega het bevestigt." in response.content.decode()


def test_without_an_entry_of_the_dossier(client, professional):
    deelname = professional.deelnames.get(opleiding__code="cursus-training-beroepscode")
    response = ask(client, zonder=f"deelname:{deelname.pk}")
    assert changes(response)["training-beroepscode"] == ("1 van 1", "0 van 1")
    assert response.context["kop"].endswith("niet meer klaar")
    assert response.context["aanname"].startswith("Vandaag, zonder Training-beroepscode (")
    assert professional.deelnames.count() == 2


def test_with_a_course_of_the_catalogue(client, professional):
    professional.deelnames.filter(opleiding__code="cursus-training-beroepscode").delete()
    response = ask(client, opleiding="cursus-training-beroepscode")
    assert changes(response)["training-beroepscode"] == ("0 van 1", "1 van 1")
    assert response.context["kop"] == "Dan zijn 'Punten in totaal' en 'Training over de beroepscode' klaar"


def test_as_of_a_later_day(client, termijn):
    op = termijn.geldig_tot - DAG
    termijn.registratie.werkperiodes.create(
        werkgever="W", functie="F", van_datum=timezone.localdate(), uren_per_week=36
    )
    werk = next(item for item in ask(client, op=op.isoformat()).context["anders"] if item.nu.code == "werkervaring")
    assert (werk.nu.oordeel, werk.straks.oordeel) == ("tekort", "voorlopig")


def test_everything_done_says_that_one_may_apply(professional, termijn, collega, client):
    fill_dossier(termijn, peer=collega)
    Opleiding.objects.get(code="cursus-scholing")
    response = ask(client, op=(termijn.geldig_tot - DAG).isoformat(), soort="intervisie", uren="2")
    assert response.context["kop"] == "Dan kun je herregistratie aanvragen"


@pytest.mark.parametrize(
    ("vraag", "fouten"),
    [
        ({"soort": "lezen"}, {"uren": ["Vul in hoeveel uur de activiteit duurt."]}),
        ({"uren": "2"}, {"soort": ["Kies wat voor activiteit het is."]}),
        ({"soort": "x", "uren": "veel"}, {"soort", "uren"}),
        ({"zonder": "deelname:999999"}, {"zonder"}),
        ({"opleiding": "weg"}, {"opleiding"}),
        ({"op": "gisteren"}, {"op"}),
    ],
)
def test_faults_are_told_and_nothing_is_worked_out(client, vraag, fouten):
    response = ask(client, **vraag)
    assert set(response.context["form"].errors) == set(fouten)
    assert "Dit verandert" not in response.content.decode()


def test_a_day_outside_of_the_term_is_refused(client, termijn):
    for op in (timezone.localdate() - DAG, termijn.geldig_tot):
        (fout,) = ask(client, op=op.isoformat()).context["form"].errors["op"]
        assert fout.startswith("Kies een dag vanaf vandaag tot en met ")


def test_an_entry_of_another_is_not_there(client, collega):
    ander = start_termijn(collega, timezone.localdate() - DAG)
    activiteit = log_activiteit(ander.registratie, timezone.localdate())
    assert list(ask(client, zonder=f"activiteit:{activiteit.pk}").context["form"].errors) == ["zonder"]


def test_somebody_in_the_leerregister_may_try_too(collega, sign_in):
    response = ask(sign_in(collega), soort="lezen", uren="2")
    assert response.context["kop"] == "Dat verandert niets aan wat je nog moet doen"


@pytest.mark.parametrize("aantal", [1, 60])
def test_page_costs_ten_queries(client, termijn, professional, django_assert_num_queries, aantal):
    for nummer in range(aantal):
        log_activiteit(termijn.registratie, termijn.geldig_van + nummer * DAG)
    deelname = professional.deelnames.first()
    with django_assert_num_queries(10):
        # session, person, rooms, registratie, career, own facts, completions with accreditation, learned together,
        # catalogue
        ask(client, opleiding="cursus-scholing", soort="lezen", uren="2", zonder=f"deelname:{deelname.pk}")


def test_nothing_changed_is_the_same_judgement(termijn):
    toetsing = toets_registratie(termijn.registratie, peildatum=timezone.localdate())
    zelfde = imagine(toetsing, peildatum=toetsing.peildatum, erbij=[], zonder="")
    assert zelfde.uitkomst == toetsing.uitkomst
