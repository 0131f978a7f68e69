from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from accounts.models.organisatie import Lidmaatschap, Organisatie

GELDIG = timedelta(days=14)
"""How long the link in the mail works."""
BEWAREN = timedelta(days=30)
"""How long after that the organisation still sees whom it asked, so that it can ask again."""


class Ledenuitnodiging(models.Model):
    """An organisation asks somebody to act for it. Of the link only the hash is kept.

    The row goes when it has done its work: accepted, withdrawn, or expired for long.
    """

    organisatie = models.ForeignKey(Organisatie, models.CASCADE, related_name="uitnodigingen")
    email = models.EmailField(
        "e-mailadres", help_text="In kleine letters. Wie de link opent, kan een ander adres hebben."
    )
    rol = models.CharField("rol", max_length=20, choices=Lidmaatschap.Rol.choices)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="ledenuitnodigingen")
    code_hash = models.CharField("hash van de link", max_length=64, unique=True)
    verstuurd_op = models.DateTimeField("verstuurd op")
    verloopt_op = models.DateTimeField("verloopt op")

    class Meta:
        verbose_name = "uitnodiging van een collega"
        verbose_name_plural = "uitnodigingen van collega's"
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "email"], name="accounts_ledenuitnodiging_een_per_adres")
        ]

    def __str__(self) -> str:
        return f"uitnodiging {self.pk}"

    def is_verlopen(self, op: datetime) -> bool:
        return self.verloopt_op <= op
