"""`manage.py ruim_werkvragen_op`: forget addresses of employers who did not answer in time. For a daily timer."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from register.services.werkbevestigingen import forget_adressen


class Command(BaseCommand):
    help = "Wist het e-mailadres van werkgevers die niet antwoordden voordat hun link verliep."

    def handle(self, **options: object) -> None:
        aantal = forget_adressen(op=timezone.now())
        self.stdout.write(f"{aantal} {'adres' if aantal == 1 else 'adressen'} gewist.")
