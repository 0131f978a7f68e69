from django.conf import settings
from django.db import models

from accounts.models.organisatie import Organisatie


class Logregel(models.Model):
    """One act in the append-only, hash-chained logboek. Holds references, never personal data.

    Written by `accounts.services.logboek` alone; `manage.py controleer_logboek` checks the chain.
    """

    volgnummer = models.PositiveBigIntegerField("volgnummer", primary_key=True)
    op = models.DateTimeField("op")
    handeling = models.CharField("handeling", max_length=60)
    door = models.CharField("door", max_length=80, help_text="Verwijzing, zoals gebruiker:12 of sleutel:3.")
    onderwerp = models.CharField("onderwerp", max_length=80, blank=True, help_text="Verwijzing, zoals aanvraag:7.")
    inhoud = models.JSONField("inhoud", default=dict)
    vorige = models.CharField("hash van de vorige regel", max_length=64)
    hash = models.CharField("hash", max_length=64)

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logregels"

    def __str__(self) -> str:
        return f"{self.volgnummer} {self.handeling}"


class Raadpleging(models.Model):
    """Somebody looked at somebody: stands in the log of the person who was looked at."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="raadplegingen")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    organisatie = models.ForeignKey(Organisatie, models.SET_NULL, null=True, blank=True, related_name="+")
    wat = models.CharField("wat", max_length=60)
    reden = models.CharField("reden", max_length=200, blank=True)
    onderwerp = models.CharField(
        "onderwerp", max_length=80, blank=True, help_text="Verwijzing naar wat iemand las, zoals reflectie:7."
    )
    op = models.DateTimeField("op")

    class Meta:
        verbose_name = "raadpleging"
        verbose_name_plural = "raadplegingen"
        indexes = [models.Index(fields=["gebruiker", "-op"], name="accounts_raadpleging_wie")]

    def __str__(self) -> str:
        return f"raadpleging {self.pk}"
