from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.versleuteling import VersleuteldField
from register.models.dossier import Werkperiode

GELDIG = timedelta(days=30)
"""How long the link in the mail works."""
OPNIEUW_NA = timedelta(days=7)
"""How long an employer has to answer before somebody may ask again."""


class Werkbevestiging(models.Model):
    """The question to an employer whether a period of work is right; they answer from a mail, without an account.

    `adres` is sealed and goes the moment it has done its work. Of the link only the hash is kept.
    """

    class Oordeel(models.TextChoices):
        BEVESTIGD = "bevestigd", "Dit klopt"
        KLOPT_NIET = "klopt-niet", "Dit klopt niet"

    werkperiode = models.ForeignKey(Werkperiode, models.CASCADE, related_name="bevestigingen")
    adres = VersleuteldField("e-mailadres van de werkgever", null=True)
    token_hash = models.CharField("hash van de link", max_length=64, unique=True)
    verstuurd_op = models.DateTimeField("verstuurd op")
    verloopt_op = models.DateTimeField("verloopt op")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    beantwoord_op = models.DateTimeField("beantwoord op", null=True, blank=True)
    oordeel = models.CharField("oordeel", max_length=12, choices=Oordeel.choices, blank=True)
    door_naam = models.CharField("beantwoord door", max_length=100, blank=True)

    class Meta:
        verbose_name = "werkbevestiging"
        verbose_name_plural = "werkbevestigingen"
        constraints = [
            models.UniqueConstraint(
                fields=["werkperiode"],
                condition=Q(beantwoord_op__isnull=True, ingetrokken_op__isnull=True),
                name="register_werkbevestiging_een_open",
            )
        ]

    def __str__(self) -> str:
        return f"werkbevestiging {self.pk}"

    @property
    def opnieuw_vanaf(self) -> date:
        """The first day on which somebody may ask again while there is no answer."""
        return timezone.localdate(self.verstuurd_op + OPNIEUW_NA)

    def is_verlopen(self, op: datetime) -> bool:
        return self.verloopt_op <= op
