"""Which reglement holds on a day. One TOML file per effective date; the folder listing is the history."""

from datetime import date
from functools import cache
from pathlib import Path

from register.criteria import Reglement, load_reglement

REGLEMENTEN = Path(__file__).parent / "reglementen"


@cache
def load_reglementen(folder: Path = REGLEMENTEN) -> dict[str, Reglement]:
    """All reglementen by `sleutel`, oldest first. Raises Onbruikbaar for a faulty one."""
    reglementen = sorted(map(load_reglement, folder.glob("*.toml")), key=lambda reglement: reglement.geldig_van)
    return {reglement.sleutel: reglement for reglement in reglementen}


def reglement_op(peildatum: date, folder: Path = REGLEMENTEN) -> Reglement:
    """The reglement in force on `peildatum`: the last one that had begun.

    Before the first one, the first: a register that begins judges older terms by it too.
    """
    reglementen = list(load_reglementen(folder).values())
    return next((item for item in reversed(reglementen) if item.geldig_van <= peildatum), reglementen[0])


def find_reglement(sleutel: str, folder: Path = REGLEMENTEN) -> Reglement:
    """The reglement that a term or a besluit is pinned to. Raises KeyError when its file is gone."""
    return load_reglementen(folder)[sleutel]
