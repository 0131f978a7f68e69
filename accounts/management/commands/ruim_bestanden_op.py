"""`manage.py ruim_bestanden_op`: erase files that nobody can fetch (any more). Let the machine run it every day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.services.voortgang import remove_verlopen
from accounts.services.weesbestanden import remove_weesbestanden


class Command(BaseCommand):
    help = "Wist bestanden die mensen niet meer kunnen ophalen, en bestanden die bij niets meer horen."

    def handle(self, **options: object) -> None:
        op = timezone.now()
        verlopen, wezen = remove_verlopen(op=op), remove_weesbestanden(op=op)
        self.stdout.write(f"{verlopen} {'verlopen bestand' if verlopen == 1 else 'verlopen bestanden'} gewist.")
        self.stdout.write(f"{wezen} {'bestand' if wezen == 1 else 'bestanden'} zonder eigenaar gewist.")
