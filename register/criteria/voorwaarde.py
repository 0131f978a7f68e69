"""For whom an eis is meant: professions, a level, first or later terms, terms that begin in a stretch."""

from dataclasses import dataclass
from datetime import date

from register.criteria.dossier import Persoon
from register.criteria.geldigheid import holds_on
from register.criteria.reader import Reader
from register.criteria.tijdvak import Tijdvak
from register.criteria.woorden import Woorden

TERMIJNEN = ("eerste", "latere")


@dataclass(frozen=True, slots=True)
class Voorwaarde:
    """None means: no condition. `termijn_begint_van` is inclusive, `termijn_begint_tot` is not."""

    beroepen: frozenset[str] | None = None
    niveaus: frozenset[str] | None = None
    termijn: str | None = None
    termijn_begint_van: date | None = None
    termijn_begint_tot: date | None = None

    def holds(self, persoon: Persoon, tijdvak: Tijdvak) -> bool:
        return (
            (self.beroepen is None or not self.beroepen.isdisjoint(persoon.beroepen))
            and (self.niveaus is None or persoon.niveau in self.niveaus)
            and (self.termijn is None or (self.termijn == "eerste") == (tijdvak.volgnummer == 1))
            and holds_on(self.termijn_begint_van, self.termijn_begint_tot, tijdvak.van)
        )


def read_voorwaarde(reader: Reader, woorden: Woorden) -> Voorwaarde:
    """Read an `alleen` table."""
    voorwaarde = Voorwaarde(
        beroepen=reader.choices("beroepen", woorden.beroepen) if reader.has("beroepen") else None,
        niveaus=reader.choices("niveaus", woorden.niveaus) if reader.has("niveaus") else None,
        termijn=reader.choice("termijn", TERMIJNEN) if reader.has("termijn") else None,
        termijn_begint_van=reader.date("termijn_begint_van") if reader.has("termijn_begint_van") else None,
        termijn_begint_tot=reader.date("termijn_begint_tot") if reader.has("termijn_begint_tot") else None,
    )
    reader.close()
    return voorwaarde
