from datetime import date, timedelta

import pytest
from django.utils import timezone

from beroepscode.models import Aanwezigheid, Bijeenkomst
from register.models import Registratie
from register.services.aanvragen import submit_aanvraag
from register.services.gebeurtenissen import record_gebeurtenis
from register.services.registraties import open_registratie
from tests.register.bouw import DAG, complete_profiel, fill_dossier, log_activiteit, sign_code, start_termijn

VANDAAG = timezone.localdate


def years_ago(aantal: int) -> date:
    return VANDAAG() - timedelta(days=365 * aantal)


def read(client) -> str:
    response = client.get("/mijn")
    assert response.status_code == 200
    return response.content.decode()


def test_somebody_new_is_in_the_leerregister_without_any_norm(professional, sign_in):
    response = sign_in(professional).get("/mijn")
    assert response.context["kop"].titel == "Wat leerde je laatst?"
    assert response.context["volgende"].mist == "een volledig profiel"
    page = response.content.decode()
    assert "Hier komt wat je leert" in page
    assert "Wil je geregistreerd staan?" in page
    assert "Zo sta je ervoor" not in page
    assert "De kleinste volgende stap" not in page
    assert Registratie.objects.filter(gebruiker=professional).count() == 1


def test_leerregister_tells_what_was_learned_this_year(professional, sign_in):
    registratie = open_registratie(professional)
    log_activiteit(registratie, date(VANDAAG().year, 1, 1), minuten=90)
    log_activiteit(registratie, date(VANDAAG().year - 1, 12, 31), minuten=600)
    assert sign_in(professional).get("/mijn").context["kop"].titel == "Dit jaar leerde je 1 uur 30 min"


def test_who_is_here_for_an_organisation_chooses(medewerker, werkgever, sign_in):
    client = sign_in(medewerker(werkgever))
    page = read(client)
    assert "Je werkt hier voor een organisatie" in page
    assert 'href="/werkgever"' in page
    assert not Registratie.objects.exists()
    client.post("/mijn")
    assert "Wat leerde je laatst?" in read(client)


def test_half_way_the_heading_says_until_when_and_rings_what_is_done(professional, sign_in):
    termijn = start_termijn(professional, years_ago(2))
    sign_code(professional, years_ago(2))
    log_activiteit(termijn.registratie, years_ago(1), minuten=120)
    response = sign_in(professional).get("/mijn")
    assert response.context["kop"].titel.startswith("Je bent geregistreerd tot ")
    assert response.context["tijdlijn"].nu == 40
    eisen = {eis.code: eis for eis in response.context["eisen"]}
    totaal = eisen["totaal"]
    assert (totaal.stand, totaal.woord, totaal.vol, totaal.half) == ("2 van 120 punten", "Onderweg", 0, 1)
    assert totaal.zinnen == ("Je mist nog 118 punten.", "Voorlopig geteld: 2 punten.")
    verklaring = eisen["verklaring"]
    assert (verklaring.stand, verklaring.woord, verklaring.vol) == ("In orde", "Klaar", 100)
    assert eisen["intervisie-per-jaar"].zinnen[-1].startswith("Dit jaar nog 4 uur, vóór ")


def test_smallest_step_comes_first(professional, sign_in):
    start_termijn(professional, years_ago(1))
    volgende = sign_in(professional).get("/mijn").context["volgende"]
    assert (volgende.mist, volgende.adres) == ("je handtekening", "/mijn/beroepscode/ondertekenen")


def test_last_year_the_heading_says_what_is_short(professional, collega, sign_in):
    termijn = start_termijn(professional, years_ago(5) + 100 * DAG)
    fill_dossier(termijn, peer=collega)
    laatste = Bijeenkomst.objects.order_by("-datum").first()
    Aanwezigheid.objects.filter(bijeenkomst=laatste, gebruiker=professional).delete()
    kop = sign_in(professional).get("/mijn").context["kop"]
    assert kop.titel == "Je mist nog 1,5 uur intervisie of supervisie"


def test_complete_dossier_may_apply_and_then_waits(professional, collega, sign_in):
    termijn = start_termijn(professional, years_ago(5) + 30 * DAG)
    fill_dossier(termijn, peer=collega)
    client = sign_in(professional)
    assert "Vraag herregistratie aan" in read(client)
    assert client.get("/mijn").context["kop"].titel == "Je kunt herregistratie aanvragen"
    submit_aanvraag(termijn.registratie, soort="herregistratie", op=timezone.now())
    assert client.get("/mijn").context["kop"].titel == "Je aanvraag ligt bij het registerkantoor"


def test_suspension_and_end_are_told_first(professional, collega, medewerker, kantoor, sign_in):
    termijn = start_termijn(professional, years_ago(1))
    record_gebeurtenis(
        termijn.registratie,
        soort="geschorst",
        geldig_van=VANDAAG(),
        grond="Besluit.",
        door=medewerker(kantoor),
        op=timezone.now(),
    )
    assert sign_in(professional).get("/mijn").context["kop"].titel == "Je registratie is geschorst"
    start_termijn(collega, date(2015, 3, 1))
    assert sign_in(collega).get("/mijn").context["kop"].titel == "Je registratie liep tot 1 maart 2020"


def test_what_waits_for_an_answer_is_shown(professional, collega, sign_in):
    bijeenkomst = Bijeenkomst.objects.create(
        datum=VANDAAG(), begin_tijd="09:00", eind_tijd="10:00", minuten=60, ingevoerd_door=collega
    )
    bijeenkomst.aanwezigen.create(gebruiker=professional)
    assert "Een collega wacht op je antwoord" in read(sign_in(professional))


@pytest.mark.parametrize("aantal", [5, 60])
def test_page_costs_ten_queries_however_long_the_dossier(
    professional, collega, sign_in, django_assert_num_queries, aantal
):
    termijn = start_termijn(professional, years_ago(4))
    fill_dossier(termijn, peer=collega)
    for nummer in range(aantal):
        log_activiteit(termijn.registratie, years_ago(3) + nummer * DAG)
    client = sign_in(professional)
    with django_assert_num_queries(10):
        # session, person, rooms, registratie with profiel and what waits for them, career, own facts, completions
        # and what they are accredited for, reflections with meetings and signatures
        read(client)


def test_nobody_else_sees_my_page(client, db):
    response = client.get("/mijn")
    assert response.status_code == 302
    assert response.headers["Location"] == "/account/login/?next=/mijn"


def test_page_is_not_kept_by_a_shared_browser(professional, sign_in):
    assert "no-store" in sign_in(professional).get("/mijn").headers["Cache-Control"]


def test_first_registration_tells_what_waits_for_the_office(professional, sign_in):
    complete_profiel(professional)
    eisen = {eis.code: eis for eis in sign_in(professional).get("/mijn").context["eisen"]}
    assert (eisen["identiteit"].stand, eisen["identiteit"].half) == ("Wacht op bevestiging", 100)
    assert (eisen["verklaring"].stand, eisen["verklaring"].woord) == ("Ontbreekt nog", "Nog te beginnen")
    assert eisen["profiel"].vol == 100


def test_certificate_is_one_click_away_while_it_holds(professional, collega, sign_in):
    start_termijn(professional, years_ago(1))
    assert 'href="/mijn/certificaat"' in read(sign_in(professional))
    assert 'href="/mijn/certificaat"' not in read(sign_in(collega))
