import re

import pytest
from django.utils import timezone

from accounts.models import Logregel
from beroepscode.models import Signaal
from beroepscode.services.signalen import give_signaal

TEKST = "Het formulier werkt niet op een telefoon."


def test_signal_is_given_and_taken_back(professional, sign_in):
    client = sign_in(professional)
    assert (
        client.post("/mijn/signalen/nieuw", {"thema": "taal", "tekst": TEKST}).headers["Location"] == "/mijn/signalen"
    )
    signaal = Signaal.objects.get()
    assert (signaal.gebruiker, signaal.thema, signaal.tekst) == (professional, "taal", TEKST)
    assert TEKST in client.get("/mijn/signalen").content.decode()
    client.post(f"/mijn/signalen/{signaal.pk}/intrekken")
    assert not Signaal.objects.exists()


def test_faults_are_told_at_once_and_nothing_typed_is_lost(professional, sign_in):
    response = sign_in(professional).post("/mijn/signalen/nieuw", {"thema": "", "tekst": ""})
    assert response.context["form"].errors == {
        "thema": ["Kies een thema. Zo komen signalen bij elkaar."],
        "tekst": ["Schrijf op wat in de weg staat. Eén zin is genoeg."],
    }
    response = sign_in(professional).post("/mijn/signalen/nieuw", {"thema": "maan", "tekst": TEKST})
    assert TEKST in response.content.decode()


def test_advice_when_a_signal_names_somebody_and_it_blocks_nothing(professional, sign_in):
    client = sign_in(professional)
    page = client.post("/mijn/signalen/nieuw", {"thema": "", "tekst": "Mail naar kim@voorbeeld.nl"}).content.decode()
    assert "<mark>kim@voorbeeld.nl</mark>" in page
    client.post("/mijn/signalen/nieuw", {"thema": "taal", "tekst": "Mail naar kim@voorbeeld.nl"})
    assert Signaal.objects.count() == 1


def test_signal_of_another_does_not_exist(professional, collega, sign_in):
    signaal = give_signaal(professional, thema="taal", tekst=TEKST, op=timezone.now())
    assert sign_in(collega).post(f"/mijn/signalen/{signaal.pk}/intrekken").status_code == 404
    assert TEKST not in sign_in(collega).get("/mijn/signalen").content.decode()


def test_office_reads_words_and_no_name(professional, kantoor, medewerker, sign_in, django_assert_num_queries):
    for nummer in range(3):
        give_signaal(professional, thema="taal", tekst=f"{TEKST} {nummer}", op=timezone.now())
    give_signaal(professional, thema="wonen", tekst="Geen huis.", op=timezone.now())
    client = sign_in(medewerker(kantoor))
    client.get("/kantoor/werkvloer")
    with django_assert_num_queries(7):
        response = client.get("/kantoor/werkvloer", {"thema": "taal"})
    page = response.content.decode()
    assert response.context["themas"] == [("taal", "Taal die werkt", 1), ("wonen", "Wonen", 1)]
    assert len(re.findall(re.escape(TEKST), page)) == 3
    assert "Geen huis." not in page
    assert professional.achternaam not in page
    assert professional.registratienummer not in page
    assert client.get("/kantoor/werkvloer", {"thema": "maan"}).status_code == 404


def test_logboek_does_not_tell_who_gave_a_signal(professional):
    give_signaal(professional, thema="taal", tekst=TEKST, op=timezone.now())
    regel = Logregel.objects.get(handeling="signaal")
    assert regel.door == "professional"
    assert TEKST not in str(regel.__dict__)


@pytest.mark.parametrize(("mensen", "gezien"), [(4, []), (5, [("taal", "Taal die werkt", 5)])])
def test_profession_is_told_numbers_from_five_people_on(mensen, gezien, professional, sign_in, make_mensen):
    for gebruiker in make_mensen(mensen):
        for _ in range(2):
            give_signaal(gebruiker, thema="taal", tekst=TEKST, op=timezone.now())
    assert sign_in(professional).get("/mijn/signalen").context["themas"] == gezien
