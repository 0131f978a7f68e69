"""Rows that match nobody: parked with what finds them, mended, withdrawn, put back, and forgotten in the end."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Gebruiker, Logregel
from accounts.nummers import draw_nummer
from kern.fouten import Fouten
from kern.periode import add_months
from opleidingen.models import Aanlevering, Aanleverregel, Deelname, Geparkeerd
from opleidingen.regellijst import Regellijst
from opleidingen.rijen import Rij
from opleidingen.services.geparkeerd import mend_geparkeerd, restore_geparkeerd, withdraw_geparkeerd
from opleidingen.services.parkeren import park_regels
from opleidingen.services.vervallen import erase_vervallen, warn_opleiders

DAG = timedelta(days=1)


@pytest.fixture
def lid(opleider, medewerker) -> Gebruiker:
    return medewerker(opleider)


def mend(geparkeerd: Geparkeerd, lid: Gebruiker, *, op: datetime | None = None, **other: str) -> str:
    vraag = {"nummer": geparkeerd.nummer, "achternaam": geparkeerd.achternaam} | other
    return mend_geparkeerd(geparkeerd, **vraag, door=lid, op=op or timezone.now())


def read_back(aanlevering_id) -> list[tuple[str, str | None]]:
    aanlevering = Aanlevering.objects.get(pk=aanlevering_id)
    rijen = Regellijst(aanlevering)[0:50]
    assert len(rijen) == Regellijst(aanlevering).count()
    per_uitkomst = {uitkomst: len(Regellijst(aanlevering, uitkomst)[0:50]) for uitkomst in aanlevering.totalen}
    assert per_uitkomst == aanlevering.totalen
    return [(rij.antwoord.uitkomst, rij.gegevens.get("registratienummer")) for rij in rijen]


class TestParking:
    def test_keeps_what_finds_the_row_again(self, park, professional, aanbod, opleider):
        geparkeerd = park(achternaam=" de Jansén ")
        vandaag = timezone.localdate()
        assert (geparkeerd.nummer, geparkeerd.achternaam, geparkeerd.zoeknaam) == (
            professional.registratienummer,
            "de Jansén",
            "jansen",
        )
        assert (geparkeerd.eind_datum, geparkeerd.opleiding, geparkeerd.opleider) == (
            date(2026, 6, 29),
            aanbod.opleiding,
            opleider,
        )
        assert geparkeerd.bewaren_tot == add_months(vandaag, 24)

    def test_a_trial_and_other_outcomes_park_nothing(self, deliver, rij):
        deliver(rij(achternaam="Jansen"), proef=True)
        deliver(rij(), rij(), rij(minuten=0), rij(registratienummer="12345678"), "x")
        assert not Geparkeerd.objects.exists()

    def test_without_a_surname(self, park):
        geparkeerd = park(achternaam=None, registratienummer=draw_nummer())
        assert (geparkeerd.achternaam, geparkeerd.zoeknaam) == ("", "")

    @pytest.mark.parametrize("aantal", [1, 30])
    def test_statements_do_not_grow(self, opleider, aanbod, django_assert_num_queries, django_now, aantal):
        aanlevering = Aanlevering.objects.create(opleider=opleider, ingediend_op=django_now)
        rijen = {
            regel: Rij(registratienummer=draw_nummer(), opleidingscode="eksd", eind_datum="2026-06-29")
            for regel in range(1, aantal + 1)
        }
        with django_assert_num_queries(5):
            park_regels(aanlevering, rijen, op=django_now)
        assert Geparkeerd.objects.count() == aantal


class TestMending:
    def test_the_right_surname_books_at_once(self, park, lid, professional):
        geparkeerd = park()
        assert mend(geparkeerd, lid, achternaam="Van den Heuvel") == "geboekt"
        deelname = Deelname.objects.get(gebruiker=professional)
        assert (deelname.aanlevering_id, deelname.regel, deelname.kenmerk, deelname.minuten) == (
            geparkeerd.aanlevering_id,
            1,
            "c-1",
            960,
        )
        assert read_back(geparkeerd.aanlevering_id) == [("geboekt", professional.registratienummer)]
        assert not Aanleverregel.objects.exists()
        assert Logregel.objects.filter(handeling="regel-verbeterd", door=f"gebruiker:{lid.pk}").count() == 1

    def test_a_number_without_a_surname_matches_like_a_delivery(self, park, lid, professional):
        geparkeerd = park(registratienummer=draw_nummer(), achternaam=None)
        assert mend(geparkeerd, lid, nummer=professional.nummer) == "geboekt"

    def test_what_was_there_already_is_known(self, park, deliver, rij, lid, professional):
        geparkeerd = park()
        deliver(rij())
        assert mend(geparkeerd, lid, achternaam="Heuvel") == "alBekend"
        assert read_back(geparkeerd.aanlevering_id) == [("alBekend", professional.registratienummer)]
        assert (Deelname.objects.count(), Geparkeerd.objects.count()) == (1, 0)

    def test_still_nobody_is_kept_as_it_now_reads(self, park, lid):
        geparkeerd = park()
        nummer = draw_nummer()
        assert mend(geparkeerd, lid, nummer=nummer, achternaam="Bakker") == "geparkeerd"
        geparkeerd.refresh_from_db()
        assert (geparkeerd.nummer, geparkeerd.zoeknaam, geparkeerd.is_open) == (nummer, "bakker", True)
        assert read_back(geparkeerd.aanlevering_id) == [("geparkeerd", nummer)]

    @pytest.mark.parametrize(
        ("vraag", "codes"),
        [
            ({"nummer": "12345678"}, ["registratienummer-ongeldig"]),
            ({"nummer": " "}, ["registratienummer-ontbreekt"]),
            ({"nummer": "1", "achternaam": "--"}, ["registratienummer-ongeldig", "achternaam-ongeldig"]),
        ],
    )
    def test_what_cannot_be_is_refused(self, park, lid, vraag, codes):
        geparkeerd = park()
        with pytest.raises(Fouten) as fouten:
            mend(geparkeerd, lid, **vraag)
        assert [fout.code for fout in fouten.value.fouten] == codes
        assert Geparkeerd.objects.get().achternaam == "Jansen"

    def test_a_course_that_no_longer_counts_is_refused_and_nothing_is_lost(self, park, lid, aanbod):
        geparkeerd = park()
        aanbod.accreditatie.geldig_tot = date(2026, 1, 1)
        aanbod.accreditatie.save()
        with pytest.raises(Fouten) as fouten:
            mend(geparkeerd, lid, achternaam="Heuvel")
        assert (fouten.value.status, fouten.value.fouten[0].code) == (409, "einddatum-zonder-accreditatie")
        assert Geparkeerd.objects.get().is_open

    def test_is_limited_like_a_delivery(self, park, lid, settings):
        geparkeerd = park()
        settings.PERSOONSVRAGEN = settings.PERSOONSVRAGEN | {"per_nummer": 3}
        for naam in ("Aker", "Bosch"):
            assert mend(geparkeerd, lid, achternaam=naam) == "geparkeerd"
        with pytest.raises(Fouten) as fouten:
            mend(geparkeerd, lid, achternaam="Heuvel")  # the right one: it is not told
        assert fouten.value.status == 429
        assert not Deelname.objects.exists()

    def test_a_booked_row_is_not_open(self, park, lid):
        geparkeerd = park()
        mend(geparkeerd, lid, achternaam="Heuvel")
        for act in (
            lambda: mend(geparkeerd, lid),
            lambda: withdraw_geparkeerd(geparkeerd, door=lid, op=timezone.now()),
        ):
            with pytest.raises(Fouten) as fouten:
                act()
            assert fouten.value.fouten[0].code == "niet-geparkeerd"


class TestWithdrawing:
    def test_withdraw_and_put_back(self, park, lid):
        geparkeerd, op = park(), timezone.now()
        withdraw_geparkeerd(geparkeerd, door=lid, op=op)
        regel = Aanleverregel.objects.get()
        assert (regel.uitkomst, regel.codes) == ("afgewezen", "geparkeerd-ingetrokken")
        assert read_back(geparkeerd.aanlevering_id)[0][0] == "afgewezen"
        restore_geparkeerd(geparkeerd, door=lid, op=op + timedelta(days=30) - timedelta(seconds=1))
        assert read_back(geparkeerd.aanlevering_id)[0][0] == "geparkeerd"
        assert Geparkeerd.objects.get().is_open

    def test_put_back_too_late_or_without_need(self, park, lid):
        geparkeerd, op = park(), timezone.now()
        with pytest.raises(Fouten, match="niet-ingetrokken"):
            restore_geparkeerd(geparkeerd, door=lid, op=op)
        withdraw_geparkeerd(geparkeerd, door=lid, op=op)
        with pytest.raises(Fouten, match="hersteltijd-voorbij"):
            restore_geparkeerd(geparkeerd, door=lid, op=op + timedelta(days=30))


class TestLapsing:
    @pytest.fixture
    def kort(self, park):
        """A row that is kept until 1 March."""
        geparkeerd = park()
        geparkeerd.bewaren_tot = date(2027, 3, 1)
        geparkeerd.save()
        return geparkeerd

    @staticmethod
    def at(dag: date) -> datetime:
        return timezone.make_aware(datetime.combine(dag, datetime.min.time()))

    @pytest.mark.parametrize(
        ("dag", "mails"), [(date(2027, 1, 29), 0), (date(2027, 1, 30), 1), (date(2027, 1, 31), 1)]
    )
    def test_the_opleider_is_told_thirty_days_before_and_once(self, kort, dag, mails):
        assert warn_opleiders(op=self.at(dag)) == mails
        assert [bericht.to for bericht in mail.outbox] == [["info@opleider.example"]] * mails
        assert warn_opleiders(op=self.at(dag) + DAG) == (1 if dag == date(2027, 1, 29) else 0)

    @pytest.mark.parametrize(
        ("dag", "gewist"), [(date(2027, 2, 28), 0), (date(2027, 3, 1), 1), (date(2027, 3, 2), 1)]
    )
    def test_erased_on_the_day_and_not_before(self, kort, dag, gewist):
        warn_opleiders(op=self.at(date(2027, 1, 30)))
        assert erase_vervallen(op=self.at(dag)) == gewist
        assert Geparkeerd.objects.count() == 1 - gewist
        regel = Aanleverregel.objects.get()
        assert ("registratienummer" in regel.gegevens, "achternaam" in regel.gegevens) == (not gewist, not gewist)
        assert regel.codes == ("geparkeerd-vervallen" if gewist else "persoon-niet-gevonden")
        assert read_back(kort.aanlevering_id)[0][0] == ("afgewezen" if gewist else "geparkeerd")

    def test_never_without_a_warning_in_time(self, kort):
        assert erase_vervallen(op=self.at(date(2027, 6, 1))) == 0
        warn_opleiders(op=self.at(date(2027, 6, 1)))
        assert erase_vervallen(op=self.at(date(2027, 6, 30))) == 0
        assert erase_vervallen(op=self.at(date(2027, 7, 1))) == 1

    def test_what_was_withdrawn_is_forgotten_when_it_cannot_come_back(self, park, lid):
        geparkeerd, op = park(), timezone.now()
        withdraw_geparkeerd(geparkeerd, door=lid, op=op)
        assert erase_vervallen(op=op + timedelta(days=30) - timedelta(seconds=1)) == 0
        assert erase_vervallen(op=op + timedelta(days=30)) == 1
        assert "achternaam" not in Aanleverregel.objects.get().gegevens

    def test_what_was_booked_stays(self, park, lid):
        geparkeerd = park()
        mend(geparkeerd, lid, achternaam="Heuvel")
        Geparkeerd.objects.update(bewaren_tot=date(2027, 1, 1), gewaarschuwd_op=timezone.now() - 90 * DAG)
        assert erase_vervallen(op=self.at(date(2028, 1, 1))) == 0
