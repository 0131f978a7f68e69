"""`manage.py herinner_aanwezigen`: who did not say yet whether they were at a meeting. Let the machine run it."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from beroepscode.services.aanwezigheden import remind_aanwezigen


class Command(BaseCommand):
    help = "Herinnert wie nog niet zei of die bij een bijeenkomst was, en laat oude vragen vervallen."

    def handle(self, **options: object) -> None:
        herinnerd, vervallen = remind_aanwezigen(op=timezone.now())
        self.stdout.write(f"{herinnerd} herinnerd, {vervallen} vervallen.")
