"""`manage.py ruim_proeven_op`: erase trials that nobody reads back, and questions that no longer count."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from opleidingen.services.persoonsvragen import delete_old_vragen
from opleidingen.services.proeven import BEWAARTIJD, delete_old_proeven


class Command(BaseCommand):
    help = f"Wist proefaanleveringen van meer dan {BEWAARTIJD.days} dagen oud en vragen van meer dan een dag oud."

    def handle(self, **options: object) -> None:
        op = timezone.now()
        proeven, vragen = delete_old_proeven(op=op), delete_old_vragen(op=op)
        self.stdout.write(f"{proeven} proefaanlevering(en) en {vragen} vra(a)g(en) gewist.")
