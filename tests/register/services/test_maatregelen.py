"""Measures are recorded, told and dated; certificates are withdrawn once and with a reason."""

from datetime import date, timedelta

import pytest
from django.core import mail

from accounts.models import Logregel
from kern.fouten import Fouten
from register.loopbanen import collect_loopbaan
from register.services.certificaten import withdraw_certificaat
from register.services.gebeurtenissen import record_gebeurtenis
from tests.klok import VANDAAG
from tests.register.bouw import moment, strike_off

DAG = timedelta(days=1)


def codes(fouten: pytest.ExceptionInfo[Fouten]) -> list[str]:
    return [fout.code for fout in fouten.value.fouten]


def status_on(termijn, dag: date) -> str:
    return collect_loopbaan(termijn.registratie_id).status_op(dag).soort


class TestCertificate:
    def test_withdrawing_asks_a_reason_and_happens_once(self, termijn, beoordelaar, professional):
        certificaat = termijn.certificaat
        with pytest.raises(Fouten) as fouten:
            withdraw_certificaat(certificaat, reden=" ", door=beoordelaar, op=moment(VANDAAG))
        assert codes(fouten) == ["reden-ontbreekt"]
        withdraw_certificaat(certificaat, reden="Naam fout.", door=beoordelaar, op=moment(VANDAAG))
        with pytest.raises(Fouten) as fouten:
            withdraw_certificaat(certificaat, reden="Nog eens.", door=beoordelaar, op=moment(VANDAAG))
        assert codes(fouten) == ["al-ingetrokken"]
        assert [(bericht.to, "Naam fout." in bericht.body) for bericht in mail.outbox] == [
            ([professional.email], True)
        ]
        assert status_on(termijn, VANDAAG) == "geregistreerd"


class TestMeasures:
    def test_a_measure_is_mailed_logged_and_dated(self, termijn, beoordelaar, professional):
        gebeurtenis = strike_off(termijn, beoordelaar, VANDAAG)
        assert [status_on(termijn, dag) for dag in (VANDAAG - DAG, VANDAAG)] == ["geregistreerd", "doorgehaald"]
        assert mail.outbox[0].subject == "Je registratie is gewijzigd: doorgehaald"
        regel = Logregel.objects.order_by("-volgnummer").first()
        assert (regel.handeling, regel.onderwerp) == ("gebeurtenis-vastgelegd", f"gebeurtenis:{gebeurtenis.pk}")
        assert "Zorgvuldig" not in str(regel.inhoud)

    def test_an_impossible_step_is_refused_and_leaves_nothing(self, termijn, beoordelaar):
        with pytest.raises(Fouten) as fouten:
            record_gebeurtenis(
                termijn.registratie,
                soort="schorsing-opgeheven",
                geldig_van=VANDAAG,
                grond="Klaar.",
                door=beoordelaar,
                op=moment(VANDAAG),
            )
        assert fouten.value.fouten[0].melding == "Op die dag loopt er geen schorsing. Er is niets om op te heffen."
        assert termijn.registratie.gebeurtenissen.count() == 0
        assert mail.outbox == []

    def test_a_ground_is_asked(self, termijn, beoordelaar):
        with pytest.raises(Fouten) as fouten:
            strike_off(termijn, beoordelaar, VANDAAG, grond=" ")
        assert codes(fouten) == ["grond-ontbreekt"]
