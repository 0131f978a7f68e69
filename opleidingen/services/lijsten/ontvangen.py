"""Take in a file or a pasted list: kept encrypted from the first byte, read now or in the background."""

from datetime import datetime
from pathlib import PurePath
from typing import IO
from unicodedata import normalize

from django.core.files import File
from django.db import transaction

from accounts.models import Organisatie
from kern.fouten import Fout, Fouten
from opleidingen.models import Aanleverlijst
from opleidingen.services.lijsten.ronde import find_einde
from opleidingen.services.lijsten.werk import count_open, start_werk

MEESTE_LIJSTEN = 30
"""Of one opleider that wait to be booked."""
TE_VEEL = (
    f"Er staan al {MEESTE_LIJSTEN} lijsten klaar die nog niet geboekt zijn. Boek er eerst een, of gooi er een weg."
)


@transaction.atomic
def receive_lijst(
    verzegeld: IO[bytes], *, grootte: int, naam: str, vorm: str, opleider: Organisatie, door: str, op: datetime
) -> Aanleverlijst:
    """Keep what `accounts.kluis` wrote in `verzegeld` and begin reading. `grootte`: its bytes before that.

    Raises Fouten when too many lists wait already.
    """
    Organisatie.objects.select_for_update().get(pk=opleider.pk)  # two uploads at one moment count each other
    if count_open(opleider) >= MEESTE_LIJSTEN:
        raise Fouten(Fout("te-veel-lijsten", TE_VEEL))
    lijst = Aanleverlijst(
        opleider=opleider,
        naam=clean_naam(naam),
        vorm=vorm,
        grootte=grootte,
        gemaakt_op=op,
        bewogen_op=op,
        verloopt_op=find_einde(op),
    )
    lijst.bestand.save("", File(verzegeld), save=False)
    lijst.save(force_insert=True)
    start_werk(lijst, Aanleverlijst.Status.LEZEN, van=("lezen",), door=door, op=op)
    return lijst


def clean_naam(naam: str) -> str:
    """What somebody called a file, without its path and without signs that mislead."""
    laatste = PurePath(normalize("NFC", naam).replace("\\", "/")).name
    tekens = (teken if teken.isalnum() or teken in "-_.,() " else " " for teken in laatste)
    return " ".join("".join(tekens).split())[:100] or "lijst"
