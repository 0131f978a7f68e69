"""Every outcome of the contract, one row at a time."""

import json

import pytest

from accounts.models import Logregel
from kern.periode import add_months
from opleidingen.meldingen import AL_BEKEND, MELDINGEN, PERSOON_NIET_GEVONDEN
from opleidingen.models import Aanlevering, Aanleverregel, Accreditatie, Deelname
from tests.conftest import make_organisatie
from tests.opleidingen.conftest import make_opleiding

UNKNOWN = "99999992"
LEEG = {"geboekt": 0, "alBekend": 0, "geparkeerd": 0, "afgewezen": 0}


def answer(response) -> dict:
    """The one row of an answer, without its number."""
    assert response.status_code in (200, 201), response.content
    (regel,) = response.json()["regels"]
    assert regel.pop("regel") == 1
    return regel


def test_booked(deliver, rij, professional, aanbod):
    response = deliver(rij(uitvoeringscode="2026-1", kenmerk="cursist-1"))
    assert response.status_code == 201
    deelname = Deelname.objects.get()
    assert response.json() == {
        "id": str(Aanlevering.objects.get().pk),
        "totalen": {**LEEG, "geboekt": 1},
        "regels": [{"regel": 1, "uitkomst": "geboekt", "deelnameId": deelname.pk, "kenmerk": "cursist-1"}],
    }
    assert (deelname.gebruiker, deelname.opleiding, deelname.uitvoering, deelname.accreditatie) == (
        professional,
        aanbod.opleiding,
        aanbod.uitvoering,
        aanbod.accreditatie,
    )
    assert (deelname.eind_datum.isoformat(), deelname.minuten, deelname.module) == ("2026-06-29", 960, None)
    assert not Aanleverregel.objects.exists()


def test_same_again_is_known(deliver, rij):
    first = answer(deliver(rij()))
    assert answer(deliver(rij(kenmerk="b"))) == {
        "uitkomst": "alBekend",
        "code": AL_BEKEND,
        "melding": MELDINGEN[AL_BEKEND],
        "deelnameId": first["deelnameId"],
        "kenmerk": "b",
    }
    assert Deelname.objects.count() == 1


def test_second_of_a_double_in_one_batch_is_known(deliver, rij):
    regels = deliver(rij(), rij(kenmerk="b")).json()["regels"]
    assert [regel["uitkomst"] for regel in regels] == ["geboekt", "alBekend"]
    assert regels[0]["deelnameId"] == regels[1]["deelnameId"]


def test_withdrawn_completion_can_be_booked_again(deliver, rij, django_now):
    deliver(rij())
    Deelname.objects.update(ingetrokken_op=django_now)
    assert answer(deliver(rij()))["uitkomst"] == "geboekt"


@pytest.mark.parametrize(
    ("other", "minuten"),
    [
        ({"modulecode": "recht"}, 600),
        ({"modulecode": "recht", "minuten": 90}, 90),
        ({"uitvoeringscode": "2026-1", "bijeenkomstcode": "dag-1"}, 300),
        ({"uitvoeringscode": "2026-1", "bijeenkomstcode": "dag-3"}, 360),
        ({"uitvoeringscode": "2026-1", "bijeenkomstcode": "dag-3", "modulecode": "gesprek", "minuten": 360}, 360),
        ({"achternaam": None}, 960),
        ({"achternaam": "HEUVEL"}, 960),
        ({"opleidingscode": " eksd "}, 960),
    ],
)
def test_what_a_row_counts_for(deliver, rij, other, minuten):
    assert answer(deliver(rij(**other)))["uitkomst"] == "geboekt"
    assert Deelname.objects.get().minuten == minuten


def test_number_may_be_written_with_spaces_and_prefix(deliver, rij, professional):
    nummer = professional.registratienummer
    assert answer(deliver(rij(registratienummer=f"SAM-{nummer[:4]} {nummer[4:]}")))["uitkomst"] == "geboekt"


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"registratienummer": "12345678"}, "registratienummer-ongeldig"),
        ({"registratienummer": "niets\0"}, "registratienummer-ongeldig"),
        ({"registratienummer": ""}, "registratienummer-ontbreekt"),
        ({"registratienummer": 12345674}, "registratienummer-geen-tekst"),
        ({"achternaam": ["Heuvel"]}, "achternaam-geen-tekst"),
        ({"opleidingscode": None}, "opleidingscode-ontbreekt"),
        ({"opleidingscode": "bestaat-niet"}, "opleidingscode-onbekend"),
        ({"opleidingscode": "ek\0sd"}, "opleidingscode-onbekend"),
        ({"opleidingscode": "van-ander"}, "opleidingscode-onbekend"),
        ({"opleidingscode": {"code": "eksd"}}, "opleidingscode-geen-tekst"),
        ({"uitvoeringscode": "1999-1"}, "uitvoeringscode-onbekend"),
        ({"modulecode": "koken"}, "modulecode-onbekend"),
        ({"modulecode": "zelfstudie"}, "modulecode-niet-geaccrediteerd"),
        ({"bijeenkomstcode": "dag-1"}, "uitvoeringscode-ontbreekt"),
        ({"uitvoeringscode": "2026-1", "bijeenkomstcode": "dag-9"}, "bijeenkomstcode-onbekend"),
        (
            {"uitvoeringscode": "2026-1", "bijeenkomstcode": "dag-1", "modulecode": "gesprek"},
            "bijeenkomstcode-andere-module",
        ),
        ({"eindDatum": None}, "einddatum-ontbreekt"),
        ({"eindDatum": "29-06-2026"}, "einddatum-ongeldig"),
        ({"eindDatum": "2026-02-30"}, "einddatum-ongeldig"),
        ({"eindDatum": "2024-12-31"}, "einddatum-zonder-accreditatie"),
        ({"eindDatum": 20260629}, "einddatum-geen-tekst"),
        ({"eindDatum": "2026-01-11", "uitvoeringscode": "2026-1"}, "einddatum-voor-uitvoering"),
        ({"minuten": 0}, "minuten-te-weinig"),
        ({"minuten": -60}, "minuten-te-weinig"),
        ({"minuten": 961}, "minuten-te-veel"),
        ({"minuten": 361, "modulecode": "gesprek"}, "minuten-te-veel"),
        ({"minuten": "480"}, "minuten-geen-getal"),
        ({"minuten": 90.5}, "minuten-geen-getal"),
        ({"minuten": 10**400}, "minuten-te-veel"),
        ({"minuten": 10**4299}, "minuten-te-veel"),
        ({"minuten": -(10**400)}, "minuten-te-weinig"),
        ({"minuten": True}, "minuten-geen-getal"),
        ({"kenmerk": "x" * 201}, "kenmerk-te-lang"),
        ({"kenmerk": "a\0b"}, "kenmerk-onleesbaar"),
        ({"kenmerk": 7}, "kenmerk-geen-tekst"),
    ],
)
def test_rejected(deliver, rij, db, other, code):
    make_opleiding(make_organisatie("opleider", "Een ander"), code="van-ander")
    regel = answer(deliver(rij(**other)))
    regel.pop("kenmerk", None)
    assert regel == {"uitkomst": "afgewezen", "code": code, "melding": MELDINGEN[code]}
    assert not Deelname.objects.exists()
    assert Aanleverregel.objects.get().codes == code


def test_the_accreditation_must_be_granted(deliver, rij, aanbod):
    Accreditatie.objects.update(status="ingediend")
    assert answer(deliver(rij()))["code"] == "einddatum-zonder-accreditatie"


@pytest.mark.parametrize(
    ("dag", "uitkomst"),
    [("2026-01-31", "afgewezen"), ("2026-02-01", "geboekt"), ("2026-05-31", "geboekt"), ("2026-06-01", "afgewezen")],
)
def test_first_and_last_day_of_the_accreditation(deliver, rij, aanbod, dag, uitkomst):
    Accreditatie.objects.update(geldig_van="2026-02-01", geldig_tot="2026-06-01")
    assert answer(deliver(rij(eindDatum=dag)))["uitkomst"] == uitkomst


def test_tomorrow_is_too_early(deliver, rij, aanbod, vandaag, een_dag):
    Accreditatie.objects.update(geldig_tot=None)
    assert answer(deliver(rij(eindDatum=vandaag.isoformat())))["uitkomst"] == "geboekt"
    assert answer(deliver(rij(eindDatum=(vandaag + een_dag).isoformat())))["code"] == "einddatum-in-toekomst"


def test_twelve_months_to_deliver(deliver, rij, aanbod, vandaag, een_dag):
    te_laat = add_months(vandaag, -12)
    regel = answer(deliver(rij(eindDatum=te_laat.isoformat())))
    code = "einddatum-te-lang-geleden"
    assert (regel["uitkomst"], regel["code"], regel["melding"]) == ("afgewezen", code, MELDINGEN[code])
    assert answer(deliver(rij(eindDatum=(te_laat + een_dag).isoformat())))["uitkomst"] == "geboekt"


@pytest.mark.parametrize("regel", ["tekst", 1, None, [], True])
def test_row_that_is_no_object(deliver, aanbod, regel):
    assert answer(deliver(regel))["code"] == "regel-geen-object"


def test_all_faults_of_a_row_at_once(deliver, rij):
    regel = answer(
        deliver(rij(registratienummer="12345678", eindDatum="gisteren", minuten="veel", opleidingscode="x"))
    )
    codes = ["minuten-geen-getal", "einddatum-ongeldig", "opleidingscode-onbekend"]
    codes.insert(0, "registratienummer-ongeldig")
    assert regel["melding"] == " ".join(MELDINGEN[code] for code in codes)
    assert Aanleverregel.objects.get().codes == " ".join(codes)


class TestParking:
    @pytest.fixture
    def parked(self) -> dict:
        return {
            "uitkomst": "geparkeerd",
            "code": PERSOON_NIET_GEVONDEN,
            "melding": MELDINGEN[PERSOON_NIET_GEVONDEN],
        }

    def test_unknown_number_and_other_surname_are_answered_alike(self, deliver, rij, parked):
        assert answer(deliver(rij(registratienummer=UNKNOWN))) == parked
        assert answer(deliver(rij(achternaam="Jansen"))) == parked
        assert not Deelname.objects.exists()

    def test_the_row_is_kept_as_it_was_delivered(self, deliver, rij):
        deliver(rij(achternaam="Jan\0sen", minuten=60))
        assert Aanleverregel.objects.get().gegevens == rij(achternaam="Jansen", minuten=60)

    def test_another_fault_goes_before_and_says_nothing_of_the_person(self, deliver, rij):
        known = answer(deliver(rij(minuten=-1)))
        assert answer(deliver(rij(minuten=-1, registratienummer=UNKNOWN))) == known
        assert answer(deliver(rij(minuten=-1, achternaam="Jansen"))) == known


def test_trial_answers_alike_and_books_nothing(deliver, rij):
    regels = [rij(), rij(), rij(achternaam="Jansen"), rij(minuten=0)]
    trial = deliver(*regels, proef=True, key="k")
    real = deliver(*regels, key="k")
    assert (trial.status_code, real.status_code) == (200, 201)
    assert trial.json()["id"] is None
    assert trial.json()["totalen"] == real.json()["totalen"]
    strip = [
        {name: value for name, value in regel.items() if name != "deelnameId"} for regel in real.json()["regels"]
    ]
    assert trial.json()["regels"] == strip


def test_trial_writes_nothing(deliver, rij, aanbod):
    before = Logregel.objects.count()
    deliver(rij(), rij(achternaam="Jansen"), proef=True, key="k")
    assert (Aanlevering.objects.count(), Deelname.objects.count(), Aanleverregel.objects.count()) == (0, 0, 0)
    assert Logregel.objects.count() == before


def test_trial_knows_what_was_booked(deliver, rij):
    booked = answer(deliver(rij()))
    assert answer(deliver(rij(), proef=True))["deelnameId"] == booked["deelnameId"]


def test_one_line_in_the_logboek_without_numbers_of_people(deliver, rij, professional):
    deliver(rij(), rij(achternaam="Jansen"))
    regel = Logregel.objects.get(handeling="aanlevering")
    assert regel.onderwerp == f"aanlevering:{Aanlevering.objects.get().pk}"
    assert regel.inhoud["totalen"] == {**LEEG, "geboekt": 1, "geparkeerd": 1}
    assert professional.registratienummer not in json.dumps(regel.inhoud)


def test_empty_list(deliver, aanbod):
    assert deliver().json()["totalen"] == LEEG
