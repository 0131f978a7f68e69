"""Plan a meeting: an invitation for every calendar, who can come, another time, called off; then record it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from accounts.models import Bericht, Berichtvoorkeur
from accounts.services.gebruikers import create_gebruiker
from beroepscode.models import Aanwezigheid, Afspraak, Bijeenkomst, Groepslid, Komst
from beroepscode.services.afspraken import cancel_afspraak, plan_afspraak, say_komst
from beroepscode.services.groepen import add_lid, leave_groep
from kern.fouten import Fouten
from register.agenda import collect_afspraken
from tests.groepsobjecten import make_afspraak, make_groep

NU = timezone.now()
MORGEN = timezone.localdate() + timedelta(days=30)
GISTEREN = timezone.localdate() - timedelta(days=1)
INVOER = {"begin": f"{MORGEN}T14:00", "einde": "16:00", "plaats": "Kamer 3", "gastheer": "", "werkvorm": "incident"}


@pytest.fixture
def groep(professional, collega, derde):
    return make_groep(professional, collega, derde, op=NU)


def read_uitnodiging(bericht) -> dict[str, object]:
    """What a calendar reads in a mail."""
    [deel] = bericht.alternatives
    event = Calendar.from_ical(deel.content).walk("VEVENT")[0]
    return {
        "soort": deel.mimetype,
        "uid": str(event["uid"]),
        "nummer": event["sequence"],
        "begin": event.decoded("dtstart"),
        "status": str(event["status"]),
        "wie": str(event["attendee"]),
        "van": str(event["organizer"]),
        "waar": str(event.get("location", "")),
    }


def test_everybody_gets_an_invitation_for_the_calendar(groep, professional, collega, derde, sign_in):
    client = sign_in(professional)
    response = client.post(f"/mijn/groepen/{groep.pk}/plannen", INVOER | {"gastheer": collega.pk})
    afspraak = Afspraak.objects.get()
    assert response["Location"] == f"/mijn/afspraken/{afspraak.pk}"
    assert [bericht.to[0] for bericht in mail.outbox] == [professional.email, collega.email, derde.email]
    begin = timezone.make_aware(datetime.combine(MORGEN, time(14))).astimezone(UTC)
    assert read_uitnodiging(mail.outbox[1]) == {
        "soort": "text/calendar; method=REQUEST",
        "uid": f"afspraak-{afspraak.pk}@localhost",
        "nummer": 0,
        "begin": begin,
        "status": "CONFIRMED",
        "wie": f"mailto:{collega.email}",
        "van": "mailto:register@localhost",
        "waar": "Kamer 3",
    }
    assert "Yusuf Yıldız ontvangt." in mail.outbox[2].body
    assert 'Content-Type: text/calendar; method="REQUEST"' in str(mail.outbox[1].message()).replace(
        "method=REQUEST", 'method="REQUEST"'
    )
    assert [(komst.gebruiker, komst.kan) for komst in Komst.objects.all()] == [(professional, True)]


def test_faults_are_told_all_at_once(groep, professional, sign_in):
    invoer = INVOER | {"begin": f"{GISTEREN}T14:00", "einde": "25:00", "werkvorm": "onbekend", "plaats": "x" * 201}
    response = sign_in(professional).post(f"/mijn/groepen/{groep.pk}/plannen", invoer)
    assert list(response.context["form"].errors) == ["begin", "einde", "plaats", "werkvorm"]
    assert not Afspraak.objects.exists()
    for begin in ("morgen", "0001-01-01T10:00", "99999-01-01T10:00", ""):
        response = sign_in(professional).post(f"/mijn/groepen/{groep.pk}/plannen", INVOER | {"begin": begin})
        assert list(response.context["form"].errors) == ["begin"]
    response = sign_in(professional).post(f"/mijn/groepen/{groep.pk}/plannen", INVOER | {"einde": "13:00"})
    assert response.context["form"].errors["einde"] == ["Het einde ligt voor het begin. Draai ze om?"]


def test_the_rhythm_of_the_group_suggests_the_next_time(professional, collega, sign_in):
    groep = make_groep(professional, collega, op=NU, ritme="maand")
    groep.bijeenkomsten.create(
        datum=GISTEREN, begin_tijd=time(9, 30), eind_tijd=time(11), minuten=90, ingevoerd_door=collega
    )
    page = sign_in(professional).get(f"/mijn/groepen/{groep.pk}/plannen?aanleiding=bezwaar").content.decode()
    assert f'value="{GISTEREN + timedelta(weeks=4)}T09:30"' in page
    assert '<option value="bezwaar" selected>' in page


def test_an_occasion_travels_along(groep, professional, collega, derde, sign_in):
    client = sign_in(professional)
    page = client.get("/mijn/groepen?aanleiding=dilemma").content.decode()
    adres = f"/mijn/groepen/{groep.pk}/vastleggen?aanleiding=dilemma"
    assert adres in page
    assert "aanleiding=" not in client.get("/mijn/groepen?aanleiding=<b>").content.decode()
    velden = {"begin": f"{GISTEREN}T14:00", "einde": "16:00", "aanwezigen": [collega.pk, derde.pk]}
    client.post(adres, velden)
    assert Bijeenkomst.objects.get().aanleiding == "dilemma"


def test_can_i_come(groep, collega, professional, sign_in):
    afspraak = make_afspraak(groep, MORGEN, op=NU)
    client, adres = sign_in(collega), f"/mijn/afspraken/{afspraak.pk}"
    for antwoord, kan in (("ja", True), ("nee", False)):
        client.post(adres, {"antwoord": antwoord})
        assert [komst.kan for komst in Komst.objects.all()] == [kan]
    assert "Kies een van de twee knoppen." in client.post(adres, follow=True).content.decode()
    page = sign_in(professional).get(adres).content.decode()
    assert ("Kan niet" in page, page.count("Nog geen antwoord")) == (True, 2)


def test_another_time_asks_everybody_again_and_moves_the_entry(groep, professional, collega, sign_in):
    afspraak = make_afspraak(groep, MORGEN, op=NU)
    say_komst(afspraak, collega, kan=True, op=NU)
    client, adres = sign_in(professional), f"/mijn/afspraken/{afspraak.pk}/wijzigen"
    client.post(adres, INVOER | {"plaats": "Kamer 4"})
    assert mail.outbox[0].subject == "Aangepast: intervisie van Intervisie west"
    assert Komst.objects.filter(gebruiker=collega).exists()
    client.post(adres, INVOER | {"begin": f"{MORGEN}T13:00"})
    assert mail.outbox[-1].subject.startswith("Verzet naar ")
    assert [read_uitnodiging(bericht)["nummer"] for bericht in mail.outbox] == [1, 1, 1, 2, 2, 2]
    assert [komst.gebruiker for komst in Komst.objects.all()] == [professional]


def test_called_off_leaves_the_calendar(groep, professional, collega, sign_in):
    afspraak = make_afspraak(groep, MORGEN, op=NU)
    client = sign_in(collega)
    client.post(f"/mijn/afspraken/{afspraak.pk}/afzeggen")
    uitnodiging = read_uitnodiging(mail.outbox[0])
    soort, status, nummer = (uitnodiging[naam] for naam in ("soort", "status", "nummer"))
    assert (soort, status, nummer) == ("text/calendar; method=CANCEL", "CANCELLED", 1)
    assert "Deze bijeenkomst is afgezegd" in client.get(f"/mijn/afspraken/{afspraak.pk}").content.decode()
    client.post(f"/mijn/afspraken/{afspraak.pk}/afzeggen")
    client.post(f"/mijn/afspraken/{afspraak.pk}", {"antwoord": "ja"})
    assert (len(mail.outbox), Komst.objects.count()) == (3, 0)
    with pytest.raises(Fouten):
        cancel_afspraak(afspraak, door=professional, op=NU)


def test_what_is_over_has_no_form_to_change_it(groep, professional, sign_in):
    afspraak = make_afspraak(groep, MORGEN, op=NU, afgezegd_op=NU)
    client, adres = sign_in(professional), f"/mijn/afspraken/{afspraak.pk}/wijzigen"
    for response in (client.get(adres, follow=True), client.post(adres, INVOER, follow=True)):
        assert response.redirect_chain == [(f"/mijn/afspraken/{afspraak.pk}", 302)]
        assert "afgezegd of al vastgelegd. Er verandert niets meer aan." in response.text
    assert not mail.outbox


def test_who_comes_in_gets_the_plans_and_who_goes_loses_them(groep, professional, collega):
    afspraak = make_afspraak(groep, MORGEN, op=NU, gastheer=collega, gepland_door=professional)
    nieuw = create_gebruiker(email="nieuw@voorbeeld.example", voornaam="Ilse", achternaam="Vos")
    add_lid(groep, nieuw, op=NU)
    assert [(bericht.to, read_uitnodiging(bericht)["status"]) for bericht in mail.outbox] == [
        ([nieuw.email], "CONFIRMED")
    ]
    leave_groep(groep.leden.get(gebruiker=collega), op=NU)
    assert (mail.outbox[1].to, read_uitnodiging(mail.outbox[1])["status"]) == ([collega.email], "CANCELLED")
    afspraak.refresh_from_db()
    assert afspraak.gastheer is None


def test_people_choose_whether_they_want_this_mail(groep, professional, collega, derde):
    Berichtvoorkeur.objects.create(gebruiker=collega, soort="groep", wanneer="wekelijks")
    Berichtvoorkeur.objects.create(gebruiker=derde, soort="groep", wanneer="nooit")
    velden = {"plaats": "", "gastheer": None, "werkvorm": "", "aanleiding": ""}
    tijden = {"datum": MORGEN, "begin_tijd": time(14), "eind_tijd": time(16)}
    plan_afspraak(groep, door=professional, **tijden, **velden, op=NU)
    assert [bericht.to for bericht in mail.outbox] == [[professional.email]]
    assert [bericht.gebruiker for bericht in Bericht.objects.all()] == [collega]


def test_the_calendar_of_ones_own_shows_plans_until_they_are_recorded(groep, professional, collega, derde):
    afspraak = make_afspraak(groep, MORGEN, op=NU, plaats="Bij Yusuf thuis")
    say_komst(afspraak, collega, kan=True, op=NU)
    say_komst(afspraak, derde, kan=False, op=NU)
    vandaag = timezone.localdate()
    mijn, zijn, haar = (collect_afspraken(wie, peildatum=vandaag) for wie in (professional, collega, derde))
    assert [(item.sleutel, item.titel, item.voorlopig) for item in mijn] == [
        (f"afspraak-{afspraak.pk}", "Intervisie", True)
    ]
    assert ([item.voorlopig for item in zijn], haar) == ([False], [])
    assert "Yusuf" not in mijn[0].uitleg
    bijeenkomst = groep.bijeenkomsten.create(
        datum=GISTEREN, begin_tijd=time(9), eind_tijd=time(11), minuten=120, ingevoerd_door=professional
    )
    bijeenkomst.aanwezigen.create(gebruiker=professional, bevestigd_op=NU)
    Afspraak.objects.update(bijeenkomst=bijeenkomst)
    [item] = collect_afspraken(professional, peildatum=vandaag)
    assert (item.sleutel, item.voorlopig) == (f"afspraak-{afspraak.pk}", False)


def test_recording_what_was_planned_has_everything_filled_in(groep, professional, collega, derde, sign_in):
    afspraak = make_afspraak(groep, GISTEREN, op=NU, werkvorm="incident", aanleiding="bezwaar")
    Komst.objects.create(afspraak=afspraak, gebruiker=derde, kan=False, gezegd_op=NU)
    client, adres = sign_in(professional), f"/mijn/afspraken/{afspraak.pk}/vastleggen"
    form = client.get(adres).context["form"]
    ingevuld = {naam: form[naam].value() for naam in form.fields}
    assert ingevuld["aanwezigen"] == [str(professional.pk), str(collega.pk)]
    invoer = {
        "begin": ingevuld["begin"].strftime("%Y-%m-%dT%H:%M"),
        "einde": "16:00",
        "aanwezigen": [collega.pk, derde.pk],
        "thema": "",
        "werkvorm": ingevuld["werkvorm"],
    }
    client.post(adres, invoer)
    bijeenkomst = Bijeenkomst.objects.get()
    feiten = (bijeenkomst.groep, bijeenkomst.minuten, bijeenkomst.werkvorm, bijeenkomst.aanleiding)
    assert feiten == (groep, 120, "incident", "bezwaar")
    assert Afspraak.objects.get().bijeenkomst == bijeenkomst
    assert client.get(adres)["Location"] == f"/mijn/groepen/{groep.pk}"


def test_two_who_record_the_same_plan_make_one_meeting(groep, professional, collega, derde, sign_in):
    afspraak = make_afspraak(groep, GISTEREN, op=NU)
    bijeenkomst = groep.bijeenkomsten.create(
        datum=date(2026, 1, 5), begin_tijd=time(9), eind_tijd=time(11), minuten=120, ingevoerd_door=collega
    )
    client, adres = sign_in(professional), f"/mijn/groepen/{groep.pk}/vastleggen"
    velden = {"begin": f"{GISTEREN}T14:00", "einde": "16:00", "aanwezigen": [collega.pk, derde.pk]}
    client.post(adres, velden)
    response = client.post(adres, velden)
    assert list(response.context["form"].errors) == ["begin"]
    Afspraak.objects.filter(pk=afspraak.pk).update(bijeenkomst=bijeenkomst)
    assert client.post(f"/mijn/afspraken/{afspraak.pk}/vastleggen", velden).status_code == 302
    assert Bijeenkomst.objects.count() == 2


def test_two_people_are_no_intervisie(groep, professional, collega, sign_in):
    velden = {"begin": f"{GISTEREN}T14:00", "einde": "16:00", "aanwezigen": [collega.pk]}
    response = sign_in(professional).post(f"/mijn/groepen/{groep.pk}/vastleggen", velden)
    assert response.context["form"].errors["aanwezigen"] == [
        "Voor intervisie gaat het om 3 tot en met 8 mensen, jijzelf meegeteld. Nu zijn het er 2."
    ]
    vreemd = create_gebruiker(email="vreemd@voorbeeld.example", voornaam="Ilse", achternaam="Vos")
    response = sign_in(professional).post(
        f"/mijn/groepen/{groep.pk}/vastleggen", velden | {"aanwezigen": [collega.pk, vreemd.pk]}
    )
    assert list(response.context["form"].errors) == ["aanwezigen"]
    assert not Aanwezigheid.objects.exists()


@pytest.mark.parametrize("gepland", [True, False])
def test_a_name_that_was_ticked_twice_is_one_person(groep, professional, collega, derde, sign_in, gepland):
    afspraak = make_afspraak(groep, GISTEREN, op=NU)
    adres = f"/mijn/afspraken/{afspraak.pk}/vastleggen" if gepland else f"/mijn/groepen/{groep.pk}/vastleggen"
    velden = {"begin": f"{GISTEREN}T14:00", "einde": "16:00"}
    client = sign_in(professional)
    response = client.post(adres, velden | {"aanwezigen": [collega.pk, collega.pk]})
    assert response.context["form"].errors["aanwezigen"] == [
        "Voor intervisie gaat het om 3 tot en met 8 mensen, jijzelf meegeteld. Nu zijn het er 2."
    ]
    client.post(adres, velden | {"aanwezigen": [collega.pk, collega.pk, derde.pk]})
    [bijeenkomst] = groep.bijeenkomsten.all()
    assert {rij.gebruiker for rij in bijeenkomst.aanwezigen.all()} == {professional, collega, derde}
    rij = bijeenkomst.aanwezigen.get(gebruiker=collega)
    response = client.post(f"/mijn/bijeenkomsten/{bijeenkomst.pk}/corrigeren", velden | {"aanwezigen": [rij.pk] * 2})
    assert list(response.context["form"].errors) == ["aanwezigen"]
    assert bijeenkomst.aanwezigen.count() == 3


@pytest.mark.parametrize("aantal", [1, 3])
def test_pages_cost_the_same(groep, professional, sign_in, django_assert_num_queries, aantal):
    for nummer in range(aantal):
        ander = create_gebruiker(email=f"{nummer}@voorbeeld.example", voornaam="Ander", achternaam=str(nummer))
        Groepslid.objects.create(groep=groep, gebruiker=ander, lid_sinds=NU)
    afspraak = make_afspraak(groep, MORGEN, op=NU)
    client = sign_in(professional)
    with django_assert_num_queries(6):  # session, person, rooms, plan, who comes, members
        client.get(f"/mijn/afspraken/{afspraak.pk}")
    with django_assert_num_queries(7):  # and the draft
        client.get(f"/mijn/afspraken/{afspraak.pk}/vastleggen")
