from django.conf import settings
from django.db import models

from opleidingen.models import Deelnamewijziging
from register.models.aanvraag import Besluit


class Signaalafhandeling(models.Model):
    """The office looked at what changed in a dossier after a besluit, and says why that is enough.

    A signal itself is no row: it is a Deelnamewijziging after the besluit that has none of these. The besluit never
    changes.
    """

    besluit = models.ForeignKey(Besluit, models.CASCADE, related_name="signaalafhandelingen")
    wijziging = models.ForeignKey(Deelnamewijziging, models.CASCADE, related_name="+")
    reden = models.TextField("reden", max_length=2000)
    afgehandeld_op = models.DateTimeField("afgehandeld op")
    afgehandeld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "afhandeling van een signaal"
        verbose_name_plural = "afhandelingen van signalen"
        constraints = [
            models.UniqueConstraint(fields=["besluit", "wijziging"], name="register_signaalafhandeling_een_keer")
        ]

    def __str__(self) -> str:
        return f"afhandeling {self.pk}"
