"""Leave the register and come back: status, certificate, mail, logboek and what others are told."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Logregel
from kern.fouten import Fouten
from register.certificaten import judge_certificaat
from register.loopbanen import collect_loopbaan
from register.models import Aanvraag
from register.services.besluiten import take_besluit
from register.services.gebeurtenissen import record_gebeurtenis
from register.services.uitschrijven import leave_register, return_to_register
from register.toetsing import find_bezwaren, toets_registratie
from tests.register.bouw import moment

WEG = date(2026, 6, 1)


def status(registratie, dag):
    return collect_loopbaan(registratie.pk).status_op(dag)


@pytest.fixture
def weg(termijn):
    return leave_register(termijn.registratie, op=moment(WEG))


def test_page_says_what_happens_before_it_happens(professional, termijn, sign_in, django_assert_num_queries):
    client = sign_in(professional)
    client.get("/mijn/uitschrijven")
    with django_assert_num_queries(5):
        page = client.get("/mijn/uitschrijven").content.decode()
    for zin in (
        "Vanaf vandaag sta je in het leerregister.",
        "Het geldt niet meer.",
        "Dat blijft van jou.",
        "Tot 1 maart 2027 loopt je termijn door.",
    ):
        assert zin in page


def test_leave_and_come_back_on_the_pages(professional, termijn, sign_in):
    client, vandaag = sign_in(professional), timezone.localdate()
    page = client.post("/mijn/uitschrijven", follow=True).content.decode()
    assert "Je bent uitgeschreven." in page
    assert "Keer terug in het register" in page
    assert status(termijn.registratie, vandaag).soort == "leerregister"
    assert "Je schreef je uit op" in client.get("/mijn").content.decode()
    assert "zonder aanvraag terug" in client.get("/mijn/aanvraag").content.decode()
    client.post("/mijn/terugkeren")
    assert status(termijn.registratie, vandaag).soort == "geregistreerd"


def test_only_shortly_after_signing_in(professional, termijn, client):
    client.force_login(professional)
    assert client.get("/mijn/uitschrijven").status_code == 200
    assert client.post("/mijn/uitschrijven")["Location"].startswith("/account/reauthenticate/")
    assert status(termijn.registratie, timezone.localdate()).soort == "geregistreerd"


def test_mail_and_logboek(professional, termijn, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        leave_register(termijn.registratie, op=moment(WEG))
        return_to_register(termijn.registratie, op=moment(WEG + timedelta(days=3)))
    assert [bericht.subject for bericht in mail.outbox] == [
        "Je bent uitgeschreven uit het register",
        "Je staat weer in het register",
    ]
    regels = Logregel.objects.order_by("volgnummer").values_list("handeling", "inhoud__soort")
    assert [*regels] == [("gebeurtenis-vastgelegd", "uitgeschreven"), ("gebeurtenis-vastgelegd", "teruggekeerd")]


def test_certificate_says_that_the_holder_left(termijn, weg, client):
    response = client.get(f"/c/{termijn.certificaat.code}")
    page = response.content.decode()
    assert "Niet geldig" in page
    assert "Uitgeschreven op eigen verzoek" in page
    assert "ging op 1 juni 2026 zelf uit het register" in page
    answer = client.get(f"/api/v1/certificaten/{termijn.certificaat.code}").json()
    assert answer["status"] == "leerregister"


def test_certificate_of_a_term_that_was_still_to_come(termijn, weg):
    """Leaving takes every certificate along, also the one of a next term that was granted already."""
    later = judge_certificaat(termijn.certificaat, peildatum=date(2028, 1, 1))
    assert (later.is_geldig, later.vervangen, later.status.is_uitgeschreven) == (False, False, True)


def test_public_and_employer(professional, termijn, weg, client, sleutel):
    regel = {"registratienummer": professional.registratienummer, "achternaam": "Heuvel"}
    vraag = {"data": {"regels": [regel]}, "content_type": "application/json"}
    assert client.post("/api/v1/verificaties", **vraag).json()["regels"] == [
        {"registratienummer": professional.registratienummer, "uitkomst": "onbekend", "maatregelen": []}
    ]
    vraag["headers"] = {"Authorization": f"Bearer {sleutel}"}
    (antwoord,) = client.post("/api/v1/verificaties", **vraag).json()["regels"]
    assert antwoord["uitkomst"] == "leerregister"


def test_an_application_that_waits_falls_away(volle_termijn):
    registratie = volle_termijn.registratie
    aanvraag = Aanvraag.objects.create(registratie=registratie, soort="herregistratie", ingediend_op=moment(WEG))
    op = moment(WEG) + timedelta(hours=1)
    leave_register(registratie, op=op)
    aanvraag.refresh_from_db()
    assert aanvraag.ingetrokken_op == op


def test_not_twice_and_not_back_without_leaving(termijn, weg, collega):
    with pytest.raises(Fouten, match="niet-ingeschreven"):
        leave_register(termijn.registratie, op=moment(WEG + timedelta(days=1)))
    return_to_register(termijn.registratie, op=moment(WEG + timedelta(days=1)))
    with pytest.raises(Fouten, match="niet-uitgeschreven"):
        return_to_register(termijn.registratie, op=moment(WEG + timedelta(days=2)))


def test_after_the_term_a_new_first_registration_brings_back(termijn, weg, beoordelaar):
    registratie, later = termijn.registratie, date(2027, 6, 1)
    with pytest.raises(Fouten, match="termijn-voorbij"):
        return_to_register(registratie, op=moment(later))
    toetsing = toets_registratie(registratie, peildatum=later)
    assert toetsing.soort == "eerste"
    assert {fout.code for fout in find_bezwaren(toetsing, "eerste")} == {"tekort"}
    aanvraag = Aanvraag.objects.create(registratie=registratie, soort="eerste", ingediend_op=moment(later))
    take_besluit(aanvraag, uitslag="onder-voorwaarden", reden="Welkom.", door=beoordelaar, op=moment(later))
    assert status(registratie, later).soort == "onderVoorwaarden"
    assert status(registratie, later - timedelta(days=1)).soort == "leerregister"


def test_office_sees_it_and_does_not_do_it_for_somebody(termijn, weg, beoordelaar, sign_in):
    client, url = sign_in(beoordelaar), f"/kantoor/registraties/{termijn.registratie_id}"
    client.post(url, {"reden": "Vraag van de professional."})
    assert "Uitgeschreven op eigen verzoek" in client.get(url).content.decode()
    keuzes = [code for code, _ in client.get(f"{url}/maatregel").context["form"].fields["soort"].choices]
    assert "doorgehaald" in keuzes
    assert not {"uitgeschreven", "teruggekeerd"}.intersection(keuzes)


def test_who_left_can_still_be_struck_off(termijn, weg, beoordelaar):
    dag = WEG + timedelta(days=30)
    record_gebeurtenis(
        termijn.registratie, soort="doorgehaald", geldig_van=dag, grond="Uitspraak.", door=beoordelaar, op=moment(dag)
    )
    assert status(termijn.registratie, dag).soort == "doorgehaald"
    with pytest.raises(Fouten, match="niet-uitgeschreven"):
        return_to_register(termijn.registratie, op=moment(dag))
