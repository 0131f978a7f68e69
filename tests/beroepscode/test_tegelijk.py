"""Two people, or two tabs, at the same moment: the second acts on what the first did, and never on what was."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Logregel
from beroepscode.models import Groep, Groepslid, Verwijderstem, Verwijdervoorstel
from beroepscode.services.groepen import agree_vertrek, leave_groep, propose_vertrek, withdraw_stem
from kern.fouten import Fouten
from tests.groepsobjecten import make_groep

NU = timezone.now()


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
