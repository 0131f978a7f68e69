"""A besluit that rested on a completion which changed: the office sees it, and the besluit never changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Logregel, Raadpleging
from kern.fouten import Fouten
from kern.periode import add_months
from opleidingen.dossiers import collect_wijzigingen
from opleidingen.models import Deelname
from opleidingen.services.deelnames import correct_deelname, restore_deelname, withdraw_deelname
from register.criteria import HERREGISTRATIE
from register.models import Aanvraag, Besluit, Signaalafhandeling
from register.services.besluiten import take_besluit
from register.services.signalen import handle_signaal
from register.signalen import collect_signalen
from register.toetsing import toets_registratie
from tests.register.bouw import fill_dossier, start_termijn

REDEN = "De lijst klopte niet."


@pytest.fixture
def nu():
    return timezone.now()


@pytest.fixture
def volle(professional, collega):
    """A term that ends within the year, with a dossier that meets every eis, but not without its scholing."""
    termijn = start_termijn(professional, add_months(timezone.localdate(), -56))
    fill_dossier(termijn, peer=collega)
    Deelname.objects.update(geboekt_op=timezone.now() - timedelta(days=30))
    Deelname.objects.filter(opleiding__code="cursus-training-beroepscode").update(minuten=60)
    return termijn


@pytest.fixture
def besluit(volle, beoordelaar, nu) -> Besluit:
    aanvraag = Aanvraag.objects.create(registratie=volle.registratie, soort=HERREGISTRATIE, ingediend_op=nu)
    return take_besluit(aanvraag, uitslag="toegekend", reden="Voldoet.", door=beoordelaar, op=nu)


@pytest.fixture
def opleidersdaad(besluit, medewerker, nu):
    """What an opleider's own member does a day after the besluit."""
    scholing = Deelname.objects.get(opleiding__code="cursus-scholing")
    lid = medewerker(scholing.opleiding.opleider)
    dag = timezone.localdate(nu)

    def act(service, *args, deelname=scholing, uren=24):
        return service(deelname, *args, reden=REDEN, door=lid, peildatum=dag, op=nu + timedelta(hours=uren))

    return act


def eis(signaal, soort: str, code: str):
    [gevonden] = [item for item in getattr(signaal, soort) if item.code == code]
    return gevonden


class TestFinding:
    def test_nothing_as_long_as_nothing_changes(self, besluit):
        assert collect_signalen() == []

    def test_withdrawn(self, besluit, opleidersdaad):
        before = Besluit.objects.values().get(pk=besluit.pk)
        opleidersdaad(withdraw_deelname)
        [signaal] = collect_signalen()
        assert signaal.besluit == besluit
        assert [(feit.soort, feit.reden) for feit in signaal.wijzigingen] == [("ingetrokken", REDEN)]
        assert (eis(signaal, "toen", "geaccrediteerd").oordeel, eis(signaal, "nu", "geaccrediteerd").oordeel) == (
            "voldaan",
            "tekort",
        )
        assert signaal.nu == signaal.zonder
        assert "geaccrediteerd" in [item.code for item in signaal.gevallen]
        assert Besluit.objects.values().get(pk=besluit.pk) == before

    def test_corrected(self, besluit, opleidersdaad):
        opleidersdaad(correct_deelname, {"minuten": 3000})
        [signaal] = collect_signalen()
        behaald = [eis(signaal, soort, "geaccrediteerd").behaald for soort in ("toen", "nu", "zonder")]
        assert behaald == [81, 51, 1]
        assert signaal.gevallen == [item for item in signaal.nu if item.oordeel == "tekort"]

    def test_as_it_was_decided_is_what_the_besluit_keeps(self, besluit, opleidersdaad):
        opleidersdaad(withdraw_deelname)
        [signaal] = collect_signalen()
        assert [(item.code, str(item.oordeel)) for item in signaal.toen] == [
            (item["code"], item["oordeel"]) for item in besluit.uitkomst["eisen"]
        ]

    def test_undone_is_no_signal(self, besluit, opleidersdaad):
        opleidersdaad(withdraw_deelname)
        opleidersdaad(restore_deelname, uren=25)
        assert collect_signalen() == []

    def test_another_kenmerk_is_no_signal(self, besluit, opleidersdaad):
        opleidersdaad(correct_deelname, {"kenmerk": "x"})
        assert collect_signalen() == []

    def test_what_changed_before_the_besluit_is_no_signal(self, besluit, opleidersdaad):
        opleidersdaad(withdraw_deelname, uren=-1)
        assert collect_signalen() == []

    def test_what_was_booked_after_the_besluit_is_no_signal(self, besluit, opleidersdaad, volle, nu):
        later = Deelname.objects.get(opleiding__code="cursus-scholing")
        later.pk, later.regel, later.eind_datum = None, 99, later.eind_datum + timedelta(days=1)
        later.geboekt_op = nu + timedelta(hours=1)
        later.save()
        opleidersdaad(withdraw_deelname, deelname=later)
        assert collect_signalen() == []

    def test_everything_of_everybody_in_five_statements(self, besluit, opleidersdaad, django_assert_num_queries):
        opleidersdaad(withdraw_deelname)
        training = Deelname.objects.get(opleiding__code="cursus-training-beroepscode")
        opleidersdaad(correct_deelname, {"minuten": 30}, deelname=training)
        with django_assert_num_queries(5):
            [signaal] = collect_signalen()
        assert len(signaal.wijzigingen) == 2

    def test_without_a_besluit_nothing_is_fetched(self, volle, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert collect_signalen() == []


class TestHandling:
    def test_handled_with_a_reason(self, besluit, opleidersdaad, beoordelaar, nu):
        opleidersdaad(withdraw_deelname)
        [signaal] = collect_signalen()
        gezien = [feit.id for feit in signaal.wijzigingen]
        with pytest.raises(Fouten, match="reden-ontbreekt"):
            handle_signaal(besluit, wijziging_ids=gezien, reden=" ", door=beoordelaar, op=nu)
        handle_signaal(besluit, wijziging_ids=gezien, reden="Gebeld.", door=beoordelaar, op=nu)
        assert collect_signalen() == []
        assert Signaalafhandeling.objects.get().reden == "Gebeld."
        assert Logregel.objects.get(handeling="signaal-afgehandeld").onderwerp == f"besluit:{besluit.pk}"
        with pytest.raises(Fouten, match="al-afgehandeld"):
            handle_signaal(besluit, wijziging_ids=gezien, reden="Nog eens.", door=beoordelaar, op=nu)

    def test_what_changed_while_the_office_looked_stays_open(self, besluit, opleidersdaad, beoordelaar, nu):
        opleidersdaad(correct_deelname, {"minuten": 3000})
        [signaal] = collect_signalen()
        gezien = [feit.id for feit in signaal.wijzigingen]
        opleidersdaad(withdraw_deelname, uren=26)
        handle_signaal(besluit, wijziging_ids=gezien, reden="Gebeld.", door=beoordelaar, op=nu)
        [signaal] = collect_signalen()
        assert [feit.soort for feit in signaal.wijzigingen] == ["ingetrokken"]

    def test_not_about_oneself(self, besluit, opleidersdaad, professional, nu):
        opleidersdaad(withdraw_deelname)
        [signaal] = collect_signalen()
        with pytest.raises(Fouten):
            handle_signaal(
                besluit, wijziging_ids=[signaal.wijzigingen[0].id], reden="Prima.", door=professional, op=nu
            )


class TestPages:
    @pytest.fixture
    def client(self, beoordelaar, sign_in):
        return sign_in(beoordelaar)

    def test_from_the_worklist_to_handled(self, client, besluit, opleidersdaad, professional):
        opleidersdaad(withdraw_deelname)
        assert "/kantoor/signalen" in client.get("/kantoor").content.decode()
        page = client.get("/kantoor/signalen").content.decode()
        assert "Onder één besluit veranderde iets" in page
        assert "Geaccrediteerde scholing" in page
        adres = f"/kantoor/signalen/{besluit.pk}"
        page = client.get(adres).content.decode()
        assert "De toets zou nu iets anders zeggen" in page
        assert REDEN in page
        [gezien] = [feit.id for feit in collect_wijzigingen([professional.pk])]
        assert "Er klopt nog iets niet" in client.post(adres, {"gezien": gezien, "reden": ""}).content.decode()
        page = client.post(adres, {"gezien": gezien, "reden": "Gebeld met de opleider."}, follow=True)
        assert "Afgehandeld. Het besluit bleef zoals het was." in page.content.decode()
        assert "Hier komen besluiten waar iets onder veranderde" in page.content.decode()
        assert "Gebeld met de opleider." in client.get(adres).content.decode()
        assert Raadpleging.objects.filter(gebruiker=professional, wat__startswith="signaal").count() >= 2

    @pytest.mark.parametrize("aantal", [1, 2])
    def test_queries_of_the_list(self, client, besluit, opleidersdaad, django_assert_num_queries, aantal):
        deelnames = Deelname.objects.order_by("pk")[:aantal]
        for deelname in deelnames:
            opleidersdaad(correct_deelname, {"minuten": 30}, deelname=deelname)
        client.get("/kantoor/signalen")
        with django_assert_num_queries(10):
            client.get("/kantoor/signalen")


class TestDossier:
    def test_withdrawn_is_struck_through_and_the_sums_follow(self, volle, medewerker, professional, sign_in, nu):
        scholing = Deelname.objects.get(opleiding__code="cursus-scholing")
        lid, dag = medewerker(scholing.opleiding.opleider), timezone.localdate(nu)
        before = toets_registratie(volle.registratie, peildatum=dag)
        assert [item.code for item in before.tekorten] == []
        withdraw_deelname(scholing, reden=REDEN, door=lid, peildatum=dag, op=nu)
        after = toets_registratie(volle.registratie, peildatum=dag)
        assert "geaccrediteerd" in [item.code for item in after.tekorten]
        page = sign_in(professional).get("/mijn/dossier?soort=ingetrokken").content.decode()
        assert "<del>Scholing</del>" in page
        assert REDEN in page
        assert "Ingetrokken: telt niet mee" in page

    def test_corrected_shows_both(self, volle, medewerker, professional, sign_in, nu):
        scholing = Deelname.objects.get(opleiding__code="cursus-scholing")
        lid, dag = medewerker(scholing.opleiding.opleider), timezone.localdate(nu)
        correct_deelname(scholing, {"minuten": 2400}, reden=REDEN, door=lid, peildatum=dag, op=nu)
        page = sign_in(professional).get("/mijn/dossier?soort=scholing").content.decode()
        assert "80 uur</del>" in page
        assert "40 uur</ins>" in page
        assert "Gecorrigeerd" in page
        assert "Hogeschool Rivierenland" in page
