"""Make lists the way a page does, and read back what became of them."""

from collections.abc import Sequence
from io import BytesIO, StringIO

from django.utils import timezone

from accounts.kluis import Kluis
from accounts.models import Organisatie
from kern.rekenblad import write_csv
from opleidingen.aanleverlijsten import Lijstrijen
from opleidingen.models import Aanleverlijst
from opleidingen.services.lijsten.ontvangen import receive_lijst
from opleidingen.services.lijsten.werk import do_werk

KOP = ("Registratienummer", "Achternaam", "Opleidingscode", "Einddatum")


def seal(inhoud: bytes) -> BytesIO:
    doel = BytesIO()
    kluis = Kluis(doel)
    kluis.write(inhoud)
    kluis.close()
    doel.seek(0)
    return doel


def make_csv(*rijen: Sequence[str], kop: Sequence[str] = KOP) -> bytes:
    uit = StringIO()
    write_csv(uit, kop, rijen)
    return uit.getvalue().encode()


def fresh(lijst: Aanleverlijst) -> Aanleverlijst:
    return Aanleverlijst.objects.select_related("opleider").get(pk=lijst.pk)


def read_back(lijst: Aanleverlijst, toon: str = "") -> list[tuple[int, str, str]]:
    """Number, outcome and codes of each row."""
    return [(r.nummer, r.rij.uitkomst, r.rij.codes) for r in Lijstrijen(lijst, toon)]


def make_lijst(opleider: Organisatie) -> Aanleverlijst:
    """A list with a preview of faults, also inside a transaction that never ends."""
    inhoud = make_csv(["12345678", "Fout", "bestaat-niet", "31-02-2026"], ["12345678", "Fout", "bestaat-niet", "x"])
    lijst = receive_lijst(
        seal(inhoud),
        grootte=len(inhoud),
        naam="deelnemers.csv",
        vorm="bestand",
        opleider=opleider,
        door="gebruiker:1",
        op=timezone.now(),
    )
    do_werk(str(lijst.pk), 1)
    return fresh(lijst)
