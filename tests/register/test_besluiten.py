"""From an application to a decision, a term and a certificate."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from accounts.models import Logregel
from kern.fouten import Fouten
from register.codes import is_code
from register.criteria import dossier_from_json, toets, uitkomst_to_json
from register.loopbanen import collect_loopbaan
from register.models import Aanvraag, Besluit, Certificaat, Registratie, Termijn
from register.regelgeving import find_reglement
from register.services.aanvragen import submit_aanvraag, withdraw_aanvraag
from register.services.besluiten import take_besluit
from register.services.registraties import confirm_profiel, mark_profiel
from register.toetsing import toets_registratie
from tests.klok import VANDAAG
from tests.register.bouw import complete_profiel, fill_dossier, log_activiteit, moment, sign_code, strike_off

VAN, TOT = date(2022, 3, 1), date(2027, 3, 1)
DAG = timedelta(days=1)
VOORWAARDELIJK = ("onder-voorwaarden", "onderVoorwaarden")


def codes(fouten: pytest.ExceptionInfo[Fouten]) -> list[str]:
    return [fout.code for fout in fouten.value.fouten]


def submit(termijn: Termijn, dag: date = VANDAAG) -> Aanvraag:
    return submit_aanvraag(termijn.registratie, soort="herregistratie", op=moment(dag))


def decide(
    aanvraag: Aanvraag, door, uitslag: str = "toegekend", dag: date = VANDAAG, reden: str = "In orde."
) -> Besluit:
    return take_besluit(aanvraag, uitslag=uitslag, reden=reden, door=door, op=moment(dag))


def confirm(registratie: Registratie, door, wat: str) -> None:
    gezien = mark_profiel(registratie.profiel, wat)
    confirm_profiel(registratie, wat=wat, hoe="werkgever", gezien=gezien, door=door, op=moment(VANDAAG))


def status_on(termijn: Termijn, dag: date) -> str:
    return collect_loopbaan(termijn.registratie_id).status_op(dag).soort


class TestApplying:
    def test_a_full_dossier_is_met(self, volle_termijn):
        toetsing = toets_registratie(volle_termijn.registratie, peildatum=VANDAAG)
        assert [(eis.code, eis.oordeel) for eis in toetsing.uitkomst.eisen if eis.oordeel != "voldaan"] == []
        assert toetsing.uitkomst.voldaan

    def test_who_falls_short_sees_everything_that_is_short(self, termijn):
        with pytest.raises(Fouten) as fouten:
            submit(termijn)
        assert {fout.code for fout in fouten.value.fouten} == {"tekort"}
        assert {fout.plaats: fout.melding for fout in fouten.value.fouten}["totaal"] == (
            "Punten in totaal: je mist nog 120 punten."
        )
        assert not Aanvraag.objects.filter(besloten_op=None).exists()

    @pytest.mark.parametrize(("dag", "mag"), [(TOT - DAG, True), (TOT, False)])
    def test_until_the_day_before_the_end(self, volle_termijn, dag, mag):
        if mag:
            assert submit(volle_termijn, dag).soort == "herregistratie"
        else:
            with pytest.raises(Fouten) as fouten:
                submit(volle_termijn, dag)
            assert codes(fouten) == ["niet-geregistreerd"]

    def test_one_at_a_time(self, volle_termijn):
        submit(volle_termijn)
        with pytest.raises(Fouten) as fouten:
            submit(volle_termijn)
        assert codes(fouten) == ["al-aangevraagd"]

    def test_not_a_first_registration_while_registered(self, volle_termijn):
        with pytest.raises(Fouten) as fouten:
            submit_aanvraag(volle_termijn.registratie, soort="eerste", op=moment(VANDAAG))
        assert codes(fouten) == ["al-geregistreerd"]

    def test_not_after_being_struck_off(self, volle_termijn, beoordelaar):
        strike_off(volle_termijn, beoordelaar, VANDAAG)
        for soort in ("eerste", "herregistratie"):
            with pytest.raises(Fouten) as fouten:
                submit_aanvraag(volle_termijn.registratie, soort=soort, op=moment(VANDAAG))
            assert codes(fouten) == ["doorgehaald"]

    def test_it_is_confirmed_by_mail_and_in_the_logboek(self, volle_termijn, professional):
        aanvraag = submit(volle_termijn)
        assert [(bericht.to, bericht.subject) for bericht in mail.outbox] == [
            ([professional.email], "We hebben je aanvraag ontvangen")
        ]
        assert Logregel.objects.order_by("-volgnummer").first().onderwerp == f"aanvraag:{aanvraag.pk}"

    def test_taken_back_it_is_settled(self, volle_termijn):
        aanvraag = submit(volle_termijn)
        withdraw_aanvraag(aanvraag, op=moment(VANDAAG))
        with pytest.raises(Fouten) as fouten:
            withdraw_aanvraag(aanvraag, op=moment(VANDAAG))
        assert codes(fouten) == ["al-afgehandeld"]
        assert submit(volle_termijn).pk != aanvraag.pk


class TestGranting:
    def test_early_starts_the_next_term_at_the_old_end(self, volle_termijn, beoordelaar):
        besluit = decide(submit(volle_termijn), beoordelaar)
        assert (besluit.termijn.geldig_van, besluit.termijn.geldig_tot) == (TOT, date(2032, 3, 1))
        assert besluit.termijn.reglement == besluit.reglement == "sam-concept-2026-01-01"
        assert besluit.termijn.certificaat.naam == "Noor van den Heuvel"
        assert is_code(besluit.termijn.certificaat.code)
        assert [status_on(volle_termijn, dag) for dag in (TOT - DAG, TOT, date(2032, 2, 29), date(2032, 3, 1))] == [
            "geregistreerd",
            "geregistreerd",
            "geregistreerd",
            "verlopen",
        ]

    def test_after_the_end_it_still_joins_the_old_term(self, volle_termijn, beoordelaar):
        aanvraag = submit(volle_termijn, TOT - DAG)
        besluit = decide(aanvraag, beoordelaar, dag=TOT + 30 * DAG)
        assert besluit.termijn.geldig_van == TOT
        assert status_on(volle_termijn, TOT + 10 * DAG) == "geregistreerd"

    def test_the_next_term_is_settled_then(self, volle_termijn, beoordelaar):
        decide(submit(volle_termijn), beoordelaar)
        with pytest.raises(Fouten) as fouten:
            submit(volle_termijn)
        assert codes(fouten) == ["al-verlengd"]

    def test_it_keeps_what_it_rested_on(self, volle_termijn, beoordelaar):
        besluit = decide(submit(volle_termijn), beoordelaar)
        log_activiteit(volle_termijn.registratie, VANDAAG - DAG)
        besluit.refresh_from_db()
        opnieuw = toets(
            find_reglement(besluit.reglement),
            dossier_from_json(besluit.dossier),
            peildatum=besluit.peildatum,
            soort=besluit.aanvraag.soort,
        )
        assert uitkomst_to_json(opnieuw) == besluit.uitkomst
        assert besluit.peildatum == VANDAAG

    def test_a_shortage_cannot_be_granted_but_conditionally_it_can(self, volle_termijn, beoordelaar, professional):
        aanvraag = submit(volle_termijn)
        professional.ondertekeningen.all().delete()
        with pytest.raises(Fouten) as fouten:
            decide(aanvraag, beoordelaar)
        assert [(fout.code, fout.plaats) for fout in fouten.value.fouten] == [("tekort", "verklaring")]
        decide(aanvraag, beoordelaar, "onder-voorwaarden", reden="Onderteken de code.")
        assert [status_on(volle_termijn, dag) for dag in (TOT - DAG, TOT)] == ["geregistreerd", "onderVoorwaarden"]

    @pytest.mark.parametrize(("uitslag", "woord"), [("toegekend", "geregistreerd"), VOORWAARDELIJK])
    def test_a_next_besluit_takes_the_place_of_the_conditions(self, onder_voorwaarden, beoordelaar, uitslag, woord):
        """They hold until the new term begins, also while the application keeps the old term alive."""
        termijn, einde = onder_voorwaarden, onder_voorwaarden.geldig_tot
        aanvraag = submit(termijn, einde - DAG)
        assert status_on(termijn, einde + 20 * DAG) == "onderVoorwaarden"
        besluit = decide(aanvraag, beoordelaar, uitslag, dag=einde + 30 * DAG)
        assert besluit.termijn.geldig_van == einde
        dagen = (einde - DAG, einde, besluit.termijn.geldig_tot - DAG, besluit.termijn.geldig_tot)
        assert [status_on(termijn, dag) for dag in dagen] == ["onderVoorwaarden", woord, woord, "verlopen"]
        toen = collect_loopbaan(termijn.registratie_id).status_op(einde, bekend_op=moment(einde))
        assert toen.soort == "onderVoorwaarden"

    @pytest.mark.parametrize(("uitslag", "woord"), [("toegekend", "geregistreerd"), VOORWAARDELIJK])
    def test_conditions_do_not_come_back_years_after_they_expired(
        self, onder_voorwaarden, professional, beoordelaar, uitslag, woord
    ):
        dag = onder_voorwaarden.geldig_tot + 3 * 365 * DAG
        professional.ondertekeningen.all().delete()
        sign_code(professional, dag - DAG)
        aanvraag = submit_aanvraag(onder_voorwaarden.registratie, soort="eerste", op=moment(dag))
        assert status_on(onder_voorwaarden, dag) == "verlopen"
        decide(aanvraag, beoordelaar, uitslag, dag=dag)
        assert status_on(onder_voorwaarden, dag) == woord

    def test_not_while_struck_off(self, volle_termijn, beoordelaar):
        aanvraag = submit(volle_termijn)
        strike_off(volle_termijn, beoordelaar, VANDAAG)
        with pytest.raises(Fouten) as fouten:
            decide(aanvraag, beoordelaar)
        assert codes(fouten) == ["doorgehaald"]

    def test_nobody_decides_on_their_own(self, volle_termijn, professional):
        with pytest.raises(Fouten) as fouten:
            decide(submit(volle_termijn), professional)
        assert codes(fouten) == ["eigen-registratie"]

    def test_a_reason_is_asked(self, volle_termijn, beoordelaar):
        with pytest.raises(Fouten) as fouten:
            decide(submit(volle_termijn), beoordelaar, reden="  ")
        assert codes(fouten) == ["reden-ontbreekt"]
        assert not Certificaat.objects.filter(termijn__geldig_van=TOT).exists()

    @pytest.fixture
    def onder_voorwaarden(self, volle_termijn, beoordelaar, collega):
        """A term that was granted under conditions, with a dossier that meets the reglement."""
        termijn = decide(submit(volle_termijn), beoordelaar, "onder-voorwaarden", reden="Onderteken.").termijn
        termijn.registratie.gebruiker.ondertekeningen.all().delete()
        fill_dossier(termijn, peer=collega)
        return termijn


class TestFirstRegistration:
    @pytest.fixture
    def registratie(self, professional):
        registratie = complete_profiel(professional)
        sign_code(professional, VANDAAG - DAG)
        type(registratie).objects.filter(pk=registratie.pk).update(aangemaakt_op=moment(VANDAAG - 5 * DAG))
        registratie.refresh_from_db()
        return registratie

    def test_the_office_confirms_before_it_grants(self, registratie, beoordelaar):
        aanvraag = submit_aanvraag(registratie, soort="eerste", op=moment(VANDAAG))
        with pytest.raises(Fouten) as fouten:
            decide(aanvraag, beoordelaar)
        assert codes(fouten) == ["identiteit-onbevestigd", "werk-onbevestigd"]
        for wat in ("identiteit", "werk"):
            confirm(registratie, beoordelaar, wat)
        besluit = decide(aanvraag, beoordelaar)
        assert (besluit.termijn.geldig_van, besluit.termijn.geldig_tot) == (VANDAAG, date(2031, 11, 22))
        assert {eis["oordeel"] for eis in besluit.uitkomst["eisen"]} == {"voldaan"}

    def test_without_the_code_or_a_profile_it_is_short(self, registratie, professional):
        professional.ondertekeningen.all().delete()
        type(registratie.profiel).objects.update(functie="", werkgever="")
        with pytest.raises(Fouten) as fouten:
            submit_aanvraag(registratie, soort="eerste", op=moment(VANDAAG))
        assert {fout.plaats for fout in fouten.value.fouten} == {"profiel", "huidig-werk", "verklaring"}

    def test_confirming_twice_is_refused(self, registratie, beoordelaar):
        confirm(registratie, beoordelaar, "werk")
        with pytest.raises(Fouten) as fouten:
            confirm(registratie, beoordelaar, "werk")
        assert codes(fouten) == ["al-bevestigd"]


class TestRefusing:
    def test_it_says_what_to_do_and_starts_nothing(self, volle_termijn, beoordelaar):
        aanvraag = submit(volle_termijn)
        mail.outbox.clear()
        besluit = decide(aanvraag, beoordelaar, "afgewezen", reden="Het bewijs klopt niet.")
        assert not Termijn.objects.filter(besluit=besluit).exists()
        assert "Vraag voor 3 januari 2027 om heroverweging" in mail.outbox[0].body

    def test_the_registration_lives_until_the_refusal(self, volle_termijn, beoordelaar):
        aanvraag = submit(volle_termijn, TOT - DAG)
        dag = TOT + 20 * DAG
        assert status_on(volle_termijn, dag) == "geregistreerd"
        decide(aanvraag, beoordelaar, "afgewezen", dag=dag)
        assert [status_on(volle_termijn, d) for d in (dag - DAG, dag)] == ["geregistreerd", "verlopen"]

    def test_deciding_twice_is_refused(self, volle_termijn, beoordelaar):
        aanvraag = submit(volle_termijn)
        decide(aanvraag, beoordelaar, "afgewezen")
        with pytest.raises(Fouten) as fouten:
            decide(aanvraag, beoordelaar)
        assert codes(fouten) == ["al-afgehandeld"]


@pytest.fixture
def open_aanvraag(transactional_db, volle_termijn):
    return submit(volle_termijn)


def test_two_people_cannot_decide_at_the_same_moment(open_aanvraag, beoordelaar, transactional_db):
    start = Barrier(4)

    def work(uitslag: str) -> str:
        with closing(connection):
            start.wait()
            try:
                return decide(open_aanvraag, beoordelaar, uitslag).uitslag
            except Fouten as fouten:
                return fouten.fouten[0].code

    def count() -> tuple[int, int]:
        with closing(connection):
            return Besluit.objects.filter(aanvraag=open_aanvraag).count(), Termijn.objects.filter(
                geldig_van=TOT
            ).count()

    with ThreadPoolExecutor(4) as pool:
        uitkomsten = list(pool.map(work, ["toegekend", "afgewezen", "toegekend", "afgewezen"]))
        aantallen = pool.submit(count).result()
    assert uitkomsten.count("al-afgehandeld") == 3
    assert aantallen == (1, uitkomsten.count("toegekend"))
