"""The reglementen of a register: a folder with one file per effective date. The listing is the history."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from register.criteria.fouten import Fout, Onbruikbaar
from register.criteria.geldigheid import holds_on
from register.criteria.reglement import Reglement
from register.criteria.reglement_toml import load_reglement


def load_reglementen(folder: Path | str) -> dict[str, Reglement]:
    """Every reglement of the folder by its sleutel, oldest first. Raises Onbruikbaar for the first bad file."""
    gelezen: dict[str, Reglement] = {}
    for pad in sorted(Path(folder).glob("*.toml")):
        reglement = load_reglement(pad)
        if pad.stem != reglement.sleutel:
            raise Onbruikbaar(str(pad), [Fout("geldig_van", f"Dit bestand hoort {reglement.sleutel}.toml te heten.")])
        gelezen[reglement.sleutel] = reglement
    return dict(sorted(gelezen.items(), key=lambda item: item[1].geldig_van))


def find_reglement(reglementen: Iterable[Reglement], peildatum: date) -> Reglement | None:
    """The youngest reglement in force on `peildatum`, or None."""
    geldend = [item for item in reglementen if holds_on(item.geldig_van, item.geldig_tot, peildatum)]
    return max(geldend, key=lambda item: item.geldig_van, default=None)
