from django.conf import settings
from django.db import models


class Niveaustand(models.Model):
    """Where somebody says they stand in one competence from a day on: leerling, gezel or meester.

    Set by the professional and read by nobody else. Codes are of `kenmerken/competentie.toml` and `niveau.toml`.
    """

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="niveaustanden")
    competentie = models.SlugField("competentie")
    niveau = models.SlugField("niveau")
    datum = models.DateField("sinds")

    class Meta:
        verbose_name = "niveau van een competentie"
        verbose_name_plural = "niveaus van competenties"
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "competentie", "datum"], name="beroepscode_niveaustand_een_per_dag"
            )
        ]

    def __str__(self) -> str:
        return f"{self.competentie}: {self.niveau}"
