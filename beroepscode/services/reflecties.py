"""Write reflections and have a peer confirm them. The text goes into the cipher and nowhere else."""

from datetime import date, datetime

from cryptography.fernet import InvalidToken
from django.db import transaction

from accounts.mail import send_bericht
from accounts.models import Berichtsoort
from accounts.services.concepten import discard_concept
from accounts.services.logboek import refer, write_logregel
from accounts.versleuteling import decrypt, encrypt
from beroepscode.models import Bevestiging, Reflectie
from beroepscode.queries import find_genoemden, is_bevestigd


def save_reflectie(reflectie: Reflectie, *, datum: date, minuten: int, kernwaarde: str, tekst: str) -> Reflectie:
    """Fill a new or existing reflection and save it. What a peer confirmed keeps its facts; only the text changes."""
    if not (reflectie.pk and is_bevestigd(reflectie)):
        reflectie.datum, reflectie.minuten, reflectie.kernwaarde = datum, minuten, kernwaarde
    reflectie.tekst = encrypt(tekst)
    reflectie.save()
    return reflectie


def read_tekst(reflectie: Reflectie) -> str | None:
    """The text, for its writer alone; None when no key of this server fits any more."""
    try:
        return decrypt(reflectie.tekst)
    except InvalidToken:
        return None


@transaction.atomic
def ask_bevestiging(reflectie: Reflectie, genoemd: str, *, op: datetime) -> Bevestiging:
    """Ask a peer, named by e-mail address or number, to confirm the talk about a reflection.

    Somebody unknown, or asked before, receives no mail; the writer sees no difference.
    """
    collega = find_genoemden([genoemd]).get(genoemd)
    if collega and reflectie.bevestigingen.filter(bevestiger=collega).exists():
        collega = None
    bevestiging = Bevestiging.objects.create(
        reflectie=reflectie, bevestiger=collega, gevraagd_aan=genoemd, gevraagd_op=op
    )
    if collega:
        context = {"schrijver": reflectie.gebruiker.naam}
        send_bericht(collega, "beroepscode/reflectie-bevestigen", context, soort=Berichtsoort.VERZOEK)
    return bevestiging


@transaction.atomic
def answer_bevestiging(bevestiging: Bevestiging, *, akkoord: bool, op: datetime) -> None:
    """The peer says that the talk took place, or that it did not."""
    if akkoord:
        bevestiging.bevestigd_op = op
    else:
        bevestiging.afgewezen_op = op
    bevestiging.save(update_fields=["bevestigd_op", "afgewezen_op"])
    write_logregel(
        "reflectie-bevestigd" if akkoord else "reflectie-niet-bevestigd",
        door=refer(bevestiging.bevestiger),
        onderwerp=refer(bevestiging.reflectie),
        op=op,
    )


@transaction.atomic
def delete_reflectie(reflectie: Reflectie, *, op: datetime) -> None:
    """Erase a reflection for good: it is its writer's own. The logboek keeps that it was there, not what it said."""
    write_logregel(
        "reflectie-verwijderd", door=f"gebruiker:{reflectie.gebruiker_id}", onderwerp=refer(reflectie), op=op
    )
    discard_concept(reflectie.gebruiker, f"reflectie-{reflectie.pk}", op=op)
    reflectie.delete()
