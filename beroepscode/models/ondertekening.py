from django.conf import settings
from django.db import models


class Ondertekening(models.Model):
    """Somebody signed one version of a code text."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ondertekeningen")
    code = models.SlugField("code")
    versie = models.DateField("versie", help_text="De dag waarop deze tekst van de code inging.")
    ondertekend_op = models.DateTimeField("ondertekend op")

    class Meta:
        verbose_name = "ondertekening"
        verbose_name_plural = "ondertekeningen"
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "code", "versie"], name="beroepscode_ondertekening_een_per_versie"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.versie}"
