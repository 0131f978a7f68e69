"""`manage.py herinner_bevestigers`: remind peers of a reflection they did not answer. Part of the daily work."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from beroepscode.services.bevestigingen import remind_bevestigers


class Command(BaseCommand):
    help = "Herinnert collega's één keer aan een reflectie die zij na vijf dagen nog niet bevestigden."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--peildatum", type=date.fromisoformat, help="De dag waarover het gaat; zonder: vandaag.")

    def handle(self, *, peildatum: date | None, **options: object) -> None:
        op = timezone.now()
        aantal = remind_bevestigers(peildatum=peildatum or timezone.localdate(op), op=op)
        self.stdout.write(f"{aantal} {'collega' if aantal == 1 else 'collega’s'} herinnerd.")
