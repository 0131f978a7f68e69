from collections.abc import Callable

import pytest
from django.utils import timezone

from accounts.services.gebruikers import create_gebruiker
from accounts.versleuteling import decrypt
from beroepscode.models import Dilemmakeuze
from beroepscode.services.dilemmas import choose_weg

KAART = "gasfles"
ADRES = f"/mijn/dilemmas/{KAART}"
REDEN = "Een kamer wordt niet warm van een afspraak."


@pytest.fixture
def let_choose(db) -> Callable[[str, int], None]:
    """Let so many colleagues choose the same way."""

    def choose(weg: str, aantal: int) -> None:
        for nummer in range(aantal):
            iemand = create_gebruiker(
                email=f"{weg}{nummer}@voorbeeld.example", voornaam="Iemand", achternaam="Anders"
            )
            choose_weg(iemand, kaart=KAART, weg=weg, reden=f"Reden {nummer}", op=timezone.now())

    return choose


def test_choice_is_kept_with_its_reason_encrypted(professional, sign_in):
    client = sign_in(professional)
    assert client.post(ADRES, {"weg": "bellen", "reden": REDEN}).headers["Location"] == ADRES
    keuze = Dilemmakeuze.objects.get()
    assert (keuze.gebruiker, keuze.kaart, keuze.weg) == (professional, KAART, "bellen")
    assert REDEN.encode() not in bytes(keuze.reden)
    assert decrypt(keuze.reden) == REDEN
    page = client.get(ADRES).content.decode()
    assert REDEN in page
    assert "Sociale rechtvaardigheid en mensenrechten" in page


def test_choosing_again_replaces_the_choice(professional, sign_in):
    client = sign_in(professional)
    client.post(ADRES, {"weg": "bellen", "reden": REDEN})
    assert REDEN in client.get(f"{ADRES}?opnieuw").content.decode()
    client.post(ADRES, {"weg": "stoppen", "reden": "Toch niet."})
    keuze = Dilemmakeuze.objects.get()
    assert (keuze.weg, decrypt(keuze.reden)) == ("stoppen", "Toch niet.")


def test_faults_are_told_at_once_and_nothing_typed_is_lost(professional, sign_in):
    response = sign_in(professional).post(ADRES, {"weg": "weglopen", "reden": ""})
    assert sorted(response.context["form"].errors) == ["reden", "weg"]
    response = sign_in(professional).post(ADRES, {"reden": REDEN})
    assert response.context["form"].errors == {"weg": ["Kies wat jij zou doen."]}
    assert REDEN in response.content.decode()
    assert not Dilemmakeuze.objects.exists()


def test_how_colleagues_chose_shows_above_five_answers_alone(professional, sign_in, let_choose):
    client = sign_in(professional)
    client.post(ADRES, {"weg": "bellen", "reden": REDEN})
    let_choose("stoppen", 4)
    assert [(b.aantal, b.procent) for b in client.get(ADRES).context["wegen"]] == [(None, None)] * 4
    let_choose("voorwaarde", 1)  # six answers, one's own included
    beelden = {b.weg.code: (b.aantal, b.procent) for b in client.get(ADRES).context["wegen"]}
    assert beelden == {"bellen": (1, 17), "voorwaarde": (1, 17), "noodpot": (0, 0), "stoppen": (4, 67)}
    assert "Reden 1" not in client.get(ADRES).content.decode()


def test_a_way_that_left_the_card_does_not_count(professional, sign_in, let_choose):
    client = sign_in(professional)
    client.post(ADRES, {"weg": "bellen", "reden": REDEN})
    let_choose("vroeger", 5)
    assert {beeld.aantal for beeld in client.get(ADRES).context["wegen"]} == {None}


def test_nobody_sees_outcomes_before_choosing(professional, sign_in, let_choose):
    let_choose("bellen", 7)
    response = sign_in(professional).get(ADRES)
    assert "wegen" not in response.context
    assert "koos dit" not in response.content.decode()


def test_erased_choice_is_gone(professional, collega, sign_in):
    choose_weg(professional, kaart=KAART, weg="bellen", reden=REDEN, op=timezone.now())
    assert sign_in(collega).post(f"{ADRES}/wissen").status_code == 404
    assert sign_in(professional).post(f"{ADRES}/wissen").headers["Location"] == "/mijn/dilemmas"
    assert not Dilemmakeuze.objects.exists()


def test_sheet_for_the_group_does_not_tell_what_somebody_chose(professional, sign_in):
    choose_weg(professional, kaart=KAART, weg="bellen", reden=REDEN, op=timezone.now())
    page = sign_in(professional).get(f"{ADRES}/bespreken").content.decode()
    assert REDEN not in page
    assert "Jouw keuze" not in page


def test_cards_are_found_by_word_theme_and_whether_one_chose(professional, sign_in, django_assert_num_queries):
    client = sign_in(professional)
    choose_weg(professional, kaart=KAART, weg="bellen", reden=REDEN, op=timezone.now())
    with django_assert_num_queries(4):
        assert len(client.get("/mijn/dilemmas").context["kaarten"]) == 26

    def find(**vraag: str) -> list[str]:
        return [kaart.code for kaart, _, _ in client.get("/mijn/dilemmas", vraag).context["kaarten"]]

    assert find(zoek="baby energiebedrijf") == [KAART]
    assert KAART in find(thema="schulden")
    assert KAART not in find(open="on")
    assert find(zoek="olifant") == []
    assert "Geen kaart past hierbij" in client.get("/mijn/dilemmas", {"zoek": "olifant"}).content.decode()
    assert client.get("/mijn/dilemmas/bestaat-niet").status_code == 404
