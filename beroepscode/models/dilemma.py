from django.conf import settings
from django.db import models

from accounts.versleuteling import VersleuteldField


class Dilemmakeuze(models.Model):
    """Which way somebody chose on a card. The reason is encrypted and belongs to who wrote it; the choice is counted.

    `kaart` and `weg` are codes of `beroepscode.dilemmakaarten`; who chooses again replaces the choice.
    """

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="dilemmakeuzes")
    kaart = models.SlugField("kaart", help_text="De bestandsnaam van de kaart.")
    weg = models.SlugField("weg")
    reden = VersleuteldField("reden (versleuteld)")
    gekozen_op = models.DateTimeField("gekozen op")

    class Meta:
        verbose_name = "dilemmakeuze"
        verbose_name_plural = "dilemmakeuzes"
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "kaart"], name="beroepscode_dilemmakeuze_een_per_kaart")
        ]
        indexes = [models.Index(fields=["kaart", "weg"], name="beroepscode_keuzes_per_weg")]

    def __str__(self) -> str:
        return f"keuze {self.pk}"
