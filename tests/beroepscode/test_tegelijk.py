"""Two people, or two tabs, at the same moment: the second acts on what the first did, and never on what was."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Logregel
from beroepscode.aanwezigheidsvraag import mark_feiten
from beroepscode.models import Aanwezigheid, Bijeenkomst, Groep, Groepslid, Verwijderstem, Verwijdervoorstel
from beroepscode.services.aanwezigheden import answer_aanwezigheid, ask_opnieuw, remind_aanwezigen
from beroepscode.services.bijeenkomsten import (
    add_deelnemers,
    correct_bijeenkomst,
    delete_bijeenkomst,
    record_bijeenkomst,
)
from beroepscode.services.groepen import agree_vertrek, leave_groep, propose_vertrek, withdraw_stem
from kern.fouten import Fouten
from tests.groepsobjecten import make_groep

NU = timezone.now()
FEITEN = {"datum": date(2026, 11, 3), "begin_tijd": time(14), "eind_tijd": time(15, 30), "thema": "wonen"}


@pytest.fixture
def groep(professional, collega, derde) -> Groep:
    return make_groep(professional, collega, derde, op=NU)


@pytest.fixture
def voorstel(groep, professional, derde) -> Verwijdervoorstel:
    return propose_vertrek(find_lid(groep, derde), door=find_lid(groep, professional), op=NU)


def find_lid(groep, gebruiker) -> Groepslid:
    return groep.leden.get(gebruiker=gebruiker)


def read_code(geweigerd) -> tuple[int, str]:
    return geweigerd.value.status, geweigerd.value.fouten[0].code


@pytest.mark.parametrize("act", [agree_vertrek, withdraw_stem])
def test_a_proposal_that_was_settled_meanwhile_is_told(act, groep, voorstel, collega):
    verouderd, door = Verwijdervoorstel.objects.get(), find_lid(groep, collega)
    assert agree_vertrek(voorstel, door=door, op=NU) is True
    with pytest.raises(Fouten) as geweigerd:
        act(verouderd, door=door, op=NU)
    assert read_code(geweigerd) == (409, "al-afgehandeld")
    assert groep.leden.count() == 2


def test_who_is_out_has_no_voice_any_more(groep, voorstel, collega, derde, professional):
    door, over, zelf = (find_lid(groep, wie) for wie in (collega, derde, professional))
    leave_groep(Groepslid.objects.get(pk=door.pk), op=NU)
    for act in (
        lambda: agree_vertrek(voorstel, door=door, op=NU),
        lambda: withdraw_stem(voorstel, door=door, op=NU),
        lambda: propose_vertrek(over, door=door, op=NU),
        lambda: propose_vertrek(door, door=zelf, op=NU),
        lambda: leave_groep(door, op=NU),
    ):
        with pytest.raises(Fouten) as geweigerd:
            act()
        assert read_code(geweigerd) == (409, "al-afgehandeld")


def test_a_group_that_is_no_more_takes_no_voice(groep, voorstel, collega, derde, professional):
    leden = [find_lid(groep, wie) for wie in (collega, derde, professional)]
    for lid in leden:
        leave_groep(Groepslid.objects.get(pk=lid.pk), op=NU)
    assert not Groep.objects.exists()
    with pytest.raises(Fouten) as geweigerd:
        agree_vertrek(voorstel, door=leden[0], op=NU)
    assert read_code(geweigerd) == (409, "al-afgehandeld")


def press(client, adres: str, invoer: dict[str, str]) -> int:
    with closing(connection):
        return client.post(adres, invoer).status_code


def test_a_button_pressed_four_times_at_once_breaks_nothing(transactional_db, groep, voorstel, collega, sign_in):
    adres = f"/mijn/voorstellen/{voorstel.pk}"
    clients = [sign_in(collega) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        uitkomsten = list(pool.map(lambda client: press(client, adres, {"antwoord": "eens"}), clients))
    assert 302 in uitkomsten
    assert set(uitkomsten) <= {302, 404}
    assert (groep.leden.count(), Verwijderstem.objects.count()) == (2, 0)
    assert Logregel.objects.filter(handeling="groepslid-verwijderd").count() == 1


@pytest.fixture
def bijeenkomst(professional, collega, derde) -> Bijeenkomst:
    """Entered by the professional, who asks the two others."""
    return record_bijeenkomst(
        professional, soort="intervisie", **FEITEN, deelnemers=[collega.email, derde.email], op=NU
    )


def find_vraag(bijeenkomst, gebruiker) -> Aanwezigheid:
    return bijeenkomst.aanwezigen.get(gebruiker=gebruiker)


def test_who_was_taken_off_meanwhile_does_not_come_back(bijeenkomst, collega, derde):
    verouderd, over = find_vraag(bijeenkomst, collega), find_vraag(bijeenkomst, derde)
    correct_bijeenkomst(bijeenkomst, **FEITEN, werkvorm="", aanleiding="", aanwezigen=[over.pk], op=NU)
    with pytest.raises(Fouten) as geweigerd:
        answer_aanwezigheid(verouderd, antwoord="erbij", op=NU)
    assert read_code(geweigerd) == (409, "vraag-weg")
    assert not bijeenkomst.aanwezigen.filter(gebruiker=collega).exists()


def test_an_answer_keeps_what_the_daily_work_noted_meanwhile(bijeenkomst, collega):
    verouderd = find_vraag(bijeenkomst, collega)
    remind_aanwezigen(op=NU + timedelta(days=3))
    answer_aanwezigheid(verouderd, antwoord="deels", minuten=30, op=NU)
    rij = find_vraag(bijeenkomst, collega)
    assert (rij.herinneringen, rij.minuten, verouderd.herinneringen) == (1, 30, 1)


@pytest.mark.parametrize("eerder", ["niet", "vervallen"])
def test_asking_again_wipes_no_answer_that_was_given_meanwhile(eerder, bijeenkomst, collega):
    if eerder == "niet":
        answer_aanwezigheid(find_vraag(bijeenkomst, collega), antwoord="niet", op=NU)
    else:
        remind_aanwezigen(op=NU + timedelta(days=30))
    verouderd = find_vraag(bijeenkomst, collega)
    assert verouderd.mag_opnieuw
    answer_aanwezigheid(find_vraag(bijeenkomst, collega), antwoord="erbij", op=NU)
    with pytest.raises(Fouten) as geweigerd:
        ask_opnieuw(verouderd, op=NU)
    assert read_code(geweigerd) == (409, "al-beantwoord")
    assert find_vraag(bijeenkomst, collega).bevestigd_op is not None
    assert not find_vraag(bijeenkomst, collega).mag_opnieuw


def test_a_meeting_that_was_confirmed_meanwhile_is_not_erased(bijeenkomst, collega):
    verouderd = Bijeenkomst.objects.get()
    answer_aanwezigheid(find_vraag(bijeenkomst, collega), antwoord="erbij", op=NU)
    with pytest.raises(Fouten) as geweigerd:
        delete_bijeenkomst(verouderd, op=NU)
    assert read_code(geweigerd) == (409, "al-bevestigd")
    assert Bijeenkomst.objects.exists()


def test_a_meeting_that_was_erased_meanwhile_takes_nothing_more(bijeenkomst, collega, derde):
    rij, anders = find_vraag(bijeenkomst, collega), {"werkvorm": "", "aanleiding": "", "aanwezigen": []}
    delete_bijeenkomst(Bijeenkomst.objects.get(), op=NU)
    for act, code in (
        (lambda: answer_aanwezigheid(rij, antwoord="erbij", op=NU), "vraag-weg"),
        (lambda: ask_opnieuw(rij, op=NU), "vraag-weg"),
        (lambda: correct_bijeenkomst(bijeenkomst, **FEITEN, **anders, op=NU), "gewist"),
        (lambda: add_deelnemers(bijeenkomst, ["nog@iemand.example"], op=NU), "gewist"),
        (lambda: delete_bijeenkomst(bijeenkomst, op=NU), "gewist"),
    ):
        with pytest.raises(Fouten) as geweigerd:
            act()
        assert read_code(geweigerd) == (409, code)
    assert not Aanwezigheid.objects.exists()


def test_confirming_and_erasing_at_once_leaves_one_of_both(
    transactional_db, bijeenkomst, professional, collega, sign_in
):
    rij = find_vraag(bijeenkomst, collega)
    ja = {"antwoord": "erbij", "gezien": mark_feiten(rij)}
    with ThreadPoolExecutor(2) as pool:
        antwoord = pool.submit(press, sign_in(collega), f"/mijn/bevestigen/bijeenkomsten/{rij.pk}", ja)
        wissen = pool.submit(press, sign_in(professional), f"/mijn/bijeenkomsten/{bijeenkomst.pk}/wissen", {})
        uitkomsten = (antwoord.result(), wissen.result())
    bevestigd = Aanwezigheid.objects.filter(gebruiker=collega, bevestigd_op__isnull=False).exists()
    assert (uitkomsten, bevestigd) in [((302, 302), True), ((200, 302), False), ((404, 302), False)]
    assert Bijeenkomst.objects.exists() is bevestigd
