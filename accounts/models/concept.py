from django.conf import settings
from django.db import models

from accounts.versleuteling import VersleuteldField


class Concept(models.Model):
    """What somebody typed in a form and has not sent yet.

    Written by `accounts.services.concepten` alone. `versie` only goes up: who saves must know the newest one. When
    the form was sent the text goes and the row stays, so that a save still under way does not bring it back.
    """

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="concepten")
    formulier = models.SlugField("formulier", max_length=60, help_text="Zoals activiteit of reflectie-12.")
    inhoud = VersleuteldField("inhoud, versleuteld", null=True)
    versie = models.PositiveIntegerField("versie")
    bewaard_op = models.DateTimeField("bewaard op", db_index=True)

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "formulier"], name="accounts_concept_formulier_uniek")
        ]

    def __str__(self) -> str:
        return f"concept {self.pk}"
