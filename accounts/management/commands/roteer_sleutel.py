"""`manage.py roteer_sleutel`: write everything that is encrypted again under the newest key."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.services.sleutelwissel import renew_everything

ONLEESBAAR_GENOEMD = 20


class Command(BaseCommand):
    help = (
        "Schrijft alles wat versleuteld is opnieuw onder de eerste sleutel van VERSLEUTELINGSSLEUTELS. "
        "Afgebroken? Start hem opnieuw: wat klaar is, wordt overgeslagen."
    )

    def handle(self, **options: object) -> None:
        if len(settings.VERSLEUTELINGSSLEUTELS) == 1:
            self.stdout.write(
                "Er is maar één sleutel. Zet een nieuwe vooraan in VERSLEUTELINGSSLEUTELS, dan de oude."
            )
        uitslag = renew_everything(note=self._note)
        self.stdout.write(f"{count(uitslag.vernieuwd)} opnieuw versleuteld.")
        if uitslag.onleesbaar:
            genoemd = ", ".join(uitslag.onleesbaar[:ONLEESBAAR_GENOEMD])
            raise CommandError(
                f"{count(len(uitslag.onleesbaar))} opent geen enkele sleutel; niets is gewist: {genoemd}. "
                "Zet de sleutel erbij waarmee ze zijn geschreven, of laat ze zoals ze zijn."
            )
        self.stdout.write("Alles staat onder de eerste sleutel. De andere kunnen na een dag weg.")

    def _note(self, wat: str, gedaan: int, totaal: int) -> None:
        self.stdout.write(f"{wat}: {gedaan} van {totaal}")


def count(aantal: int) -> str:
    return f"{aantal} {'waarde' if aantal == 1 else 'waarden'}"
