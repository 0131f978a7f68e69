"""`manage.py verstuur_herinneringen`: tell people that their term ends. Let the machine run it every day."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from register.services.herinneringen import send_herinneringen


class Command(BaseCommand):
    help = "Vertelt mensen dat hun termijn afloopt: zes maanden, twaalf weken, zes weken en een week van tevoren."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--peildatum", type=date.fromisoformat, help="De dag waarover het gaat; zonder: vandaag.")

    def handle(self, *, peildatum: date | None, **options: object) -> None:
        op = timezone.now()
        aantal = send_herinneringen(peildatum=peildatum or timezone.localdate(op), op=op)
        self.stdout.write(f"{aantal} {'herinnering' if aantal == 1 else 'herinneringen'} verstuurd.")
