from django.db import models
from django.db.models import Q

from beroepscode.models import Reflectie
from opleidingen.models import Deelname
from register.models.dossier import Activiteit


class Aanleiding(models.Model):
    """What a reflection came from: something that its writer logged, or a completed course."""

    reflectie = models.OneToOneField(Reflectie, models.CASCADE, related_name="+")
    activiteit = models.ForeignKey(Activiteit, models.CASCADE, null=True, blank=True, related_name="aanleidingen")
    deelname = models.ForeignKey(Deelname, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "aanleiding"
        verbose_name_plural = "aanleidingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(activiteit__isnull=True) ^ Q(deelname__isnull=True), name="register_aanleiding_een"
            )
        ]

    def __str__(self) -> str:
        return f"aanleiding {self.pk}"
