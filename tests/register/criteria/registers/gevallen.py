"""Of every register: a dossier that just meets it, and changes after which it just misses one eis.

`net_niet` holds pairs: what differs from the dossier, and the oordelen that are then not voldaan.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from register.criteria import Dossier, Overdracht, Persoon, Termijn
from tests.register.criteria.bouw import doe, map_, teken, toon, werk

UUR = 60
JAAR = Termijn(date(2026, 1, 1), date(2027, 1, 1))
DRIE_JAAR = Termijn(date(2024, 1, 1), date(2027, 1, 1))


@dataclass(frozen=True)
class Geval:
    haalt: Dossier
    net_niet: list[tuple[Any, dict[str, str]]]
    peildatum: date = date(2026, 12, 1)

    def dossiers(self) -> Iterator[tuple[Dossier, dict[str, str]]]:
        yield self.haalt, {}
        for anders, oordelen in self.net_niet:
            yield anders(self.haalt), oordelen


def met(id, **velden):
    """The dossier with one activity, or one work period, changed."""

    def change(dossier):
        return replace(
            dossier,
            activiteiten=tuple(replace(item, **velden) if item.id == id else item for item in dossier.activiteiten),
            werkperiodes=tuple(replace(item, **velden) if item.id == id else item for item in dossier.werkperiodes),
        )

    return change


def zonder(id):
    def change(dossier):
        return replace(dossier, activiteiten=tuple(item for item in dossier.activiteiten if item.id != id))

    return change


def anders(**velden):
    return lambda dossier: replace(dossier, **velden)


def uren(getal):
    return {"uren_per_week": Decimal(getal)}


GEVALLEN = {
    "skj-jeugdprofessional-2019-01-01": Geval(
        map_(
            doe("s", "2024-01-01", "scholing", 60 * UUR, "A", geaccrediteerd=True),
            doe("i", "2024-02-01", "intervisie", 40 * UUR, deelnemers=6),
            doe("r", "2024-03-01", "reflectie", 20 * UUR, deelnemers=2),
            werkperiodes=(werk("w", "2022-01-01", "2023-12-30", "32"), werk("x", "2023-12-30", "2024-01-27", "10")),
        ),
        [
            (met("s", minuten=60 * UUR - 1), {"scholing": "tekort"}),
            (met("s", geaccrediteerd=False), {"scholing": "tekort"}),
            (met("s", vertrouwen="C"), {"scholing": "voorlopig"}),
            (met("r", deelnemers=1), {"reflectie": "tekort"}),
            (met("r", deelnemers=None), {"reflectie": "tekort"}),
            (met("x", **uren("9.99")), {"werk": "tekort"}),
        ],
    ),
    "skj-jeugdzorgwerker-2014-01-01": Geval(
        map_(
            doe("s", "2015-01-01", "scholing", 60 * UUR),
            doe("i", "2015-01-01", "intervisie", 50 * UUR),
            doe("c", "2015-01-01", "congres", 50 * UUR),
            doe("ethiek", "2010-01-01", "training-ethiek", 2 * UUR),
            termijn=Termijn(date(2013, 1, 1), date(2018, 1, 1)),
            werkperiodes=(werk("w", "2014-01-01", "2015-12-30", "16"),),
        ),
        [
            (met("s", minuten=60 * UUR - 1), {"scholing": "tekort", "totaal": "tekort"}),
            (met("i", soort="congres"), {"reflectie": "tekort"}),
            (met("c", minuten=50 * UUR - 1), {"totaal": "tekort"}),
            (zonder("ethiek"), {"ethiek": "tekort"}),
            (met("ethiek", vertrouwen="C"), {"ethiek": "voorlopig"}),
            (met("w", tot=date(2015, 12, 29), **uren("40")), {"werkervaring": "tekort"}),
            (met("w", **uren("15.99")), {"werkervaring": "tekort"}),
            (met("w", vertrouwen="C"), {"werkervaring": "voorlopig"}),
        ],
        peildatum=date(2017, 12, 1),
    ),
    "nvo-2020-01-01": Geval(
        map_(
            doe("s", "2024-01-01", "scholing", 40 * UUR),
            doe("i", "2024-01-01", "intervisie", 25 * UUR),
            doe("u", "2024-01-01", "supervisie", 15 * UUR),
            doe("o", "2024-01-01", "overig", 40 * UUR),
            werkperiodes=(werk("w", "2022-01-01", "2023-12-02", "25"),),
        ),
        [
            (met("w", tot=date(2023, 12, 1)), {"werk": "tekort"}),
            (met("s", minuten=40 * UUR - 1), {"scholing": "tekort", "totaal": "tekort"}),
            (met("u", soort="overig"), {"intervisie": "tekort"}),
            (met("o", minuten=40 * UUR - 1), {"totaal": "tekort"}),
        ],
    ),
    "big-2012-01-01": Geval(
        Dossier(
            Termijn(date(2022, 1, 1), date(2027, 1, 1)),
            werkperiodes=(werk("w", "2022-01-01", "2022-12-31", "20"), werk("x", "2024-12-31", "2025-12-30", "20")),
        ),
        [
            (met("w", **uren("19.99")), {"werk": "tekort"}),
            (met("x", van=date(2025, 1, 1), tot=date(2025, 12, 31)), {"onderbreking": "tekort"}),
        ],
    ),
    "verpleegkundigen-2018-01-01": Geval(
        map_(
            doe("s", "2024-01-01", "scholing", 80 * UUR, "A", geaccrediteerd=True),
            doe("i", "2024-01-02", "intervisie", 70 * UUR),
            doe("l", "2024-01-03", "lezen", 24 * UUR),
            doe("k", "2024-01-04", "klinische-les", 30 * UUR),
        ),
        [
            (met("s", minuten=80 * UUR - 1), {"totaal": "tekort", "geaccrediteerd": "tekort"}),
            (met("l", minuten=24 * UUR - 1), {"totaal": "tekort"}),
            (met("k", minuten=20 * UUR - 1), {"totaal": "tekort"}),
        ],
    ),
    "krt-2020-01-01": Geval(
        map_(
            doe("v", "2024-01-01", "vakinhoud", 96 * UUR),
            doe("a", "2024-01-01", "algemeen", 12 * UUR),
            doe("i", "2024-01-01", "intervisie", 7 * UUR),
            doe("r", "2024-01-01", "reflectie", 5 * UUR),
        ),
        [
            (met("v", minuten=96 * UUR - 1), {"totaal": "tekort"}),
            (met("a", soort="vakinhoud"), {"algemeen": "tekort"}),
            (met("i", soort="vakinhoud"), {"reflectie": "tekort"}),
            (met("v", soort="algemeen"), {"vakinhoud": "tekort"}),
        ],
    ),
    "paramedici-2020-01-01": Geval(
        map_(
            doe("c", "2024-01-01", "cursus", 120 * UUR),
            doe("i", "2024-01-01", "intervisie", 40 * UUR),
            werkperiodes=(werk("w", "2022-01-01", "2022-10-08", "40"),),
        ),
        [
            (met("c", minuten=120 * UUR - 1), {"totaal": "tekort"}),
            (met("i", minuten=40 * UUR - 1), {"totaal": "tekort", "overig": "tekort"}),
            (met("c", soort="publicatie"), {"cursussen": "tekort"}),
            (met("w", tot=date(2022, 10, 7)), {"werk": "tekort"}),
            (anders(termijn=Termijn(date(2022, 1, 2), date(2027, 1, 2))), {"looptijd": "tekort", "werk": "tekort"}),
        ],
        peildatum=date(2024, 12, 31),
    ),
    "registerplein-2020-01-01": Geval(
        map_(
            doe("s", "2024-01-01", "scholing", 60 * UUR, "A", geaccrediteerd=True),
            doe("i", "2024-01-02", "intervisie", 30 * UUR),
            doe("o", "2024-01-03", "overig", 90 * UUR),
            werkperiodes=(werk("w", "2022-01-01", None, "16"),),
            persoon=Persoon(frozenset({"schuldhulpverlener"})),
        ),
        [
            (met("s", minuten=60 * UUR - 1), {"totaal": "tekort", "scholing-schuldhulp": "tekort"}),
            (met("i", minuten=30 * UUR - 1), {"totaal": "tekort", "reflectie": "tekort"}),
            (met("o", minuten=30 * UUR - 1), {"totaal": "tekort"}),
            (met("w", tot=date(2026, 12, 1)), {"werk": "tekort"}),
            (met("w", vertrouwen="C"), {"werk": "voorlopig"}),
        ],
    ),
    "social-work-england-2019-12-01": Geval(
        map_(doe("a", "2026-02-01", "stuk", 0, "C"), doe("b", "2026-03-01", "stuk", 0, "B"), termijn=JAAR),
        [
            (met("b", vertrouwen="C"), {"besproken": "tekort"}),
            (zonder("a"), {"stukken": "tekort"}),
        ],
    ),
    "nmc-2016-04-01": Geval(
        map_(
            doe("s", "2025-01-01", "scholing", 15 * UUR),
            doe("g", "2025-01-01", "scholing", 20 * UUR, vorm="met-anderen"),
            *(doe(f"f{nummer}", "2025-02-01", "feedback", 0) for nummer in range(5)),
            *(doe(f"r{nummer}", "2025-03-01", "reflectie", 0, code="veilig") for nummer in range(5)),
            doe("gesprek", "2026-10-01", "gesprek", 60),
            termijn=DRIE_JAAR,
            persoon=Persoon(frozenset({"verpleegkundige"})),
            werkperiodes=(werk("w", "2024-01-01", "2024-04-15", "30"),),
            verklaringen=(teken("gezondheid-en-karakter", "2026-10-01"),),
            bewijzen=(toon("verzekering"),),
        ),
        [
            (met("w", tot=date(2024, 4, 14)), {"werk": "tekort"}),
            (anders(persoon=Persoon(frozenset({"beide"}))), {"werk-beide": "tekort"}),
            (met("s", minuten=15 * UUR - 1), {"scholing": "tekort"}),
            (met("g", kenmerken={}), {"scholing-met-anderen": "tekort"}),
            (zonder("f3"), {"feedback": "tekort"}),
            (met("r3", kenmerken={}), {"reflectie": "tekort"}),
            (met("gesprek", vertrouwen="C"), {"gesprek": "tekort"}),
            (anders(verklaringen=(teken("gezondheid-en-karakter", "2023-12-31"),)), {"verklaring": "tekort"}),
            (anders(bewijzen=(toon("verzekering", tot="2026-12-01"),)), {"verzekering": "tekort"}),
        ],
    ),
    "vit-2020-01-01": Geval(
        map_(
            doe("a", "2026-02-01", "intervisie", 10 * UUR, deelnemers=4),
            overdrachten=(Overdracht("intervisie", Decimal(7)),),
            termijn=JAAR,
        ),
        [
            (met("a", minuten=10 * UUR - 1), {"intervisie": "tekort"}),
            (met("a", deelnemers=3), {"intervisie": "tekort"}),
            (met("a", vertrouwen="C"), {"intervisie": "tekort"}),
            (anders(overdrachten=(Overdracht("intervisie", Decimal("4.9")),)), {"intervisie": "tekort"}),
            (anders(overdrachten=(Overdracht("intervisie", Decimal("-1")),)), {"intervisie": "tekort"}),
        ],
    ),
    "kngf-intervisie-2020-01-01": Geval(
        map_(
            doe("a", "2024-02-01", "intervisie", 8 * UUR, deelnemers=5, organisaties=2, begeleiding="geschoold"),
            doe("b", "2024-03-01", "intervisie", 8 * UUR, deelnemers=8, organisaties=2, begeleiding="geschoold"),
        ),
        [
            (met("a", minuten=8 * UUR - 1), {"intervisie": "tekort"}),
            (met("a", deelnemers=4), {"intervisie": "tekort"}),
            (met("b", deelnemers=9), {"intervisie": "tekort"}),
            (met("b", organisaties=1), {"intervisie": "tekort"}),
            (met("b", organisaties=None), {"intervisie": "tekort"}),
            (met("b", kenmerken={"begeleiding": frozenset({"eigen"})}), {"intervisie": "tekort"}),
        ],
    ),
}
