from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Logregel
from kern.fouten import Fouten
from register.models import Activiteit
from register.services.activiteiten import remove_activiteit, restore_activiteit, save_activiteit
from register.services.registraties import open_registratie
from tests.register.bouw import log_activiteit

INVOER = {"soort": "lezen", "titel": "Artikel over schaarste", "datum": "2026-11-20", "duur": "1,5"}


@pytest.fixture
def activiteit(professional):
    return log_activiteit(open_registratie(professional), date(2026, 11, 3))


def test_activity_is_logged_on_one_short_page(professional, sign_in):
    client = sign_in(professional)
    page = client.get("/mijn/activiteiten/nieuw").content.decode()
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in page
    assert '<details class="meer">' in page
    response = client.post("/mijn/activiteiten/nieuw", INVOER, follow=True)
    assert response.redirect_chain == [("/mijn/dossier", 302)]
    activiteit = Activiteit.objects.get()
    assert (activiteit.registratie.gebruiker, activiteit.soort, activiteit.minuten) == (professional, "lezen", 90)
    assert "Artikel over schaarste" in response.content.decode()


def test_all_faults_are_told_at_once_and_nothing_typed_is_lost(professional, sign_in):
    morgen = timezone.localdate() + timedelta(days=1)
    invoer = {"soort": "slapen", "titel": "  x ", "datum": morgen, "duur": "15", "toelichting": "Mijn uitleg."}
    response = sign_in(professional).post("/mijn/activiteiten/nieuw", invoer)
    assert response.context["form"].errors == {
        "soort": ["Kies een van de mogelijkheden."],
        "titel": ["Schrijf in een paar woorden wat je deed."],
        "datum": ["Deze dag moet nog komen. Kies vandaag of een dag ervoor."],
        "duur": ["Bedoel je 15 minuten of 15 uur? Zet het erbij."],
    }
    page = response.content.decode()
    assert "Mijn uitleg." in page
    assert '<details class="meer" open>' in page
    assert not Activiteit.objects.exists()


@pytest.mark.parametrize(
    ("datum", "fout"),
    [
        ("22 november", "Vul een datum in die bestaat, zoals 22-11-2026."),
        ("2026-02-30", "Vul een datum in die bestaat, zoals 22-11-2026."),
        ("0202-01-01", "Dit jaartal kan niet kloppen. Kijk het nog eens na."),
    ],
)
def test_strange_date_is_explained(professional, sign_in, datum, fout):
    response = sign_in(professional).post("/mijn/activiteiten/nieuw", INVOER | {"datum": datum})
    assert response.context["form"].errors == {"datum": [fout]}


@pytest.mark.parametrize(("duur", "minuten"), [("24 uur", 1440), ("1 min", 1)])
def test_longest_and_shortest_entry(professional, sign_in, duur, minuten):
    sign_in(professional).post("/mijn/activiteiten/nieuw", INVOER | {"duur": duur})
    assert Activiteit.objects.get().minuten == minuten


@pytest.mark.parametrize("duur", ["24 uur 1 min", "0", "99999999999999999999"])
def test_absurd_duration_is_refused(professional, sign_in, duur):
    response = sign_in(professional).post("/mijn/activiteiten/nieuw", INVOER | {"duur": duur})
    assert list(response.context["form"].errors) == ["duur"]


def test_date_typed_the_dutch_way_is_understood(professional, sign_in):
    sign_in(professional).post("/mijn/activiteiten/nieuw", INVOER | {"datum": "3-11-2026"})
    assert Activiteit.objects.get().datum == date(2026, 11, 3)


def test_kinds_with_a_page_of_their_own_are_not_offered(professional, sign_in):
    form = sign_in(professional).get("/mijn/activiteiten/nieuw").context["form"]
    soorten = {code for _, groep in form.fields["soort"].choices[1:] for code, _ in groep}
    assert soorten.isdisjoint({"intervisie", "supervisie", "reflectie"})
    assert "lezen" in soorten


def test_link_fills_in_what_is_needed(professional, sign_in):
    address = "/mijn/activiteiten/nieuw?soort=lezen&leefwereld=economie&titel=nee"
    form = sign_in(professional).get(address).context["form"]
    assert (form["soort"].value(), form["leefwereld"].value(), form["titel"].value()) == ("lezen", "economie", None)


def test_activity_is_changed_and_the_logboek_knows(professional, activiteit, sign_in):
    sign_in(professional).post(f"/mijn/activiteiten/{activiteit.pk}", INVOER)
    activiteit.refresh_from_db()
    assert (activiteit.titel, activiteit.minuten) == ("Artikel over schaarste", 90)
    regel = Logregel.objects.get()
    assert (regel.handeling, regel.onderwerp) == ("activiteit-gewijzigd", f"activiteit:{activiteit.pk}")
    assert regel.inhoud == {}


def test_duration_survives_opening_and_saving(professional, sign_in):
    activiteit = log_activiteit(open_registratie(professional), date(2026, 11, 3), minuten=20)
    client = sign_in(professional)
    duur = client.get(f"/mijn/activiteiten/{activiteit.pk}").context["form"]["duur"].value()
    client.post(f"/mijn/activiteiten/{activiteit.pk}", INVOER | {"duur": duur})
    activiteit.refresh_from_db()
    assert activiteit.minuten == 20


def test_removal_can_be_undone(professional, activiteit, sign_in):
    client = sign_in(professional)
    response = client.post(f"/mijn/activiteiten/{activiteit.pk}/verwijderen", follow=True)
    assert response.redirect_chain == [(f"/mijn/dossier?verwijderd={activiteit.pk}", 302)]
    assert "Zet terug" in response.content.decode()
    assert response.context["totaal"] == 0
    assert "staat niet meer in je dossier" in client.get(f"/mijn/activiteiten/{activiteit.pk}").content.decode()
    assert client.post(f"/mijn/activiteiten/{activiteit.pk}", INVOER).status_code == 200
    activiteit.refresh_from_db()
    assert activiteit.titel == "Lezen over schaarste"
    response = client.post(f"/mijn/activiteiten/{activiteit.pk}/terugzetten", follow=True)
    assert response.context["totaal"] == 1
    assert [regel.handeling for regel in Logregel.objects.order_by("volgnummer")] == [
        "activiteit-verwijderd",
        "activiteit-teruggezet",
    ]


def test_what_is_not_removed_cannot_be_brought_back(professional, activiteit, sign_in):
    assert sign_in(professional).post(f"/mijn/activiteiten/{activiteit.pk}/terugzetten").status_code == 404


def test_what_was_logged_again_does_not_come_back_as_a_double(professional, sign_in):
    client = sign_in(professional)
    client.post("/mijn/activiteiten/nieuw", INVOER)
    eerste = Activiteit.objects.get()
    client.post(f"/mijn/activiteiten/{eerste.pk}/verwijderen")
    client.post("/mijn/activiteiten/nieuw", INVOER)
    response = client.post(f"/mijn/activiteiten/{eerste.pk}/terugzetten", follow=True)
    assert response.redirect_chain == [(f"/mijn/dossier?verwijderd={eerste.pk}", 302)]
    page = response.content.decode()
    assert "Precies dit staat al in je dossier." in page
    assert "staat weer in je dossier" not in page
    assert response.context["totaal"] == 1
    tweede = Activiteit.objects.exclude(pk=eerste.pk).get()
    client.post(f"/mijn/activiteiten/{tweede.pk}", INVOER | {"titel": "Nog een artikel"})
    response = client.post(f"/mijn/activiteiten/{eerste.pk}/terugzetten", follow=True)
    assert response.context["totaal"] == 2


def test_logging_again_and_putting_back_at_the_same_moment_leave_one(professional, transactional_db):
    registratie, start = open_registratie(professional), Barrier(2)
    velden = {"soort": "lezen", "titel": "Lezen over schaarste", "datum": date(2026, 11, 3), "minuten": 60}
    weg = save_activiteit(Activiteit(registratie=registratie), **velden, op=timezone.now())
    remove_activiteit(weg, op=timezone.now())

    def work(act) -> str:
        with closing(connection):
            start.wait()
            try:
                act(op=timezone.now())
            except Fouten as fouten:
                return fouten.fouten[0].code
            return "gelukt"

    def count() -> int:
        with closing(connection):
            return Activiteit.objects.filter(verwijderd_op=None).count()

    nieuw = partial(save_activiteit, Activiteit(registratie=registratie), **velden)
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(work, [nieuw, partial(restore_activiteit, weg)])) == ["dubbel", "gelukt"]
        assert pool.submit(count).result() == 1


def test_what_is_taken_out_while_somebody_changes_it_stays_out(activiteit):
    """Two pages of one person: the one with the form read the activity before the other took it out."""
    oud = Activiteit.objects.get(pk=activiteit.pk)
    remove_activiteit(activiteit, op=timezone.now())
    velden = {"soort": "lezen", "titel": "Iets anders", "datum": oud.datum, "minuten": 30}
    with pytest.raises(Fouten) as fouten:
        save_activiteit(oud, **velden, op=timezone.now())
    assert [fout.code for fout in fouten.value.fouten] == ["verwijderd"]
    activiteit.refresh_from_db()
    assert (activiteit.titel, activiteit.verwijderd_op is None) == ("Lezen over schaarste", False)


@pytest.mark.parametrize("suffix", ["", "/verwijderen", "/terugzetten"])
def test_activity_of_another_does_not_exist(activiteit, collega, sign_in, suffix):
    assert sign_in(collega).post(f"/mijn/activiteiten/{activiteit.pk}{suffix}", INVOER).status_code == 404
    activiteit.refresh_from_db()
    assert (activiteit.titel, activiteit.verwijderd_op) == ("Lezen over schaarste", None)


@pytest.mark.parametrize("pk", ["999999", "x", "", "-1", "99999999999999999999999"])
def test_strange_undo_shows_the_dossier(professional, sign_in, pk):
    assert sign_in(professional).get(f"/mijn/dossier?verwijderd={pk}").context["verwijderd"] is None


def test_same_entry_twice_is_asked_about(professional, sign_in):
    client = sign_in(professional)
    client.post("/mijn/activiteiten/nieuw", INVOER)
    response = client.post("/mijn/activiteiten/nieuw", INVOER | {"titel": "artikel over  schaarste"})
    assert response.context["form"].errors == {
        "titel": ["Dit staat al in je dossier. Deed je het echt twee keer? Geef het dan een andere titel."]
    }
    activiteit = Activiteit.objects.get()
    assert client.post(f"/mijn/activiteiten/{activiteit.pk}", INVOER).status_code == 302
    assert client.post("/mijn/activiteiten/nieuw", INVOER | {"duur": "2"}).status_code == 302
