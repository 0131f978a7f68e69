"""One button from the mail: it confirms nothing by being opened, and says what happens with each answer."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail, signing
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Logregel
from beroepscode.aanwezigheidsvraag import ZOUT, make_token, mark_feiten
from beroepscode.dossiers import collect_feiten
from beroepscode.models import Aanwezigheid, Bijeenkomst
from beroepscode.queries import find_verzoeken_bijeenkomst
from beroepscode.services.aanwezigheden import answer_aanwezigheid, remind_aanwezigen
from beroepscode.services.bijeenkomsten import record_bijeenkomst
from beroepscode.views.aanwezigheid import LINKS
from tests.groepsobjecten import make_groep

NU = timezone.now()
DAG = timedelta(days=1)
TIJDEN = {"datum": date(2026, 11, 3), "begin_tijd": time(14), "eind_tijd": time(15, 30)}


@pytest.fixture
def bijeenkomst(professional, collega, derde) -> Bijeenkomst:
    """Of a group; entered by the professional, who asks the two others."""
    groep = make_groep(professional, collega, derde, op=NU)
    return record_bijeenkomst(
        professional, soort="intervisie", **TIJDEN, thema="wonen", deelnemers=[], leden=[collega, derde],
        groep=groep, op=NU,
    )  # fmt: skip


def vraag(bijeenkomst, gebruiker) -> Aanwezigheid:
    return bijeenkomst.aanwezigen.get(gebruiker=gebruiker)


def read_adres(bericht) -> str:
    return re.search(r"(/bijeenkomst-bevestigen/\S+)", bericht.body)[1]


def answer(adres: str, antwoord: str, **meer: object):
    client = Client()
    gezien = re.search(r'name="gezien" value="([^"]+)"', client.get(adres).content.decode())[1]
    return client.post(adres, {"antwoord": antwoord, "gezien": gezien, **meer}, follow=True)


def minuten_van(gebruiker) -> list[int]:
    return [feit.minuten for feit in collect_feiten([gebruiker.pk])]


def test_opening_the_link_confirms_nothing_and_one_button_does(bijeenkomst, collega):
    adres = read_adres(mail.outbox[0])
    for method in ("get", "head"):
        response = getattr(Client(), method)(adres)
        assert (response.status_code, response["X-Robots-Tag"]) == (200, "noindex")
        assert "no-store" in response["Cache-Control"]
    assert vraag(bijeenkomst, collega).bevestigd_op is None
    page = Client().get(adres).content.decode()
    assert page.count("utrecht-button--primary-action") == 1
    assert "Noor van den Heuvel legde vast dat je erbij was" in page
    response = answer(adres, "erbij")
    assert "Bevestigd. 1 uur 30 min staat in je dossier." in response.content.decode()
    assert minuten_van(collega) == [90]
    assert Logregel.objects.latest("volgnummer").handeling == "aanwezigheid-bevestigd"


def test_the_form_protects_against_other_sites(bijeenkomst):
    client = Client(enforce_csrf_checks=True)
    assert client.post(read_adres(mail.outbox[0]), {"antwoord": "erbij"}).status_code == 403


def test_part_of_the_time_books_ones_own_minutes(bijeenkomst, collega, professional, sign_in):
    adres = read_adres(mail.outbox[0])
    page = answer(adres, "deels", minuten="2 uur").content.decode()
    assert "Dit is langer dan de bijeenkomst duurde. Vul je eigen tijd in." in page
    assert "Vul in hoe lang je erbij was." in answer(adres, "deels").content.decode()
    answer(adres, "deels", minuten="45 min")
    assert minuten_van(collega) == [45]
    page = sign_in(professional).get(f"/mijn/bijeenkomsten/{bijeenkomst.pk}").content.decode()
    assert "Bevestigd, een deel" in page
    assert "45 min" in page


def test_not_there_and_wrong_times_are_clear_to_all(bijeenkomst, professional, collega, derde, sign_in):
    answer(read_adres(mail.outbox[0]), "niet")
    assert "Zeg kort wat er niet klopt." in answer(read_adres(mail.outbox[1]), "onjuist").content.decode()
    answer(read_adres(mail.outbox[1]), "onjuist", reden="We begonnen om 15 uur.")
    assert (minuten_van(collega), minuten_van(derde)) == ([], [])
    assert mail.outbox[-1].to == [professional.email]
    assert "We begonnen om 15 uur." in mail.outbox[-1].body
    adres = f"/mijn/bijeenkomsten/{bijeenkomst.pk}"
    eigen, ander = (sign_in(wie).get(adres).content.decode() for wie in (professional, collega))
    for page in (eigen, ander):
        assert "Was er niet" in page
        assert "Tijden kloppen niet" in page
    assert ("We begonnen om 15 uur." in eigen, "We begonnen om 15 uur." in ander) == (True, False)
    assert collect_feiten([professional.pk])[0].deelnemers == 2


def test_an_answer_can_be_changed_by_who_signs_in(bijeenkomst, collega, sign_in):
    answer(read_adres(mail.outbox[0]), "niet")
    rij = vraag(bijeenkomst, collega)
    adres = f"/mijn/bevestigen/bijeenkomsten/{rij.pk}"
    client = sign_in(collega)
    assert "Je antwoordde al" in client.get(adres).content.decode()
    client.post(adres, {"antwoord": "erbij", "gezien": mark_feiten(rij)})
    assert minuten_van(collega) == [90]
    assert find_verzoeken_bijeenkomst(collega).count() == 0


def test_what_was_signed_for_something_else_opens_nothing(bijeenkomst, collega):
    rij = vraag(bijeenkomst, collega)
    goed = make_token(rij)
    vervalst = [
        signing.dumps([rij.pk, 1], salt=ZOUT),
        signing.dumps([rij.pk, int(rij.gevraagd_op.timestamp() * 1e6)], salt="iets-anders"),
        goed[:-1] + ("A" if goed[-1] != "A" else "B"),
        "x",
    ]
    assert [Client().get(f"/bijeenkomst-bevestigen/{token}").status_code for token in vervalst] == [404] * 4
    collega.is_active = False
    collega.save()
    assert Client().get(f"/bijeenkomst-bevestigen/{goed}").status_code == 404


def test_a_link_works_for_thirty_days(bijeenkomst, collega, monkeypatch):
    adres = read_adres(mail.outbox[0])
    for dagen, status in ((29, 200), (31, 410)):
        moment = signing.time.time() + dagen * 24 * 3600
        with monkeypatch.context() as patch:
            patch.setattr(signing.time, "time", lambda moment=moment: moment)
            assert Client().get(adres).status_code == status


def test_guessing_links_ends_soon(db):
    gokken = [Client().get("/bijeenkomst-bevestigen/x").status_code for _ in range(LINKS.aantal + 1)]
    assert gokken[-2:] == [404, 429]


def test_a_correction_asks_again_who_it_touches(bijeenkomst, professional, collega, derde, sign_in):
    answer(read_adres(mail.outbox[0]), "erbij")
    answer(read_adres(mail.outbox[1]), "niet")
    rijen = [vraag(bijeenkomst, wie) for wie in (collega, derde)]
    invoer = {
        "begin": "2026-11-03T14:00", "einde": "15:30", "thema": "taal", "werkvorm": "", "aanleiding": "bezwaar",
        "aanwezigen": [rij.pk for rij in rijen],
    }  # fmt: skip
    client, adres = sign_in(professional), f"/mijn/bijeenkomsten/{bijeenkomst.pk}/corrigeren"
    oude_link = make_token(rijen[0])
    client.post(adres, invoer)
    assert minuten_van(collega) == [90]  # a theme touches nobody's minutes
    client.post(adres, invoer | {"einde": "15:00"})
    assert (minuten_van(collega), minuten_van(professional)) == ([], [60])
    assert vraag(bijeenkomst, derde).betwist_op is not None  # was not there at either time
    assert mail.outbox[-1].to == [collega.email]
    assert mail.outbox[-1].subject == "Aangepast: was je bij de intervisie van 3 november 2026?"
    assert Client().get(f"/bijeenkomst-bevestigen/{oude_link}").status_code == 404
    client.post(adres, invoer | {"begin": "2026-11-04T14:00"})
    assert [vraag(bijeenkomst, wie).is_beantwoord for wie in (collega, derde)] == [False, False]
    client.post(adres, invoer | {"aanwezigen": [rijen[0].pk]})
    assert list(client.post(adres, invoer | {"aanwezigen": []}).context["form"].errors) == ["aanwezigen"]
    assert bijeenkomst.aanwezigen.count() == 3


def test_pressing_the_button_after_a_correction_answers_nothing(bijeenkomst, professional, collega):
    rij, gezien = vraag(bijeenkomst, collega), mark_feiten(vraag(bijeenkomst, collega))
    adres = f"/bijeenkomst-bevestigen/{make_token(rij)}"
    Bijeenkomst.objects.update(eind_tijd=time(15))
    response = Client().post(adres, {"antwoord": "erbij", "gezien": gezien})
    assert "De tijden zijn net veranderd." in response.content.decode()
    assert minuten_van(collega) == []


def test_only_who_entered_it_corrects(bijeenkomst, collega, sign_in):
    client = sign_in(collega)
    for deel in ("corrigeren", "opnieuw"):
        assert client.post(f"/mijn/bijeenkomsten/{bijeenkomst.pk}/{deel}").status_code == 404


def move(bijeenkomst, op: datetime) -> None:
    bijeenkomst.aanwezigen.exclude(gevraagd_op=None).update(gevraagd_op=op)


@pytest.mark.parametrize(
    ("dagen", "herinnerd", "vervallen"), [(2, 0, 0), (3, 2, 0), (9, 2, 0), (10, 2, 0), (29, 2, 0), (30, 0, 2)]
)
def test_the_day_before_the_day_and_after(bijeenkomst, dagen, herinnerd, vervallen):
    move(bijeenkomst, NU - dagen * DAG)
    mail.outbox.clear()
    assert remind_aanwezigen(op=NU) == (herinnerd, vervallen)
    assert remind_aanwezigen(op=NU) == (0, 0)
    assert len(mail.outbox) == herinnerd


def test_two_reminders_then_it_lapses_and_can_be_asked_again(bijeenkomst, professional, collega, derde, sign_in):
    answer_aanwezigheid(vraag(bijeenkomst, derde), antwoord="erbij", op=NU)
    uitkomsten = [remind_aanwezigen(op=NU + dagen * DAG) for dagen in (1, 3, 5, 10, 20, 30, 40)]
    assert uitkomsten == [(0, 0), (1, 0), (0, 0), (1, 0), (0, 0), (0, 1), (0, 0)]
    assert find_verzoeken_bijeenkomst(collega).count() == 0
    assert Client().get(read_adres(mail.outbox[0])).status_code == 410
    client, rij = sign_in(professional), vraag(bijeenkomst, collega)
    page = client.get(f"/mijn/bijeenkomsten/{bijeenkomst.pk}").content.decode()
    assert "Niet geantwoord, vervallen" in page
    mail.outbox.clear()
    for wie in (rij, vraag(bijeenkomst, derde)):
        client.post(f"/mijn/bijeenkomsten/{bijeenkomst.pk}/opnieuw", {"aanwezigheid": wie.pk})
    assert [bericht.to for bericht in mail.outbox] == [[collega.email]]
    assert "Was je bij deze intervisie?" in Client().get(read_adres(mail.outbox[0])).content.decode()


def test_the_command_says_what_it_did(bijeenkomst, capsys):
    move(bijeenkomst, NU - 3 * DAG)
    call_command("herinner_aanwezigen")
    assert capsys.readouterr().out == "2 herinnerd, 0 vervallen.\n"


@pytest.mark.parametrize("aantal", [1, 3])
def test_reminding_looks_up_everybody_together(professional, collega, django_assert_num_queries, aantal):
    for dag in range(aantal):
        record_bijeenkomst(
            professional, soort="supervisie", **(TIJDEN | {"datum": date(2026, 10, 1 + dag)}), thema="",
            deelnemers=[], leden=[collega], op=NU,
        )  # fmt: skip
    with django_assert_num_queries(6):  # ids, begin, rows, wishes, numbers kept, end
        assert remind_aanwezigen(op=NU + 3 * DAG) == (aantal, 0)


def test_no_case_content_has_a_place():
    """What a meeting keeps, by name: nothing in it can hold what was said, but the one line about the times."""
    velden = {veld.name for model in (Bijeenkomst, Aanwezigheid) for veld in model._meta.get_fields()}
    assert velden & {"tekst", "verslag", "casus", "inhoud", "notitie", "toelichting"} == set()
    assert Aanwezigheid._meta.get_field("reden").max_length == 120
