"""Toets of one dossier: ours, the limit beside it in the same run, and the ratio.

    python benchmarks/toets.py

The limit is `json.loads` of the same dossier: what it costs to merely have the facts in memory. The last figure is
the computing of a what-if: a later day, an entry more and one less. Medians of interleaved rounds of processor time,
so that a busy machine disturbs both as little as can be.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from register.criteria import dossier_from_json, load_reglement, toets, toets_eisen  # noqa: E402

REGLEMENT = load_reglement(ROOT / "register/reglementen/sam-concept-2026-01-01.toml")
PEILDATUM = date(2026, 11, 22)
LATER = date(2026, 12, 22)
RONDES = 101
NORMEN = {60: 3.0, 300: 10.0}


def make_dossier(aantal: int) -> dict[str, object]:
    """A dossier with every soort, every kernwaarde and leefwereld, spread over the term."""
    soorten, begin = list(REGLEMENT.soorten), date(2022, 1, 1)
    kernwaarden = list(REGLEMENT.dimensies["kernwaarde"].waarden)
    leefwerelden = list(REGLEMENT.dimensies["leefwereld"].waarden)
    return {
        "termijn": {"van": "2022-01-01", "tot": "2027-01-01"},
        "activiteiten": [
            {
                "id": f"a{nummer}",
                "datum": (begin + timedelta(days=nummer * 1780 // aantal)).isoformat(),
                "soort": soorten[nummer % len(soorten)],
                "minuten": 60 + nummer % 7 * 15,
                "vertrouwen": "ABC"[nummer % 3],
                "geaccrediteerd": nummer % 3 == 0,
                "kenmerken": {
                    "kernwaarde": [kernwaarden[nummer % len(kernwaarden)]],
                    "leefwereld": [leefwerelden[nummer % len(leefwerelden)]],
                },
            }
            for nummer in range(aantal)
        ],
        "werkperiodes": [{"id": "w", "van": "2021-01-01", "uren_per_week": "32", "vertrouwen": "B"}],
        "verklaringen": [{"soort": "beroepscode", "geldig_van": "2022-01-01"}],
    }


def measure(*taken: Callable[[], object]) -> list[float]:
    """The median of each task in milliseconds of computing."""
    tijden: list[list[float]] = [[] for _ in taken]
    for _ in range(RONDES):
        for taak, eigen in zip(taken, tijden, strict=True):
            begin = time.process_time()
            taak()
            eigen.append((time.process_time() - begin) * 1000)
    return [statistics.median(eigen) for eigen in tijden]


def main() -> None:
    for aantal, norm in NORMEN.items():
        tekst = json.dumps(make_dossier(aantal))
        dossier = dossier_from_json(json.loads(tekst))
        eerste, *rest = dossier.activiteiten
        anders = replace(dossier, activiteiten=(*rest, replace(eerste, id="erbij")))
        limiet, onze, lezen, wat_als = measure(
            lambda tekst=tekst: json.loads(tekst),
            lambda dossier=dossier: toets(REGLEMENT, dossier, peildatum=PEILDATUM),
            lambda tekst=tekst: dossier_from_json(json.loads(tekst)),
            lambda anders=anders: toets_eisen(REGLEMENT, anders, peildatum=LATER),
        )
        print(
            f"{aantal:>4} entries: toets {onze:.2f} ms (norm {norm:g} ms) · limit json.loads {limiet:.2f} ms · "
            f"ratio {onze / limiet:.1f} · reading and checking the dossier {lezen:.2f} ms · "
            f"what if {wat_als:.2f} ms"
        )


if __name__ == "__main__":
    main()
