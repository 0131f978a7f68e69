"""`manage.py ruim_geparkeerd_op`: tell opleiders which parked rows lapse soon, and erase those that have lapsed."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from opleidingen.services.vervallen import erase_vervallen, warn_opleiders


class Command(BaseCommand):
    help = "Waarschuwt opleiders voor geparkeerde regels die vervallen, en wist wat vervallen is."

    def handle(self, **options: object) -> None:
        op = timezone.now()
        gewist = erase_vervallen(op=op)
        self.stdout.write(f"{gewist} geparkeerde regels gewist, {warn_opleiders(op=op)} opleiders gewaarschuwd.")
