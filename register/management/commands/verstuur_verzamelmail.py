"""`manage.py verstuur_verzamelmail`: the mail of the week. Let the machine run it every Monday, or every day."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from register.verzamelmail import send_verzamelmails


class Command(BaseCommand):
    help = "Verstuurt de mail van de week: wat veranderde er, en wat is de volgende stap."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--peildatum", type=date.fromisoformat, help="De dag waarover het gaat; zonder: vandaag.")

    def handle(self, *, peildatum: date | None, **options: object) -> None:
        op = timezone.now()
        aantal = send_verzamelmails(peildatum=peildatum or timezone.localdate(op), op=op)
        self.stdout.write(f"{aantal} {'mail' if aantal == 1 else 'mails'} verstuurd.")
