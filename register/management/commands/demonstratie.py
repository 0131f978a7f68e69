"""Fill an empty register with the demonstration: invented people, courses and dossiers."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from register.demonstratie.fill import fill_demonstratie

# The oldest terms begin more than five years before, and the first text of the code is of 2020.
VROEGSTE_PEILDATUM = date(2026, 1, 1)


class Command(BaseCommand):
    help = "Vul het register met verzonnen mensen, opleidingen en dossiers. Wat al gevuld is, blijft zoals het is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--peildatum",
            type=date.fromisoformat,
            help="Reken alle data vanaf deze dag, zoals 2026-11-22 (nu: vandaag).",
        )

    def handle(self, *args: Any, peildatum: date | None, **options: Any) -> None:
        peildatum = peildatum or timezone.localdate()
        if peildatum < VROEGSTE_PEILDATUM:
            raise CommandError(f"Kies een peildatum vanaf {VROEGSTE_PEILDATUM}: daarvoor was er geen beroepscode.")
        filled = fill_demonstratie(peildatum)
        self.stderr.write("Het demonstratieregister is gevuld." if filled else "Het register was al gevuld.")
