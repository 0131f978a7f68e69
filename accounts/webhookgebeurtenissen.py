"""What a webhook can tell of: one row per event. No Django.

A room above calls `announce` with the code, in the transaction of the act itself.
"""

from typing import NamedTuple


class Gebeurtenis(NamedTuple):
    """`code` stands in the message; `organisatiesoort` is the kind of organisation that can ask for it."""

    code: str
    organisatiesoort: str
    naam: str


GEBEURTENISSEN = (
    Gebeurtenis("aanlevering.verwerkt", "opleider", "Een aanlevering is verwerkt"),
    Gebeurtenis("deelname.geclaimd", "opleider", "Een geparkeerde regel vond zijn deelnemer"),
    Gebeurtenis("deelname.gecorrigeerd", "opleider", "Een deelname is gecorrigeerd"),
    Gebeurtenis("deelname.ingetrokken", "opleider", "Een deelname is ingetrokken"),
    Gebeurtenis("deelname.hersteld", "opleider", "Een ingetrokken deelname telt weer mee"),
    Gebeurtenis("accreditatie.besloten", "opleider", "Het registerkantoor besloot over een accreditatie"),
)
PROEF = "webhook.proef"
"""The event that an organisation makes itself, to see whether its address works."""


def find_gebeurtenissen(organisatiesoort: str) -> list[Gebeurtenis]:
    return [rij for rij in GEBEURTENISSEN if rij.organisatiesoort == organisatiesoort]


def name_gebeurtenis(code: str) -> str:
    """How people call it. A code that no longer exists stays as it is: it can stand in old messages."""
    return next((rij.naam for rij in GEBEURTENISSEN if rij.code == code), "Proef" if code == PROEF else code)
