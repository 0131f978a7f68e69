"""Choose on a dilemma card. The reason goes into the cipher and nowhere else; the choice is counted, never shown."""

from datetime import datetime

from cryptography.fernet import InvalidToken
from django.db import transaction

from accounts.models import Gebruiker
from accounts.services.concepten import discard_concept
from accounts.versleuteling import decrypt, encrypt
from beroepscode.models import Dilemmakeuze


@transaction.atomic
def choose_weg(gebruiker: Gebruiker, *, kaart: str, weg: str, reden: str, op: datetime) -> Dilemmakeuze:
    """Keep somebody's choice on a card; a later one takes its place."""
    keuze, _ = Dilemmakeuze.objects.update_or_create(
        gebruiker=gebruiker, kaart=kaart, defaults={"weg": weg, "reden": encrypt(reden), "gekozen_op": op}
    )
    return keuze


@transaction.atomic
def erase_keuze(keuze: Dilemmakeuze, *, op: datetime) -> None:
    discard_concept(keuze.gebruiker, f"dilemma-{keuze.kaart}", op=op)
    keuze.delete()


def read_reden(keuze: Dilemmakeuze) -> str | None:
    """The reason, for its writer alone; None when no key of this server fits any more."""
    try:
        return decrypt(keuze.reden)
    except InvalidToken:
        return None
