from datetime import UTC, date, datetime

import pytest

from accounts.models import Lidmaatschap, Logregel, Organisatie
from accounts.services.organisaties import admit_organisatie, refuse_organisatie, request_toelating
from kern.fouten import Fouten

OP = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # the 23rd in Amsterdam


@pytest.fixture
def aanvraag(professional):
    return request_toelating(professional, soort="opleider", naam="Leerplein", email="info@leerplein.example", op=OP)


def test_who_asks_becomes_administrator(aanvraag, professional):
    lidmaatschap = Lidmaatschap.objects.get()
    assert (lidmaatschap.gebruiker, lidmaatschap.rol, lidmaatschap.geldig_van) == (
        professional,
        "beheerder",
        date(2026, 11, 23),
    )
    assert aanvraag.status == Organisatie.Status.INGEDIEND


def test_an_organisation_that_is_here_is_not_made_twice(aanvraag, collega):
    with pytest.raises(Fouten) as caught:
        request_toelating(collega, soort="opleider", naam="Leerplein", email="x@leerplein.example", op=OP)
    assert [fout.code for fout in caught.value.fouten] == ["organisatie-bestaat"]
    assert Lidmaatschap.objects.count() == 1


def test_admission_opens_the_door_and_tells_so(aanvraag, professional, collega, mailoutbox):
    admit_organisatie(aanvraag, door=collega, op=OP)
    aanvraag.refresh_from_db()
    assert aanvraag.is_toegelaten
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([professional.email], "Leerplein is toegelaten tot het SAM-register")
    ]
    assert mailoutbox[0].body == (
        "Dag Noor,\n\n"
        "Het registerkantoor heeft Leerplein toegelaten als opleider.\n\n"
        "Je kunt nu aan de slag. Jij bent beheerder: je nodigt collega's uit en maakt\n"
        "sleutels voor jullie systemen. Begin hier:\n"
        "http://localhost:8000/opleider\n\n"
        "Met vriendelijke groet,\nhet SAM-register\nhttp://localhost:8000\n"
    )


def test_a_refusal_carries_its_reason(aanvraag, collega, mailoutbox):
    refuse_organisatie(aanvraag, reden="We vinden jullie niet in het handelsregister.", door=collega, op=OP)
    aanvraag.refresh_from_db()
    assert aanvraag.status == Organisatie.Status.AFGEWEZEN
    assert "De reden:\nWe vinden jullie niet in het handelsregister.\n" in mailoutbox[0].body


@pytest.mark.parametrize("status", ["toegelaten", "afgewezen"])
def test_a_decision_is_taken_once(aanvraag, collega, mailoutbox, status):
    if status == "toegelaten":
        admit_organisatie(aanvraag, door=collega, op=OP)
    else:
        refuse_organisatie(aanvraag, reden="Nee.", door=collega, op=OP)
    with pytest.raises(Fouten, match="al-beslist"):
        refuse_organisatie(aanvraag, reden="Toch niet.", door=collega, op=OP)
    with pytest.raises(Fouten, match="al-beslist"):
        admit_organisatie(aanvraag, door=collega, op=OP)
    aanvraag.refresh_from_db()
    assert (aanvraag.status, len(mailoutbox)) == (status, 1)


def test_every_step_stands_in_the_logboek(aanvraag, professional, collega):
    admit_organisatie(aanvraag, door=collega, op=OP)
    onderwerp = f"organisatie:{aanvraag.pk}"
    assert list(Logregel.objects.order_by("volgnummer").values_list("handeling", "door", "onderwerp")) == [
        ("organisatie-aangevraagd", f"gebruiker:{professional.pk}", onderwerp),
        ("organisatie-toegelaten", f"gebruiker:{collega.pk}", onderwerp),
    ]
