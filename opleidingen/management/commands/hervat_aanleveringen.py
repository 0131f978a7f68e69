"""`manage.py hervat_aanleveringen`: go on with deliveries whose worker died. May run as often as you like."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from opleidingen.services.achtergrond import resume_aanleveringen


class Command(BaseCommand):
    help = "Zet aanleveringen die stilvielen weer in de wachtrij."

    def handle(self, **options: object) -> None:
        aantal = resume_aanleveringen(op=timezone.now())
        self.stdout.write(f"{aantal} aanlevering{'' if aantal == 1 else 'en'} hervat.")
