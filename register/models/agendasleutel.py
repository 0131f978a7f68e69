from django.conf import settings
from django.db import models


class Agendasleutel(models.Model):
    """The random address of somebody's calendar. Only its hash is kept; the address itself is shown once.

    Renewing replaces the hash, revoking erases the row: either way the old address stops at once.
    """

    gebruiker = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="agendasleutel")
    hash = models.CharField("hash", max_length=64, unique=True)
    aangemaakt_op = models.DateTimeField("aangemaakt op")

    class Meta:
        verbose_name = "agendasleutel"
        verbose_name_plural = "agendasleutels"

    def __str__(self) -> str:
        return f"agendasleutel {self.pk}"
