from datetime import UTC, datetime, timedelta

import pytest

from accounts.services.logboek import record_raadplegingen

PATH = "/mijn/raadplegingen"
OP = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)


@pytest.fixture
def client(professional, sign_in):
    return sign_in(professional)


def test_it_says_who_when_what_and_why(client, professional, kantoor, medewerker):
    door = medewerker(kantoor)
    record_raadplegingen([professional.pk], wat="dossier", reden="aanvraag 7", door=door, organisatie=kantoor, op=OP)
    page = client.get(PATH).content.decode()
    assert [
        text
        for text in ("2 juli 2026 00:30", "Registerkantoor, Sam Bakker", "Dossier", "Aanvraag 7")
        if text not in page
    ] == []


def test_a_check_with_a_key_names_the_organisation(client, professional, werkgever):
    record_raadplegingen([professional.pk], wat="status", organisatie=werkgever, op=OP)
    page = client.get(PATH).content.decode()
    assert "<td>Gemeente Waterstad</td>" in page
    assert "Niet opgegeven" in page


def test_somebody_else_s_log_stays_theirs(client, collega, kantoor):
    record_raadplegingen([collega.pk], wat="dossier", organisatie=kantoor, op=OP)
    assert "Nog niemand heeft naar je gegevens gekeken" in client.get(PATH).content.decode()


def test_the_latest_comes_first_and_the_rest_on_a_next_page(client, professional, kantoor):
    for n in range(26):
        record_raadplegingen([professional.pk], wat=f"stuk {n}", organisatie=kantoor, op=OP + timedelta(minutes=n))
    assert [row.wat for row in client.get(PATH).context["page_obj"]][:2] == ["stuk 25", "stuk 24"]
    assert [row.wat for row in client.get(PATH, {"pagina": 2}).context["page_obj"]] == ["stuk 0"]


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_costs_the_same_however_long(
    client, professional, kantoor, collega, aantal, django_assert_num_queries
):
    for _ in range(aantal):
        record_raadplegingen([professional.pk], wat="dossier", door=collega, organisatie=kantoor, op=OP)
    with django_assert_num_queries(5):
        client.get(PATH)
