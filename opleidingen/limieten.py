"""How often somebody may try whether a row is theirs, counted by all workers together."""

from datetime import datetime

from accounts.limieten import Limiet
from accounts.models import Gebruiker

CLAIMS = Limiet("claims", aantal=20, seconden=24 * 3600)
"""Questions for a parked row, per person; a hit counts too, so that an answer says nothing by itself."""
CLAIMS_PER_ADRES = Limiet("claims-per-adres", aantal=40, seconden=24 * 3600)
"""The same per address: who makes many accounts meets this one."""
ALLE_CLAIMS = Limiet("alle-claims", aantal=300, seconden=3600)
"""The same, of everybody together: who spreads guesses over accounts and addresses meets this one."""
SAMEN = "samen"


def take_claim(gebruiker: Gebruiker, adres: str, *, op: datetime) -> int:
    """Count one question for a parked row; answers the seconds to wait when there were too many, else 0."""
    return (
        CLAIMS.take(str(gebruiker.pk), op=op) or CLAIMS_PER_ADRES.take(adres, op=op) or ALLE_CLAIMS.take(SAMEN, op=op)
    )
