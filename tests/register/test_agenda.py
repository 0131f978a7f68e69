"""The calendar: what stands in it, for whom, and that nobody else gets in."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from accounts.models import Logregel
from beroepscode.models import Aanwezigheid, Bijeenkomst
from opleidingen.models import Uitvoering
from register.agenda import collect_afspraken, write_kalender
from register.limieten import AGENDAS, ONBEKENDE_AGENDAS
from register.models import Agendasleutel
from register.services.agendasleutels import make_agendasleutel
from register.services.gebeurtenissen import record_gebeurtenis
from tests.klok import VANDAAG
from tests.register.bouw import deliver_scholing, moment, start_termijn

NU = datetime(2026, 11, 22, 9, tzinfo=UTC)
PAGINA = "/mijn/agenda"


def read(gebruiker, peildatum=VANDAAG) -> list[tuple[str, date | datetime, date | datetime]]:
    """What a calendar app understands of it."""
    kalender = Calendar.from_ical(write_kalender(collect_afspraken(gebruiker, peildatum=peildatum), op=NU))
    return [
        (str(item["summary"]), item.decoded("dtstart"), item.decoded("dtend")) for item in kalender.walk("VEVENT")
    ]


def meet(door, wie, dag: date, **meer) -> Aanwezigheid:
    bijeenkomst = Bijeenkomst.objects.create(
        datum=dag, begin_tijd=time(9), eind_tijd=time(11, 30), minuten=150, ingevoerd_door=door
    )
    Aanwezigheid.objects.create(bijeenkomst=bijeenkomst, gebruiker=door, bevestigd_op=NU)
    return Aanwezigheid.objects.create(bijeenkomst=bijeenkomst, gebruiker=wie, **meer)


def test_the_end_of_the_term_and_four_reminders(termijn, professional):
    assert read(professional) == [
        ("Nog zes maanden tot het einde van je registratie", date(2026, 9, 1), date(2026, 9, 2)),
        ("Nog twaalf weken tot het einde van je registratie", date(2026, 12, 7), date(2026, 12, 8)),
        ("Nog zes weken tot het einde van je registratie", date(2027, 1, 18), date(2027, 1, 19)),
        ("Nog een week tot het einde van je registratie", date(2027, 2, 22), date(2027, 2, 23)),
        ("Laatste dag van je registratie", date(2027, 2, 28), date(2027, 3, 1)),
    ]


def test_a_new_term_takes_the_place_of_the_old_one(termijn, professional):
    volgende = start_termijn(professional, termijn.geldig_tot)
    einde = volgende.geldig_tot - timedelta(days=1)
    assert [van for titel, van, _ in read(professional) if titel.startswith("Laatste dag")] == [einde]


def test_no_deadlines_outside_the_register(termijn, professional, collega, beoordelaar):
    assert read(collega) == []
    assert read(professional, termijn.geldig_tot) == []
    record_gebeurtenis(
        termijn.registratie, soort="doorgehaald", geldig_van=timezone.localdate(), grond="x", door=beoordelaar,
        op=timezone.now(),
    )  # fmt: skip
    assert read(professional, timezone.localdate()) == []


def test_meetings_in_summer_and_winter(professional, collega):
    meet(collega, professional, date(2026, 7, 1), bevestigd_op=NU)
    meet(collega, professional, date(2026, 12, 1))
    meet(collega, professional, date(2026, 12, 2), betwist_op=NU)
    meet(collega, professional, date(2025, 11, 21), bevestigd_op=NU)
    assert read(professional) == [
        ("Intervisie", datetime(2026, 7, 1, 7, tzinfo=UTC), datetime(2026, 7, 1, 9, 30, tzinfo=UTC)),
        ("Intervisie", datetime(2026, 12, 1, 8, tzinfo=UTC), datetime(2026, 12, 1, 10, 30, tzinfo=UTC)),
    ]
    zeker, misschien = collect_afspraken(professional, peildatum=VANDAAG)
    assert (zeker.voorlopig, misschien.voorlopig) == (False, True)
    assert misschien.uitleg == "Bevestig hier: http://localhost:8000/mijn/bevestigen"


def test_days_of_a_course_that_is_followed(professional, collega):
    scholing, training = deliver_scholing(professional, date(2026, 10, 1))
    dagen = Uitvoering.objects.create(
        opleiding=scholing.opleiding,
        code="a",
        begin_datum=date(2026, 9, 1),
        eind_datum=date(2026, 12, 8),
    )
    for nummer, dag in enumerate((date(2026, 9, 1), date(2026, 12, 8))):
        dagen.bijeenkomsten.create(code=f"dag-{nummer}", datum=dag)
    zonder = Uitvoering.objects.create(
        opleiding=training.opleiding, code="b", begin_datum=date(2026, 11, 30), eind_datum=date(2026, 12, 1)
    )
    for deelname, uitvoering in ((scholing, dagen), (training, zonder)):
        deelname.uitvoering = uitvoering
        deelname.save()
    assert read(professional) == [
        ("Scholing", date(2026, 9, 1), date(2026, 9, 2)),
        ("Scholing", date(2026, 12, 8), date(2026, 12, 9)),
        ("Training-beroepscode", date(2026, 11, 30), date(2026, 12, 2)),
    ]
    assert read(collega) == []
    training.ingetrokken_op = moment(VANDAAG)
    training.save()
    assert [titel for titel, _, _ in read(professional)] == ["Scholing", "Scholing"]


def test_the_same_thing_keeps_its_uid(termijn, professional, collega):
    meet(collega, professional, date(2026, 12, 1))

    def uids() -> list[str]:
        afspraken = collect_afspraken(professional, peildatum=VANDAAG)
        return [str(item["uid"]) for item in Calendar.from_ical(write_kalender(afspraken, op=NU)).walk("VEVENT")]

    eerst = uids()
    assert len({*eerst}) == len(eerst) == 6
    assert eerst[0] == f"termijn-{termijn.pk}-zes-maanden@localhost"
    Bijeenkomst.objects.update(datum=date(2026, 12, 3))
    assert uids() == eerst


def test_the_head_tells_apps_what_it_is_and_how_often_to_look():
    assert write_kalender([], op=NU).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//SAM-register//NL",
        "NAME:SAM-register",
        "X-WR-CALNAME:SAM-register",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "END:VCALENDAR",
        "",
    ]


def test_nobody_else_is_named(volle_termijn, professional, collega):
    kalender = write_kalender(collect_afspraken(professional, peildatum=VANDAAG), op=NU).decode()
    geheim = (collega.achternaam, collega.email, professional.registratienummer, professional.achternaam)
    assert [woord for woord in geheim if woord in kalender] == []


def test_the_address_is_shown_once_and_works(termijn, professional, sign_in, client):
    browser = sign_in(professional)
    pagina = browser.post(PAGINA, {"doe": "maken"})
    adres = pagina.context["adres"]
    assert adres in pagina.content.decode()
    assert f'href="webcal://localhost:8000{adres.partition(":8000")[2]}"' in pagina.content.decode()
    assert adres not in browser.get(PAGINA).content.decode()
    assert Agendasleutel.objects.get().hash not in adres
    response = client.get(adres.removeprefix("http://localhost:8000"))
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert len(Calendar.from_ical(response.content).walk("VEVENT")) == 5


def test_renewing_and_revoking_stop_the_old_address(professional, sign_in, client):
    browser = sign_in(professional)
    eerste, tweede = (browser.post(PAGINA, {"doe": "maken"}).context["adres"].rpartition("/")[2] for _ in range(2))
    assert [client.get(f"/agenda/{naam}").status_code for naam in (eerste, tweede)] == [404, 200]
    assert browser.post(PAGINA, {"doe": "intrekken"})["Location"] == PAGINA
    assert client.get(f"/agenda/{tweede}").status_code == 404
    browser.post(PAGINA, {"doe": "intrekken"})
    gedaan = [*Logregel.objects.order_by("volgnummer").values_list("handeling", flat=True)]
    assert gedaan == ["agenda-adres-gemaakt", "agenda-adres-gemaakt", "agenda-adres-ingetrokken"]


def test_an_account_that_is_closed_has_no_calendar(professional, client):
    code = make_agendasleutel(professional, op=NU)
    professional.is_active = False
    professional.save()
    assert client.get(f"/agenda/{code}.ics").status_code == 404


def test_guessing_ends_soon_and_harms_nobody_else(professional, client):
    code = make_agendasleutel(professional, op=NU)
    gokken = [client.get(f"/agenda/fout-{nummer}.ics").status_code for nummer in range(ONBEKENDE_AGENDAS.aantal + 1)]
    assert gokken == [404] * ONBEKENDE_AGENDAS.aantal + [429]
    assert client.get(f"/agenda/{code}.ics").status_code == 200


def test_one_calendar_is_not_fetched_without_end(professional, client):
    code = make_agendasleutel(professional, op=NU)
    antwoorden = [client.get(f"/agenda/{code}.ics") for _ in range(AGENDAS.aantal + 1)]
    assert [item.status_code for item in antwoorden] == [200] * AGENDAS.aantal + [429]
    assert 0 < int(antwoorden[-1]["Retry-After"]) <= 3600


def test_asks_to_sign_in_again_before_an_address(professional, client):
    client.force_login(professional)
    assert client.post(PAGINA, {"doe": "maken"})["Location"].startswith("/account/reauthenticate/")
    assert Agendasleutel.objects.count() == 0


@pytest.mark.parametrize("aantal", [1, 3])
def test_it_costs_the_same_however_much_there_is(termijn, professional, collega, django_assert_num_queries, aantal):
    deelnames = deliver_scholing(professional, date(2026, 10, 1))
    for nummer in range(aantal):
        meet(collega, professional, date(2026, 12, 1 + nummer))
        uitvoering = Uitvoering.objects.create(
            opleiding=deelnames[0].opleiding, code=f"u{nummer}", begin_datum=VANDAAG, eind_datum=VANDAAG
        )
        uitvoering.bijeenkomsten.create(code="x", datum=VANDAAG)
    deelnames[0].uitvoering = uitvoering
    deelnames[0].save()
    with django_assert_num_queries(6):  # term, career, meetings, plans, editions, their days
        assert len(collect_afspraken(professional, peildatum=VANDAAG)) == 6 + aantal


@pytest.mark.parametrize("heeft", [True, False])
def test_the_page_costs_four_queries(professional, sign_in, django_assert_num_queries, heeft):
    if heeft:
        make_agendasleutel(professional, op=NU)
    client = sign_in(professional)
    with django_assert_num_queries(4):  # session, person, rooms, key
        client.get(PAGINA)
