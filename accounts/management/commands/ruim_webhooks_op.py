"""`manage.py ruim_webhooks_op`: forget old messages of webhooks and secrets that were replaced."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.services.webhookbezorging import BEWAREN, delete_old_bezorgingen


class Command(BaseCommand):
    help = f"Wist berichten van webhooks van meer dan {BEWAREN.days} dagen oud, en geheimen die vervangen zijn."

    def handle(self, **options: object) -> None:
        aantal = delete_old_bezorgingen(op=timezone.now())
        self.stdout.write(f"{aantal} {'bericht' if aantal == 1 else 'berichten'} gewist.")
