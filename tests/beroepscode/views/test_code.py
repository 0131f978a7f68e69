from accounts.models import Logregel
from beroepscode.models import Ondertekening


def test_everybody_reads_the_code_and_that_it_is_a_concept(client, db):
    response = client.get("/beroepscode")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Dit is een concept" in page
    assert page.count('id="artikel-3-2"') == 1
    assert 'id="sociale-rechtvaardigheid"' in page


def test_version_has_an_address_of_its_own(client, db):
    assert "Bestaanszekerheid eerst" in client.get("/beroepscode/beroepscode/2020-01-01").content.decode()
    assert "Resultaatgericht" in client.get("/beroepscode/veldhoven/2020-01-01").content.decode()
    assert client.get("/beroepscode/beroepscode/2019-01-01").status_code == 404


def test_code_is_signed_once_with_one_button(professional, sign_in):
    client = sign_in(professional)
    assert "Ik onderteken de beroepscode" in client.get("/mijn/beroepscode/ondertekenen").content.decode()
    for _ in range(2):
        response = client.post("/mijn/beroepscode/ondertekenen", follow=True)
    assert response.redirect_chain == [("/beroepscode", 302)]
    assert "Je hebt deze versie ondertekend." in response.content.decode()
    ondertekening = Ondertekening.objects.get()
    assert (ondertekening.gebruiker, ondertekening.code) == (professional, "beroepscode")
    regel = Logregel.objects.get()
    assert (regel.handeling, regel.door) == ("code-ondertekend", f"gebruiker:{professional.pk}")
    assert regel.inhoud == {"code": "beroepscode", "versie": "2020-01-01"}
    assert "Ik onderteken de beroepscode" not in client.get("/mijn/beroepscode/ondertekenen").content.decode()


def test_signing_asks_to_sign_in(client, db):
    assert client.post("/mijn/beroepscode/ondertekenen").status_code == 302
    assert not Ondertekening.objects.exists()
