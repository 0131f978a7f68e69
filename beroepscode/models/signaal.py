from django.conf import settings
from django.db import models


class Signaal(models.Model):
    """An obstacle that somebody meets in the work, named without case or person, under one theme.

    The register office reads the text without a name; an employer learns numbers alone. Who takes a signal back
    erases it.
    """

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="signalen")
    thema = models.SlugField("thema")
    tekst = models.TextField("wat mensen in de weg staat", max_length=1000)
    gegeven_op = models.DateTimeField("gegeven op")

    class Meta:
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        indexes = [models.Index(fields=["thema"], name="beroepscode_signaal_per_thema")]

    def __str__(self) -> str:
        return f"signaal {self.pk}"
