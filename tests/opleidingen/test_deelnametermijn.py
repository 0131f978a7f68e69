"""Until when a completion can be changed: data, with the day before, the day and the day after."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from kern.fouten import Fouten
from opleidingen.aanleverregels import REGELS, aanleverregels_op, load_aanleverregels
from opleidingen.models import Deelname
from opleidingen.services.deelnames import correct_deelname, find_correctie_tot, restore_deelname, withdraw_deelname

REDEN = "De lijst klopte niet."


class TestWindow:
    @pytest.mark.parametrize(
        ("geboekt_op", "tot"),
        [
            (date(2026, 3, 15), date(2027, 3, 15)),
            (date(2024, 2, 29), date(2025, 2, 28)),
            (date(2023, 2, 28), date(2024, 2, 28)),
            (date(2027, 2, 28), date(2028, 2, 28)),
        ],
    )
    def test_the_day_before_the_day_and_the_day_after(self, geboekt, sleutel_van, geboekt_op, tot):
        moment = timezone.make_aware(datetime.combine(geboekt_op, datetime.min.time()))
        Deelname.objects.update(geboekt_op=moment)
        deelname = Deelname.objects.get()
        assert find_correctie_tot(deelname) == tot
        for dag, mag in ((tot - timedelta(days=1), True), (tot, False), (tot + timedelta(days=1), False)):
            vraag = sleutel_van | {"peildatum": dag}
            acts = (
                lambda vraag=vraag: correct_deelname(deelname, {"kenmerk": "x"}, reden=REDEN, **vraag),
                lambda vraag=vraag: withdraw_deelname(deelname, reden=REDEN, **vraag),
                lambda vraag=vraag: restore_deelname(deelname, reden=REDEN, **vraag),
            )
            for act in acts:
                assert succeeds(act) is mag, dag
            if not mag:
                Deelname.objects.update(ingetrokken_op=None)

    def test_a_moment_before_midnight_utc_is_the_next_day_here(self, geboekt):
        geboekt.geboekt_op = datetime.fromisoformat("2026-06-30T23:30:00+00:00")
        assert find_correctie_tot(geboekt) == date(2027, 7, 1)

    def test_over_the_api(self, call, geboekt):
        Deelname.objects.update(geboekt_op=timezone.now() - timedelta(days=400))
        for method in ("patch", "delete"):
            problem = call(method, geboekt.pk, 409, {"reden": REDEN})
            assert [fout["code"] for fout in problem["fouten"]] == ["correctietermijn-voorbij"]

    def test_the_rules_are_data(self, tmp_path):
        nu = REGELS.read_text()
        later = nu.replace("geldig_van = 2020-01-01", "geldig_van = 2027-01-01")
        path = tmp_path / "regels.toml"
        path.write_text(nu + later.replace("correctie_maanden = 12", "correctie_maanden = 6"))
        assert [regel.correctie_maanden for regel in load_aanleverregels(path)] == [12, 6]
        assert aanleverregels_op(date(2026, 12, 31), path).correctie_maanden == 12
        assert aanleverregels_op(date(2027, 1, 1), path).correctie_maanden == 6
        path.with_name("fout.toml").write_text("[[regels]]\ngeldig_van = 3\nx = 1\n")
        with pytest.raises(Fouten) as fouten:
            load_aanleverregels(path.with_name("fout.toml"))
        assert {"fout.toml.regels.1.geldig_van", "fout.toml.regels.1.correctie_maanden", "fout.toml.regels.1.x"} <= {
            fout.plaats for fout in fouten.value.fouten
        }


def succeeds(act) -> bool:
    try:
        act()
    except Fouten as fouten:
        return fouten.fouten[0].code not in ("correctietermijn-voorbij", "niet-ingetrokken")
    return True
