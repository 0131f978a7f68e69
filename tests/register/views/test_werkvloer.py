from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.services.gebruikers import create_gebruiker
from beroepscode.services.signalen import give_signaal
from register.services.registraties import open_registratie

TEKST = "Het systeem sluit te vroeg."


@pytest.fixture
def hire(db):
    """Let somebody give a signal who works, or worked, somewhere."""

    def make(nummer: int, werkgever: str, *, bevestigd: bool = True, tot: date | None = None) -> None:
        iemand = create_gebruiker(email=f"n{nummer}@voorbeeld.example", voornaam="N", achternaam="Nummer")
        open_registratie(iemand).werkperiodes.create(
            werkgever=werkgever,
            functie="Klantmanager",
            van_datum=date(2020, 1, 1),
            tot_datum=tot,
            uren_per_week=32,
            bevestigd_op=timezone.now() if bevestigd else None,
        )
        give_signaal(iemand, thema="onder-druk", tekst=TEKST, op=timezone.now())

    return make


def test_employer_sees_numbers_of_its_own_people_from_five_on(
    hire, werkgever, medewerker, sign_in, django_assert_num_queries
):
    client = sign_in(medewerker(werkgever))
    for nummer in range(4):
        hire(nummer, werkgever.naam.upper())
    hire(4, "Gemeente Elders")
    hire(5, werkgever.naam, bevestigd=False)
    hire(6, werkgever.naam, tot=timezone.localdate())
    assert client.get("/werkgever/werkvloer").context["themas"] == []
    hire(7, werkgever.naam, tot=timezone.localdate() + timedelta(days=1))
    with django_assert_num_queries(5):
        response = client.get("/werkgever/werkvloer")
    assert response.context["themas"] == [("onder-druk", "Onder druk", 5)]
    assert TEKST not in response.content.decode()
