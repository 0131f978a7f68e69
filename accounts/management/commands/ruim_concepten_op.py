"""`manage.py ruim_concepten_op`: erase drafts that nobody finishes. For a daily timer."""

from importlib import import_module

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.services.concepten import BEWAARTIJD, delete_old_concepten


class Command(BaseCommand):
    help = (
        f"Wist concepten waar {BEWAARTIJD.days} dagen niemand aan kwam, en sessies die voorbij zijn."
        " In zo'n sessie kan nog versleutelde tekst staan van een formulier dat niet is afgemaakt."
    )

    def handle(self, **options: object) -> None:
        aantal = delete_old_concepten(op=timezone.now())
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
        self.stdout.write(f"Gewist: {aantal} oude concepten.")
