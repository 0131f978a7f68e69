"""The pages on which an opleider corrects and withdraws, and what the person hears of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Bericht, Berichtvoorkeur
from opleidingen.dossiers import collect_wijzigingen
from opleidingen.models import Deelname, Deelnamewijziging
from opleidingen.services.deelnames import restore_deelname

REDEN = "De lijst klopte niet."


class TestTelling:
    def test_at_once_in_the_mail_of_the_week_or_never(self, call, geboekt, professional):
        for wanneer, mails, wachtend in (("wekelijks", 0, 1), ("direct", 1, 1), ("nooit", 1, 1)):
            Berichtvoorkeur.objects.update_or_create(
                gebruiker=professional, soort="levering", defaults={"wanneer": wanneer}
            )
            call(
                "patch",
                geboekt.pk,
                200,
                {"reden": REDEN, "minuten": {"wekelijks": 10, "direct": 20}.get(wanneer, 30)},
            )
            assert (len(mail.outbox), Bericht.objects.count()) == (mails, wachtend)
        [bericht] = mail.outbox
        assert bericht.subject == "Hogeschool Rivierenland verbeterde iets in je dossier"
        assert REDEN in bericht.body

    def test_withdrawing_and_restoring_are_told(self, call, geboekt, sleutel_van):
        call("delete", geboekt.pk, 204, {"reden": REDEN})
        restore_deelname(geboekt, reden=REDEN, **sleutel_van)
        assert [bericht.onderwerp for bericht in Bericht.objects.order_by("pk")] == [
            "Hogeschool Rivierenland trok een opleiding in je dossier in",
            "Hogeschool Rivierenland herstelde een opleiding in je dossier",
        ]

    def test_another_kenmerk_is_nobody_elses_affair(self, call, geboekt, professional):
        call("patch", geboekt.pk, 200, {"reden": REDEN, "kenmerk": "c-2"})
        assert not Bericht.objects.exists()
        assert collect_wijzigingen([professional.pk]) == []
        assert Deelnamewijziging.objects.count() == 1


class TestPages:
    @pytest.fixture
    def client(self, opleider, medewerker, sign_in) -> Client:
        return sign_in(medewerker(opleider))

    def test_search_by_number_and_kenmerk_never_by_name(self, client, geboekt, professional):
        for vraag, gevonden in ((professional.nummer, 1), ("c-1", 1), ("Heuvel", 0), ("99999999", 0)):
            page = client.post("/opleider/deelnames", {"vraag": vraag}).content.decode()
            assert page.count(f"/opleider/deelnames/{geboekt.pk}") == gevonden, vraag
            assert "Noor" not in page

    def test_correct_withdraw_and_restore(self, client, geboekt):
        adres = f"/opleider/deelnames/{geboekt.pk}"
        vraag = {"eindDatum": "2026-06-28", "minuten": "480", "kenmerk": "c-1", "reden": REDEN}
        page = client.post(adres, vraag, follow=True).content.decode()
        assert "Verbeterd" in page
        assert "28 juni 2026</ins>" in page
        vraag = {"reden": REDEN, "handeling": "intrekken"}
        page = client.post(f"{adres}/intrekken", vraag, follow=True).content.decode()
        assert "<h1>Ingetrokken: Effectieve Klantmanager</h1>" in page
        vraag = {"reden": "Vergissing.", "handeling": "herstellen"}
        page = client.post(f"{adres}/intrekken", vraag, follow=True).content.decode()
        assert "Hersteld: de deelname telt weer mee." in page
        assert [rij.soort for rij in Deelnamewijziging.objects.order_by("pk")] == [
            "gecorrigeerd",
            "ingetrokken",
            "hersteld",
        ]

    @pytest.mark.parametrize(
        ("handeling", "gevolg", "melding"),
        [
            ("intrekken", ["ingetrokken"], "Deze deelname is al ingetrokken."),
            ("herstellen", ["ingetrokken", "hersteld"], "Deze deelname is niet ingetrokken."),
        ],
    )
    def test_sent_twice_is_not_undone(self, client, geboekt, handeling, gevolg, melding):
        """What the page showed is what it asks, also when a colleague or a second click was ahead."""
        adres = f"/opleider/deelnames/{geboekt.pk}/intrekken"
        for vorige in gevolg[:-1]:
            assert vorige == "ingetrokken"
            client.post(adres, {"reden": REDEN, "handeling": "intrekken"})
        assert f'name="handeling" value="{handeling}"' in client.get(adres).content.decode()
        vraag = {"reden": "Verkeerde persoon.", "handeling": handeling}
        assert client.post(adres, vraag).status_code == 302
        page = client.post(adres, vraag).content.decode()
        assert melding in page
        assert "Verkeerde persoon." in page
        assert f'name="handeling" value="{handeling}"' in page
        assert [rij.soort for rij in Deelnamewijziging.objects.order_by("pk")] == gevolg

    @pytest.mark.parametrize("handeling", ["", "omdraaien"])
    def test_without_saying_which_nothing_happens(self, client, geboekt, handeling):
        vraag = {"reden": REDEN, "handeling": handeling}
        page = client.post(f"/opleider/deelnames/{geboekt.pk}/intrekken", vraag).content.decode()
        assert "Open deze bladzijde opnieuw." in page
        assert not Deelnamewijziging.objects.exists()

    def test_faults_stand_at_their_field_and_nothing_typed_is_lost(self, client, geboekt):
        vraag = {"eindDatum": "2026-06-28", "minuten": "9999", "kenmerk": "bewaar-mij", "reden": REDEN}
        page = client.post(f"/opleider/deelnames/{geboekt.pk}", vraag).content.decode()
        assert 'href="#id_minuten"' in page
        assert "bewaar-mij" in page
        assert "Waarom?" in client.post(f"/opleider/deelnames/{geboekt.pk}/intrekken", {"reden": ""}).content.decode()

    def test_outside_the_window_there_is_no_form(self, client, geboekt):
        Deelname.objects.update(geboekt_op=timezone.now() - timedelta(days=400))
        for adres in (f"/opleider/deelnames/{geboekt.pk}", f"/opleider/deelnames/{geboekt.pk}/intrekken"):
            page = client.get(adres).content.decode()
            assert "kun je niet meer veranderen" in page
            assert "id_reden" not in page

    @pytest.mark.parametrize("aantal", [1, 12])
    def test_queries(self, client, deliver, rij, django_assert_num_queries, aantal):
        deliver(*(rij(eindDatum=f"2026-06-{dag}") for dag in range(10, 10 + aantal)))
        client.get("/opleider/deelnames")
        with django_assert_num_queries(7):
            client.get("/opleider/deelnames")
