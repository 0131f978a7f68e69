import pytest
from django.utils import timezone

from accounts.models import Organisatie

AANMELDEN, KANTOOR = "/organisatie/aanmelden", "/kantoor/organisaties"
AANVRAAG = {"soort": "werkgever", "naam": "Gemeente Lindebeek", "email": "p@lindebeek.example", "toelichting": "Wij…"}


@pytest.fixture
def office(kantoor, medewerker, sign_in):
    return sign_in(medewerker(kantoor))


def make_organisaties(aantal):
    Organisatie.objects.bulk_create(
        Organisatie(soort="opleider", naam=f"Leerplein {n}", email="i@l.example", aangevraagd_op=timezone.now())
        for n in range(aantal)
    )


def test_asking_admission_and_being_admitted(professional, office, sign_in, mailoutbox):
    client = sign_in(professional)
    assert client.post(AANMELDEN, AANVRAAG)["Location"] == "/mijn"
    organisatie = Organisatie.objects.get(naam="Gemeente Lindebeek")
    page = office.get(f"{KANTOOR}/{organisatie.pk}").content.decode()
    assert "Noor van den Heuvel, noor@voorbeeld.example" in page
    assert client.get("/werkgever/sleutels").status_code == 404
    assert office.post(f"{KANTOOR}/{organisatie.pk}", {"besluit": "toelaten"})["Location"] == KANTOOR
    assert client.get("/werkgever/sleutels").status_code == 200
    assert [mail.to for mail in mailoutbox] == [[professional.email]]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Gemeente\r\nBcc: a@b.example", "Gemeente Bcc: a@b.example"), ("Gemeente \u202eedneb", None), ("A\x07B", None)],
)
def test_a_name_is_one_line_of_signs_that_one_can_see(professional, sign_in, typed, kept):
    response = sign_in(professional).post(AANMELDEN, AANVRAAG | {"naam": typed})
    assert list(Organisatie.objects.values_list("naam", flat=True)) == [kept] * bool(kept)
    assert kept or list(response.context["form"].errors) == ["naam"]


def test_all_faults_at_once_and_nothing_typed_is_lost(professional, sign_in):
    response = sign_in(professional).post(
        AANMELDEN, {"soort": "", "naam": "", "email": "x", "toelichting": "Mijn tekst"}
    )
    form = response.context["form"]
    assert set(form.errors) == {"soort", "naam", "email"}
    assert "Mijn tekst" in response.content.decode()


def test_nobody_asks_to_be_the_register_office(professional, sign_in):
    response = sign_in(professional).post(AANMELDEN, AANVRAAG | {"soort": "registerkantoor"})
    assert set(response.context["form"].errors) == {"soort"}


def test_an_organisation_that_is_here_is_said_at_the_name(professional, werkgever, sign_in):
    response = sign_in(professional).post(AANMELDEN, AANVRAAG | {"naam": werkgever.naam})
    assert response.context["form"].errors["naam"][0].startswith("Deze organisatie staat hier al.")


def test_a_refusal_needs_a_reason(office):
    make_organisaties(1)
    path = f"{KANTOOR}/{Organisatie.objects.get(soort='opleider').pk}"
    response = office.post(path, {"besluit": "afwijzen", "reden": " "})
    assert response.context["form"].errors == {"reden": ["Schrijf waarom je de aanvraag afwijst."]}
    assert office.post(path, {"besluit": "afwijzen", "reden": "Onbekend."})["Location"] == KANTOOR


def test_a_second_decision_is_told_and_changes_nothing(office, opleider):
    response = office.post(f"{KANTOOR}/{opleider.pk}", {"besluit": "afwijzen", "reden": "Toch niet."})
    assert response.context["form"].non_field_errors() == ["Over deze aanvraag is al een besluit genomen."]
    opleider.refresh_from_db()
    assert opleider.is_toegelaten


def test_the_office_is_not_in_its_own_list(office, kantoor):
    assert office.get(f"{KANTOOR}/{kantoor.pk}").status_code == 404
    assert "Er zijn nog geen organisaties" in office.get(KANTOOR).content.decode()


def test_what_waits_comes_first(office, opleider, werkgever):
    make_organisaties(2)
    page = office.get(KANTOOR).context["page_obj"]
    assert [organisatie.status for organisatie in page] == ["ingediend", "ingediend", "toegelaten", "toegelaten"]


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_costs_the_same_however_long(office, aantal, django_assert_num_queries):
    make_organisaties(aantal)
    with django_assert_num_queries(6):
        office.get(KANTOOR)


def test_a_page_that_does_not_exist_is_the_last_one(office):
    make_organisaties(51)
    assert office.get(KANTOOR, {"pagina": "9e9"}).context["page_obj"].number == 1
    assert office.get(KANTOOR, {"pagina": "99"}).context["page_obj"].number == 2
