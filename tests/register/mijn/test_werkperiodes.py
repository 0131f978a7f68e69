from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import Logregel
from kern.fouten import Fouten
from register.models import Werkperiode
from register.services.registraties import open_registratie
from register.services.werkbevestigingen import answer_werkbevestiging, mark_feiten
from register.services.werkperiodes import delete_werkperiode, save_werkperiode
from tests.register.bouw import make_vraag

INVOER = {
    "werkgever": "Gemeente Waterstad",
    "functie": "Klantmanager",
    "uren_per_week": "32,5",
    "van_datum": "2024-03-01",
    "laatste_datum": "",
}


@pytest.fixture
def werk(professional):
    return Werkperiode.objects.create(
        registratie=open_registratie(professional),
        werkgever="Gemeente Waterstad",
        functie="Klantmanager",
        uren_per_week=Decimal("32.5"),
        van_datum=date(2024, 3, 1),
        bevestigd_op=timezone.now(),
        bevestigd_door="Gemeente Waterstad",
    )


def test_work_is_added_with_a_comma_and_without_an_end(professional, sign_in):
    response = sign_in(professional).post("/mijn/werk/nieuw", INVOER, follow=True)
    assert response.redirect_chain == [("/mijn/werk", 302)]
    werk = Werkperiode.objects.get()
    assert (werk.uren_per_week, werk.tot_datum, werk.bevestigd_op) == (Decimal("32.5"), None, None)
    assert "32,5 uur per week" in response.content.decode()


def test_same_work_twice_is_refused(professional, sign_in):
    client = sign_in(professional)
    client.post("/mijn/werk/nieuw", INVOER)
    response = client.post("/mijn/werk/nieuw", INVOER | {"werkgever": "gemeente waterstad", "uren_per_week": "36"})
    assert response.context["form"].errors == {
        "werkgever": ["Dit werk staat al in je dossier. Je hoeft niets te doen."]
    }
    assert Werkperiode.objects.count() == 1


def test_last_day_becomes_the_first_day_after_it(professional, werk, sign_in):
    client = sign_in(professional)
    client.post(f"/mijn/werk/{werk.pk}", INVOER | {"laatste_datum": "2026-10-31"})
    werk.refresh_from_db()
    assert werk.tot_datum == date(2026, 11, 1)
    form = client.get(f"/mijn/werk/{werk.pk}").context["form"]
    assert form["laatste_datum"].value() == date(2026, 10, 31)


def test_confirmation_survives_an_end_and_nothing_else(professional, werk, sign_in):
    client = sign_in(professional)
    client.post(f"/mijn/werk/{werk.pk}", INVOER | {"laatste_datum": "2026-10-31"})
    werk.refresh_from_db()
    assert werk.bevestigd_door == "Gemeente Waterstad"
    client.post(f"/mijn/werk/{werk.pk}", INVOER | {"laatste_datum": "2026-11-01"})
    werk.refresh_from_db()
    assert (werk.bevestigd_op, werk.bevestigd_door) == (None, "")


def read_facts(werk: Werkperiode) -> dict:
    return {naam: getattr(werk, naam) for naam in ("werkgever", "functie", "uren_per_week", "van_datum", "tot_datum")}


@pytest.mark.parametrize(("anders", "blijft"), [({"tot_datum": date(2026, 11, 1)}, True), ({"functie": "X"}, False)])
def test_an_answer_of_the_employer_in_the_meantime_is_not_overwritten(werk, anders, blijft):
    """The page read the work before the employer confirmed it. More than was confirmed still undoes that."""
    Werkperiode.objects.update(bevestigd_op=None, bevestigd_door="")
    oud = Werkperiode.objects.get()
    vraag = make_vraag(werk, "sleutel", op=timezone.now())
    antwoord = {"oordeel": "bevestigd", "door_naam": "Karin", "domein": "waterstad.example"}
    answer_werkbevestiging(vraag, **antwoord, gezien=mark_feiten(oud), op=timezone.now())
    save_werkperiode(oud, **read_facts(oud) | anders, op=timezone.now())
    werk.refresh_from_db()
    assert {naam: getattr(werk, naam) for naam in anders} == anders
    assert (werk.bevestigd_op is not None) == blijft
    assert werk.bevestigd_door == ("Karin (waterstad.example)" if blijft else "")
    assert Logregel.objects.filter(handeling="werkperiode-bevestiging-vervallen").exists() == (not blijft)


def test_work_erased_in_the_meantime_does_not_come_back(werk):
    oud = Werkperiode.objects.get()
    delete_werkperiode(werk, op=timezone.now())
    with pytest.raises(Fouten) as fouten:
        save_werkperiode(oud, **read_facts(oud), op=timezone.now())
    assert [fout.code for fout in fouten.value.fouten] == ["gewist"]
    assert not Werkperiode.objects.exists()


def test_all_faults_are_told_at_once_and_nothing_typed_is_lost(professional, sign_in):
    morgen = timezone.localdate() + timedelta(days=1)
    invoer = {
        "werkgever": "Gemeente Eigenwijs",
        "functie": "",
        "uren_per_week": "61",
        "van_datum": "2024-03-01",
        "laatste_datum": morgen,
    }
    response = sign_in(professional).post("/mijn/werk/nieuw", invoer)
    assert response.context["form"].errors == {
        "functie": ["Vul dit in."],
        "uren_per_week": ["Zorg ervoor dat deze waarde hoogstens 60 is."],
        "laatste_datum": ["Deze dag moet nog komen. Laat leeg zolang je er werkt."],
    }
    assert "Gemeente Eigenwijs" in response.content.decode()


def test_end_before_the_beginning_is_explained(professional, sign_in):
    response = sign_in(professional).post("/mijn/werk/nieuw", INVOER | {"laatste_datum": "2024-02-29"})
    assert response.context["form"].errors == {"laatste_datum": ["Deze dag ligt voor je eerste dag."]}
    sign_in(professional).post("/mijn/werk/nieuw", INVOER | {"laatste_datum": "2024-03-01"})
    assert Werkperiode.objects.get().tot_datum == date(2024, 3, 2)


def test_work_is_erased(professional, werk, sign_in):
    sign_in(professional).post(f"/mijn/werk/{werk.pk}/wissen")
    assert not Werkperiode.objects.exists()


@pytest.mark.parametrize("suffix", ["", "/wissen"])
def test_work_of_another_does_not_exist(collega, werk, sign_in, suffix):
    assert sign_in(collega).post(f"/mijn/werk/{werk.pk}{suffix}", INVOER).status_code == 404
    assert Werkperiode.objects.get().bevestigd_op is not None


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_costs_the_same_for_one_and_three(professional, sign_in, django_assert_num_queries, aantal):
    registratie = open_registratie(professional)
    for jaar in range(aantal):
        Werkperiode.objects.create(
            registratie=registratie,
            werkgever="Gemeente Waterstad",
            functie="Klantmanager",
            uren_per_week=24,
            van_datum=date(2020 + jaar, 1, 1),
            tot_datum=date(2020 + jaar, 12, 1),
        )
    client = sign_in(professional)
    with django_assert_num_queries(5):  # session, person, rooms, rows, questions to employers
        page = client.get("/mijn/werk").content.decode()
    assert page.count("24 uur per week") == aantal
