"""Change somebody's name: at once, or after the register office has seen proof of it."""

from datetime import datetime

from cryptography.fernet import InvalidToken
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.mail import send_bericht
from accounts.models import Gebruiker, Naamswijziging
from accounts.namen import Naam
from accounts.services.gebruikers import name_gebruiker
from accounts.services.logboek import refer, write_logregel
from accounts.versleuteling import decrypt_bytes, encrypt_bytes
from kern.bestanden import BEWIJS, Upload, read_upload
from kern.fouten import Fout, Fouten

Uitslag = Naamswijziging.Uitslag
AL_GEVRAAGD = Fout("al-gevraagd", "Je vorige verzoek ligt nog bij het registerkantoor. Trek dat eerst in.")
AL_AFGEHANDELD = Fout("al-afgehandeld", "Dit verzoek is al afgehandeld. Er valt niets meer te besluiten.")
EIGEN_NAAM = Fout("eigen-naam", "Dit is je eigen naam. Vraag een collega.")
GEEN_REDEN = Fout("toelichting-ontbreekt", "Schrijf waarom je het verzoek afwijst.", "toelichting")


@transaction.atomic
def rename_gebruiker(gebruiker: Gebruiker, naam: Naam, *, door: Gebruiker, op: datetime) -> None:
    """Change a name for which nobody asks proof. Certificates keep the name that they were issued with."""
    name_gebruiker(gebruiker, **naam._asdict())
    gebruiker.save(update_fields=["voornaam", "tussenvoegsel", "achternaam", "zoeknaam"])
    write_logregel("naam-gewijzigd", door=refer(door), onderwerp=refer(gebruiker), op=op)


@transaction.atomic
def request_naamswijziging(
    gebruiker: Gebruiker, naam: Naam, *, reden: str, bewijs: Upload, max_bytes: int, op: datetime
) -> Naamswijziging:
    """Ask for another name with proof of it. Raises Fouten for proof that cannot be read, or a second request."""
    try:
        inhoud, mediatype = read_upload(bewijs, soorten=BEWIJS, max_bytes=max_bytes)
    except Fouten as fouten:
        raise Fouten(*(Fout(fout.code, fout.melding, "bewijs") for fout in fouten.fouten)) from fouten
    wijziging = Naamswijziging(
        gebruiker=gebruiker,
        oude_naam=gebruiker.naam,
        **naam._asdict(),
        reden=reden.strip(),
        bewijs_mediatype=mediatype,
        ingediend_op=op,
    )
    _insert(wijziging)
    wijziging.bewijs.save("", ContentFile(encrypt_bytes(inhoud)))
    send_bericht(gebruiker, "accounts/naamswijziging-ontvangen", {"wijziging": wijziging})
    write_logregel("naamswijziging-gevraagd", door=refer(gebruiker), onderwerp=refer(wijziging), op=op)
    return wijziging


def _insert(wijziging: Naamswijziging) -> None:
    """The unique constraint decides whether a request of this person is open, not a look beforehand."""
    try:
        with transaction.atomic():
            wijziging.save(force_insert=True)
    except IntegrityError:
        raise Fouten(AL_GEVRAAGD, status=409) from None


def read_bewijs(wijziging: Naamswijziging) -> bytes | None:
    """The proof; None when its file is gone, as after a backup was put back without its files, or no key fits it."""
    try:
        with wijziging.bewijs.open("rb") as bestand:
            return decrypt_bytes(bestand.read())
    except (FileNotFoundError, InvalidToken):
        return None


@transaction.atomic
def decide_naamswijziging(
    wijziging: Naamswijziging, *, uitslag: str, toelichting: str, door: Gebruiker, op: datetime
) -> None:
    """Grant or refuse, tell the person, and erase the proof. Raises Fouten when somebody was first."""
    if wijziging.gebruiker_id == door.pk:
        raise Fouten(EIGEN_NAAM, status=409)
    if uitslag == Uitslag.AFGEWEZEN and not toelichting.strip():
        raise Fouten(GEEN_REDEN)
    _settle(wijziging, uitslag=uitslag, toelichting=toelichting.strip(), besloten_door=door, op=op)
    gebruiker = wijziging.gebruiker
    if uitslag == Uitslag.TOEGEKEND:
        naam = Naam(wijziging.voornaam, wijziging.tussenvoegsel, wijziging.achternaam)
        rename_gebruiker(gebruiker, naam, door=door, op=op)
    send_bericht(gebruiker, f"accounts/naamswijziging-{uitslag}", {"wijziging": wijziging})
    inhoud = {"uitslag": uitslag}
    write_logregel("naamswijziging-besloten", door=refer(door), onderwerp=refer(wijziging), inhoud=inhoud, op=op)


@transaction.atomic
def withdraw_naamswijziging(wijziging: Naamswijziging, *, op: datetime) -> None:
    """Take back a request of one's own, and erase its proof. Raises Fouten once it is settled."""
    _settle(wijziging, uitslag=Uitslag.INGETROKKEN, op=op)
    door = refer(wijziging.gebruiker)
    write_logregel("naamswijziging-ingetrokken", door=door, onderwerp=refer(wijziging), op=op)


def _settle(wijziging: Naamswijziging, *, op: datetime, **velden: object) -> None:
    """Close an open request. The row decides who was first; the file goes when that is sure."""
    storage, bestand = wijziging.bewijs.storage, wijziging.bewijs.name
    velden |= {"afgehandeld_op": op, "bewijs": "", "bewijs_mediatype": ""}
    if not Naamswijziging.objects.filter(pk=wijziging.pk, afgehandeld_op=None).update(**velden):
        raise Fouten(AL_AFGEHANDELD, status=409)
    wijziging.refresh_from_db()
    transaction.on_commit(lambda: storage.delete(bestand))
