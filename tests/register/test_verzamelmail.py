"""The mail of the week: once, with what is new and the one next step, and not for who has nothing new."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from accounts.mail import send_bericht
from accounts.models import Bericht, Berichtvoorkeur, Verzamelmail
from accounts.services.gebruikers import create_gebruiker
from opleidingen.models import Deelname
from register.services.registraties import open_registratie
from register.verzamelmail import send_verzamelmails
from tests.register.bouw import deliver_scholing, moment, sign_code

MAANDAG = date(2026, 11, 16)
WEEK = timedelta(weeks=1)


def send(dag: date = MAANDAG) -> int:
    return send_verzamelmails(peildatum=dag, op=moment(dag))


def book(gebruiker, dag: date) -> None:
    deliver_scholing(gebruiker, dag)
    Deelname.objects.filter(gebruiker=gebruiker, eind_datum=dag).update(geboekt_op=moment(dag))


def wait(gebruiker, soort: str, onderwerp: str, dag: date = date(2026, 11, 12)) -> Bericht:
    bericht = Bericht.objects.create(gebruiker=gebruiker, soort=soort, onderwerp=onderwerp)
    Bericht.objects.filter(pk=bericht.pk).update(aangemaakt_op=moment(dag))
    return bericht


def test_what_is_new_and_the_one_next_step(professional, termijn):
    book(professional, date(2026, 11, 10))
    wait(professional, "termijn", "Nog twaalf weken: je registratie loopt tot 1 maart 2027")
    assert send() == 1
    [bericht] = mail.outbox
    assert (bericht.subject, bericht.to) == ("Er zijn 3 dingen nieuw in je register", [professional.email])
    assert bericht.body == (
        "Dag Noor,\n\n"
        "Dit is er nieuw:\n\n"
        "- Hogeschool Rivierenland zette in je dossier: Scholing, Training-beroepscode.\n"
        "- Nog twaalf weken: je registratie loopt tot 1 maart 2027\n\n"
        "Je kleinste volgende stap:\n"
        "Je mist nog je handtekening. Lees de beroepscode en onderteken haar met één knop.\n"
        "http://localhost:8000/mijn/beroepscode/ondertekenen\n\n"
        "Bekijk alles: http://localhost:8000/mijn\n\n"
        "Liever meteen, of nooit? Dat kies je hier: http://localhost:8000/mijn/berichten\n\n"
        "SAM-register\n"
    )


def test_once_a_week_however_often_it_runs(professional, termijn):
    book(professional, date(2026, 11, 10))
    assert [send(), send(), send(MAANDAG + timedelta(days=6))] == [1, 0, 0]
    assert send(MAANDAG + WEEK) == 0
    assert [*Verzamelmail.objects.values_list("week", flat=True)] == [MAANDAG]


def test_what_happens_on_monday_itself_is_for_next_week(professional, termijn):
    book(professional, MAANDAG)
    wait(professional, "termijn", "Je termijn loopt af", MAANDAG)
    assert [send(), send(MAANDAG + WEEK)] == [0, 1]
    assert "Hogeschool Rivierenland" in mail.outbox[0].body


def test_a_week_that_was_missed_is_told_the_next_time(professional, termijn):
    book(professional, date(2026, 11, 4))
    assert send(MAANDAG + WEEK) == 1


def test_nothing_new_no_mail(professional, termijn):
    assert (send(), mail.outbox, Verzamelmail.objects.count()) == (0, [], 0)


@pytest.mark.parametrize("wanneer", ["nooit", "direct"])
def test_deliveries_for_who_wants_them_otherwise(wanneer, professional, termijn):
    Berichtvoorkeur.objects.create(gebruiker=professional, soort="levering", wanneer=wanneer)
    book(professional, date(2026, 11, 10))
    assert send() == 0


def test_what_was_withdrawn_is_not_told(professional, termijn):
    book(professional, date(2026, 11, 10))
    Deelname.objects.update(ingetrokken_op=moment(date(2026, 11, 11)))
    assert send() == 0


def test_a_request_that_was_answered_is_not_told_any_more(professional, collega):
    wait(collega, "verzoek", "Noor vraagt je iets te bevestigen")
    assert send() == 0
    assert not Bericht.objects.exists()
    reflectie = professional.reflecties.create(
        datum=date(2026, 11, 9), minuten=60, kernwaarde="betrokkenheid", tekst=b"x"
    )
    reflectie.bevestigingen.create(bevestiger=collega, gevraagd_op=moment(date(2026, 11, 10)))
    wait(collega, "verzoek", "Noor vraagt je iets te bevestigen")
    assert send() == 1
    assert "- Noor vraagt je iets te bevestigen" in mail.outbox[0].body


def test_who_has_no_norm_gets_no_next_step(professional):
    open_registratie(professional)
    book(professional, date(2026, 11, 10))
    assert send() == 1
    assert "volgende stap" not in mail.outbox[0].body


def test_a_full_dossier_is_told_to_apply(professional, volle_termijn):
    book(professional, date(2026, 11, 10))
    send()
    assert (
        "Je dossier is klaar: vraag herregistratie aan.\nhttp://localhost:8000/mijn/aanvraag" in mail.outbox[0].body
    )


def test_preferences_decide_at_the_door(professional, collega):
    for wanneer in ("wekelijks", "nooit"):
        Berichtvoorkeur.objects.update_or_create(
            gebruiker=professional, soort="verzoek", defaults={"wanneer": wanneer}
        )
        send_bericht(professional, "beroepscode/reflectie-bevestigen", {"schrijver": "Yusuf"}, soort="verzoek")
    send_bericht(collega, "beroepscode/reflectie-bevestigen", {"schrijver": "Noor"}, soort="verzoek")
    assert [bericht.to for bericht in mail.outbox] == [[collega.email]]
    assert [*Bericht.objects.values_list("gebruiker", "onderwerp")] == [
        (professional.pk, "Yusuf vraagt je iets te bevestigen")
    ]


def test_decisions_always_leave_at_once(professional, werkgever):
    for soort in ("verzoek", "levering", "termijn"):
        Berichtvoorkeur.objects.create(gebruiker=professional, soort=soort, wanneer="nooit")
    send_bericht(professional, "accounts/organisatie-toegelaten", {"organisatie": werkgever})
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries_do_not_grow_with_the_people(aantal, db, django_assert_num_queries):
    for nummer in range(aantal):
        wie = create_gebruiker(email=f"p{nummer}@voorbeeld.example", voornaam="P", achternaam="Q")
        open_registratie(wie)
        sign_code(wie, date(2026, 1, 1))
        book(wie, date(2026, 11, 10))
    with django_assert_num_queries(17):
        assert send() == aantal


def test_command(professional, termijn, capsys):
    book(professional, date(2026, 11, 10))
    call_command("verstuur_verzamelmail", "--peildatum", "2026-11-20")
    assert capsys.readouterr().out == "1 mail verstuurd.\n"


def test_page_with_preferences(professional, sign_in, django_assert_num_queries):
    client = sign_in(professional)
    client.get("/mijn/berichten")
    with django_assert_num_queries(4):
        form = client.get("/mijn/berichten").context["form"]
    assert form.initial == {"verzoek": "direct", "groep": "direct", "levering": "wekelijks", "termijn": "direct"}
    keuze = {"verzoek": "wekelijks", "groep": "direct", "levering": "nooit", "termijn": "direct"}
    assert client.post("/mijn/berichten", keuze).status_code == 302
    client.post("/mijn/berichten", keuze | {"levering": "direct"})
    assert client.get("/mijn/berichten").context["form"].initial == keuze | {"levering": "direct"}
    assert Berichtvoorkeur.objects.count() == 4
