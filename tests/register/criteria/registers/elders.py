"""Registers that the language was not made for: written afterwards, from docs/reglement.md."""

from datetime import date
from decimal import Decimal

from register.criteria import Overdracht, Persoon, Termijn
from tests.register.criteria.bouw import doe, map_, teken, toon
from tests.register.criteria.registers.gevallen import JAAR, UUR, Geval, anders, met, zonder

KWARTALEN = tuple(f"{jaar}-{maand}-15" for jaar in range(2022, 2027) for maand in ("02", "05", "08", "11"))
DAG = 7 * UUR


def cursusdag(id, datum, soort="theorie", dagen=1, **kenmerken):
    return doe(id, datum, soort, dagen * DAG, "A", geaccrediteerd=True, **kenmerken)


def deels_op_afstand(cursus):
    return {"cursus": frozenset({cursus}), "leervorm": frozenset({"e-learning"})}


ELDERS = {
    "advocaten-2021-01-01": Geval(
        map_(
            doe("j", "2026-02-01", "cursus-juridisch", 8 * UUR, "A", rechtsgebied="strafrecht"),
            doe("a", "2026-03-01", "artikel", 0, rechtsgebied="strafrecht"),
            doe("o", "2026-04-01", "cursus-overig", 5 * UUR, "A"),
            doe("i", "2026-05-01", "intervisie", 8 * UUR, deelnemers=3),
            termijn=JAAR,
            persoon=Persoon(frozenset({"strafrecht"})),
            overdrachten=(Overdracht("punten", Decimal(3)),),
        ),
        [
            (met("o", minuten=5 * UUR - 1), {"punten": "tekort"}),
            (anders(overdrachten=()), {"punten": "tekort"}),
            (met("j", soort="cursus-overig"), {"juridisch": "tekort"}),
            (met("a", kenmerken={}, punten=Decimal(4)), {"strafrecht": "tekort"}),
            (anders(persoon=Persoon(frozenset({"familierecht"}))), {"familierecht": "tekort"}),
            (met("i", deelnemers=2), {"kwaliteitstoets": "tekort"}),
            (met("i", soort="overleg", deelnemers=2, minuten=8 * UUR - 1), {"kwaliteitstoets": "tekort"}),
            (met("i", soort="peer-review", vertrouwen="C"), {"kwaliteitstoets": "tekort"}),
        ],
    ),
    "accountants-2018-01-01": Geval(
        map_(
            doe("c", "2021-02-01", "cursus", 60 * UUR, "C"),
            doe("f", "2022-02-01", "cursus", 14 * UUR, "C", thema="fraude"),
            doe("congres", "2022-03-01", "congres", 9 * UUR, "C"),
            doe("z", "2023-04-01", "zelfstudie", 60 * UUR, "C"),
            termijn=Termijn(date(2021, 1, 1), date(2024, 1, 1)),
            verklaringen=(teken("naleving", "2022-12-31"),),
        ),
        [
            (met("c", minuten=60 * UUR - 1), {"totaal": "tekort"}),
            (met("z", minuten=40 * UUR - 1), {"totaal": "tekort"}),
            (met("f", kenmerken={}), {"fraude": "tekort"}),
            (met("congres", minuten=6 * UUR - 1), {"totaal": "tekort", "per-jaar": "tekort"}),
            (met("c", soort="zelfstudie"), {"totaal": "tekort", "aantoonbaar": "tekort"}),
            (anders(verklaringen=(teken("naleving", "2022-12-30"),)), {"naleving": "tekort"}),
        ],
        peildatum=date(2023, 12, 31),
    ),
    "coaches-2020-01-01": Geval(
        map_(
            doe("g", "2023-02-01", "gesprek", 700 * UUR),
            *(doe(f"s{jaar}", f"{jaar}-03-01", "scholing", 16 * UUR) for jaar in range(2022, 2027)),
            *(doe(f"v{dag}", dag, "supervisie", UUR, vorm="alleen") for dag in KWARTALEN),
            *(doe(f"f{nummer}", "2025-01-01", "feedback", 0) for nummer in range(5)),
            persoon=Persoon(niveau="practitioner"),
            bewijzen=(toon("lidmaatschap"), toon("verzekering")),
        ),
        [
            (met("g", minuten=701 * UUR), {"supervisie": "tekort"}),
            (met("g", minuten=250 * UUR - 1), {"praktijk": "tekort"}),
            (met("s2024", datum=date(2025, 1, 1)), {"scholing": "tekort"}),
            (anders(persoon=Persoon(niveau="senior")), {"scholing-senior": "tekort"}),
            (met("v2024-05-15", datum=date(2024, 7, 1)), {"supervisie-per-kwartaal": "tekort"}),
            (met("f1", vertrouwen="C"), {"feedback": "tekort"}),
            (anders(bewijzen=(toon("lidmaatschap"),)), {"voorwaarden": "tekort"}),
            (zonder("f1"), {"feedback": "tekort"}),
        ],
    ),
    "chauffeurs-2021-09-13": Geval(
        map_(
            cursusdag("eerst", "2022-03-01", cursus="lading", leervorm="e-learning"),
            cursusdag("weer", "2023-03-01", cursus="lading", leervorm="e-learning"),
            cursusdag("t", "2024-03-01", cursus="tachograaf", leervorm="e-learning"),
            cursusdag("r", "2025-03-01", "praktijk", cursus="rijden"),
            cursusdag("adr", "2026-03-01", "adr", dagen=2, cursus="adr"),
            bewijzen=(toon("rijbewijs", tot="2026-12-02", vertrouwen="A"),),
        ),
        [
            (met("eerst", minuten=DAG - 1), {"uren": "tekort"}),
            (met("t", minuten=DAG - 1), {"uren": "tekort", "variatie": "tekort"}),
            (met("t", kenmerken={"cursus": frozenset({"lading"})}), {"variatie": "tekort"}),
            (met("t", soort="vee"), {"uren": "tekort"}),
            (met("r", soort="theorie"), {"praktijk": "tekort"}),
            (met("r", kenmerken=deels_op_afstand("rijden")), {"uren": "tekort"}),
            (met("adr", geaccrediteerd=False), {"uren": "tekort", "variatie": "tekort"}),
            (met("eerst", vertrouwen="B"), {"uren": "voorlopig"}),
            (anders(bewijzen=(toon("rijbewijs", tot="2026-12-01", vertrouwen="A"),)), {"rijbewijs": "tekort"}),
        ],
    ),
}
