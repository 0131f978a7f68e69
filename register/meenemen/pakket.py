"""Put the zip together. It is written from front to back, so that it can be encrypted on its way."""

import json
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.template.loader import render_to_string
from django.utils import timezone

from accounts.kluis import Kluis
from accounts.models import Gebruiker
from kern.rekenblad import write_csv
from register.meenemen.bronnen import BRONNEN, Bron
from register.meenemen.rijen import Rij, list_cellen, list_koppen, make_plain, read_rijen
from register.meenemen.schema import SCHEMA, VERSIE, make_schema

Melder = Callable[[int, int], None]
"""Called with the steps done and the steps in all."""


class Pakket:
    """A zip under way, and what it holds so far."""

    def __init__(self, doel: Kluis, op: datetime) -> None:
        self.zip, self.op = ZipFile(doel, "w", ZIP_DEFLATED), op
        self.onderdelen: dict[str, list[Rij]] = {}
        self.bestanden: list[dict[str, Any]] = []

    def add(self, naam: str, inhoud: str | bytes) -> None:
        info = ZipInfo(naam, timezone.localtime(self.op).timetuple()[:6])
        info.compress_type = ZIP_DEFLATED
        self.zip.writestr(info, inhoud)

    def add_bron(self, bron: Bron, gebruiker: Gebruiker) -> None:
        """The rows of one source, also as a spreadsheet, and the files that belong to them."""
        rijen = self.onderdelen[bron.naam] = read_rijen(bron, gebruiker)
        blad = StringIO(newline="")
        write_csv(blad, list_koppen(bron), map(list_cellen, rijen))
        self.add(f"csv/{bron.naam}.csv", blad.getvalue())
        if bron.bestanden:
            for item in bron.find(gebruiker).select_related():
                for naam, inhoud in bron.bestanden(item):
                    self.add_bestand(bron, item.pk, naam, inhoud)

    def add_bestand(self, bron: Bron, pk: int, naam: str, inhoud: bytes) -> None:
        plek = f"bestanden/{bron.naam}-{pk}-{naam}"
        self.add(plek, inhoud)
        self.bestanden.append({"onderdeel": bron.naam, "id": pk, "bestand": plek})

    def finish(self, gebruiker: Gebruiker) -> None:
        """What can be told only at the end: the whole as JSON, and what is in it."""
        dossier = {
            "versie": VERSIE,
            "gemaakt_op": make_plain(self.op),
            "onderdelen": self.onderdelen,
            "bestanden": self.bestanden,
        }
        self.add("dossier.json", write_json(dossier))
        self.add(SCHEMA, write_json(make_schema()))
        context = {"gebruiker": gebruiker, "op": self.op, "onderdelen": self.onderdelen, "bestanden": self.bestanden}
        self.add("LEESMIJ.txt", render_to_string("register/meenemen/leesmij.txt", context))
        self.zip.close()


def write_pakket(gebruiker: Gebruiker, doel: Kluis, *, op: datetime, note: Melder) -> None:
    """Write everything of this person to `doel`, and tell how far it is."""
    pakket = Pakket(doel, op)
    for gedaan, bron in enumerate(BRONNEN):
        note(gedaan, len(BRONNEN))
        pakket.add_bron(bron, gebruiker)
    pakket.finish(gebruiker)


def write_json(waarde: Any) -> str:
    return json.dumps(waarde, ensure_ascii=False, indent=1) + "\n"
