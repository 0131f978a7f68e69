"""A button that was pressed twice does its work once; the second answer leads to what the first made."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from beroepscode.models import Afspraak, Groep, Reflectie, Signaal
from beroepscode.services.reflecties import save_nieuwe
from beroepscode.services.signalen import give_signaal
from register.models import Aanleiding
from register.services.registraties import open_registratie
from tests.groepsobjecten import make_groep
from tests.register.bouw import log_activiteit

NU = timezone.now()
DAG = timezone.localdate() + timedelta(days=30)
REFLECTIE = {"tekst": "Zo ging het.", "datum": "2026-11-02", "duur": "20 min", "kernwaarde": "betrokkenheid"}
SIGNAAL = {"thema": "taal", "tekst": "De brief is niet te lezen."}
AFSPRAAK = {"begin": f"{DAG}T14:00", "einde": "16:00", "plaats": "Kamer 3", "gastheer": "", "werkvorm": "incident"}


@pytest.fixture
def groep(professional, collega, derde) -> Groep:
    return make_groep(professional, collega, derde, op=NU)


def press_twice(send: Callable[[], object]) -> list[str]:
    """Where two answers lead that were asked for at the same moment."""

    def press(_: int) -> str:
        with closing(connection):
            return send()["Location"]

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(press, range(2)))


@pytest.mark.parametrize(
    ("adres", "velden", "soort"),
    [
        ("/mijn/reflecties/nieuw", REFLECTIE, Reflectie),
        ("/mijn/signalen/nieuw", SIGNAAL, Signaal),
        ("/mijn/groepen/nieuw", {"naam": "Intervisie oost", "ritme": "maand"}, Groep),
    ],
)
def test_sent_twice_at_once_is_made_once(transactional_db, professional, sign_in, adres, velden, soort):
    client = sign_in(professional)
    eerste, tweede = press_twice(lambda: client.post(adres, velden))
    assert eerste == tweede
    assert soort.objects.count() == 1


def test_a_plan_that_is_sent_twice_is_one_plan_and_one_mail(transactional_db, groep, professional, sign_in):
    client = sign_in(professional)
    eerste, tweede = press_twice(lambda: client.post(f"/mijn/groepen/{groep.pk}/plannen", AFSPRAAK))
    assert eerste == tweede
    assert (Afspraak.objects.count(), len(mail.outbox)) == (1, 3)
    client.post(f"/mijn/groepen/{groep.pk}/plannen", AFSPRAAK | {"plaats": "Kamer 4"})
    assert Afspraak.objects.count() == 2


def test_a_reflection_sent_twice_counts_once_and_keeps_its_one_origin(professional, sign_in):
    activiteit = log_activiteit(open_registratie(professional), date(2026, 3, 1))
    client, adres = sign_in(professional), f"/mijn/reflecties/bij/activiteit/{activiteit.pk}"
    assert client.post(adres, REFLECTIE)["Location"] == client.post(adres, REFLECTIE)["Location"]
    assert (Reflectie.objects.count(), Aanleiding.objects.count()) == (1, 1)
    for anders in ({"tekst": "Zo ging het niet."}, {"duur": "25 min"}, {"thema": "wonen"}):
        client.post(adres, REFLECTIE | anders)
    assert Reflectie.objects.count() == 4


def test_the_same_later_or_from_somebody_else_is_another(professional, collega):
    feiten = {"datum": DAG, "minuten": 20, "kernwaarde": "", "kenmerken": {}, "aanleiding": "", "dilemma": ""}
    later = timezone.now() + timedelta(minutes=2)
    for wie, op in ((professional, NU), (professional, later), (collega, NU)):
        save_nieuwe(
            Reflectie(gebruiker=wie), antwoorden={"tekst": "Zo."}, **feiten, onder=Reflectie.objects.all(), op=op
        )
        give_signaal(wie, **SIGNAAL, op=op)
    assert (Reflectie.objects.count(), Signaal.objects.count()) == (3, 3)
