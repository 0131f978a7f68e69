"""`manage.py ruim_lijsten_op`: erase lists that nobody booked in time. Let the machine run it every day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from opleidingen.services.lijsten.opruimen import remove_verlopen


class Command(BaseCommand):
    help = "Wist lijsten die opleiders klaarzetten en niet op tijd boekten."

    def handle(self, **options: object) -> None:
        aantal = remove_verlopen(op=timezone.now())
        self.stdout.write(f"{aantal} {'lijst' if aantal == 1 else 'lijsten'} gewist.")
