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
    assert client.get("/beroepscode/beroepscode/2015-01-01").status_code == 404


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


def test_what_changed_since_the_version_before(client, db):
    page = client.get("/beroepscode/beroepscode/2020-01-01/wijzigingen")
    gewijzigd = [(verschil.soort, verschil.kop) for verschil in page.context["verschillen"]]
    assert gewijzigd == [
        ("anders", "Respect voor menselijke waardigheid en autonomie"),
        ("anders", "2.2 Nabij en professioneel"),
        ("nieuw", "3.3 Zeggen wat je ziet"),
        ("nieuw", "4.3 Samen leren"),
        ("anders", "5.3 Fouten herstellen"),
        ("weg", "5.4 Alles op papier"),
    ]
    assert "<del>Alles op papier" not in page.content.decode()
    assert "<del>Je legt van elk gesprek een verslag vast.</del>" in page.content.decode()
    assert "Dit is de eerste versie" in client.get("/beroepscode/beroepscode/2016-01-01/wijzigingen").content.decode()
    assert client.get("/beroepscode/beroepscode/2020-01-01/wijzigingen?sinds=2019-01-01").status_code == 404
    assert client.get("/beroepscode/beroepscode/2020-01-01/wijzigingen?sinds=2016-01-01").status_code == 200
    assert "1 januari 2020" in client.get("/beroepscode/beroepscode/2016-01-01").content.decode()


def test_competences_say_what_each_level_looks_like(client, db):
    page = client.get("/beroepscode/competenties")
    assert [waarde.code for waarde, _ in page.context["competenties"]] == [
        "contact-maken",
        "taal",
        "ruimte-binnen-regels",
        "over-grenzen-kijken",
        "methodisch-werken",
        "wegen-en-besluiten",
        "handhaven",
        "leren-van-werk",
    ]
    for _, trap in page.context["competenties"]:
        assert [niveau.code for niveau, _ in trap] == ["leerling", "gezel", "meester"]
