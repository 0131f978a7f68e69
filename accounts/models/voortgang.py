import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.versleuteling import VersleuteldFileField

BEWAREN = timedelta(days=7)
"""How long what came out of it can be fetched."""
VASTGELOPEN = timedelta(hours=1)
"""Work that was asked for so long ago and did not end has died with its worker; somebody may ask again."""


def choose_plek(voortgang: "Voortgang", name: str) -> str:
    """A name that nobody can guess and that says nothing, below the folder of files that no web server serves."""
    return f"voortgang/{secrets.token_hex(16)}"


class Voortgang(models.Model):
    """Work in the background that somebody asked for: how far it is, and the file that came out of it.

    `bestand` is encrypted, see `accounts.kluis`. From `verloopt_op` on it cannot be fetched and goes at the next
    clearing up.
    """

    class Status(models.TextChoices):
        WACHT = "wacht", "Wacht"
        BEZIG = "bezig", "Bezig"
        GEREED = "gereed", "Klaar"
        MISLUKT = "mislukt", "Niet gelukt"

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="voortgangen")
    wat = models.SlugField("wat")
    status = models.CharField("status", max_length=10, choices=Status.choices, default=Status.WACHT)
    gedaan = models.PositiveIntegerField("stappen gedaan", default=0)
    totaal = models.PositiveIntegerField("stappen in totaal", default=0)
    bestand = VersleuteldFileField("bestand", upload_to=choose_plek, blank=True)
    aangemaakt_op = models.DateTimeField("aangemaakt op")
    verloopt_op = models.DateTimeField("verloopt op")

    class Meta:
        verbose_name = "voortgang"
        verbose_name_plural = "voortgangen"
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "wat"],
                condition=Q(status__in=["wacht", "bezig"]),
                name="accounts_voortgang_een_lopende",
            )
        ]

    def __str__(self) -> str:
        return f"{self.wat}: {self.status}"

    def loopt_op(self, moment: datetime) -> bool:
        """Whether it can still be expected to end."""
        return self.status in (self.Status.WACHT, self.Status.BEZIG) and self.aangemaakt_op > moment - VASTGELOPEN
