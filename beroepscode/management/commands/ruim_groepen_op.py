"""`manage.py ruim_groepen_op`: forget invitations to groups, and proposals, whose time is over."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from beroepscode.services.groepen import prune_groepen


class Command(BaseCommand):
    help = "Wist uitnodigingen voor groepen en voorstellen waarvan de tijd om is."

    def handle(self, **options: object) -> None:
        self.stdout.write(f"{prune_groepen(op=timezone.now())} gewist.")
