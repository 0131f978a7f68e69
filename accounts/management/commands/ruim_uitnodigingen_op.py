"""`manage.py ruim_uitnodigingen_op`: forget whom organisations asked long ago and who never answered."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.services.ledenuitnodigingen import delete_old_uitnodigingen


class Command(BaseCommand):
    help = "Wist uitnodigingen van collega's die al lang verlopen zijn."

    def handle(self, **options: object) -> None:
        aantal = delete_old_uitnodigingen(op=timezone.now())
        self.stdout.write(f"{aantal} uitnodiging{'' if aantal == 1 else 'en'} gewist.")
