"""`manage.py verstuur_accreditatieherinneringen`: tell opleiders that an accreditation ends. To run every day."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from opleidingen.services.accreditatieherinneringen import send_accreditatieherinneringen


class Command(BaseCommand):
    help = "Vertelt opleiders dat een accreditatie afloopt, zo lang van tevoren als in accreditatieregels.toml staat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--peildatum", type=date.fromisoformat, help="De dag waarover het gaat; zonder: vandaag.")

    def handle(self, *, peildatum: date | None, **options: object) -> None:
        op = timezone.now()
        aantal = send_accreditatieherinneringen(peildatum=peildatum or timezone.localdate(op), op=op)
        self.stdout.write(
            f"{aantal} {'accreditatie' if aantal == 1 else 'accreditaties'}: de opleider kreeg bericht."
        )
