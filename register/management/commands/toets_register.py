"""How the whole register stands on a day: totals per eis."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from register.criteria import NVT, TEKORT, VOLDAAN, VOORLOPIG
from register.overzicht import count_eisen

OORDELEN = (VOLDAAN, VOORLOPIG, TEKORT, NVT)


class Command(BaseCommand):
    help = "Toets iedereen van wie een termijn loopt, en toon per eis hoeveel mensen haar halen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--peildatum", type=date.fromisoformat, help="De dag waarover je vraagt, zoals 2026-11-22 (nu: vandaag)."
        )

    def handle(self, *args: Any, peildatum: date | None, **options: Any) -> None:
        totalen = count_eisen(peildatum=peildatum or timezone.localdate())
        if not totalen:
            self.stdout.write("Er loopt geen termijn op deze dag.")
            return
        breedte = max(len(totaal.code) for totaal in totalen)
        for reglement in dict.fromkeys(totaal.reglement for totaal in totalen):
            self.stdout.write(f"{reglement}\n{'':{breedte}}" + "".join(f"{oordeel:>11}" for oordeel in OORDELEN))
            for totaal in totalen:
                if totaal.reglement == reglement:
                    aantallen = "".join(f"{totaal.oordelen[oordeel]:>11}" for oordeel in OORDELEN)
                    self.stdout.write(f"{totaal.code:{breedte}}{aantallen}")
