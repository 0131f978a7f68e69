"""`manage.py ruim_aanroepen_op`: forget the answers of calls that were marked with a key long ago."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.services.idempotentie import BEWAARTIJD, delete_old_aanroepen


class Command(BaseCommand):
    help = f"Wist bewaarde antwoorden op aanroepen met een Idempotency-Key van meer dan {BEWAARTIJD.days} dagen oud."

    def handle(self, **options: object) -> None:
        aantal = delete_old_aanroepen(op=timezone.now())
        self.stdout.write(f"{aantal} {'antwoord' if aantal == 1 else 'antwoorden'} gewist.")
