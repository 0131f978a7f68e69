from datetime import date, time

import pytest
from django.core import mail
from django.utils import timezone

from beroepscode.models import Bijeenkomst
from beroepscode.queries import find_verzoeken_bijeenkomst
from beroepscode.services.aanwezigheden import answer_aanwezigheid
from beroepscode.services.bijeenkomsten import record_bijeenkomst
from kern.fouten import Fouten

INVOER = {
    "soort": "intervisie",
    "datum": "2026-11-03",
    "begin_tijd": "14:00",
    "eind_tijd": "15:30",
    "thema": "maatwerk",
}


@pytest.fixture
def bijeenkomst(professional, collega, derde):
    return record_bijeenkomst(
        professional,
        soort="intervisie",
        datum=date(2026, 11, 3),
        begin_tijd=time(14),
        eind_tijd=time(15, 30),
        thema="",
        deelnemers=[collega.email, derde.email],
        op=timezone.now(),
    )


def test_one_enters_and_the_others_are_asked(professional, collega, derde, sign_in):
    client = sign_in(professional)
    namen = f"{collega.email}\n SAM-{derde.nummer} \n\niemand@elders.example"
    response = client.post("/mijn/bijeenkomsten/nieuw", INVOER | {"deelnemers": namen}, follow=True)
    bijeenkomst = Bijeenkomst.objects.get()
    assert response.redirect_chain == [(f"/mijn/bijeenkomsten/{bijeenkomst.pk}", 302)]
    assert bijeenkomst.minuten == 90
    aanwezigen = [(a.gebruiker, a.bevestigd_op is not None) for a in bijeenkomst.aanwezigen.order_by("pk")]
    assert aanwezigen == [(professional, True), (collega, False), (derde, False), (None, False)]
    assert [message.to for message in mail.outbox] == [[collega.email], [derde.email]]
    assert mail.outbox[0].subject == "Was je bij de intervisie van 3 november 2026?"
    assert "van 14.00 tot 15.30 uur" in mail.outbox[0].body


def test_every_wrong_line_is_named_and_nothing_typed_is_lost(professional, collega, sign_in):
    namen = f"{collega.email}\n12345678\nJan van de afdeling\n{collega.email}"
    invoer = INVOER | {"eind_tijd": "13:00", "deelnemers": namen}
    response = sign_in(professional).post("/mijn/bijeenkomsten/nieuw", invoer)
    assert response.context["form"].errors == {
        "eind_tijd": ["Het einde ligt voor het begin. Draai ze om?"],
        "deelnemers": [
            "'12345678' is geen e-mailadres en geen registratienummer.",
            "'Jan van de afdeling' is geen e-mailadres en geen registratienummer.",
            "'yusuf@voorbeeld.example' staat er twee keer.",
        ],
    }
    assert "Jan van de afdeling" in response.content.decode()
    assert not Bijeenkomst.objects.exists()


@pytest.mark.parametrize(
    ("aantal", "soort", "fouten"),
    [
        (1, "intervisie", 1),
        (2, "intervisie", 0),
        (7, "intervisie", 0),
        (8, "intervisie", 1),
        (1, "supervisie", 0),
    ],
)
def test_size_of_the_group_follows_the_rule(professional, sign_in, aantal, soort, fouten):
    namen = "\n".join(f"mens{nummer}@elders.example" for nummer in range(aantal))
    invoer = INVOER | {"soort": soort, "deelnemers": namen}
    sign_in(professional).post("/mijn/bijeenkomsten/nieuw", invoer)
    assert Bijeenkomst.objects.count() == 1 - fouten


def test_naming_yourself_and_too_long_are_refused_kindly(professional, sign_in):
    invoer = INVOER | {"begin_tijd": "09:00", "eind_tijd": "17:01", "deelnemers": professional.email}
    response = sign_in(professional).post("/mijn/bijeenkomsten/nieuw", invoer)
    assert response.context["form"].errors == {
        "eind_tijd": ["Een bijeenkomst duurt hoogstens 8 uur. Duurde het langer? Voer dan elk deel apart in."],
        "deelnemers": ["Jijzelf hoeft er niet bij te staan. Haal je eigen regel weg."],
    }


def test_a_time_that_the_clock_skipped_is_refused(professional, sign_in):
    invoer = INVOER | {
        "datum": "2026-03-29",
        "begin_tijd": "01:30",
        "eind_tijd": "02:30",
        "deelnemers": "a@b.example",
    }
    response = sign_in(professional).post("/mijn/bijeenkomsten/nieuw", invoer)
    melding = "Deze tijd is er niet: in deze nacht gaat de klok van 2 naar 3 uur. Kies een andere tijd."
    assert response.context["form"].errors["eind_tijd"] == [melding]
    assert "begin_tijd" not in response.context["form"].errors


def test_same_meeting_twice_is_refused(professional, bijeenkomst, sign_in):
    invoer = INVOER | {"begin_tijd": "15:00", "eind_tijd": "16:00", "deelnemers": "a@b.example\nc@b.example"}
    response = sign_in(professional).post("/mijn/bijeenkomsten/nieuw", invoer)
    assert list(response.context["form"].errors) == ["begin_tijd"]
    assert Bijeenkomst.objects.count() == 1


def test_a_button_pressed_twice_makes_one_meeting(professional, bijeenkomst):
    """Both times the form was looked at before the first was saved, so the service itself looks once more."""
    velden = ("soort", "datum", "begin_tijd", "eind_tijd", "thema")
    with pytest.raises(Fouten) as refused:
        record_bijeenkomst(
            professional,
            **{naam: getattr(bijeenkomst, naam) for naam in velden},
            deelnemers=["a@b.example"],
            op=timezone.now(),
        )
    assert [fout.plaats for fout in refused.value.fouten] == ["begin_tijd"]
    assert Bijeenkomst.objects.count() == 1


def test_participant_sees_the_meeting_but_not_who_was_named(collega, bijeenkomst, sign_in):
    page = sign_in(collega).get(f"/mijn/bijeenkomsten/{bijeenkomst.pk}").content.decode()
    assert "Noor van den Heuvel" in page
    assert "fatima@voorbeeld.example" not in page
    assert sign_in(collega).post(f"/mijn/bijeenkomsten/{bijeenkomst.pk}", {}).status_code == 404


def test_meeting_of_others_does_not_exist(bijeenkomst, sign_in, medewerker, werkgever):
    client = sign_in(medewerker(werkgever))
    assert client.get(f"/mijn/bijeenkomsten/{bijeenkomst.pk}").status_code == 404
    assert client.post(f"/mijn/bijeenkomsten/{bijeenkomst.pk}/wissen").status_code == 404


def test_somebody_forgotten_is_added(professional, collega, bijeenkomst, sign_in):
    client = sign_in(professional)
    address = f"/mijn/bijeenkomsten/{bijeenkomst.pk}"
    response = client.post(address, {"deelnemers": collega.email})
    assert response.context["form"].errors == {"deelnemers": [f"'{collega.email}' staat er al bij."]}
    client.post(address, {"deelnemers": "nog@iemand.example"})
    assert bijeenkomst.aanwezigen.count() == 4


def test_meeting_can_be_taken_back_until_another_confirmed(professional, collega, derde, bijeenkomst, sign_in):
    address = f"/mijn/bijeenkomsten/{bijeenkomst.pk}/wissen"
    answer_aanwezigheid(find_verzoeken_bijeenkomst(collega).get(), antwoord="erbij", op=timezone.now())
    assert sign_in(collega).post(address).status_code == 404
    sign_in(professional).post(address)
    assert Bijeenkomst.objects.count() == 1
    bijeenkomst.aanwezigen.filter(gebruiker=collega).update(bevestigd_op=None)
    sign_in(professional).post(address)
    assert not Bijeenkomst.objects.exists()


@pytest.mark.parametrize("aantal", [1, 3])
def test_page_costs_the_same_for_one_and_three_others(
    professional, bijeenkomst, sign_in, django_assert_num_queries, aantal
):
    for nummer in range(aantal):
        bijeenkomst.aanwezigen.create(genoemd_als=f"{nummer}@elders.example")
    client = sign_in(professional)
    with django_assert_num_queries(6):  # session, person, rooms, meeting, those named, whether anybody confirmed
        client.get(f"/mijn/bijeenkomsten/{bijeenkomst.pk}")
