"""Book a list: from here on the opleider follows it as a delivery."""

from datetime import datetime

from opleidingen.models import Aanleverlijst
from opleidingen.services.lijsten.werk import start_werk


def book_lijst(lijst: Aanleverlijst, *, door: str, op: datetime) -> None:
    """Deliver all rows, each with its answer. `door` is for the logboek. Raises Fouten when that happens already."""
    start_werk(lijst, Aanleverlijst.Status.BOEKEN, van=(Aanleverlijst.Status.KLAAR,), door=door, op=op)
