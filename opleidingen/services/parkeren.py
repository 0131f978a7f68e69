"""Park rows that match nobody: keep what finds them again."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from accounts.namen import normalize_achternaam
from opleidingen.aanbod import parse_datum
from opleidingen.aanleverregels import aanleverregels_op
from opleidingen.beoordeling import clean_nummer
from opleidingen.models import Aanlevering, Geparkeerd
from opleidingen.queries import load_aanbod
from opleidingen.rijen import Rij

TEGELIJK = 1000
NAAMLENGTE = 240


def park_regels(aanlevering: Aanlevering, rijen: Mapping[int, Rij], *, op: datetime) -> None:
    """Keep of these rows (by their number) what finds them again, in a number of statements that does not grow.

    Belongs in the transaction of the delivery. Only rows that matched nobody: the rest of them is right.
    """
    if not rijen:
        return
    codes = {regel: (rij.opleidingscode or "").strip() for regel, rij in rijen.items()}
    aanbod = load_aanbod(aanlevering.opleider, opleidingscodes=sorted({*codes.values()}), uitvoeringscodes=[])
    vandaag = timezone.localdate(op)
    bewaren_tot = aanleverregels_op(vandaag).find_bewaren_tot(vandaag)
    Geparkeerd.objects.bulk_create(
        (
            Geparkeerd(
                aanlevering=aanlevering,
                regel=regel,
                opleider_id=aanlevering.opleider_id,
                opleiding_id=aanbod[codes[regel]].id,
                nummer=clean_nummer(rij.registratienummer),
                achternaam=(rij.achternaam or "").replace("\0", "").strip()[:NAAMLENGTE],
                zoeknaam=make_zoeknaam(rij.achternaam or ""),
                eind_datum=parse_datum((rij.eind_datum or "").strip()),
                geparkeerd_op=op,
                bewaren_tot=bewaren_tot,
            )
            for regel, rij in rijen.items()
        ),
        batch_size=TEGELIJK,
    )


def make_zoeknaam(achternaam: str) -> str:
    """What a surname is compared by; empty when there is no surname, and then nobody can claim the row."""
    return normalize_achternaam(achternaam)[:NAAMLENGTE]
